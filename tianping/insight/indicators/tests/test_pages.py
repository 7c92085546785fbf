"""统计指标: who reads, what a page shows, what it costs, and that every number opens its rows."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.cases import open_cases
from tests.support.clients import Browse
from tests.support.court import People
from tianping.cases.models import Case
from tianping.insight.indicators import command
from tianping.kernel import figures
from tianping.kernel.models import AuditEntry

YEAR = "first=2022-01-01&last=2023-02-06"


@pytest.mark.parametrize(
    ("who", "status"), [("head", 200), ("president", 200), ("judge", 403), ("clerk", 403), ("stranger", 403)]
)
@pytest.mark.parametrize("address", ["/figures/", "/figures/cases.received/", "/api/v1/figures"])
def test_leaders_read_the_figures(people: People, browse: Browse, who: str, status: int, address: str) -> None:
    assert browse(getattr(people, who)).get(address).status_code == status


def test_a_stranger_is_sent_to_the_log_in(people: People, browse: Browse) -> None:
    assert browse(None).get("/figures/").status_code == 302
    assert browse(None).get("/api/v1/figures").status_code == 401


def test_every_figure_opens_its_rows_and_each_row_its_case(year: list[Case], people: People, browse: Browse) -> None:
    client = browse(people.president)
    page = client.get(f"/figures/?{YEAR}").content.decode()
    for figure in figures.all_figures():
        address = f"/figures/{figure.name}/?first=2022-01-01&amp;last=2023-02-06"
        assert address in page, figure.name
        assert client.get(address.replace("&amp;", "&")).status_code == 200, figure.name
    rows = client.get(f"/figures/cases.received/?{YEAR}").content.decode()
    assert f"/cases/{year[0].pk}/" in rows
    assert "共 6 条" in rows


def test_a_ratio_opens_numerator_and_denominator(year: list[Case], people: People, browse: Browse) -> None:
    client = browse(people.president)
    address = "/figures/cases.rate.closed_to_received/?first=2023-01-01&last=2023-02-06"
    assert "没有案件计入这项指标" in client.get(address).content.decode()
    assert "共 5 条" in client.get(f"{address}&part=whole").content.decode()


def test_days_that_cannot_be_counted_are_refused_in_a_sentence(people: People, browse: Browse) -> None:
    client = browse(people.head)
    for query, sentence in (
        ("first=2023-02-06&last=2023-02-05", "截止日早于起始日"),
        ("last=2023-02-07", "不能晚于今天"),
        ("first=昨天", "不是能识别的日期"),
    ):
        answer = client.get(f"/figures/?{query}")
        assert (answer.status_code, sentence in answer.content.decode()) == (422, True), query
    assert client.get("/api/v1/figures?last=2023-02-07").json()["sentence"].startswith("统计期间不能晚于今天")


def test_a_figure_that_does_not_exist_is_not_found(people: People, browse: Browse) -> None:
    assert browse(people.head).get("/figures/cases.secret/").status_code == 404
    assert browse(people.head).get("/api/v1/figures/cases.secret").status_code == 404


def test_a_page_costs_the_same_however_many_cases_there_are(year: list[Case], people: People, browse: Browse) -> None:
    client = browse(people.head)

    def cost(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    addresses = ["/figures/", "/figures/cases.received/"]
    before = [cost(address) for address in addresses]
    open_cases(people.clerk, [f"被告{number}" for number in range(30)])
    assert [cost(address) for address in addresses] == before


def test_an_export_is_written_down(year: list[Case], people: People, browse: Browse) -> None:
    answer = browse(people.head).get("/figures/cases.received/?export=xlsx")
    assert answer.headers["Content-Type"].endswith("spreadsheetml.sheet")
    assert AuditEntry.objects.get(action="figure.export").subject == "figure:cases.received"


def test_the_command_prints_what_the_api_answers(
    year: list[Case], people: People, browse: Browse, capsys: pytest.CaptureFixture[str]
) -> None:
    answered = browse(people.head).get("/api/v1/figures").json()
    assert command.main(["--json", "--last", "2023-02-06"]) == 0
    assert json.loads(capsys.readouterr().out) == answered
    assert {"name", "kind", "rows", "value"} <= set(answered[0])
