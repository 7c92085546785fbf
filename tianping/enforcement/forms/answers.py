"""From the answers of a draft, or of the counter's page, to an application on an outside title."""

import datetime
from collections.abc import Collection, Mapping
from typing import Any

from tianping.enforcement.actions import ApplicationDraft, TitleDraft
from tianping.enforcement.forms.people import litigant
from tianping.intake.guidance.queries import CarriedTitle
from tianping.kernel.refusals import Refused
from tianping.law.enforcement_titles import KINDS, PAPERS, missing_papers
from tianping.law.money import format_yuan

Answers = Mapping[str, Any]
# The questions in their order, with the word of the task list.
QUESTIONS = {
    "kind": "是什么文书",
    "title": "文书的内容",
    "papers": "上传文书",
    "applicant": "申请执行人",
    "respondents": "被执行人",
    "claim": "请求履行什么",
    "account": "收款账户",
}
DAYS = ("made_on", "served_on", "effective_on", "performance_due_on")


def plain(given: Mapping[str, Any]) -> dict[str, Any]:
    """What a form holds, as it is kept: days in their plain form, no files."""
    return {
        name: value.isoformat() if isinstance(value, datetime.date) else value
        for name, value in given.items()
        if name != "file"
    }


def missing(answers: Answers, handed_in: Collection[str]) -> list[str]:
    """The questions that are not answered yet; ``handed_in``: of which kinds files were uploaded."""
    lacks = not handed_in or lacking(answers, handed_in)
    return [name for name in QUESTIONS if (lacks if name == "papers" else not answers.get(name))]


def lacking(answers: Answers, handed_in: Collection[str]) -> tuple[str, ...]:
    """The papers without which this kind of title is not taken in (执行证书), that were not uploaded yet."""
    kind = (answers.get("kind") or {}).get("kind", "")
    return missing_papers(kind, tuple(handed_in)) if kind in KINDS else ()


def application(answers: Answers) -> TitleDraft:
    """The application as it was answered. Raises Refused where a question is open."""
    gaps = missing(answers, PAPERS)
    if gaps:
        raise Refused(f"还没有填写：{'、'.join(QUESTIONS[name] for name in gaps)}。请填写完整后再提交。")
    title, claim, account = answers["title"], answers["claim"], answers["account"]
    day = {name: _day(part.get(name)) for part in (title, claim) for name in DAYS if part.get(name)}
    kind = answers["kind"]["kind"]
    return TitleDraft(
        kind=kind,
        body=title["body"],
        number=title["number"],
        made_on=day["made_on"],
        served_on=day.get("served_on"),
        effective_on=day["effective_on"],
        tried_by=tried_by(kind, title),
        cause_name=title.get("cause_name", ""),
        assets_place=claim.get("assets_place", ""),
        insists_here=answers.get("insist", {}).get("insists_here", False),
        litigants=(
            litigant("plaintiff", answers["applicant"]),
            *(litigant("defendant", each) for each in answers["respondents"]),
        ),
        asked=ApplicationDraft(
            request=claim["request"],
            amount_fen=claim.get("amount"),
            performance_due_on=day["performance_due_on"],
            payee_holder=account["payee_holder"],
            payee_bank=account["payee_bank"],
            payee_account=account["payee_account"],
            payee_explained=account.get("payee_explained", False),
            respondent_ids=(),
            wants_delay_interest=claim.get("wants_delay_interest", False),
            clues=claim.get("clues", ""),
        ),
    )


def tried_by(kind: str, title: Mapping[str, Any]) -> str:
    """Which court tried it first; of an order to pay, who made it."""
    return title.get("tried_by", "") or (title.get("body", "") if kind == "payment_order" else "")


def made_on(answers: Answers) -> datetime.date | None:
    """On which day the title was made, where that is answered."""
    given = (answers.get("title") or {}).get("made_on")
    return _day(given) if given else None


def _day(given: str | datetime.date) -> datetime.date:
    return given if isinstance(given, datetime.date) else datetime.date.fromisoformat(given)


def hints_of(taken: CarriedTitle) -> dict[str, Any]:
    """What a guide knows besides the kind of title, under the names of the fields that it fills in."""
    return {
        "tried_by": taken.tried_by,
        "body": taken.tried_by,
        "defendant_place": taken.defendant_place,
        "assets_place": taken.assets_place,
        "amount": taken.owed_fen,
        "served_on": taken.served_on,
        "performance_due_on": taken.performance_due_on,
    }


def in_yuan(given: Mapping[str, Any]) -> dict[str, Any]:
    """The same with the sum as people write it."""
    amount = given.get("amount")
    return {**given, "amount": format_yuan(amount)} if isinstance(amount, int) else dict(given)
