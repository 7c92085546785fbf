"""The acceptance that opens the enforcement case (执行立案), the notice (执行通知), and taking an application back."""

import datetime

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may, held_posts
from tianping.accounts.posts import Post
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Counsel, Litigant, LitigantAccess
from tianping.cases.permissions import Looker, own_accesses
from tianping.cases.queries import check_acts_with_mandate, check_mandate
from tianping.enforcement.models import Application, Notice
from tianping.enforcement.permissions import NOTIFY, RECEIVE
from tianping.enforcement.queries import CASE_TYPE, NOTICE, carried_by, to_notify
from tianping.intake.preservation.queries import matters_before
from tianping.kernel import audit, moves
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Overtaken, Refused, tried
from tianping.law.answers import Refusal
from tianping.law.enforcement_applications import check_read_by_court
from tianping.law.mandates import Act, named_in_letters
from tianping.law.wording import chinese_date
from tianping.measures import actions as measure_actions

TERM = "EX-6M"
WITHDRAWAL: Act = "withdraw_application"
TO_READ = "登录“我的案件”可以查看本案。"


@transaction.atomic
def accept(application: Application, *, claim_read: bool = False, by: User, at: datetime.datetime) -> Case:
    """Open the enforcement case (执行立案): its 执 number, ten days for the notice, six months in all.

    No fee is paid in advance (诉讼费用交纳办法第二十条第二款). Measures of preservation go on in it. An application
    after the two years is accepted all the same (民诉法解释第四百八十一条). ``claim_read``: the clerk read in the title
    that it gives the applicant a claim; nothing is opened without where its elements do not say so.
    """
    check_may(by, RECEIVE)
    application = (
        Application.objects.select_for_update(of=("self",))
        .select_related("title_case", "outside", "applicant__matter", "applied_by")
        .get(pk=application.pk)
    )
    if application.status != "received":
        raise Overtaken("该执行申请已经办理，请刷新页面查看。")
    _check_claim_read(application, claim_read=claim_read)
    matter, day = application.matter, china_day(at)
    (case,) = case_actions.open_cases([matter], CASE_TYPE, by=by, at=at)
    moves.move(application, "accept", by=by, at=at, case=case, accepted_at=at, accepted_by=by)
    received = china_day(application.received_at)
    starts = [
        case_actions.ClockStart(matter.pk, case.pk, NOTICE, received, Post.ENFORCEMENT_OFFICER),
        case_actions.ClockStart(matter.pk, case.pk, TERM, day, Post.ENFORCEMENT_OFFICER),
    ]
    case_actions.start_clocks(starts, on=day)
    for matter_id in (matter.pk, *matters_before(matter.pk)):
        measure_actions.take_over(matter_id, case, by=by, at=at)
    if application.applied_by is not None:
        how = LitigantAccess.How.FILED
        case_actions.give_access(application.applied_by, application.applicant, how, by=by, at=at)
    line = f"执行申请已立案，案号{case.number}；执行申请费不预交，执行后由被执行人负担。"
    told_in = application.title_case_id or case.pk
    case_actions.tell_many([(matter.pk, told_in, application.applicant_id, line)], by=by, at=at)
    text = (
        "您的执行申请已经立案，执行申请费不需要预交；有新的财产线索的，请告诉执行员，"
        "也可以拨打12368报上案号，由值班人员转告。"
    )
    told = case_actions.CaseMessage(f"enforcement_accepted:{application.pk}", application.applicant, text, case)
    case_actions.message_many([told], by=by, at=at)
    return case


def needs_reading(application: Application) -> str:
    """Why the title has to be read before an enforcement is opened on it; empty where its elements say it all."""
    return str(tried(lambda: _check_claim_read(application, claim_read=False)) or "")


def _check_claim_read(application: Application, *, claim_read: bool) -> None:
    """What the counter took in, a clerk had read before. Raises Refused where nobody of the court has."""
    title = carried_by(application)
    read = claim_read or application.received_by_id is not None
    if application.outside_id is not None and not read:
        raise Refused(
            f"{title.title}不是从本院案件带来的，内容由申请人填写。请对照原文核对：文书已经生效，写明由被执行人向"
            f"{application.applicant.name}履行；核对无误的，请勾选“已对照法律文书核对”再立案。"
        )
    try:
        check_read_by_court(title.standing, application.applicant.name, title.terms, confirmed=read)
    except Refusal as refusal:
        raise Refused(refusal.sentence) from refusal


