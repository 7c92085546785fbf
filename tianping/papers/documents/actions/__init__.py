"""What may be done with papers: draw up, proof-read, sign, issue, discard."""

from tianping.papers.documents.actions.approving import proofread, proofread_many, send_back, sign, sign_many
from tianping.papers.documents.actions.drawing import PaperRequest, discard, draw_up, draw_up_many
from tianping.papers.documents.actions.editing import take_back, word_of_paper
from tianping.papers.documents.actions.issuing import issue, issue_many, keep_agreement, publication_source
from tianping.papers.documents.actions.runs import MOST_CASES, make_run, order_issue, order_run

__all__ = [
    "MOST_CASES",
    "PaperRequest",
    "discard",
    "draw_up",
    "draw_up_many",
    "issue",
    "issue_many",
    "keep_agreement",
    "make_run",
    "order_issue",
    "order_run",
    "proofread",
    "proofread_many",
    "publication_source",
    "send_back",
    "sign",
    "sign_many",
    "take_back",
    "word_of_paper",
]
