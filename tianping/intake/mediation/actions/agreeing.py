"""Agreements (调解协议): drawn up from elements, signed by everybody, binding with the last signature."""

import datetime
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.cases import actions as case_actions
from tianping.cases.models import Counsel, Litigant
from tianping.cases.permissions import Looker
from tianping.cases.queries import check_acts_with_mandate
from tianping.intake.mediation.actions.consenting import check_in_term, check_willing
from tianping.intake.mediation.actions.ending import ended
from tianping.intake.mediation.actions.entrusting import Extension, extend
from tianping.intake.mediation.actions.mediating import mediator_of
from tianping.intake.mediation.actions.signing import (
    Signature,
    SignedSheet,
    Way,
    as_columns,
    checked,
    on_paper,
    signers_of,
)
from tianping.intake.mediation.actions.telling import tell_offered
from tianping.intake.mediation.models import Agreement, AgreementSignature, Referral
from tianping.intake.mediation.permissions import check_can_run
from tianping.intake.mediation.queries import agreement_in, parties_of, referral_for
from tianping.intake.mediation.terms import MOST_PAYMENTS, Party, Payment, payments_of, sentences
from tianping.kernel import audit, moves
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Overtaken, Refused
from tianping.law.confirmation import may_be_confirmed
from tianping.law.wording import chinese_date
from tianping.papers.documents.actions import PaperRequest, keep_agreement

APPLY = "CONF-APPLY-30"
PAPER = "mediation_agreement"
# A word of judgments; nobody is ordered to do what was agreed.
JUDGED = "判令"


CHANGED = "调解协议已经修改，此前的签名不再有效，请各方当事人重新阅读，同意的请重新签名；全部签名后生效。"


@dataclass(frozen=True)
class AgreementDraft:
    """What was agreed: the facts and what was in dispute, who pays what by when, the other terms.

    ``longer``: what both sides agreed on beyond a term that has passed.
    """

    facts: str
    dispute: str = ""
    payments: Sequence[Payment] = ()
    others: str = ""
    longer: Extension | None = None
    # Who mediated, where somebody else writes it down.
    mediator_id: int | None = None


@transaction.atomic
def draw_up_agreement(referral: Referral, draft: AgreementDraft, *, by: User, at: datetime.datetime) -> Agreement:
    """Draw up an agreement and offer it to the litigants for signature (制作调解协议).

    One that not everybody signed becomes void. Raises Refused while somebody who was sued has not said that they are
    willing (在线调解规则第十五条), after the term unless both sides agreed on more time (特邀调解规定第二十七条),
    for an agreement that says nothing, pays nobody's debt, pays to oneself, or is to be performed before it is signed.
    """
    check_can_run(by, [referral.pk])
    if draft.longer is not None:
        extend(referral, draft.longer.until, draft.longer.agreed, draft.longer.record, by=by, at=at)
    referral = Referral.objects.select_for_update(of=("self",)).select_related("case__matter").get(pk=referral.pk)
    moves.require_state(referral, "accepted", sentence="接受以后、调解结束以前，才能制作调解协议。")
    check_willing([referral.pk], "制作调解协议")
    check_in_term([referral.pk], china_day(at), "制作调解协议")
    mediator = mediator_of(referral, draft.mediator_id, by)
    lines = _lines(referral, draft)
    _check_days(draft.payments, china_day(at), mend="请核对日期；当场付清的，写今天。")
    before = list(Agreement.objects.filter(referral=referral, status="offered").values_list("pk", flat=True))
    signed = set(AgreementSignature.objects.filter(agreement__in=before).values_list("litigant", flat=True))
    moves.move_many(Agreement, before, "void", by=by, at=at, reason="重新制作")
    made = Agreement.objects.create(
        referral=referral,
        facts=draft.facts.strip(),
        dispute=draft.dispute.strip(),
        payments=[each.as_json() for each in draft.payments],
        others=draft.others.strip(),
        lines=lines,
        wording=_wording(draft, lines),
        drawn_at=at,
        drawn_by=by,
        mediated_by=mediator,
    )
    moves.begin_many(Agreement.machine, [made.pk], by=by, at=at, verb="draw_up")
    line = CHANGED if before else "调解协议已经写好，请各方当事人阅读，同意的请签名；全部签名后生效。"
    case_actions.note_many([(referral.case.matter_id, referral.case_id, line)], by=by, at=at, for_litigants=True)
    tell_offered(made, signed if before else None, by=by, at=at)
    return made


