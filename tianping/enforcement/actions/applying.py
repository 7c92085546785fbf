"""Applying for enforcement (申请执行) on what a case of this court ended with."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Litigant
from tianping.cases.permissions import Looker
from tianping.enforcement.models import Application
from tianping.enforcement.permissions import RECEIVE, check_is_title
from tianping.enforcement.queries import Carried, carried, handed_in_by
from tianping.kernel import moves, numbering
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused
from tianping.law.answers import Refusal
from tianping.law.enforcement_applications import check_entitled, check_payee, check_performance
from tianping.law.identities import account_number
from tianping.law.money import grouped
from tianping.law.wording import chinese_date

# What a title may order besides the principal, and what is counted on until payment.
ASKED_BESIDES = re.compile(r"利息|罚息|复利|违约金|滞纳金|受理费|诉讼费|保全费|公告费|鉴定费")


@dataclass(frozen=True)
class ApplicationDraft:
    """An application as handed in; title, sides and claim are the ended case's.

    ``paid_fen``: what the applicant says was paid of what is to be paid in parts.
    """

    request: str
    amount_fen: int | None
    performance_due_on: datetime.date
    payee_holder: str
    payee_bank: str
    payee_account: str
    respondent_ids: tuple[int, ...]
    wants_delay_interest: bool = False
    clues: str = ""
    paid_fen: int = 0
    # The applicant looked again at a day that does not agree with what the ended case says.
    due_confirmed: bool = False
    # The applicant is not who sued, and the wording of the title was read: it gives them a claim. Whoever pays under
    # an agreement is believed by nobody but a clerk who read it.
    claim_confirmed: bool = False
    # The account is in somebody else's name, and the applicant has said at the counter in writing why.
    payee_explained: bool = False


def read_account(text: str) -> str:
    """An account number without its blanks. Raises Refused for what is none."""
    try:
        return account_number(text)
    except Refusal as refusal:
        raise Refused(refusal.sentence) from refusal


def doubt_about_due(case: Case, carried_over: Carried, due_on: datetime.date) -> str:
    """What to look at again in the day by which was to be performed; empty where it agrees with the ended case.

    Papers may name a day before they bind, an agreement that was confirmed later for one; so it is asked, not refused.
    """
    if due_on in carried_over.instalment_days:
        return ""
    if carried_over.due_on is not None:
        named = chinese_date(carried_over.due_on)
        return f"{carried_over.terms}写明的履行期限届满日是{named}，您填写的是{chinese_date(due_on)}。"
    if case.effective_on is not None and due_on < case.effective_on:
        binds = chinese_date(case.effective_on)
        return f"您填写的履行期限届满日{chinese_date(due_on)}早于法律文书生效之日{binds}。"
    return ""


def check_due(case: Case, carried_over: Carried, due_on: datetime.date, *, confirmed: bool) -> None:
    """Raise Refused for a day that does not agree with what the ended case says and was not looked at again.

    A day before the first that the agreement names is refused however often it was looked at: nothing was due.
    """
    first = min(carried_over.instalment_days, default=None)
    if first is not None and due_on < first:
        raise Refused(
            f"{carried_over.terms}约定的第一个履行日是{chinese_date(first)}，您填写的{chinese_date(due_on)}以前没有到期的义务，"
            "请对照法律文书改正。"
        )
    doubt = "" if confirmed else doubt_about_due(case, carried_over, due_on)
    if doubt:
        raise Refused(f"{doubt}请对照法律文书核对；填错的请改正，确实是这一天的，请勾选“已对照法律文书核对”。")


def check_applicant(carried_over: Carried, applicant: Litigant, *, confirmed: bool) -> None:
    """Raise Refused where the title gives the applicant no claim, or nobody read whether it does."""
    try:
        check_entitled(carried_over.standing, applicant.name, carried_over.terms, confirmed=confirmed)
    except Refusal as refusal:
        raise Refused(refusal.sentence) from refusal


def check_claim_at_home(carried_over: Carried, applicant: Litigant, *, confirmed: bool) -> None:
    """The same for whoever applies on their own page: what the payments contradict, they cannot confirm themselves."""
    check_applicant(carried_over, applicant, confirmed=confirmed and carried_over.standing == "unread")


def check_amount(
    carried_over: Carried, amount_fen: int | None, request: str, *, paid_fen: int, on: datetime.date
) -> None:
    """Raise Refused where more is asked for than is due under the title, and the request names no interest or costs."""
    due = carried_over.due_now(paid_fen, on=on)
    if due is None and len(carried_over.parts) > 1:
        raise Refused(
            f"{carried_over.terms}约定分期履行，已经支付{grouped(paid_fen)}元的，到今天没有到期未付的一期，现在还不能申请执行。"
            "请核对对方已经支付的金额。"
        )
    most = due.value.fen if due is not None else carried_over.amount_fen
    if amount_fen is None or most is None or amount_fen <= most or ASKED_BESIDES.search(request):
        return
    if due is not None and len(carried_over.parts) > 1:
        raise Refused(f"{'；'.join(due.steps)}。请求执行的金额不能超过{grouped(most)}元，请核对已经支付的数额和金额。")
    raise Refused(
        f"请求执行的金额超过法律文书所涉的{grouped(most)}元，请核对金额。另有利息、违约金、诉讼费用的，请在“请求”中"
        "写明计算的基数、标准和起止日期；迟延履行期间的债务利息另行勾选，不计入金额。"
    )


def check_holder(holder: str, applicant_name: str, *, explained: bool) -> None:
    """Raise Refused for an account in somebody else's name that nobody explained at the counter (收款账户户名)."""
    try:
        check_payee(holder, applicant_name, explained=explained)
    except Refusal as refusal:
        raise Refused(refusal.sentence) from refusal


