"""其他机构、其他法院的执行依据: to which court they go, on which days they bind, and what has to come with them."""

from datetime import date

import pytest

from tianping.law.answers import Refusal
from tianping.law.courts import all_courts
from tianping.law.enforcement_titles import (
    KINDS,
    TitleFacts,
    check_court,
    check_days,
    day_faults,
    doubt_about_effect,
    missing_papers,
)
from tianping.law.wording import chinese_date

ON = date(2026, 11, 20)
HOME = next(court for court in all_courts() if court.name == "镇原县人民法院")


@pytest.mark.parametrize(
    ("facts", "grounds"),
    [
        (TitleFacts("labour_award", debtors_at=("甘肃省镇原县城关镇",)), ["被执行人住所地"]),
        (TitleFacts("labour_award", debtors_at=("霍邱县", "镇原县")), ["被执行人住所地", "被执行人住所地"]),
        (TitleFacts("notarised", debtors_at=("霍邱县",), assets="镇原县"), ["被执行人住所地", "被执行的财产所在地"]),
        (TitleFacts("court", tried="霍邱县人民法院", assets="镇原县"), ["作出第一审裁判的法院", "被执行的财产所在地"]),
        (TitleFacts("court", tried="镇原县人民法院"), ["作出第一审裁判的法院"]),
        (
            TitleFacts("payment_order", tried="霍邱县人民法院", assets="镇原"),
            ["作出支付令的法院", "被执行的财产所在地"],
        ),
        # Where no court can be told, a clerk finds out; nobody is sent away.
        (TitleFacts("land_award", debtors_at=("我们村",)), ["被执行人住所地"]),
    ],
)
def test_a_title_is_taken_in_where_a_ground_leads_to_this_court_or_none_is_certain(
    facts: TitleFacts, grounds: list[str]
) -> None:
    answer = check_court(facts, HOME, on=ON)
    assert [forum.ground for forum in answer.value.forums if forum.place] == grounds


