"""Figures that the province or the court decides: entered with source and day, never overwritten."""

import datetime
import uuid

import pytest
from django.template.loader import render_to_string
from django.test import Client

from tianping.accounts import actions, queries
from tianping.accounts.models import LocalFigure
from tianping.accounts.posts import Post
from tianping.kernel import clock

ENTER = "/accounts/local-figures/{}/enter/"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> Client:
    """The browser of the trial management office."""
    person = actions.add_person("manager", "纪某", "tianping-2023", by=None, at=clock.now())
    actions.appoint(person, Post.TRIAL_MANAGER, since=datetime.date(2023, 1, 1), by=None, at=clock.now())
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


def enter(client: Client, name: str, value: str, since: str = "2023-01-01", source: str = "省统计局公布"):
    """Send the form of one figure."""
    form = {"submission_key": str(uuid.uuid4()), "value": value, "valid_from": since, "source": source}
    return client.post(ENTER.format(name), form)


def test_a_figure_holds_from_its_day_on_and_names_who_entered_it(manager):
    assert enter(manager, "average_wage", "98,765元").status_code == 302
    figure = queries.local_figure("average_wage", datetime.date(2023, 2, 6))
    assert figure is not None
    assert (figure.value, figure.source, str(figure.entered_by)) == ("98765.00", "省统计局公布", "纪某")
    assert queries.local_figure("average_wage", datetime.date(2022, 12, 31)) is None


def test_on_the_demonstration_a_figure_carries_the_mark(manager):
    enter(manager, "average_wage", "98765")
    assert "演示值" in manager.get("/accounts/local-figures/").content.decode()


def test_a_second_value_from_the_same_day_is_refused_and_what_was_typed_stays(manager):
    enter(manager, "average_wage", "98765")
    answer = enter(manager, "average_wage", "12345")
    page = answer.content.decode()
    assert "不能覆盖" in page and "12345" in page
    assert LocalFigure.objects.get().value == "98765.00"


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("average_wage", "九万", "无法识别"),
        ("average_wage", "-5", "负数"),
        ("average_wage", "0", "请核对是否多写或少写了位数"),
        ("average_wage", "98765000", "请核对是否多写或少写了位数"),
        ("fee_rounding", "", "请选择一项"),
    ],
)
def test_a_value_that_the_figure_cannot_take_is_refused_in_a_sentence(manager, name, value, sentence):
    answer = enter(manager, name, value)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert not LocalFigure.objects.exists()


def test_a_figure_without_a_source_is_not_entered(manager):
    assert "请写明依据" in enter(manager, "average_wage", "98765", source="").content.decode()


def test_a_figure_that_the_law_does_not_leave_open_does_not_exist(manager):
    assert manager.get(ENTER.format("interest_rate")).status_code == 404


def test_where_people_come_to_the_court_is_entered_once_and_stands_wherever_they_are_told_to_come(manager):
    day = clock.today()
    actions.found_court(code="甘1027", name="镇原县人民法院", province="甘肃", is_demonstration=True, at=clock.now())
    assert queries.hall_on(day).window == "本院诉讼服务大厅立案窗口（工作日上班时间）"
    said = {"hall_address": "镇原县某某路1号", "hall_hours": "工作日8:30—12:00", "hall_phone": "0934-7120000"}
    for name, value in said.items():
        assert enter(manager, name, value, source="本院公告").status_code == 302
    hall = queries.hall_on(day)
    assert (hall.address, hall.hours, hall.phone) == tuple(said.values())
    assert hall.window == "本院诉讼服务大厅立案窗口（镇原县某某路1号，工作日8:30—12:00，电话0934-7120000）"
    assert queries.hall_on(datetime.date(2022, 12, 31)) == queries.Hall()
    for address in ("/", "/progress/", "/guide/", "/kiosk/"):
        page = Client().get(address).content.decode()
        assert all(words in page for words in said.values()), address


def test_the_account_for_fees_is_told_only_once_it_is_whole(manager):
    day = clock.today()
    actions.found_court(code="甘1027", name="镇原县人民法院", province="甘肃", is_demonstration=True, at=clock.now())
    said = {
        "fee_account_name": "镇原县人民法院",
        "fee_account_bank": "某某银行镇原县支行",
        "fee_account_number": "62280001",
    }
    for name, value in said.items():
        assert not queries.fee_account_on(day).whole
        assert enter(manager, name, value, source="本院公告").status_code == 302
    account = queries.fee_account_on(day)
    assert (account.whole, account.name, account.bank, account.number) == (True, *said.values())
    page = render_to_string("accounts/fee_account.html", {"account": account})
    assert all(value in page for value in said.values())
    part = {"account": queries.FeeAccount("某法院"), "otherwise": "收款账户以本院公布的为准。"}
    nothing = render_to_string("accounts/fee_account.html", part)
    assert "收款账户以本院公布的为准" in nothing
    assert "某法院" not in nothing


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("hall_address", ""),
        ("hall_hours", "长" * 61),
        ("hall_phone", "请来电"),
        ("fee_account_number", "6228-0001"),
        ("fee_account_number", "1234567"),
    ],
)
def test_what_is_no_address_no_hours_no_telephone_and_no_account_is_refused(manager, name, value):
    assert enter(manager, name, value, source="本院公告").status_code == 200
    assert not LocalFigure.objects.exists()