@transaction.atomic
def note_notice(
    application: Application, respondent_id: int, served_on: datetime.date, *, by: User, at: datetime.datetime
) -> None:
    """Record that the notice was served (登记执行通知书送达): from now on this respondent reads of the enforcement.

    The ten days to send it end when it was served on all of them (民诉法解释第四百八十条).
    """
    check_may(by, NOTIFY)
    application = Application.objects.select_for_update(of=("self",)).select_related("case").get(pk=application.pk)
    case, day = application.case, china_day(at)
    waiting = {each.pk: each for each in to_notify(application)}
    if case is None or respondent_id not in waiting:
        raise Refused("没有执行立案，或者该被执行人的执行通知书已经登记送达，请刷新页面查看。")
    if not case.filed_on <= served_on <= day:
        raise Refused(f"送达之日应当在执行立案之日{chinese_date(case.filed_on)}至今天之间，请核对日期。")
    Notice.objects.create(application=application, respondent_id=respondent_id, served_on=served_on, at=at, by=by)
    audit.record("enforcement.notice", f"enforcement:{application.pk}", by=by, at=at, litigant=respondent_id)
    line = f"{chinese_date(served_on)}送达执行通知书，请按执行通知履行；财产情况请如实报告。"
    case_actions.tell_many([(case.matter_id, case.pk, respondent_id, line)], by=by, at=at)
    key = f"enforcement_notice:{application.pk}"
    told = case_actions.CaseMessage(key, waiting[respondent_id], f"您是本案被执行人，{line}{TO_READ}", case)
    case_actions.message_many([told], by=by, at=at)
    if len(waiting) == 1:
        case_actions.stop_clocks([case.matter_id], [NOTICE], on=day, cause="执行通知书已经送达", by=by)


def withdraw(application: Application, reason: str, *, by: User, at: datetime.datetime) -> None:
    """The counter notes that the applicant takes the application back before it is decided (撤回执行申请)."""
    check_may(by, RECEIVE)
    _withdraw(application, reason, by=by, at=at)


def withdraw_own(application: Application, reason: str, *, looker: Looker, at: datetime.datetime) -> None:
    """The applicant takes it back on their own page, on which nobody else's applications are found.

    Raises Refused for counsel whose mandate does not name it (民事诉讼法第六十二条第二款).
    """
    check_acts_with_mandate(looker, WITHDRAWAL, on=china_day(at))
    _withdraw(application, reason, by=looker.user, at=at)


def withdraw_on_title(application: Application, reason: str, *, by: User, at: datetime.datetime) -> None:
    """The same of an application on an outside title, which has no case yet. Raises Refused as there."""
    _check_stands_for(application.applicant, by, on=china_day(at))
    _withdraw(application, reason, by=by, at=at)


def _check_stands_for(applicant: Litigant, by: User, *, on: datetime.date) -> None:
    """Raise unless it is the applicant, who speaks for them by law, their own account, or counsel who may do it."""
    counsel = Counsel.objects.filter(litigant=applicant, user=by, until__isnull=True).first()
    if counsel is not None:
        check_mandate(counsel, WITHDRAWAL, on=on)
    elif by.full_name not in (applicant.name, applicant.representative) and _is_another(applicant, by):
        raise Refused(
            f"您不是{applicant.name}本人，也没有登记为其委托诉讼代理人，不能撤回执行申请。请由{_who_signs(applicant)}签名，"
            f"到诉讼服务大厅办理，或者交来写明“{named_in_letters(WITHDRAWAL)}”的授权委托书登记。"
        )


def _is_another(applicant: Litigant, by: User) -> bool:
    """Whether whoever applied under another name is no account of the applicant's own: a unit has no name to sign."""
    as_counsel = own_accesses(by).filter(litigant=applicant, how=LitigantAccess.How.COUNSEL)
    is_lawyer = Post.LAWYER in held_posts(by)
    return applicant.kind == Litigant.Kind.NATURAL or is_lawyer or as_counsel.exists()


def _who_signs(applicant: Litigant) -> str:
    if applicant.kind == Litigant.Kind.NATURAL:
        return f"{applicant.name}本人"
    return f"{applicant.name}的法定代表人或者负责人{applicant.representative}"


@transaction.atomic
def _withdraw(application: Application, reason: str, *, by: User | None, at: datetime.datetime) -> None:
    if not reason.strip():
        raise Refused("请写明撤回的原因。")
    moves.move(application, "withdraw", by=by, at=at, reason=reason.strip())
    place = (application.matter.pk, application.title_case_id, application.applicant_id, "执行申请已撤回。")
    case_actions.tell_many([place], by=by, at=at)