@transaction.atomic
def sign_agreement(looker: Looker, wording: str, signature: Signature, *, at: datetime.datetime) -> Agreement:
    """A litigant signs the agreement that they have read (签名); with the last signature it binds.

    Counsel sign for them by a mandate to settle (代为进行和解, 民事诉讼法第六十二条第二款), else Refused. Raises
    Overtaken where another wording has taken the place of the one that was read.
    """
    referral = referral_for(looker.case)
    agreement = agreement_in(referral) if referral is not None else None
    if agreement is None or agreement.status != "offered":
        raise Refused("现在没有等您签名的调解协议。")
    if agreement.wording != wording:
        raise Overtaken("协议内容刚刚修改过，请重新阅读以后再签名。")
    counsel = check_acts_with_mandate(looker, "settle", on=china_day(at))
    columns = as_columns(signature, checked(signature, looker, at=at), wording)
    case_actions.enter_own_document(looker, "签署调解协议时", at=at)
    return _signed(agreement, looker.litigant, {**columns, "counsel": counsel}, by=looker.user, at=at)


@transaction.atomic
def take_signatures(agreement: Agreement, sheet: SignedSheet, *, by: User, at: datetime.datetime) -> Agreement:
    """Litigants signed the printed agreement (纸质签名); whoever runs the mediation keeps it, and its scan in the file.

    With the last of them it binds. Raises Overtaken where what was printed has been changed since, Refused without a
    scan.
    """
    check_can_run(by, [agreement.referral_id])
    moves.require_state(agreement, "offered", sentence="该协议已经生效或者作废，不能再签名，请刷新页面。")
    columns = on_paper(sheet, agreement.wording)
    for litigant in signers_of(sheet, agreement.referral.case.matter_id):
        agreement = _signed(agreement, litigant, columns, by=by, at=at)
    return agreement


def _lines(referral: Referral, draft: AgreementDraft) -> list[str]:
    parties = parties_of(referral.case.matter_id)
    if not draft.facts.strip():
        raise Refused("请写明纠纷的主要事实（《最高人民法院关于人民法院特邀调解的规定》第二十四条）。")
    if len(draft.payments) > MOST_PAYMENTS:
        raise Refused(f"给付最多写{MOST_PAYMENTS}期。")
    for each in draft.payments:
        if not {each.payer_id, *each.payees} <= set(parties):
            raise Refused("付款人、收款人应当是本案当事人，请重新选择。")
        if each.payer_id in each.payees:
            raise Refused(f"{parties[each.payer_id].name}不能既是付款人又是收款人，请核对。")
        if each.fen <= 0:
            raise Refused("给付的数额应当大于0元，请核对。")
    lines = sentences(draft.payments, draft.others, parties)
    if any(JUDGED in line for line in lines):
        raise Refused(f"调解协议写双方的约定，不写“{JUDGED}”；请改成谁在什么时候做什么，例如“被申请人于3月1日前付清”。")
    if not lines:
        raise Refused("请写明调解结果：谁在什么时候付给谁多少钱，或者其他约定。")
    return lines


def _check_days(payments: Sequence[Payment], day: datetime.date, *, mend: str) -> None:
    """Raise where something is to be paid before the day on which the agreement is signed."""
    early = min((each.on for each in payments), default=day)
    if early < day:
        raise Refused(f"协议约定的付清日期{chinese_date(early)}早于签订协议之日（{chinese_date(day)}），{mend}")


