"""What papers show on the page of a case."""

from collections.abc import Mapping
from typing import Any

from django.db.models import OuterRef

from tianping.accounts.permissions import held_posts
from tianping.cases.models import Case
from tianping.cases.panels import Found, Panel, Verb
from tianping.kernel.web.addresses import address_of
from tianping.papers.documents.kinds import KINDS
from tianping.papers.documents.models import FORMAL, Paper
from tianping.papers.documents.permissions import DRAW_UP, VIEW_PAPERS
from tianping.papers.documents.queries import papers_of
from tianping.papers.documents.states import PAPER
from tianping.papers.documents.tables import KINDS_OF_STATUS


def load_for_staff(case: Case, user: Any, found: Found) -> Mapping[str, Any] | None:
    """The papers of the case by kind, and the way to draw one up; none for numbers of mediation before filing."""
    held = held_posts(user)
    if not VIEW_PAPERS.allows(held) or case.type_code == "诉前调":
        return None
    may_write = DRAW_UP.allows(held) and case.status == "open"
    papers: dict[bool, list[dict[str, Any]]] = {False: [], True: []}
    for paper in papers_of(case) if "papers" in found else ():
        # Of what was issued, decisions stay in sight; notices are folded away.
        papers[paper.status == "issued" and paper.kind not in FORMAL].append(_shown(paper))
    return {
        "papers": papers[False],
        "folded": papers[True],
        "verbs": (Verb("制作文书", address_of("paper_draw_up")(case.pk)),) if may_write else (),
    }


def _shown(paper: Paper) -> dict[str, Any]:
    return {
        "title": KINDS[paper.kind].named(paper.variant),
        "to": paper.addressee.name if paper.addressee is not None else "",
        "url": address_of("paper")(paper.pk),
        "status": {"label": PAPER.label(paper.status), "kind": KINDS_OF_STATUS[paper.status]},
        "on": paper.issued_at or paper.drawn_at,
    }


ROWS = {"papers": Paper.objects.filter(case=OuterRef("pk"))}
STAFF = Panel("文书", "documents/panel.html", load_for_staff, 40, ROWS)
