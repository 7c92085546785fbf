"""Numbered cases made by the verbs of the spine, for tests that need a case and not the way it came."""

import datetime

from tests.support.court import AT
from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.cases import actions
from tianping.cases.models import Case, Litigant
from tianping.cases.queries import lookup_code
from tianping.kernel.clock import china_day

IDENTITY_NUMBER = "622827198001010019"
PHONE = "19900000001"
BANK = "镇原示范村镇银行股份有限公司"


def code_of(case: Case, role: str = "plaintiff") -> str:
    """The look-up code of the first litigant of this role."""
    return lookup_code(case, Litigant.objects.filter(matter=case.matter_id, role=role)[0])


def open_cases(
    by: User,
    defendants: list[str],
    *,
    plaintiff: str = BANK,
    at: datetime.datetime = AT,
    type_code: str = "民初",
    cause: str = "金融借款合同纠纷",
    claim_fen: int | None = 4_844_000,
    track: str = "simple",
    notes: tuple[actions.NoteDraft, ...] = (),
    clocks: tuple[str, ...] = ("C-SERVE-5", "C-FEE-7", "C-TRIAL-SIMPLE"),
) -> list[Case]:
    """One numbered case against each defendant, with its clocks running and a line for the litigants."""
    drafts = [
        actions.MatterDraft(
            cause_name=cause,
            claim_fen=claim_fen,
            claim_text="请求判令被告偿还借款本金。",
            litigants=(
                actions.LitigantDraft(role="plaintiff", kind="legal", name=plaintiff),
                actions.LitigantDraft(
                    role="defendant",
                    kind="natural",
                    name=name,
                    identity_kind="resident_id",
                    identity_number=IDENTITY_NUMBER,
                    phone=PHONE,
                    address="甘肃省庆阳市镇原县城关镇",
                ),
            ),
            notes=notes,
        )
        for name in defendants
    ]
    matters = actions.open_matters(drafts, at=at)
    cases = actions.open_cases(matters, type_code, by=by, at=at)
    if track:
        actions.set_tracks({(track, "sole", False): [case.pk for case in cases]})
    day = china_day(at)
    starts = [
        actions.ClockStart(case.matter_id, case.pk, period, day, Post.FILING_CLERK)
        for case in cases
        for period in clocks
    ]
    actions.start_clocks(starts, on=day)
    happened = [(case.matter_id, case.pk, f"已登记立案，案号{case.number}。") for case in cases]
    actions.note_many(happened, by=by, at=at, for_litigants=True)
    return list(Case.objects.filter(pk__in=[case.pk for case in cases]).order_by("pk"))
