"""At the counter: one filing, with the notes that staff should see before they review it."""

import dataclasses
import datetime

from django.db import transaction

from tianping.accounts.models import User
from tianping.cases.actions import LitigantDraft, MatterDraft, NoteDraft
from tianping.intake.filing.actions.plausibility import check_plausible
from tianping.intake.filing.actions.receiving import FilingDraft, receive_many
from tianping.intake.filing.duplicates import duplicates
from tianping.intake.filing.models import Filing
from tianping.intake.filing.service_said import bound_by
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused
from tianping.law import filing_notes, identities, labour_claims, limitation
from tianping.law.answers import Answer, Refusal
from tianping.law.contradictions import day_of
from tianping.law.loan_rates import above_cap

DIVORCE = "离婚纠纷"


@transaction.atomic
def receive_one(
    draft: FilingDraft, *, by: User, at: datetime.datetime, channel: str = Filing.Channel.COUNTER
) -> Filing:
    """Receive one filing (窗口收案): a receipt at once, and notes for staff on what review should look at."""
    matter = draft.matter
    if not any(litigant.role == "plaintiff" for litigant in matter.litigants):
        raise Refused("请填写至少一名原告。")
    if not any(litigant.role == "defendant" for litigant in matter.litigants):
        raise Refused("请填写至少一名被告（《民事诉讼法》第一百二十二条：有明确的被告）。")
    check_plausible(matter, on=china_day(at))
    _check_bound(draft)
    noted = dataclasses.replace(matter, notes=(*matter.notes, *notes_on(matter, on=china_day(at))))
    (filing,) = receive_many([dataclasses.replace(draft, matter=noted)], channel=channel, by=by, at=at)
    return filing


def _check_bound(draft: FilingDraft) -> None:
    """An address for service that binds none of the plaintiffs would be lost without a word."""
    place, phone = draft.service_place, draft.electronic_phone
    if place.get("each") or not (place or phone):
        return
    phones = [each.phone for each in draft.matter.litigants if each.role == "plaintiff"]
    if not bound_by(phones, [dataclasses.asdict(each) for each in draft.agents], place, phone):
        raise Refused(
            "看不出送达地址、同意电子送达的手机号码是哪一名原告的：收件人电话、手机号码要与这名原告的电话相同，"
            "或者收件人是其代理人。请核对；几名原告各自确认的，收件以后在“送达地址确认”中分别登记。"
        )


def notes_on(matter: MatterDraft, *, on: datetime.date) -> list[NoteDraft]:
    """Notes for staff only (工作提示): duplicates, limitation, minors, a loan's interest, labour disputes, divorces."""
    notes = [*_duplicates(matter), *_same_names(matter), *_unidentified(matter)]
    return [
        *notes,
        *_limitation(matter, on),
        *_minors(matter, on),
        *_interest(matter, on),
        *_arbitration(matter, on),
        *_labour_claims(matter, on),
        *_divorce(matter, on),
    ]


def _same_names(matter: MatterDraft) -> list[NoteDraft]:
    suing = {each.name for each in matter.litigants if each.role == "plaintiff"}
    same = [each.name for each in matter.litigants if each.role == "defendant" and each.name in suing]
    return [NoteDraft("same_name", f"原告和被告都叫{name}，请核对是否为同一人。") for name in same]


def _unidentified(matter: MatterDraft) -> list[NoteDraft]:
    names = [each.name for each in matter.litigants if each.role == "plaintiff" and not each.identity_number]
    if not names:
        return []
    return [NoteDraft("plaintiff_unidentified", f"{'、'.join(names)}没有登记证件号码，请核对起诉人的身份证明。")]


def _duplicates(matter: MatterDraft) -> list[NoteDraft]:
    contract = str(matter.elements.get("contract_number") or "")
    found = duplicates(contract, matter.litigants, matter.cause_name)
    return [NoteDraft("existing_case", text, because) for text, because in found]


def _limitation(matter: MatterDraft, on: datetime.date) -> list[NoteDraft]:
    due = day_of(matter.elements, "due_on")
    if due is None or due >= on:
        return []
    try:
        answer = limitation.limitation_note(due, on)
    except Refusal:
        return []
    return [_note("limitation", answer)] if answer.value.passed else []


def _minors(matter: MatterDraft, on: datetime.date) -> list[NoteDraft]:
    notes = []
    for litigant in matter.litigants:
        if litigant.kind == "natural" and litigant.identity_kind and litigant.identity_number:
            birthday = identities.check(litigant.identity_kind, litigant.identity_number, on=on).birthday
            answer = limitation.minor_note(birthday, on) if birthday else None
            if answer is not None and answer.value.minor:
                notes.append(_note("minor", answer))
    return notes


def _interest(matter: MatterDraft, on: datetime.date) -> list[NoteDraft]:
    answer = above_cap(matter.cause_name, matter.elements, on=on)
    return [] if answer is None else [_note("above_four_lpr", answer)]


def _arbitration(matter: MatterDraft, on: datetime.date) -> list[NoteDraft]:
    if not filing_notes.is_labour(matter.cause_name):
        return []
    answer = filing_notes.labour_note(
        str(matter.elements.get("arbitration") or ""),
        day_of(matter.elements, "award_received_on"),
        has_wage_note=matter.elements.get("wage_note") == "yes",
        filed_on=on,
    )
    return [] if answer is None else [_note("arbitration", answer)]


def _labour_claims(matter: MatterDraft, on: datetime.date) -> list[NoteDraft]:
    suing = [each.name for each in matter.litigants if each.role == "plaintiff"]
    answers = {
        "dismissal_paid_twice": labour_claims.dismissal_note(matter.elements, suing),
        "award_to_enforce": labour_claims.award_note(matter.elements, on=on),
    }
    return [_note(code, answer) for code, answer in answers.items() if answer is not None]


def _divorce(matter: MatterDraft, on: datetime.date) -> list[NoteDraft]:
    if matter.cause_name != DIVORCE:
        return []
    by_husband = any(each.role == "plaintiff" and _sex(each, on) == "男" for each in matter.litigants)
    answers = filing_notes.divorce_notes(day_of(matter.elements, "refused_on"), sued_by_husband=by_husband, filed_on=on)
    return [_note("divorce", answer) for answer in answers]


def _sex(litigant: LitigantDraft, on: datetime.date) -> str:
    """What a litigant's document says of it; nothing where it says nothing."""
    if litigant.identity_kind != "resident_id" or not litigant.identity_number:
        return ""
    return identities.check("resident_id", litigant.identity_number, on=on).sex


def _note(code: str, answer: Answer) -> NoteDraft:
    return NoteDraft(code, "；".join((*answer.steps, *answer.notes)), "；".join(answer.because)[:300])
