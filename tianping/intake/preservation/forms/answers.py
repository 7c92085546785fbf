"""From the answers of a draft, or of the counter's page, to an application (组成保全申请)."""

from collections.abc import Mapping, Sequence
from typing import Any

from tianping.cases.actions import LitigantDraft, MatterDraft
from tianping.cases.models import Case
from tianping.intake.preservation.actions import AgentDraft, ApplicationDraft, ClueDraft, SecurityDraft
from tianping.intake.preservation.forms.questions import PERSON
from tianping.kernel.refusals import Refused
from tianping.law.roles import named_twice, on_both_sides

Answers = Mapping[str, Any]
# The questions in their order, with the word of the task list; those of a case that is tried are told by the case.
QUESTIONS = {
    "stage": "是否已经起诉",
    "applicant": "申请人",
    "others": "其他申请人",
    "agent": "代理人",
    "respondents": "被申请人",
    "dispute": "纠纷的经过",
    "amount": "请求保全的数额",
    "clues": "财产线索",
    "reasons": "申请的理由",
    "security": "担保",
}
# Questions to whose answer a file belongs, and of what kind it is.
KINDS_OF_FILES = {"agent": "authority", "reasons": "evidence", "security": "security"}
AGENT = ("name", "kind", "authority", "firm", "licence_number", "phone", "scope")
KNOWN_OF_A_CASE = frozenset({"applicant", "others", "agent", "dispute"})
# Questions that are answered once for each: of several people, of several things.
SEVERAL = frozenset({"others", "respondents", "clues"})
# Whoever has nothing to say here leaves it out.
MAY_BE_LEFT = frozenset({"others", "agent"})


def asked(answers: Answers) -> list[str]:
    """Which questions are asked: a case that is tried knows its applicant and its dispute."""
    known = KNOWN_OF_A_CASE if answers.get("case_id") else frozenset()
    return [name for name in QUESTIONS if name not in known]


def is_answered(name: str, answers: Answers) -> bool:
    """Whether a question has its answer."""
    return bool(answers.get(name))


def missing(answers: Answers) -> list[str]:
    """The questions that are not answered yet."""
    return [name for name in asked(answers) if name not in MAY_BE_LEFT and not is_answered(name, answers)]


def unsigned(answers: Answers) -> str:
    """The names of further applicants for whom nobody signs over the net: neither themselves nor an agent of theirs."""
    if (answers.get("agent") or {}).get("has_agent") == "yes":
        return ""
    return "、".join(each["name"] for each in answers.get("others", ()))


def takes_several(name: str, answers: Answers) -> bool:
    """Whether a question is answered once for each; the respondents of a case are chosen from its litigants."""
    return name in SEVERAL and not (name == "respondents" and answers.get("case_id"))


def with_one(name: str, answers: Answers, typed: Mapping[str, Any], place: int | None) -> dict[str, Any]:
    """The answers of a question of several with one added, or with the one at ``place`` typed anew (修改)."""
    given = list(answers.get(name, ()))
    if place is None:
        return {name: [*given, dict(typed)]}
    given[place] = dict(typed)
    return {name: given}


def without_one(name: str, answers: Answers, place: int) -> dict[str, Any]:
    """The answers of a question of several without the one at ``place`` (删除).

    With a respondent goes their property: it points to respondents by their place.
    """
    given = [each for at, each in enumerate(answers.get(name, ())) if at != place]
    if name != "respondents":
        return {name: given}
    clues = [(int(each["owner"]), each) for each in answers.get("clues", ()) if int(each["owner"]) != place]
    return {name: given, "clues": [{**each, "owner": str(at - (at > place))} for at, each in clues]}


def check_sides(answers: Answers) -> None:
    """Raise Refused where somebody is named twice: on both sides, or on one side with the same document."""
    applying = [each.identity_number for each in _litigants(answers) if each.role == "plaintiff"]
    if len(set(applying)) < len(applying):
        raise Refused("两名申请人的证件号码相同，同一人只填写一次；请核对申请人。")
    for each in on_both_sides(_litigants(answers)):
        raise Refused(f"被申请人{each.name}的证件号码与申请人相同，不能申请保全自己的财产；请核对被申请人。")
    respondents = [each for each in _litigants(answers) if each.role == "defendant"]
    for again in named_twice(respondents):
        there = next(each for each in respondents if each.identity_number == again.identity_number)
        raise Refused(f"证件号码与已经填写的被申请人{there.name}相同，同一人不用写两次；请核对证件号码。")


def owners(answers: Answers, case: Case | None) -> list[str]:
    """The names of the respondents, in their places."""
    given: Sequence[Any] = answers.get("respondents", ())
    if case is None:
        return [each["name"] for each in given]
    names = {str(each.pk): each.name for each in case.matter.litigants.all()}
    return [names[pk] for pk in given if pk in names]


def application(answers: Answers, case: Case | None) -> ApplicationDraft:
    """The application as it was answered. Raises Refused where a question is open."""
    gaps = missing(answers)
    if gaps:
        raise Refused(f"还没有填写：{'、'.join(QUESTIONS[name] for name in gaps)}。请填写完整后再提交。")
    check_sides(answers)
    secured = answers["security"]
    return ApplicationDraft(
        amount_fen=answers["amount"]["amount"],
        reasons=answers["reasons"]["reasons"],
        is_urgent=answers["reasons"].get("is_urgent", False),
        clues=tuple(ClueDraft(int(each["owner"]), each["kind"], each["description"]) for each in answers["clues"]),
        security=SecurityDraft(
            secured["kind"], secured.get("amount"), secured.get("text", ""), secured.get("exemption", "")
        ),
        matter=None if case is not None else _matter(answers),
        case=case,
        applicant_id=answers.get("applicant_id"),
        respondent_ids=tuple(int(pk) for pk in answers["respondents"]) if case is not None else (),
        agent=_agent(answers) if case is None else None,
    )


def _agent(answers: Answers) -> AgentDraft | None:
    """Who acts for the applicant before a suit; in a suit the case knows it."""
    given = answers.get("agent") or {}
    if given.get("has_agent") != "yes":
        return None
    return AgentDraft(**{name: given.get(name) or "" for name in AGENT})


def _matter(answers: Answers) -> MatterDraft:
    return MatterDraft(
        cause_name=answers["dispute"]["cause_name"],
        claim_fen=answers["amount"]["amount"],
        facts_text=answers["dispute"]["facts_text"],
        litigants=_litigants(answers),
    )


def _litigants(answers: Answers) -> tuple[LitigantDraft, ...]:
    """Who was named so far; nobody where the case knows them."""
    if answers.get("case_id"):
        return ()
    applicant = [answers["applicant"], *answers.get("others", ())] if answers.get("applicant") else []
    people = [
        *(("plaintiff", each) for each in applicant),
        *(("defendant", each) for each in answers.get("respondents", ())),
    ]
    return tuple(LitigantDraft(role=role, **{name: each.get(name, "") for name in PERSON}) for role, each in people)
