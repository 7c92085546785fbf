"""What follows: the ruling is served, the suit comes in time, here or elsewhere."""

import datetime
from collections.abc import Sequence

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.cases import actions as case_actions
from tianping.cases.models import Litigant, Matter
from tianping.intake.preservation.actions.applying import tell
from tianping.intake.preservation.models import Application
from tianping.intake.preservation.permissions import check_can_accept
from tianping.intake.preservation.queries import SUIT, applicants_of, awaiting_suit
from tianping.kernel import audit
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused
from tianping.law.wording import chinese_date
from tianping.papers.documents.queries import HELD_BACK
from tianping.papers.service.queries import deliveries

REVIEW = "PRES-REVIEW"


@transaction.atomic
def hear_papers_served(*, at: datetime.datetime, delivery_ids: Sequence[int]) -> None:
    """A ruling of preservation was served: five days to ask for review begin for that litigant (保全规定第二十五条).

    Repeating starts nothing twice.
    """
    served = deliveries().filter(pk__in=delivery_ids, status="served", paper__variant__in=HELD_BACK)
    starts = [
        case_actions.ClockStart(
            row.paper.case.matter_id,
            row.paper.case_id,
            REVIEW,
            row.effective_on,
            Post.JUDGE,
            row.paper.case.responsible_id,
            litigant_id=row.litigant_id,
        )
        for row in served.select_related("paper__case")
        if row.effective_on is not None and not row.litigant.clocks.filter(period_id=REVIEW).exists()
    ]
    case_actions.start_clocks(starts, on=china_day(at))


def hear_suit_filed(*, at: datetime.datetime, matter_id: int) -> None:
    """A filing of this matter was received: the preservation before it has its suit."""
    hear_suits_filed([matter_id], at=at)


@transaction.atomic
def hear_suits_filed(matter_ids: Sequence[int], *, at: datetime.datetime) -> None:
    """Filings were received: those of an applicant against their respondent stop the thirty days (保全规定第十七条).

    The same parties with the same cause are the same dispute; another cause is pointed out to the staff and stops
    nothing by itself. A constant number of statements where nobody waits; repeating changes nothing.
    """
    litigants = list(Litigant.objects.filter(matter__in=list(matter_ids)).select_related("matter"))
    suing = [each for each in litigants if each.role == Litigant.Role.PLAINTIFF]
    waiting = awaiting_suit([each.identity_number for each in suing], [each.name for each in suing])
    if not waiting:
        return
    by_matter: dict[int, list[Litigant]] = {}
    for each in litigants:
        by_matter.setdefault(each.matter_id, []).append(each)
    for application in waiting:
        for sides in by_matter.values():
            _compare(application, sides, at=at)


@transaction.atomic
def hear_own_suit(application_id: int, matter: Matter | None, record: str, *, by: User, at: datetime.datetime) -> None:
    """A pleading that was begun from this preservation was handed in: it has its suit, whatever was changed in it.

    ``matter`` None: the suit is in another court (跨域立案), and ``record`` says where. Repeating changes nothing.
    """
    application = Application.objects.select_for_update().get(pk=application_id)
    if application.suit_on is None:
        _has_its_suit(application, matter, record, on=china_day(at), by=by, at=at)


@transaction.atomic
def hear_suit_ended(matter_id: int, *, by: User, at: datetime.datetime) -> None:
    """The suit of a preservation was withdrawn or given back before it was accepted: the staff look at it.

    Whether that is 不依法提起诉讼 of 民事诉讼法第一百零四条第三款 the court decides; nothing is lifted by itself.
    """
    words = (
        "起诉已在立案前撤回或者退回，请审查是否属于三十日内没有依法起诉、应否解除保全（民事诉讼法第一百零四条第三款）。"
    )
    for application in Application.objects.filter(suit_matter=matter_id):
        audit.record("preservation.suit_ended", f"preservation:{application.pk}", by=by, at=at, matter=matter_id)
        case_actions.note_many([(application.matter_id, application.case_id, words)], by=by, at=at, for_litigants=False)


@transaction.atomic
def note_suit(application: Application, record: str, *, on: datetime.date, by: User, at: datetime.datetime) -> None:
    """Record a suit in another court, or an arbitration (登记已起诉、已申请仲裁), with what proves it."""
    check_can_accept(by, application)
    application = Application.objects.select_for_update().get(pk=application.pk)
    if application.stage != Application.Stage.BEFORE_SUIT or application.suit_on is not None:
        raise Refused("该保全不是诉前保全，或者已经登记起诉。")
    if not record.strip():
        raise Refused("请写明受理法院或者仲裁机构、案号和证明材料。")
    if on > china_day(at):
        raise Refused("起诉、申请仲裁的日期不能晚于今天，请核对日期。")
    received_on = china_day(application.received_at)
    if on < received_on:
        raise Refused(f"起诉、申请仲裁的日期不能早于收到保全申请之日{chinese_date(received_on)}，请核对日期。")
    _has_its_suit(application, None, record.strip(), on=on, by=by, at=at)


def _compare(application: Application, sides: Sequence[Litigant], *, at: datetime.datetime) -> None:
    matter = sides[0].matter
    plaintiffs = [each for each in sides if each.role == Litigant.Role.PLAINTIFF]
    defendants = [each for each in sides if each.role == Litigant.Role.DEFENDANT]
    against = [each for each in application.respondents.all() if any(_same(each, other) for other in defendants)]
    if application.suit_on is not None or not against:
        return
    if not any(_same(one, each) for one in applicants_of(application) for each in plaintiffs):
        return
    if matter.pk == application.matter_id or matter.cause_name == application.matter.cause_name:
        record = f"本院于{chinese_date(china_day(at))}收到起诉材料"
        _has_its_suit(application, matter, record, on=china_day(at), by=None, at=at)
        return
    line = f"同一当事人另有诉前保全（{application.number}），请核对本案是否就该纠纷起诉，是的请登记。"
    case_actions.note_many([(matter.pk, None, line)], by=None, at=at, for_litigants=False)


def _has_its_suit(
    application: Application,
    matter: Matter | None,
    record: str,
    *,
    on: datetime.date,
    by: User | None,
    at: datetime.datetime,
) -> None:
    late = application.sue_by is not None and on > application.sue_by
    application.suit_on, application.suit_matter, application.suit_record = on, matter, record[:200]
    application.save(update_fields=["suit_on", "suit_matter", "suit_record"])
    case_actions.stop_clocks([application.matter_id], [SUIT], on=on, cause="已提起诉讼或者申请仲裁", by=by)
    audit.record("preservation.suit", f"preservation:{application.pk}", by=by, at=at, late=late)
    words = "诉前保全自动转为诉讼中的保全，期限连续计算。"
    if late:
        words = f"起诉时三十日已于{chinese_date(application.sue_by or on)}届满，是否解除保全由本院审查。"
    tell(application, f"{record}，{words}", by=by, at=at)


def _same(one: Litigant, other: Litigant) -> bool:
    """Whether two litigants are one person: by their number where both have one, else by name."""
    if one.identity_number and other.identity_number:
        return one.identity_number == other.identity_number
    return one.name == other.name
