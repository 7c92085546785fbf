"""What whoever sues may want to look at before signing (提示): nothing of it stops the pleading."""

import datetime

from tianping.cases.models import Counsel, Litigant
from tianping.intake.application.models import Application, Document
from tianping.intake.application.queries.pleading import (
    SPOUSE,
    acting_for,
    answers_asked,
    form_of,
    gender_of,
    plaintiffs_of,
)
from tianping.kernel.clock import china_day
from tianping.law import identities
from tianping.law.contradictions import day_of, less_than_left, note_after_due
from tianping.law.fee_kinds import not_prepaid
from tianping.law.filing_notes import is_labour
from tianping.law.identities import licence_fault
from tianping.law.labour_claims import award_hint, dismissal_hint
from tianping.law.labour_disputes import LabourFacts, labour_way
from tianping.law.laws import REGISTRATION, title
from tianping.law.loan_rates import interest_without_rate
from tianping.law.marriage_age import legal_age, too_young
from tianping.law.wording import chinese_date

AWARD, AWARD_NAMES = "award", ("裁决", "不予受理", "仲裁")
MOST_COMPARED, BANK_LOAN = 50, "金融借款合同纠纷"
SPOUSES = {"wife": ("妻子", "女"), "husband": ("丈夫", "男")}


def hints_of(application: Application, *, on: datetime.date) -> list[str]:
    """The sentences, most weighty first; two statements."""
    return [
        *_handed_in_before(application),
        *_after_the_award(application, on=on),
        *_without_the_award(application),
        *_without_arbitration(application, on=on),
        *_paid_twice(application),
        *_wife_or_husband(application),
        *_married_young(application),
        *_lent_by_a_person(application),
        *_note_after_due(application),
        *_interest_without_rate(application),
        *less_than_left(form_of(application), answers_asked(application)),
        *_licences(application),
        *_signed_by_one(application),
        *_whose_cards(application),
        *_letters_of_authority(application),
        *_papers_of_a_unit(application),
        *_surety_not_sued(application),
    ]


def _handed_in_before(application: Application) -> list[str]:
    """The same people sue the same people for the same reason (重复起诉, 《民诉法解释》第二百四十七条)."""
    sued = _names(application, Litigant.Role.DEFENDANT)
    if application.filing_id is not None or application.forwarding_id is not None or not sued:
        return []
    before = (
        Application.objects.filter(owner=application.owner_id, cause_name=application.cause_name)
        .filter(filing__isnull=False, people__role=Litigant.Role.DEFENDANT, people__name__in=sued)
        .select_related("filing")
        .prefetch_related("people")
        .distinct()
        .order_by("-pk")[:MOST_COMPARED]
    )
    alike = next((each for each in before if _sides(each) == _sides(application)), None)
    if alike is None or alike.filing is None:
        return []
    day = chinese_date(china_day(alike.filing.received_at))
    return [
        f"{day}已经提交过一份当事人、案由相同的起诉状（收据号{alike.filing.receipt_number}）。同一件事重复起诉的，法院不予受理"
        "（《民诉法解释》第二百四十七条）；不是同一件事的，可以继续。"
    ]


def _after_the_award(application: Application, *, on: datetime.date) -> list[str]:
    """Fifteen days from the award to the court (劳动争议调解仲裁法第五十条): the day, and what follows from it."""
    given = answers_asked(application)
    received_on = day_of(given, "award_received_on")
    if not is_labour(application.cause_name) or given.get("arbitration") != "award" or received_on is None:
        return []
    due = labour_way(LabourFacts("award", received_on=received_on), on=on).value.last_day
    last = (due.legal or due.nominal) if due is not None else None
    if last is None or on <= last:
        return []
    return [
        f"收到裁决书之日起十五日内起诉，期限已在{chinese_date(last)}届满；期满不起诉的，裁决书发生法律效力，"
        "可以申请法院强制执行（《劳动争议调解仲裁法》第五十条、第五十一条）。收到的日子填错的请更改；仍要起诉的，可以继续。"
    ]


def awards_put_elsewhere(application: Application) -> list[Document]:
    """Pieces that are an award or a notice by their name and stand under another kind, while none stands under its."""
    pieces = list(application.documents.all())
    if not _awaits_award(application) or any(each.kind == AWARD for each in pieces):
        return []
    return [each for each in pieces if any(word in each.name for word in AWARD_NAMES)]