@pytest.mark.parametrize(
    ("facts", "court"),
    [
        (TitleFacts("labour_award", debtors_at=("霍邱县",)), "霍邱县人民法院（被执行人住所地）"),
        # What another court of this level judged goes to where the property is, wherever the debtor lives.
        (TitleFacts("court", tried="霍邱县人民法院", debtors_at=("镇原县",)), "霍邱县人民法院（作出第一审裁判的法院）"),
        (TitleFacts("court", tried="甘肃省庆阳市中级人民法院", assets="镇原县"), "甘肃省庆阳市中级人民法院"),
    ],
)
def test_whoever_goes_to_the_wrong_court_is_told_the_right_one(facts: TitleFacts, court: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_court(facts, HOME, on=ON)
    assert f"没有管辖权，应当向{court}" in refused.value.sentence


@pytest.mark.parametrize(
    ("made", "served", "binds", "sentence"),
    [
        ("2026-12-01", None, "2026-12-01", "作出日期2026年12月1日还没有到"),
        ("2026-03-02", "2026-03-01", "2026-03-18", "收到劳动人事争议仲裁裁决书的日期"),
        ("2026-03-02", "2026-03-03", "2026-03-01", "早于作出日期"),
        ("2026-11-10", "2026-11-11", "2026-11-27", "2026年11月27日才生效"),
    ],
)
def test_days_that_cannot_be_are_refused(made: str, served: str | None, binds: str, sentence: str) -> None:
    served_on = date.fromisoformat(served) if served else None
    with pytest.raises(Refusal, match=sentence):
        check_days("labour_award", date.fromisoformat(made), served_on, date.fromisoformat(binds), on=ON)


@pytest.mark.parametrize(
    ("made", "served", "binds", "wrong"),
    [
        ("2026-03-02", "2026-03-03", "2026-03-19", set()),
        ("2026-03-02", None, None, set()),
        # All at once, each beside its day.
        ("2026-03-02", "2026-03-01", "2026-03-01", {"served_on", "effective_on"}),
        ("2026-12-01", "2026-12-02", "2026-12-03", {"made_on", "served_on", "effective_on"}),
        (None, "2026-12-02", "2026-11-27", {"served_on", "effective_on"}),
        # Of the two the day on which it was made is the slip.
        ("2026-12-01", "2026-03-03", "2026-03-18", {"made_on"}),
    ],
)
def test_all_that_is_wrong_with_the_days_is_said_at_once(
    made: str | None, served: str | None, binds: str | None, wrong: set[str]
) -> None:
    days = [date.fromisoformat(each) if each else None for each in (made, served, binds)]
    assert set(day_faults("labour_award", *days, on=ON)) == wrong


@pytest.mark.parametrize(
    ("kind", "due", "sentence"),
    [
        ("labour_award", "2026-03-01", "履行期限届满日2026年3月1日早于劳动人事争议仲裁裁决书的作出日期2026年3月2日"),
        ("court", "2020-01-01", "文书不会规定作出以前就已经届满的履行期限"),
        # On the day itself, and before it binds: 调解书、终局裁决 may say so.
        ("labour_award", "2026-03-02", ""),
        ("labour_award", "2026-03-10", ""),
    ],
)
def test_no_title_sets_a_term_that_was_over_before_it_was_made(kind: str, due: str, sentence: str) -> None:
    made, binds, due_on = date(2026, 3, 2), date(2026, 3, 18), date.fromisoformat(due)
    if not sentence:
        check_days(kind, made, None, binds, due_on=due_on, on=ON)
        return
    with pytest.raises(Refusal, match=sentence):
        check_days(kind, made, None, binds, due_on=due_on, on=ON)


@pytest.mark.parametrize(
    ("kind", "served", "binds", "early", "apart"),
    [
        ("labour_award", "2026-03-03", "2026-03-02", True, False),
        ("labour_award", "2026-03-03", "2026-03-17", True, True),
        ("labour_award", "2026-03-03", "2026-03-18", True, False),
        ("labour_award", "2026-03-03", "2026-03-19", False, False),
        ("labour_award", None, "2026-03-19", True, False),
        ("labour_award", None, "2026-03-04", True, False),
        ("labour_mediation", "2026-03-03", "2026-03-03", None, False),
    ],
)
def test_staff_looks_again_at_an_award_that_binds_before_the_fifteen_days_are_over(
    kind: str, served: str | None, binds: str, early: bool | None, apart: bool
) -> None:
    served_on = date.fromisoformat(served) if served else None
    answer = doubt_about_effect(kind, date(2026, 3, 2), served_on, date.fromisoformat(binds), on=ON)
    assert (answer.value if answer is not None else None) is early
    assert answer is None or "第四十七条" in answer.because[0]
    assert (answer is not None and "最早2026年3月19日生效" in "".join(answer.notes)) is apart


@pytest.mark.parametrize(
    ("kind", "made", "served", "binds", "first"),
    [
        # Neither when it was made nor after the fifteen days to sue over it: of the three days one is a slip.
        ("labour_award", "2023-01-20", "2023-01-29", "2023-02-01", "2023年2月14日"),
        ("labour_award", "2023-01-20", "2023-01-29", "2023-01-21", "2023年2月14日"),
        ("labour_award", "2023-01-20", "2023-01-29", "2023-02-12", "2023年2月14日"),
        # The proof names the fifteenth day itself.
        ("labour_award", "2023-01-20", "2023-01-29", "2023-02-13", ""),
        # Final: since it was made.
        ("labour_award", "2023-01-20", "2023-01-29", "2023-01-20", ""),
        # Not final: the day after, or later, since the other side may have got it later.
        ("labour_award", "2023-01-20", "2023-01-29", "2023-02-14", ""),
        ("labour_award", "2023-01-20", "2023-01-29", "2023-03-01", ""),
        # 2023年2月4日收到，十五日至2月19日（星期日）届满，顺延至2月20日。
        ("labour_award", "2023-02-01", "2023-02-04", "2023-02-18", "2023年2月21日"),
        # The proof leaves the rest day out.
        ("labour_award", "2023-02-01", "2023-02-04", "2023-02-20", ""),
        ("labour_award", "2023-02-01", "2023-02-04", "2023-02-21", ""),
        ("labour_award", "2023-01-20", None, "2023-02-01", ""),
        ("labour_mediation", "2023-01-20", "2023-01-29", "2023-02-01", ""),
        ("court", "2023-01-20", "2023-01-29", "2023-02-01", ""),
    ],
)
def test_the_days_of_a_labour_award_go_together(
    kind: str, made: str, served: str | None, binds: str, first: str
) -> None:
    made_on, binds_on = date.fromisoformat(made), date.fromisoformat(binds)
    faults = day_faults(kind, made_on, date.fromisoformat(served) if served else None, binds_on, on=ON)
    assert set(faults) == ({"effective_on"} if first else set())
    if first:
        for words in (f"自作出之日（{chinese_date(made_on)}）起", "第四十七条", f"最早{first}生效", "第五十条"):
            assert words in faults["effective_on"].sentence, words


def test_a_notarised_debt_needs_the_certificate_and_no_title_comes_without_itself() -> None:
    assert missing_papers("notarised", ["title"]) == ("执行证书",)
    assert missing_papers("notarised", ["title", "certificate"]) == ()
    assert all("执行依据" in missing_papers(kind, []) for kind in KINDS)


def test_only_what_courts_make_is_called_by_whose_it_is() -> None:
    assert {code: each.called for code, each in KINDS.items()} == {
        "labour_award": "劳动人事争议仲裁裁决书",
        "labour_mediation": "劳动人事争议仲裁调解书",
        "land_award": "农村土地承包仲裁裁决书、调解书",
        "notarised": "公证债权文书",
        "court": "法院的民事判决书、裁定书、调解书",
        "payment_order": "法院的支付令",
    }
