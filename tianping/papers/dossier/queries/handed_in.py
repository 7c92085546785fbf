"""What litigants hand in: their own, what was sent on to them, and what waits for the clerk."""

import datetime
from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import Q, QuerySet

from tianping.cases.models import Case, Clock, Litigant
from tianping.cases.permissions import Looker, visible_cases
from tianping.cases.queries import check_acts_with_mandate
from tianping.kernel.refusals import tried
from tianping.law import handing_in
from tianping.law.answers import Answer
from tianping.papers.dossier.models import Forwarding, HandedFile, HandIn
from tianping.papers.service.permissions import cases_served_by
from tianping.papers.service.queries import ANSWERING, ANSWERS, EVIDENCE

# Where nobody is sued there is nothing to answer: both sides apply, or one applies and the other is not heard first.
UNANSWERED = frozenset({"诉前调", "诉前调确", "诉前调书", "财保", "执", "执保"})
MATERIALS = (HandIn.Kind.ANSWER, HandIn.Kind.EVIDENCE)
# What is asked of the court itself, and is not sent on to the other side by itself.
REQUESTS = (HandIn.Kind.OBJECTION, HandIn.Kind.RECUSAL, HandIn.Kind.WITHDRAWAL)
HAND_IN_WORDS: dict[str, str] = {kind: str(kind.label) for kind in (*MATERIALS, *REQUESTS)}
TARGETS: dict[str, str] = {
    HandIn.Kind.OBJECTION: "认为有管辖权的法院",
    HandIn.Kind.RECUSAL: "申请回避的人员",
    HandIn.Kind.WITHDRAWAL: "请求",
}
PERIODS: dict[str, frozenset[str]] = {
    HandIn.Kind.OBJECTION: frozenset(ANSWERS.values()),
    HandIn.Kind.ANSWER: frozenset(ANSWERS.values()),
    HandIn.Kind.EVIDENCE: frozenset(EVIDENCE.values()),
}
WAIVED = "当事人放弃"


def may_hand_in(case: Case, litigant: Litigant, kind: str) -> bool:
    """Whether a litigant hands in something of this kind: answers come from those who are sued, in a suit.

    A suit is withdrawn by whoever sues (民事诉讼法第十三条第二款).
    A third party who claims nothing of their own cannot object to the jurisdiction (民事诉讼法解释第八十二条).
    """
    if case.status != "open" or case.type_code == "诉前调":
        return False
    if kind == HandIn.Kind.OBJECTION:
        return litigant.role == Litigant.Role.DEFENDANT and case.type_code not in UNANSWERED
    if kind == HandIn.Kind.WITHDRAWAL:
        sues = litigant.role == Litigant.Role.PLAINTIFF and case.type_code not in UNANSWERED
        return sues and not let_go(case, litigant)
    return kind != HandIn.Kind.ANSWER or (litigant.role in ANSWERING and case.type_code not in UNANSWERED)


def mandate_wanting(looker: Looker, kind: str, on: datetime.date) -> str:
    """Why whoever looks cannot hand this in: counsel withdraw a suit by special mandate; empty if they can."""
    if kind != HandIn.Kind.WITHDRAWAL:
        return ""
    refusal = tried(lambda: check_acts_with_mandate(looker, "withdraw", on=on), raising=())
    return str(refusal or "")


def draft_of(looker: Looker, kind: str) -> HandIn | None:
    """What a litigant has begun and not handed in."""
    return _of(looker).filter(kind=kind, status="draft").first()


def own_hand_ins(looker: Looker) -> QuerySet[HandIn]:
    """What a litigant handed in, newest first."""
    return _of(looker).exclude(status="draft").order_by("-pk")


def own_hand_in(looker: Looker, pk: int) -> HandIn | None:
    """One thing that a litigant handed in."""
    return own_hand_ins(looker).filter(pk=pk).first()


def others_for(looker: Looker) -> QuerySet[HandIn]:
    """What others handed in and the court sent on to this litigant, newest first."""
    return HandIn.objects.filter(case=looker.case, status="forwarded", pk__in=_sent_to(looker)).order_by("-pk")