def _awaits_award(application: Application) -> bool:
    return answers_asked(application).get("arbitration") in ("award", "rejected")


def _without_the_award(application: Application) -> list[str]:
    """Whoever says that there is an award has it with them; one under another kind is moved with one tap instead."""
    there = any(each.kind == AWARD for each in application.documents.all())
    if not _awaits_award(application) or there or awards_put_elsewhere(application):
        return []
    return ["您说仲裁已经有了结果，材料里还没有仲裁裁决书或者不予受理通知书；请上传，没有的到窗口补交。"]


def _without_arbitration(application: Application, *, on: datetime.date) -> list[str]:
    """Nobody asked the arbitrators, and no note of wages (欠条) opens the court (劳动争议调解仲裁法第五条)."""
    given = answers_asked(application)
    if not is_labour(application.cause_name) or given.get("arbitration") != "none":
        return []
    note, only_wages = given.get("wage_note") == "yes", bool(not_prepaid(application.cause_name))
    if labour_way(LabourFacts("none", wage_note=note, only_wages=only_wages), on=on).value.way != "arbitrate":
        return []
    why = "有工资欠条的，也只有欠条上的工资可以直接起诉" if note else "也没有工资欠条"
    return [
        f"您还没有申请劳动仲裁，{why}。劳动争议应当先申请劳动仲裁，对裁决不服的才能起诉"
        "（《劳动争议调解仲裁法》第五条），现在起诉，法院不予受理。请先向劳动合同履行地或者单位所在地的劳动争议仲裁"
        "委员会申请，不收费；有单位出具的工资欠条、只要欠条上的工资的，请更改回答并上传欠条"
        "（《劳动争议解释（一）》第十五条）。"
    ]


def _paid_twice(application: Application) -> list[str]:
    said = dismissal_hint(answers_asked(application), [each.name for each in plaintiffs_of(application)])
    return [said] if said else []


def award_to_enforce(application: Application) -> str:
    """What is told to whoever won everything before the arbitrators and sues all the same; empty for all others."""
    return award_hint(answers_asked(application))


def _wife_or_husband(application: Application) -> list[str]:
    """Whoever told guidance that she is the wife, and sues with a man's number: one of the two is a slip."""
    said, suing = application.answers.get(SPOUSE), plaintiffs_of(application)
    if said not in SPOUSES or len(suing) != 1 or suing[0].identity_kind != "resident_id":
        return []
    word, gender = SPOUSES[said]
    found = gender_of(suing[0].identity_number)
    if found in ("", gender):
        return []
    return [
        f"诉讼引导里您选的是“{word}”，原告{suing[0].name}的身份证号码是{found}性的。请核对号码有没有填错，原告、被告有没有写反；"
        f"引导里选错的，请重新看一遍引导结果：女方怀孕、分娩后一年内、终止妊娠后六个月内，男方不得提出离婚"
        "（《民法典》第一千零八十二条）。"
    ]


def _married_young(application: Application) -> list[str]:
    """Who married below the legal age: a slip, or a void marriage (民法典第一千零五十一条); the court decides."""
    married_on, hints = day_of(answers_asked(application), "married_on"), []
    people = [each for each in application.people.all() if each.identity_kind == "resident_id"]
    for each in people if married_on is not None else ():
        born = identities.check("resident_id", each.identity_number, on=application.changed_on).birthday
        sex = gender_of(each.identity_number)
        age = too_young(sex, born, married_on) if born is not None and married_on is not None else None
        if age is not None and married_on is not None:
            day, legal = chinese_date(married_on), f"{sex}{legal_age(sex, married_on)}周岁"
            hints.append(
                f"按身份证号码，{each.name}在登记结婚那天（{day}）{max(age, 0)}周岁，没有到当时的法定婚龄（{legal}）。"
                "请核对日期和号码。没有填错的，婚姻可能无效（《民法典》第一千零五十一条）；起诉时已经到法定婚龄的，"
                "不再认定无效（《民法典婚姻家庭编解释（一）》第十条），可以继续请求离婚。"
            )
    return hints


def _note_after_due(application: Application) -> list[str]:
    said = note_after_due(form_of(application), answers_asked(application))
    return [said] if said else []


def _interest_without_rate(application: Application) -> list[str]:
    said = interest_without_rate(application.cause_name, answers_asked(application))
    return [said] if said else []


