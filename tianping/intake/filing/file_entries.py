"""What filing puts into the file of a case: the pleading, proofs of identity and authority, evidence."""

from collections.abc import Iterable

from tianping.cases.models import Case
from tianping.cases.panels import FileEntry
from tianping.intake.filing.models import Material
from tianping.intake.filing.queries import filing_of, materials_of
from tianping.kernel.clock import china_day

PLACES = {
    Material.Kind.PLEADING: "complaint",
    Material.Kind.IDENTITY: "authority",
    Material.Kind.AUTHORITY: "authority",
    Material.Kind.PLACE: "service",
    Material.Kind.HARDSHIP: "fee",
}


def entries(case: Case) -> Iterable[FileEntry]:
    """起诉材料, as they were handed in last."""
    filing = filing_of(case.matter_id)
    if filing is None or case.type_code.startswith("诉前"):
        return
    for each in materials_of(filing):
        place = PLACES.get(Material.Kind(each.kind), "evidence")
        yield FileEntry(place, each.name, china_day(filing.received_at), "原告", file=each.file, pages=each.pages)
