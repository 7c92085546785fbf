"""What may be done with the case file: hand in, take at the counter, send on, settle, archive."""

from tianping.papers.dossier.actions.archiving import ZIP, archive, catalogue_pdf
from tianping.papers.dossier.actions.forwarding import forward
from tianping.papers.dossier.actions.handing_in import (
    Upload,
    attach,
    begin,
    detach,
    hand_in,
    take,
    waive,
    write,
)
from tianping.papers.dossier.actions.settling import settle

__all__ = [
    "ZIP",
    "Upload",
    "archive",
    "attach",
    "begin",
    "catalogue_pdf",
    "detach",
    "forward",
    "hand_in",
    "settle",
    "take",
    "waive",
    "write",
]
