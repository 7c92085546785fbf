"""The JSON API of a court at /api/v1: every room's operations, over the same verbs and permissions as its pages."""

from ninja import NinjaAPI

from tianping.accounts.api import router as me
from tianping.cases.api import router as cases
from tianping.insight.indicators.api import router as figures
from tianping.intake.filing.api import router as filings
from tianping.intake.filing.api_batches import router as batches
from tianping.kernel.web.api import ChineseRenderer, PlainParser, speak_in_sentences
from tianping.money.fees.api import router as bills
from tianping.papers.documents.api import router as papers
from tianping.trial.assignment.api import router as draws

DESCRIPTION = """\
The same verbs and permissions as the pages. Log in on the web page first: the API takes the session's cookie.
Writing requests carry the csrftoken cookie's value as X-CSRFToken (GET /me sets it) and a UUID of their own as
Idempotency-Key: sent again with the same key they have one effect and the same answer; with another content, 409.
Sums are in fen (分), days in ISO form. Whatever is refused says why in `sentence`.
"""

api = NinjaAPI(
    title="天平",
    version="1",
    description=DESCRIPTION,
    docs_url=None,
    openapi_url="/openapi.json",
    parser=PlainParser(),
    renderer=ChineseRenderer(),
)
speak_in_sentences(api)
for room in (me, cases, filings, batches, bills, figures, papers, draws):
    api.add_router("", room)