def apply(looker: Looker, draft: ApplicationDraft, *, at: datetime.datetime) -> Application:
    """A litigant applies on their own page (申请执行)."""
    claimed = draft.claim_confirmed and carried(looker.case, looker.litigant).standing == "unread"
    draft = replace(draft, claim_confirmed=claimed, payee_explained=False)
    return _receive(looker.case, looker.litigant, draft, Application.Channel.PORTAL, by=None, at=at)


def receive(
    case: Case, applicant: Litigant, draft: ApplicationDraft, *, by: User, at: datetime.datetime
) -> Application:
    """The counter takes an application in."""
    check_may(by, RECEIVE)
    return _receive(case, applicant, draft, Application.Channel.COUNTER, by=by, at=at)


@transaction.atomic
def _receive(
    case: Case,
    applicant: Litigant,
    draft: ApplicationDraft,
    channel: Application.Channel,
    *,
    by: User | None,
    at: datetime.datetime,
) -> Application:
    day = china_day(at)
    case = Case.objects.select_for_update(of=("self",)).select_related("matter").get(pk=case.pk)
    taken_over = carried(case, applicant)
    respondents = _check(case, applicant, draft, taken_over, on=day)
    application = written(draft, applicant, respondents, channel, by=by, at=at, title=taken_over.title, title_case=case)
    line = f"本院已收到执行申请，收件编号{application.number}。"
    case_actions.tell_many([(case.matter_id, case.pk, applicant.pk, line)], by=by, at=at)
    return application


def written(
    draft: ApplicationDraft,
    applicant: Litigant,
    respondents: Sequence[Litigant],
    channel: Application.Channel,
    *,
    by: User | None,
    at: datetime.datetime,
    **title: Any,
) -> Application:
    """The application with the next number of its year; ``title``: what it is based on, in words and as a record."""
    year = china_day(at).year
    application = Application.objects.create(
        number=f"执申{year}-{numbering.take_number('enforcement', year):06d}",
        channel=channel,
        applicant=applicant,
        request=draft.request.strip(),
        amount_fen=draft.amount_fen,
        paid_fen=draft.paid_fen,
        wants_delay_interest=draft.wants_delay_interest,
        performance_due_on=draft.performance_due_on,
        clues=draft.clues.strip(),
        payee_holder=draft.payee_holder.strip(),
        payee_bank=draft.payee_bank.strip(),
        payee_account=read_account(draft.payee_account),
        received_at=at,
        received_by=by if channel == Application.Channel.COUNTER else None,
        applied_by=by if channel == Application.Channel.PORTAL else None,
        **title,
    )
    application.respondents.set(respondents)
    moves.begin_many(Application.machine, [application.pk], by=by, at=at, verb="receive")
    text = f"您的执行申请（{application.number}）本院已经收到，七日内决定是否立案，结果另行通知。"
    told = case_actions.CaseMessage(f"enforcement_received:{application.pk}", applicant, text, application.title_case)
    case_actions.message_many([told], by=by, at=at)
    return application


def check_asked(draft: ApplicationDraft, *, on: datetime.date) -> None:
    """Raise Refused without a request or an account, and while there is still time to perform."""
    if not draft.request.strip():
        raise Refused("请写明请求执行的内容。")
    if not (draft.payee_holder.strip() and draft.payee_bank.strip() and draft.payee_account.strip()):
        raise Refused("请填写收款账户的户名、开户行和账号，执行款将付到这个账户。")
    read_account(draft.payee_account)
    try:
        check_performance(draft.performance_due_on, on=on)
    except Refusal as refusal:
        raise Refused(refusal.sentence) from refusal


def _check(
    case: Case, applicant: Litigant, draft: ApplicationDraft, taken_over: Carried, *, on: datetime.date
) -> Sequence[Litigant]:
    """Against whom the application is. Raises Refused where it cannot be received."""
    check_is_title(case, on=on)
    check_applicant(taken_over, applicant, confirmed=draft.claim_confirmed)
    check_due(case, taken_over, draft.performance_due_on, confirmed=draft.due_confirmed)
    check_amount(taken_over, draft.amount_fen, draft.request, paid_fen=draft.paid_fen, on=on)
    check_asked(draft, on=on)
    check_holder(draft.payee_holder, applicant.name, explained=draft.payee_explained)
    litigants = {each.pk: each for each in Litigant.objects.filter(matter=case.matter_id)}
    respondents = [litigants[pk] for pk in draft.respondent_ids if pk in litigants]
    if applicant.pk not in litigants or not respondents or applicant in respondents:
        raise Refused("请选择本案的被执行人；申请人自己不能是被执行人。")
    if handed_in_by(case, applicant) is not None:
        raise Refused("您已经就本案申请过执行，不需要重复申请。")
    return respondents