def own_file(looker: Looker, pk: int) -> HandedFile | None:
    """A file that this litigant handed in, or that was sent on to them."""
    mine = Q(hand_in__litigant=looker.litigant)
    theirs = Q(hand_in__status="forwarded", hand_in__in=_sent_to(looker))
    rows = HandedFile.objects.filter(mine | theirs, hand_in__case=looker.case, pk=pk)
    return rows.select_related("file", "hand_in").first()


def visible_hand_ins(user: Any) -> QuerySet[HandIn]:
    """What was handed in in the cases that a person may see."""
    rows = HandIn.objects.exclude(status="draft").filter(case__in=visible_cases(user).values("pk"))
    return rows.select_related("case", "litigant", "counsel", "received_by", "forwarded_by")


def visible_file(user: Any, pk: int) -> HandedFile | None:
    """A file handed in in a case that the person may see."""
    rows = HandedFile.objects.filter(pk=pk, hand_in__in=visible_hand_ins(user).values("pk"))
    return rows.select_related("file", "hand_in").first()


def hand_ins_of(case: Case) -> QuerySet[HandIn]:
    """What was handed in in a case, oldest first, with its files."""
    rows = HandIn.objects.filter(case=case).exclude(status="draft").select_related("litigant", "counsel")
    return rows.prefetch_related("files__file").order_by("received_at", "pk")


def answers_in(case: Case) -> dict[int, str]:
    """Litigant id → what they wrote in answer (答辩意见), the newest; those who handed in only files are left out."""
    rows = HandIn.objects.filter(case=case, kind=HandIn.Kind.ANSWER).exclude(status="draft").exclude(text="")
    return dict(rows.order_by("pk").values_list("litigant", "text"))


def to_forward(user: Any) -> QuerySet[HandIn]:
    """What a person has to send on to the other side, oldest first."""
    mine = cases_served_by(user)
    rows = HandIn.objects.filter(status="received", kind__in=MATERIALS).select_related("case", "litigant")
    return (rows if mine is None else rows.filter(case__in=Case.objects.filter(mine).values("pk"))).order_by("pk")


def to_settle(user: Any) -> QuerySet[HandIn]:
    """The requests of litigants on which a bench has to act (管辖权异议、回避、撤诉申请), oldest first."""
    mine = cases_served_by(user)
    rows = HandIn.objects.filter(status="asked").select_related("case", "litigant")
    return (rows if mine is None else rows.filter(case__in=Case.objects.filter(mine).values("pk"))).order_by("pk")


def withdrawals_waiting(case: Case) -> list[HandIn]:
    """The applications to withdraw the suit that the bench has to decide on, oldest first."""
    rows = HandIn.objects.filter(case=case, kind=HandIn.Kind.WITHDRAWAL, status="asked")
    return list(rows.select_related("litigant", "counsel").order_by("received_at", "pk"))


def withdrawal_waiting(case: Case, litigant: Litigant) -> HandIn | None:
    """That of one litigant."""
    return next((each for each in withdrawals_waiting(case) if each.litigant_id == litigant.pk), None)


def asked_by_counsel(asked: Sequence[HandIn]) -> str:
    """Who asked, as a paper says it where counsel did (原告甲的委托诉讼代理人乙); empty where the litigants did."""
    of_counsel: dict[str, list[str]] = {}
    for each in asked:
        of_counsel.setdefault(each.counsel.name if each.counsel is not None else "", []).append(each.litigant.name)
    if not any(of_counsel):
        return ""
    words = [
        f"原告{'、'.join(names)}的委托诉讼代理人{counsel}" if counsel else f"原告{'、'.join(names)}"
        for counsel, names in of_counsel.items()
    ]
    return "、".join(words)


def suing_on(case: Case) -> list[Litigant]:
    """Who sues in a case and has not asked to withdraw, or was not allowed to."""
    asked = HandIn.objects.filter(case=case, kind=HandIn.Kind.WITHDRAWAL).exclude(status="draft")
    # Null (noted without the answer) counts as asked: that is noted only where everybody had.
    leaving = asked.exclude(status="settled", granted=False)
    rows = Litigant.objects.filter(matter=case.matter_id, role=Litigant.Role.PLAINTIFF)
    return list(rows.exclude(pk__in=leaving.values("litigant")).order_by("position"))