def _lent_by_a_person(application: Application) -> list[str]:
    """A person lends privately; loans of financial institutions are another cause (民间借贷规定第一条)."""
    people = [each for each in application.people.all() if each.role == Litigant.Role.PLAINTIFF]
    if application.cause_name != BANK_LOAN or not any(each.kind == Litigant.Kind.NATURAL for each in people):
        return []
    return [
        "金融借款合同纠纷的出借人是银行等金融机构；原告是个人出借的，案由应当是民间借贷纠纷"
        "（《最高人民法院关于审理民间借贷案件适用法律若干问题的规定》第一条）。请核对案由；从金融机构受让债权的，可以继续。"
    ]


def _licences(application: Application) -> list[str]:
    """Licence numbers of lawyers that are not built as such numbers are; whether one exists, the bureau knows."""
    lawyers = [each for each in application.agents.all() if each.kind == Counsel.Kind.LAWYER and each.licence_number]
    return [
        f"{each.name}的{fault}"
        for each in lawyers
        if (fault := licence_fault(each.licence_number, on=application.changed_on))
    ]


def _signed_by_one(application: Application) -> list[str]:
    """Who sues with others signs for nobody but themselves (民事诉讼法第五十五条第二款、登记立案规定第六条)."""
    suing = _names(application, Litigant.Role.PLAINTIFF)
    if len(suing) < 2:
        return []
    return [
        f"有{len(suing)}名原告：起诉状要由每名原告签名，或者由其代理人签名，身份证明每人一份。在签名页一个接一个签，不在场的可以上传"
        "纸上签名的照片。文书寄到哪里、同不同意用短信接收，在“文书送到哪里”里由每名原告本人或者其代理人确认；没有确认的，邮寄到其住址。"
    ]


def _whose_cards(application: Application) -> list[str]:
    """Of several plaintiffs the list of pieces says whose card is whose (登记立案规定第六条第（一）项)."""
    suing = plaintiffs_of(application)
    pieces = [each for each in application.documents.all() if each.kind == "identity"]
    unnamed = [each for each in pieces if not any(one.name and one.name in each.name for one in suing)]
    if len(suing) < 2 or len(pieces) < 2 or not unnamed:
        return []
    return [
        f"有{len(unnamed)}件身份证明没有写是谁的，请把材料名称改成例如“{suing[0].name}的身份证”，法院才能和每名原告对上。"
    ]


def _letters_of_authority(application: Application) -> list[str]:
    """Everybody for whom somebody acts gives the authority (民事诉讼法第六十二条)."""
    count = len(plaintiffs_of(application))
    if count < 2:
        return []
    return [
        f"本案有{count}名原告，请确认委托{each.name}的每一名原告（{'、'.join(one.name for one in theirs)}）"
        "都在授权委托书上签名或者盖章（《民事诉讼法》第六十二条）。"
        for each in application.agents.all()
        if (theirs := acting_for(application, each))
    ]


def _papers_of_a_unit(application: Application) -> list[str]:
    """What a unit proves besides its licence: who leads it, and that its own employee acts for it."""
    units = any(each.role == "plaintiff" and each.kind != "natural" for each in application.people.all())
    names, hints = " ".join(each.name for each in application.documents.all()), []
    if units and not any(word in names for word in ("代表人", "负责人")):
        hints.append(
            f"原告是单位的，请一并提交法定代表人（负责人）身份证明书（{title(REGISTRATION)}第六条第（一）项）。"
        )
    if any(each.kind == Counsel.Kind.EMPLOYEE for each in application.agents.all()) and "劳动" not in names:
        hints.append("本单位工作人员代理的，请提交其身份证件和劳动、人事关系的证明材料（《民诉法解释》第八十八条）。")
    return hints


def _surety_not_sued(application: Application) -> list[str]:
    """Whoever asks that the surety pay must sue the surety, too."""
    is_asked = answers_asked(application).get("surety_liable") == "yes"
    if not is_asked or len(_names(application, Litigant.Role.DEFENDANT)) > 1:
        return []
    return ["您要求保证人一起还钱，但被告只有一名。保证人也要写成被告，法院才能判保证人还钱。"]


def _sides(application: Application) -> tuple[set[str], set[str]]:
    return _names(application, Litigant.Role.PLAINTIFF), _names(application, Litigant.Role.DEFENDANT)


def _names(application: Application, role: str) -> set[str]:
    return {each.name for each in application.people.all() if each.role == role}