def _wording(draft: AgreementDraft, lines: Sequence[str]) -> str:
    text = json.dumps([draft.facts.strip(), draft.dispute.strip(), list(lines)], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _signed(
    agreement: Agreement, litigant: Litigant, columns: dict[str, object], *, by: User | None, at: datetime.datetime
) -> Agreement:
    locked = (
        Agreement.objects.select_for_update(of=("self",))
        .select_related("referral__case__matter", "referral__organisation", "drawn_by", "mediated_by")
        .get(pk=agreement.pk)
    )
    moves.require_state(locked, "offered", sentence="该协议已经生效或者作废，请刷新页面。")
    check_in_term([locked.referral_id], china_day(at), "签名")
    _check_days(payments_of(locked.payments), china_day(at), mend="不能再签名；请调解员改好日期，重新请各方签名。")
    try:
        with transaction.atomic():
            AgreementSignature.objects.create(agreement=locked, litigant=litigant, at=at, by=by, **columns)
    except IntegrityError:
        raise Overtaken(f"{litigant.name}已经签名，不需要重复签名。") from None
    audit.record("agreement.sign", f"agreement:{locked.pk}", by=by, at=at, litigant=litigant.pk)
    case = locked.referral.case
    counsel = columns.get("counsel")
    signer = f"的委托诉讼代理人{counsel.name}" if isinstance(counsel, Counsel) else ""
    line = f"{Party(litigant.role, litigant.name).called}{signer}已在调解协议上签名。"
    case_actions.note_many([(case.matter_id, case.pk, line)], by=by, at=at, for_litigants=True)
    left = Litigant.objects.filter(matter=case.matter_id).exclude(
        pk__in=AgreementSignature.objects.filter(agreement=locked).values("litigant")
    )
    if not left.exists():
        _binds(locked, by=by, at=at)
    return locked


def _binds(agreement: Agreement, *, by: User | None, at: datetime.datetime) -> None:
    """Everybody has signed: the agreement binds, the mediation ends, the paper is kept.

    The thirty days to apply for confirmation begin where the law does not bar it (解释第三百五十五条).
    """
    day, referral = china_day(at), agreement.referral
    moves.move(agreement, "bind", by=by, at=at, effective_on=day)
    outcome = "\n".join(agreement.lines)
    words = f"调解成功，调解协议于{chinese_date(day)}生效"
    ended([referral.pk], "agree", "agreed", words, by=by, at=at, outcome=outcome)
    keep_agreement(PaperRequest(referral.case_id, PAPER, _paper_facts(agreement)), by=agreement.drawn_by, at=at)
    if referral.kind == Referral.Kind.BEFORE and may_be_confirmed(referral.case.matter.cause_name, on=day).value:
        start = case_actions.ClockStart(referral.case.matter_id, referral.case_id, APPLY, day, Post.FILING_CLERK)
        case_actions.start_clocks([start], on=day)


def _paper_facts(agreement: Agreement) -> dict[str, object]:
    signed = (
        AgreementSignature.objects.filter(agreement=agreement)
        .select_related("litigant", "counsel", "image")
        .order_by("pk")
    )
    parties = parties_of(agreement.referral.case.matter_id)
    return {
        "facts_found": agreement.facts.splitlines(),
        "dispute": agreement.dispute.splitlines(),
        "terms": list(agreement.lines),
        "organisation": str(agreement.referral.organisation),
        "mediator": agreement.mediator.full_name,
        "recorder": agreement.recorder,
        "in_person": any(each.way in (Way.PAPER, Way.WITNESSED) for each in signed),
        "signed": [[parties[each.litigant_id].called, _how(each)] for each in signed],
    }


def _how(each: AgreementSignature) -> str:
    day = chinese_date(china_day(each.at))
    who = f"委托诉讼代理人{each.counsel.name}" if each.counsel is not None else ""
    if each.image is None:
        return f"{who}{Way(each.way).label}，{day}"
    return f"{who}{Way(each.way).label}，{day}（SHA-256：{each.image.sha256}）"