def others_suing(case: Case, litigant: Litigant) -> list[Litigant]:
    """Who sues on beside this litigant."""
    return [each for each in suing_on(case) if each.pk != litigant.pk]


def let_go(case: Case, litigant: Litigant) -> bool:
    """Whether the court has allowed this plaintiff to withdraw, and the case goes on without them."""
    rows = HandIn.objects.filter(case=case, litigant=litigant, kind=HandIn.Kind.WITHDRAWAL)
    return rows.filter(status="settled", granted=True).exists()


def left_in(case_ids: Collection[int]) -> dict[int, set[int]]:
    """Case id → the plaintiffs whom the court has let go, where others sue on; where all withdrew, nobody has left."""
    granted = HandIn.objects.filter(
        case__in=list(case_ids), kind=HandIn.Kind.WITHDRAWAL, status="settled", granted=True
    )
    left: dict[int, set[int]] = {}
    for case_id, litigant_id in granted.values_list("case_id", "litigant_id"):
        left.setdefault(case_id, set()).add(litigant_id)
    if not left:
        return {}
    suing = Litigant.objects.filter(matter__cases__in=list(left), role=Litigant.Role.PLAINTIFF)
    stay = {case_id for case_id, pk in suing.values_list("matter__cases", "pk") if pk not in left.get(case_id, ())}
    return {case_id: gone for case_id, gone in left.items() if case_id in stay}


def last_day_of(case: Case, litigant: Litigant, kind: str) -> datetime.date | None:
    """Until when a litigant's own period runs, or ran; None where it has not begun."""
    periods = PERIODS.get(kind, frozenset())
    rows = Clock.objects.filter(case=case, litigant=litigant, period_id__in=periods).order_by("-pk")
    newest = rows.first()
    if newest is None:
        return None
    waived = newest.stopped_on if newest.stop_cause == WAIVED else None
    return waived or newest.legal_due or newest.nominal_due


def timeliness(case: Case, litigant: Litigant, kind: HandIn.Kind, on: datetime.date) -> Answer[bool]:
    """Whether what this litigant hands in on that day is late, and what follows."""
    if kind == HandIn.Kind.RECUSAL:
        return handing_in.recusal(on=on)
    if kind == HandIn.Kind.WITHDRAWAL:
        return handing_in.withdrawal(others_sue=bool(others_suing(case, litigant)), on=on)
    name: handing_in.Kind = "answer" if kind == HandIn.Kind.ANSWER else "evidence"
    name = "objection" if kind == HandIn.Kind.OBJECTION else name
    return handing_in.lateness(name, on, last_day_of(case, litigant, kind), on=on)


def what_follows_objection(case: Case, on: datetime.date) -> Answer[None]:
    """What follows an objection to jurisdiction in this case, by its track (管辖权异议)."""
    return handing_in.objecting(small_claims=case.track == Case.Track.SMALL_CLAIMS, on=on)


def remaining_periods(looker: Looker, on: datetime.date) -> list[Clock]:
    """The periods to answer and to bring evidence that run for a litigant and are not over on that day."""
    wanted = frozenset.union(*PERIODS.values())
    rows = Clock.objects.filter(
        case=looker.case, litigant=looker.litigant, period_id__in=wanted, stopped_on__isnull=True
    ).order_by("pk")
    return [row for row in rows if (row.legal_due or row.nominal_due) >= on]


def _of(looker: Looker) -> QuerySet[HandIn]:
    rows = HandIn.objects.filter(case=looker.case, litigant=looker.litigant)
    return rows.select_related("case", "litigant", "counsel").prefetch_related("files__file")


def _sent_to(looker: Looker) -> list[int]:
    """The ids of what was sent on with a notice to this litigant."""
    rows = Forwarding.objects.filter(paper__addressee=looker.litigant, hand_in__case=looker.case)
    return list(rows.values_list("hand_in", flat=True))
