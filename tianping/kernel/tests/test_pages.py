"""Words, forms and the shells around every page."""

import datetime
import re
import uuid

import pytest
from django import forms
from django.http import HttpRequest
from django.template import Context, RequestContext, Template
from django.template.loader import get_template
from django.test import Client, RequestFactory
from pytest_django import Settings

from tianping.kernel.submissions import FIELD
from tianping.kernel.web.context import NavigationGroup, NavigationItem, marked_active
from tianping.kernel.web.forms import HouseForm


def shown(template: str, request: HttpRequest | None = None, **context: object) -> str:
    held = RequestContext(request, context) if request is not None else Context(context)
    return Template(template).render(held)


class LoanForm(HouseForm):
    """A form with one field of each kind of refusal."""

    name = forms.CharField(label="姓名")
    lent_on = forms.DateField(label="借款日期")
    cause = forms.ChoiceField(label="案由", choices=[("1", "民间借贷纠纷")])
    own = forms.CharField(label="自述", error_messages={"required": "请说说经过。"})


def test_days_moments_and_sums_are_written_as_the_court_writes_them() -> None:
    moment = datetime.datetime(2023, 2, 5, 16, 5, tzinfo=datetime.UTC)
    assert shown("{{ day|cndate }}", day=datetime.date(2023, 2, 6)) == "2023年2月6日"
    assert shown("{{ at|cndate }} {{ at|cndatetime }}", at=moment) == "2023年2月6日 2023年2月6日 00:05"
    assert shown("{{ sum|yuan }} {{ sum|words }}", sum=4_844_000) == "48,440.00 肆万捌仟肆佰肆拾元整"
    assert shown("{{ sum|yuan }}{{ sum|words }}{{ sum|cndate }}", sum=None) == "———"
    assert shown("{{ sum|yuan }}", sum=0) == "0.00"


def test_numbers_of_people_are_shown_with_their_middle_hidden() -> None:
    assert "19700101" not in shown("{{ number|masked_identity }}", number="622727197001010011")
    assert shown("{{ number|masked_phone }}", number="13800000000") == "138****0000"


def test_a_query_string_keeps_what_is_not_replaced() -> None:
    request = RequestFactory().get("/?q=王&page=3")
    assert shown("{% query_replace page=None sort='name' %}", request) == "?q=%E7%8E%8B&amp;sort=name"


def test_a_fresh_form_gets_a_key_and_a_form_sent_back_keeps_its_own() -> None:
    fresh = shown("{% once_field %}", RequestFactory().get("/"))
    made = re.search(r'value="([^"]+)" data-once="made"', fresh)
    assert made is not None
    assert uuid.UUID(made[1]).version == 4
    sent = shown("{% once_field %}", RequestFactory().post("/", {FIELD: made[1]}))
    assert f'value="{made[1]}" data-once="echoed"' in sent


def test_a_key_sent_by_a_stranger_is_never_markup() -> None:
    assert "<script>" not in shown("{% once_field %}", RequestFactory().post("/", {FIELD: '"><script>'}))


def test_a_form_names_the_field_and_the_mend() -> None:
    form = LoanForm({"name": "", "lent_on": "前天", "cause": "9", "own": ""})
    assert form.errors == {
        "name": ["请填写姓名。"],
        "lent_on": ["“借款日期”不是能识别的日期，请写成2023-02-06这样。"],
        "cause": ["“案由”的选择不在列出的范围内，请重新选择。"],
        "own": ["请说说经过。"],
    }


def test_the_way_with_the_longest_matching_address_is_the_present_one() -> None:
    groups = (
        NavigationGroup("立案", (NavigationItem("待审查", "/filing/"), NavigationItem("批量", "/filing/batches/"))),
    )
    (group,) = marked_active(groups, "/filing/batches/7/")
    assert [item.active for item in group.items] == [False, True]


@pytest.fixture
def design(settings: Settings, client: Client) -> Client:
    settings.ROOT_URLCONF = "tianping.kernel.tests.design_urls"
    settings.SHELL_FACTS = "tianping.kernel.tests.design_urls.facts"
    return client


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/design/", "/design/table/?page=200", "/design/public/", "/design/photos/", "/design/paper/"]
)
def test_every_design_page_shows_the_demonstration_and_keeps_to_the_policy(design: Client, path: str) -> None:
    text = design.get(path).content.decode()
    assert "数据均为虚构" in text
    assert not re.search(r"<[^>]+\s(style|on\w+)=", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert "<style" not in text


@pytest.mark.django_db
@pytest.mark.parametrize("status", [400, 403, 404, 409, 429, 500])
def test_an_error_page_says_what_is_wrong_and_what_to_do(design: Client, status: int) -> None:
    answer = design.get(f"/design/error/{status}/")
    assert answer.status_code == status
    assert re.search(r'<div class="tp-lead"><p>[^<]{15,}。</p>', answer.content.decode())


@pytest.mark.django_db
@pytest.mark.parametrize("status", [403, 404, 429])
def test_an_error_page_keeps_the_elder_mode_the_court_and_the_ways_to_help(design: Client, status: int) -> None:
    design.post("/elder/", {"elder": "1", "next": "/"})
    page = design.get(f"/design/error/{status}/").content.decode()
    for kept in ("tp-elder", "镇原县人民法院", "诉讼服务热线 12368", "请人帮我", '<h1 tabindex="-1" autofocus>'):
        assert kept in page
    # Where it was refused nothing can be asked for again.
    assert 'name="elder"' not in page


def test_where_everything_has_fallen_an_error_page_still_stands() -> None:
    page = get_template("500.html").render()
    for said in ("系统出了故障", "没有留下一半的记录", "诉讼服务热线 12368", "回到首页"):
        assert said in page


@pytest.mark.django_db
def test_the_elder_mode_is_remembered_and_leads_back_to_this_site_only(design: Client) -> None:
    on = design.post("/elder/", {"elder": "1", "next": "/design/public/"})
    assert (on.status_code, on["Location"]) == (302, "/design/public/")
    assert "tp-elder" in design.get("/design/public/").content.decode()
    assert design.post("/elder/", {"elder": "0", "next": "https://example.org/"})["Location"] == "/"
    assert "tp-elder" not in design.get("/design/public/").content.decode()
    assert design.get("/elder/").status_code == 405


@pytest.mark.parametrize("state", ["on_time", "due_soon"])
def test_the_last_day_is_called_so(state: str) -> None:
    light = "{% include 'components/traffic_light.html' with state=state days=days only %}"
    assert "今天是最后一天" in shown(light, state=state, days=0)
    assert "还剩1天" in shown(light, state=state, days=1)
