"""Handing in (提交): the signed pleading becomes a filing with its receipt; corrected, the same filing."""

import datetime

from django.db import transaction

from tianping.accounts.models import User
from tianping.cases import actions as case_actions
from tianping.cases.models import Litigant, LitigantAccess, Matter
from tianping.intake.application import queries
from tianping.intake.application.actions.drafts import draft_of
from tianping.intake.application.actions.signing import check_whole
from tianping.intake.application.actions.writing import end_signatures, locked
from tianping.intake.application.models import Application
from tianping.intake.application.permissions import check_can_write, is_being_corrected, visible_applications
from tianping.intake.crosscourt import actions as crosscourt_actions
from tianping.intake.filing import actions as filing_actions
from tianping.intake.filing.actions import FilingDraft
from tianping.intake.preservation import actions as preservation_actions
from tianping.kernel import moves
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Forbidden, Refused
from tianping.law.fee_relief import GROUNDS
from tianping.law.wording import chinese_date
from tianping.money.fees import actions as fee_actions


@transaction.atomic
def hand_in(application: Application, *, explanation: str = "", by: User, at: datetime.datetime) -> int | None:
    """Hand a signed pleading in (提交起诉状): the receipt at once; after corrections under the first receipt.

    ``explanation``: why something that the court asked to be corrected stays as it was (坚持起诉,
    《关于人民法院登记立案若干问题的规定》第七条); whoever reviews reads it.
    Returns the id of the filing; None where it goes to another court (跨域立案).
    """
    held = locked(application)
    check_can_write(by, held)
    _check_signed(held)
    check_whole(held, on=china_day(at))
    _check_corrected(held, explanation)
    # What was changed is told apart from what was handed in before, which the next line forgets.
    explained, changes = _explained(held, explanation), queries.changes_by_point(held)
    held.parts_handed_in = queries.digests_by_place(held)
    held.save(update_fields=["parts_handed_in"])
    draft = draft_of(held, at=at)
    end_signatures(held)
    if held.court_name:
        _hand_in_elsewhere(held, draft, by=by, at=at)
        return None
    if is_being_corrected(held) and held.filing is not None:
        filing_actions.hand_in_corrections(held.filing, draft, explanation=explained, changes=changes, by=by, at=at)
        _let_act(held, held.filing.matter_id, by=by, at=at)
        return held.filing.pk
    filing = filing_actions.receive_one(draft, by=by, at=at, channel=held.channel)
    moves.move(held, "hand_in", by=by, at=at, filing=filing)
    record = f"本院于{chinese_date(china_day(at))}收到起诉材料"
    _end_thirty_days(held, filing.matter, record, by=by, at=at)
    _ask_for_relief(held, filing.matter_id, by=by, at=at)
    _let_act(held, filing.matter_id, by=by, at=at)
    return filing.pk


@transaction.atomic
def withdraw(application: Application, reason: str, *, by: User, at: datetime.datetime) -> None:
    """Take a suit back that was handed in and is not decided on (撤回起诉材料).

    Raises Forbidden for a pleading of somebody else; Refused once it was decided on, where it goes to another court,
    which alone can end it, and for the suit of a plaintiff who has not empowered them to (代为撤诉).
    """
    if not visible_applications(by).filter(pk=application.pk).exists():
        raise Forbidden("这份起诉状不是您填写的。")
    if application.filing is None:
        raise Refused("这份起诉状没有提交给本院，或者已经转给其他法院，不能在这里撤回；已经转交的请与受诉法院联系。")
    if wanting := queries.why_not_withdrawn(application, by, on=china_day(at)):
        raise Refused(wanting)
    filing_actions.withdraw(application.filing, reason, by=by, at=at)


def _check_signed(application: Application) -> None:
    """Every plaintiff has signed (民事诉讼法第五十五条第二款)."""
    left = queries.unsigned_of(application)
    if len(left) == len(queries.plaintiffs_of(application)):
        raise Refused("请先核对起诉状并签名，再提交。")
    if left:
        names = "、".join(each.name for each in left)
        raise Refused(f"还没有签名的原告：{names}。每名原告都要签名，或者由其代理人签名；都签好以后再提交。")


