"""登记其他文书的执行申请 at the counter: files stay, all that is wrong comes at once, whoever insists is received."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.support.clients import Browse, send
from tests.support.court import People
from tests.support.enforced import on
from tests.support.uploads import photo
from tianping.accounts.models import User
from tianping.cases.actions import LitigantDraft
from tianping.cases.models import TimelineEntry
from tianping.enforcement import actions
from tianping.enforcement.models import Application
from tianping.enforcement.queries import papers_of
from tianping.enforcement.tests.test_titles import ACCOUNT, AWARD, CLAIM, EMPLOYER, WORKER, drafted, paper
from tianping.kernel.models import ChosenFile
from tianping.kernel.refusals import Refused

LATER = on(2023, 4, 3)
AWAY = {"address": "安徽省霍邱县城关镇"}
INSISTS = "已告知管辖法院，申请人坚持在本院申请"
TYPED: dict[str, Any] = {
    "kind": "labour_award",
    **{f"title-{name}": value for name, value in AWARD.items()},
    **{f"applicant-{name}": value for name, value in WORKER.items()},
    "respondents-TOTAL_FORMS": "3",
    "respondents-INITIAL_FORMS": "0",
    **{f"respondents-0-{name}": value for name, value in (EMPLOYER | AWAY).items()},
    **{f"claim-{name}": value for name, value in CLAIM.items()},
    **{f"account-{name}": value for name, value in ACCOUNT.items()},
}


@pytest.fixture(autouse=True)
def april(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: LATER)


def test_all_that_is_wrong_comes_at_once_and_the_files_stay(people: People, browse: Browse) -> None:
    clerk, address = browse(people.clerk), reverse("enforcement_new_title")
    page = clerk.get(address, {"kind": "labour_award"}).content.decode()
    interest = re.search(r'<input[^>]*name="claim-wants_delay_interest"[^>]*>', page)
    assert interest is not None and "checked" not in interest[0] and INSISTS not in page
    wrong = {"account-payee_account": "62😀", "claim-performance_due_on": "2023-04-20", "title-made_on": ""}
    files = {
        "papers-title": [SimpleUploadedFile(f"{name}.png", photo()) for name in ("裁决书", "背面")],
        "papers-effect": SimpleUploadedFile("证明.png", b"not a picture"),
    }
    sent = send(clerk, address, **TYPED | wrong, **files)
    text = sent.content.decode()
    assert (sent.status_code, "还有5处需要更正" in text) == (422, True), text[:9000]
    for sentence in (
        "请填写作出日期",
        "“证明.png”",
        "履行期限到2023年4月20日届满",
        "账号只能由数字",
        "霍邱县人民法院（被执行人住所地）申请执行",
    ):
        assert sentence in text, sentence
    ids = [str(each.pk) for each in ChosenFile.objects.order_by("pk")]
    assert len(ids) == 2 and all(f'value="{each}" checked' in text for each in ids)
    assert not Application.objects.exists()
    # Another court's, and nothing else is wrong: still not taken in, until the applicant insists.
    alone = send(clerk, address, **TYPED, **{"file-ticked": ids}).content.decode()
    assert "还有1处需要更正" in alone and INSISTS in alone
    taken = send(clerk, address, **TYPED, **{"file-ticked": ids, "insist-insists_here": "on"})
    assert taken.status_code == 302, taken.content.decode()[:9000]
    made = Application.objects.get()
    assert (made.insists_here, made.wants_delay_interest) == (True, False)
    assert [(each.kind, each.name, each.pages) for each in papers_of(made)] == [("title", "裁决书", 2)]
    assert not ChosenFile.objects.exists()
    assert TimelineEntry.objects.filter(matter=made.matter, text__contains=INSISTS, for_litigants=False).exists()
    staff = clerk.get(taken["Location"]).content.decode()
    assert "按填写的地点本院没有管辖权" in staff and INSISTS in staff


def test_whom_this_court_serves_anyway_insists_on_nothing(people: People) -> None:
    made = actions.receive_on_title(drafted(insists_here=True), papers=[paper()], by=people.clerk, at=LATER)
    assert not made.insists_here


def test_over_the_net_nobody_insists_and_all_that_is_wrong_is_said_in_one_sentence_after_the_other(
    people: People, worker: User
) -> None:
    employer = replace(LitigantDraft(role="defendant", **EMPLOYER), **AWAY)
    away = drafted(litigants=(LitigantDraft(role="plaintiff", **WORKER), employer), insists_here=True)
    kept = actions.start_draft({}, by=worker, at=LATER)
    with pytest.raises(Refused, match="还没有上传执行依据.*坚持在本院申请的，由立案窗口收件"):
        actions.receive_on_title(away, kept=kept, by=worker, at=LATER)


def test_the_debtor_is_named_and_is_not_whoever_applies(people: People, browse: Browse) -> None:
    clerk, address = browse(people.clerk), reverse("enforcement_new_title")
    nobody = {f"respondents-0-{name}": "" for name in EMPLOYER}
    assert "请填写姓名或者名称" in send(clerk, address, **TYPED | nobody).content.decode()
    themselves = {f"respondents-0-{name}": value for name, value in WORKER.items()}
    assert "不能申请执行自己" in send(clerk, address, **TYPED | themselves).content.decode()


def test_what_is_wrong_with_the_days_comes_at_once(people: People, browse: Browse) -> None:
    days = {
        "title-served_on": "2023-02-19",
        "title-effective_on": "2023-02-18",
        "claim-performance_due_on": "2023-02-17",
    }
    text = send(browse(people.clerk), reverse("enforcement_new_title"), **TYPED | days).content.decode()
    for sentence in (
        "收到劳动人事争议仲裁裁决书的日期应当在作出日期2023年2月20日以后",
        "生效日期2023年2月18日早于作出日期2023年2月20日",
        "履行期限届满日2023年2月17日早于劳动人事争议仲裁裁决书的作出日期2023年2月20日",
    ):
        assert sentence in text, sentence


def test_of_which_kind_a_debtor_is_is_chosen_and_a_units_name_is_asked_back(people: People, browse: Browse) -> None:
    clerk, address = browse(people.clerk), reverse("enforcement_new_title")
    page = clerk.get(address, {"kind": "labour_award"}).content.decode()
    first = re.search(r'<select name="respondents-0-kind".*?</select>', page, re.DOTALL)
    assert first is not None and re.findall(r'value="(\w*)" selected', first[0]) in ([], [""])
    assert "请选择类型" in send(clerk, address, **TYPED | {"respondents-0-kind": ""}).content.decode()
    asked = send(clerk, address, **TYPED | {"respondents-0-kind": "natural"}).content.decode()
    assert "“镇原示范建材有限公司”是单位的名称，类型却选了自然人" in asked
    unit = {"kind": "natural", "name": "黄小明", "identity_kind": "uscc", "identity_number": "91621000MA00000040"}
    typed = TYPED | {f"respondents-0-{name}": value for name, value in unit.items()}
    assert "自然人没有统一社会信用代码" in send(clerk, address, **typed).content.decode()


def test_a_row_more_in_which_something_was_typed_is_not_passed_over(people: People, browse: Browse) -> None:
    clerk, address = browse(people.clerk), reverse("enforcement_new_title")
    folded = '<details class="enforcement-more">'
    assert folded in send(clerk, address, **TYPED | {"title-made_on": ""}).content.decode()
    text = send(clerk, address, **TYPED | {"respondents-1-address": "甘肃省镇原县"}).content.decode()
    assert folded not in text and '<details class="enforcement-more" open>' in text
    assert "被执行人2" in text and "请填写姓名或者名称" in text


def test_the_counters_page_speaks_of_the_applicant_and_says_what_is_optional(people: People, browse: Browse) -> None:
    clerk, address = browse(people.clerk), reverse("enforcement_new_title")
    assert "委员会的劳动人事" not in clerk.get(address).content.decode()
    page = clerk.get(address, {"kind": "labour_award"}).content.decode()
    assert "申请执行人收到文书的日期" in page and "您收到" not in page
    for optional in ("生效证明（选填）", "申请执行人的身份证明（选填）", "其他材料（选填）"):
        assert optional in page
    assert "执行依据（劳动人事争议仲裁裁决书）</label>" in page
