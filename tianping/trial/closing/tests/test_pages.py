"""The pages of closing: who may, who may not, what is shown, a refusal that keeps what was ticked."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.clients import Browse, send
from tests.support.court import AT, DAY, People
from tianping.accounts.models import User
from tianping.cases.models import Case
from tianping.kernel.figures import Period, all_figures, read
from tianping.money.fees.models import Reckoning
from tianping.trial.closing import actions
from tianping.trial.closing.models import Appeal, Ending
from tianping.trial.closing.tests.conftest import agreed_and_signed, issued, judgment_of, on, ruling_of, served, tried


def test_a_clerk_closes_a_days_cases_together(people: People, court_clerk: User, browse: Browse) -> None:
    cases = tried(people, court_clerk, "甲一", "甲二", "甲三")
    agreed_and_signed(people, cases[0])
    issued(people, court_clerk, [judgment_of(cases[1])])
    served(people, cases[1], {"plaintiff": DAY, "defendant": DAY})
    clerk = browse(court_clerk)
    page = clerk.get("/closing/").content.decode()
    assert "调解协议记入笔录，各方已签名" in page
    assert "民事判决书" in page
    assert "甲三" not in page
    answer = send(clerk, "/closing/close/", ids=[case.pk for case in cases[:2]])
    assert answer["Location"] == "/closing/"
    assert Ending.objects.count() == 2
    assert "已结案2件，其中1件已经生效。" in clerk.get("/closing/").content.decode()
    endings = clerk.get("/closing/endings/").content.decode()
    assert "待生效" in endings
    assert "已生效" in endings


def test_a_refusal_keeps_what_was_ticked(people: People, court_clerk: User, browse: Browse) -> None:
    (case,) = tried(people, court_clerk, "欠费人", paid=False)
    issued(people, court_clerk, [judgment_of(case)])
    served(people, case, {"plaintiff": DAY, "defendant": DAY})
    clerk = browse(court_clerk)
    answer = send(clerk, "/closing/close/", ids=[case.pk])
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "505.50元没有交纳" in page
    assert f'value="{case.pk}" form="run" aria-label="勾选{case.number}" checked' in page
    assert send(clerk, "/closing/close/").status_code == 422
    alone = clerk.get(f"/closing/cases/{case.pk}/").content.decode()
    assert "应补交" in alone
    answer = send(clerk, f"/closing/cases/{case.pk}/close/", **{"close-unpaid_because": "准予缓交"})
    assert answer["Location"] == f"/closing/cases/{case.pk}/"


def test_a_judgment_that_was_read_out_is_closed_on_its_page(people: People, judged: Case, browse: Browse) -> None:
    judge, address = browse(people.judge), f"/closing/cases/{judged.pk}/"
    page = judge.get(address).content.decode()
    assert "等待：向镇原示范村镇银行股份有限公司、黄小明送达" in page
    refused = send(judge, f"{address}close/", **{"close-pronounced_on": ""})
    assert refused.status_code == 422
    assert "填写宣判、宣告日期后单独结案" in refused.content.decode()
    assert send(judge, f"{address}close/", **{"close-pronounced_on": "2023-02-06"})["Location"] == address
    page = judge.get(address).content.decode()
    assert "2023年2月6日宣判，以宣判的日期为结案日期" in page
    assert "2023年2月6日由孙法登记" in page


def test_the_page_of_a_case_shows_the_arithmetic_of_its_fee(people: People, court_clerk: User, browse: Browse) -> None:
    (case,) = tried(people, court_clerk, "普通人", track="ordinary")
    issued(people, court_clerk, [ruling_of(case, "withdrawal")])
    page = browse(people.judge).get(f"/closing/cases/{case.pk}/").content.decode()
    assert "应退还：1,011.00−505.50=505.50元" in page
    assert "结案" in browse(people.judge).get(f"/cases/{case.pk}/").content.decode()


@pytest.mark.parametrize(("who", "status"), [("second_judge", 404), ("president", 200), ("cashier", 403)])
def test_who_sees_how_a_case_ended(people: People, judged: Case, browse: Browse, who: str, status: int) -> None:
    actions.close(judged, pronounced_on=DAY, by=people.judge, at=AT)
    assert browse(getattr(people, who)).get(f"/closing/cases/{judged.pk}/").status_code == status


def test_a_president_sees_and_does_not_close(people: People, judged: Case, browse: Browse) -> None:
    president = browse(people.president)
    assert "确认结案" not in president.get(f"/closing/cases/{judged.pk}/").content.decode()
    assert send(president, f"/closing/cases/{judged.pk}/close/").status_code == 403
    assert send(president, "/closing/close/", ids=[judged.pk]).status_code == 403


def test_the_counter_takes_an_appeal_on_the_page(
    people: People, judged: Case, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    served(people, judged, {"plaintiff": DAY, "defendant": DAY})
    actions.close(judged, by=people.judge, at=AT)
    counter, defendant = browse(people.clerk), judged.matter.litigants.get(role="defendant")
    typed = {
        "appeal-appellant": defendant.pk,
        "appeal-received_on": "2023-02-22",
        "appeal-request": "撤销原判。",
        "appeal-disputed": "48,440.00",
    }
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: on(2023, 2, 22))
    answer = send(counter, f"/closing/cases/{judged.pk}/appeal/", **typed)
    assert answer.status_code == 422
    assert "已经超过" in answer.content.decode()
    answer = send(counter, f"/closing/cases/{judged.pk}/appeal/", **typed | {"appeal-received_on": "2023-02-21"})
    assert answer["Location"] == f"/closing/cases/{judged.pk}/"
    assert Appeal.objects.count() == 1
    assert "1,011.00元" in counter.get(f"/closing/cases/{judged.pk}/").content.decode()
    send(counter, f"/closing/cases/{judged.pk}/copies/", **{"copies-copies_on": "2023-02-22"})
    sending = {"send-to_court": "庆阳中院", "send-contents": "正卷", "send-all_answered": "on"}
    assert send(counter, f"/closing/cases/{judged.pk}/send/", **sending).status_code == 302
    verdict = {"second-number": "（2023）甘10民终1号", "second-outcome": "upheld", "second-binds_on": "2023-02-22"}
    assert send(counter, f"/closing/cases/{judged.pk}/second/", **verdict).status_code == 302
    assert Ending.objects.get().status == "binding"


def test_the_list_of_endings_binds_at_a_press(
    people: People, judged: Case, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    served(people, judged, {"plaintiff": DAY, "defendant": DAY})
    actions.close(judged, by=people.judge, at=AT)
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: on(2023, 2, 22))
    judge = browse(people.judge)
    send(judge, "/closing/bind/")
    assert "已核对1件，1件生效。" in judge.get("/closing/endings/").content.decode()


def test_the_cashier_gives_back_what_is_owed(people: People, court_clerk: User, browse: Browse) -> None:
    (case,) = tried(people, court_clerk, "普通人", track="ordinary")
    issued(people, court_clerk, [ruling_of(case, "suit_dismissed")])
    served(people, case, {"plaintiff": DAY, "defendant": DAY})
    ending = actions.close(case, by=people.judge, at=AT)
    cashier = browse(people.cashier)
    assert "没有待退还的诉讼费" in cashier.get("/fees/refunds/").content.decode()
    actions.bind_many([ending.pk], by=None, at=on(2023, 2, 17))
    assert "1,011.00" in cashier.get("/fees/refunds/").content.decode()
    address = f"/fees/refunds/{Reckoning.objects.get(case=case).pk}/"
    assert send(cashier, address, reference=" ").status_code == 422
    assert send(cashier, address, reference="退001")["Location"] == "/fees/refunds/"
    assert "退001" in cashier.get(address).content.decode()
    assert browse(people.judge).get(address).status_code == 403


def test_the_lists_cost_as_many_statements_for_many_cases(people: People, court_clerk: User, browse: Browse) -> None:
    clerk, counts = browse(court_clerk), []
    clerk.get("/closing/")
    for names in (("甲一", "甲二"), tuple(f"乙{number}" for number in range(6))):
        cases = tried(people, court_clerk, *names)
        issued(people, court_clerk, [judgment_of(case) for case in cases])
        for case in cases:
            served(people, case, {"plaintiff": DAY, "defendant": DAY})
        with CaptureQueriesContext(connection) as taken:
            clerk.get("/closing/")
        counts.append(len(taken))
    assert counts[0] == counts[1]


def test_the_rate_of_appeals_counts_judgments_that_may_be_appealed(people: People, court_clerk: User) -> None:
    cases = tried(people, court_clerk, "甲一", "甲二")
    issued(people, court_clerk, [judgment_of(case) for case in cases])
    served(people, cases[0], {"plaintiff": DAY, "defendant": DAY})
    pronounced = {case.pk: DAY for case in cases}
    first, _second = actions.close_many([case.pk for case in cases], pronounced=pronounced, by=people.judge, at=AT)
    defendant = cases[0].matter.litigants.get(role="defendant")
    draft = actions.AppealDraft(defendant.pk, "改判", datetime.date(2023, 2, 20), 100_000)
    actions.receive_appeal(first, draft, by=people.judge, at=on(2023, 2, 20))
    figure = next(each for each in all_figures() if each.name == "closing.rate.appealed")
    found = read(figure, Period(datetime.date(2023, 2, 1), datetime.date(2023, 2, 28)))
    assert (str(found.value), found.count, found.whole) == ("50.00", 1, 2)
