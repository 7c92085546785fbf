"""What mediation puts into the file of its case: the scans of sheets that were signed on paper.

The agreement itself is a paper of the case. A record stands in the file of a number of its own (诉前调) alone, and only
where everybody took part: what was said in a mediation goes neither to the bench nor to whoever was not there
(在线调解规则第十八条).
"""

from collections.abc import Iterable, Sequence
from typing import Any

from tianping.cases.models import Case
from tianping.cases.panels import FileEntry
from tianping.intake.mediation.models import Referral
from tianping.intake.mediation.queries import agreement_in, referrals_of, sessions_in
from tianping.kernel.clock import china_day

PLACE = "mediation"


def entries(case: Case) -> Iterable[FileEntry]:
    """调解协议, 调解笔录 signed on paper, each scan once."""
    for referral in reversed(referrals_of(case)):
        if referral.case_id == case.pk:
            yield from _of_mediation(referral)


def _of_mediation(referral: Referral) -> Iterable[FileEntry]:
    agreement: Any = agreement_in(referral)
    if referral.kind == Referral.Kind.BEFORE:
        everybody = set(referral.case.matter.litigants.values_list("pk", flat=True))
        held: Any = sessions_in(referral)
        for session in held:
            if everybody <= set(session.present):
                yield from _scans("调解笔录签名扫描件", session.signed, referral)
    if agreement is not None:
        yield from _scans("调解协议签名扫描件", agreement.signed, referral)


def _scans(title: str, signed: Sequence[Any], referral: Referral) -> Iterable[FileEntry]:
    on_paper = {each.image_id: each for each in signed if each.way == "paper" and each.image is not None}
    for each in on_paper.values():
        yield FileEntry(PLACE, title, china_day(each.at), str(referral.organisation), file=each.image)
