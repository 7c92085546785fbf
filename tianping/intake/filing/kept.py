"""What is kept from the other side (住址、电话保密) and stands in papers of which they get a copy (副本)."""

from tianping.cases.models import Litigant, StaffNote
from tianping.intake.filing.models import Filing, Material
from tianping.law.withheld_contacts import tells_contact

# Pieces of which the other side learns nothing.
FOR_THE_COURT = frozenset({Material.Kind.PLACE, Material.Kind.HARDSHIP})


def told_to_the_other_side(filing: Filing) -> list[StaffNote]:
    """A note for each plaintiff whose withheld address or telephone can be read; read anew each time, never kept."""
    people = list(filing.matter.litigants.all())
    known = [each.address for each in people if each.role != Litigant.Role.PLAINTIFF]
    notes = []
    for place, each in enumerate((one for one in people if one.role == Litigant.Role.PLAINTIFF), start=1):
        if not each.withholds_contact:
            continue
        addresses, phones = _kept(filing, each, place)
        where = [label for label, text in _texts(filing) if tells_contact(text, addresses, phones, known=known)]
        if where:
            text = (
                f"{each.name}要求对对方保密的住址或者电话写在{'、'.join(where)}中，副本送达以后对方就会知道。"
                "请一次性告知补正，删去以后再立案、送达。"
            )
            notes.append(StaffNote(matter=filing.matter, code="told_after_all", text=text))
    return notes


def _kept(filing: Filing, litigant: Litigant, place: int) -> tuple[list[str], list[str]]:
    """Where a plaintiff lives and where papers reach them, with the telephones."""
    kept = filing.service_place
    own = [each for each in kept.get("each") or () if each.get("plaintiff") == place] or ([kept] if place == 1 else [])
    addresses = [litigant.address, *(each.get("address") or "" for each in own)]
    phones = [litigant.phone, *(each.get("phone") or "" for each in own)]
    return addresses, phones


def _texts(filing: Filing) -> list[tuple[str, str]]:
    matter = filing.matter
    pieces = filing.materials.filter(version=filing.version).exclude(kind__in=FOR_THE_COURT).order_by("position")
    return [
        ("诉讼请求", matter.claim_text),
        ("事实与理由", matter.facts_text),
        *((f"“{each.name}”的名称或者证明内容", f"{each.name} {each.purpose}") for each in pieces),
    ]
