"""What may be done with papers: draw up, proof-read, sign, issue, discard."""

from tianping.papers.documents.actions.approving import proofread, send_back, sign
from tianping.papers.documents.actions.drawing import PaperRequest, discard, draw_up, draw_up_many
from tianping.papers.documents.actions.issuing import issue, issue_many

__all__ = [
    "PaperRequest",
    "discard",
    "draw_up",
    "draw_up_many",
    "issue",
    "issue_many",
    "proofread",
    "send_back",
    "sign",
]
