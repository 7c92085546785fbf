"""短信: the applicant is told of every step of a preservation; nobody else is named, and no account."""

import datetime

import pytest

from tests.support.court import AT, People
from tianping.accounts.models import User
from tianping.intake.preservation import actions, queries
from tianping.intake.preservation.models import Application
from tianping.intake.preservation.tests.conftest import CLUES, granted, issued, judge_of, on, taken
from tianping.kernel.models import Message
from tianping.kernel.refusals import Refused
from tianping.papers.documents.queries import Paper


def told(application: Application) -> list[str]:
    """The SMS to the applicant, oldest first; each of them discreet."""
    texts = list(Message.objects.filter(address="19900000002").order_by("pk").values_list("text", flat=True))
    for text in texts:
        assert "欠不还" not in text
        assert CLUES[0].description not in text
    return texts


def said(paper: Paper) -> str:
    return "".join(str(each) for each in paper.facts["reasons"])


def test_acceptance_ruling_measures_and_lifting_are_told_with_the_last_day_to_sue(
    people: People, application: Application
) -> None:
    granted(application, people)
    accepted, ruled = told(application)
    said = (
        "您的财产保全申请已经受理。请交纳保全申请费820.00元，最迟2023年2月13日（含当日），交费通知编号费2023-000001；"
        "逾期不交，又没有获准缓交、减交、免交的，由法院依照有关规定处理。登录后在“我的案件”中查看。"
    )
    assert (said in accepted, "准许财产保全" in ruled) == (True, True)
    taken(application, people, on(2, 7))
    assert any("请在2023年3月9日以前（含当日）起诉或者申请仲裁" in text for text in told(application))
    application.refresh_from_db()
    judge = judge_of(application)
    issued(actions.draw_up_lifting(application, "not_sued", "", by=judge, at=on(3, 10)), people, judge, on(3, 10))
    application.refresh_from_db()
    actions.lift(application, by=people.officer, at=on(3, 11))
    assert any("措施已经解除" in text for text in told(application))


def test_security_that_is_asked_for_a_refusal_and_nothing_found_are_told(
    people: People, citizen: User, application: Application
) -> None:
    actions.accept(application, by=people.clerk, at=AT)
    application.refresh_from_db()
    judge = judge_of(application)
    actions.demand_security(application, 8_000_000, by=judge, at=AT)
    assert "请提供价值80,000.00元的担保" in told(application)[-1]
    issued(actions.draw_up_refusal(application, "没有提供担保。", by=judge, at=AT), people, judge, AT)
    assert "裁定驳回保全申请" in told(application)[-1]


def test_nothing_found_is_told(people: People, application: Application) -> None:
    granted(application, people)
    actions.find_nothing(application, "网络查控无结果。", by=people.officer, at=AT)
    assert "没有查询到可供保全的财产" in told(application)[-1]


@pytest.mark.parametrize("added", ["", "经电话询问，申请人称不再起诉。"])
def test_why_nobody_sued_in_time_is_composed_of_what_is_on_record(
    people: People, application: Application, added: str
) -> None:
    taken(granted(application, people), people, on(2, 7))
    application.refresh_from_db()
    paper = actions.draw_up_lifting(application, "not_sued", added, by=judge_of(application), at=on(3, 10))
    composed = (
        "本院于2023年2月7日采取诉前保全措施，申请人秦来访应当在2023年3月9日以前提起诉讼或者申请仲裁。"
        "三十日已经届满，申请人秦来访没有依法提起诉讼或者申请仲裁，保全应当解除。"
    )
    assert said(paper) == f"{composed}{added}"


def test_other_grounds_need_their_reasons_and_whoever_sued_in_time_is_not_lifted_for_it(
    people: People, application: Application
) -> None:
    taken(granted(application, people), people, on(2, 7))
    application.refresh_from_db()
    judge = judge_of(application)
    with pytest.raises(Refused, match="写明理由"):
        actions.draw_up_lifting(application, "paid", " ", by=judge, at=on(3, 10))
    actions.note_suit(
        application, "庆阳仲裁委员会受理通知书", on=datetime.date(2023, 3, 3), by=people.clerk, at=on(3, 3)
    )
    application.refresh_from_db()
    with pytest.raises(Refused, match="已于2023年3月3日起诉"):
        actions.draw_up_lifting(application, "not_sued", "", by=judge, at=on(3, 10))


def test_after_lifting_no_last_day_to_sue_is_carried_into_the_suit(
    people: People, citizen: User, application: Application
) -> None:
    taken(granted(application, people), people, on(2, 7))
    application.refresh_from_db()
    before = queries.carried(application.pk, citizen)
    assert before is not None
    assert (before.sue_by, before.executed_on) == (datetime.date(2023, 3, 9), datetime.date(2023, 2, 7))
    judge = judge_of(application)
    issued(actions.draw_up_lifting(application, "not_sued", "", by=judge, at=on(3, 10)), people, judge, on(3, 10))
    application.refresh_from_db()
    actions.lift(application, by=people.officer, at=on(3, 11))
    after = queries.carried(application.pk, citizen)
    assert after is not None
    assert (after.sue_by, after.executed_on) == (None, None)