def _check_corrected(application: Application, explanation: str) -> None:
    """Something of what was asked for must have been changed (补正), or it is said why nothing was.

    What goes to another court is corrected; its package carries no explanation.
    """
    if not is_being_corrected(application) or not queries.is_uncorrected(application):
        return
    if explanation.strip() and application.forwarding is None:
        return
    way = "请向立案窗口说明" if application.forwarding is not None else "请在签名页写明理由再提交"
    raise Refused(
        f"法院要求补正的{queries.unchanged_in_words(application)}没有改动，请按补正通知改好以后再提交；认为不需要改的，{way}。"
    )


def _explained(application: Application, explanation: str) -> str:
    """What stays as it was and why, in one sentence for the reviewer; empty where nothing is said."""
    said, unchanged = explanation.strip().rstrip("。"), queries.unchanged_in_words(application)
    return f"起诉人认为要求补正的{unchanged}不需要改动，理由：{said}。" if said and unchanged else ""


def _hand_in_elsewhere(application: Application, draft: FilingDraft, *, by: User, at: datetime.datetime) -> None:
    """For another court (跨域立案): received here, checked by our clerk, decided on there."""
    if application.forwarding is not None:
        crosscourt_actions.hand_in_corrections(application.forwarding, draft, by=by, at=at)
        return
    made = crosscourt_actions.receive(draft, application.court_name, channel=application.channel, by=by, at=at)
    moves.move(application, "hand_in", by=by, at=at, forwarding=made)
    record = f"本院代为接收向{made.court_name}起诉的材料（{made.receipt_number}）"
    _end_thirty_days(application, None, record, by=by, at=at)


def _end_thirty_days(
    application: Application, matter: Matter | None, record: str, *, by: User, at: datetime.datetime
) -> None:
    """The preservation from which the pleading was begun has its suit now (民事诉讼法第一百零四条第三款)."""
    if application.preservation_id is not None:
        preservation_actions.hear_own_suit(application.preservation_id, matter, record, by=by, at=at)


def _ask_for_relief(application: Application, matter_id: int, *, by: User, at: datetime.datetime) -> None:
    """What the pleading asks for of the fee goes to whoever decides on it; its proof is a piece of the pleading."""
    ground = GROUNDS.get(application.relief_ground)
    first = Litigant.objects.filter(matter=matter_id, role=Litigant.Role.PLAINTIFF).order_by("pk").first()
    if ground is not None and first is not None:
        draft = fee_actions.ReliefDraft(ground.kind, application.relief_ground, application.relief_words)
        fee_actions.ask_relief(first, draft, by=by, at=at)


def _let_act(application: Application, matter_id: int, *, by: User, at: datetime.datetime) -> None:
    """Whoever sued over the net acts for the plaintiffs from then on, without typing a code (我的案件).

    As filed for themselves, or the unit for which they sign; as counsel for those for whom they act, until the mandate
    ends. Who sues beside them acts for themselves.
    """
    if application.channel != Application.Channel.ONLINE:
        return
    owner, wanted = application.owner, dict[LitigantAccess.How, list[tuple[int, int]]]()
    own = queries.own_names(application, owner)
    litigants = Litigant.objects.filter(matter=matter_id, role=Litigant.Role.PLAINTIFF).order_by("position")
    for person, litigant in zip(queries.plaintiffs_of(application), litigants, strict=True):
        agents = queries.agents_of(application, person)
        if any(owner.pk == each.user_id or owner.full_name.strip() == each.name for each in agents):
            wanted.setdefault(LitigantAccess.How.COUNSEL, []).append((owner.pk, litigant.pk))
        elif {litigant.name, litigant.representative} & own:
            wanted.setdefault(LitigantAccess.How.FILED, []).append((owner.pk, litigant.pk))
    for how, pairs in wanted.items():
        case_actions.give_access_many(pairs, how, by=by, at=at)
