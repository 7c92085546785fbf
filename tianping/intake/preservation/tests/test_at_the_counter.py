"""窗口登记: files stay chosen whatever else is wrong, all of which is said at once; an agent shows the letter."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.support.clients import Browse, send
from tests.support.court import AT, People
from tests.support.uploads import PHOTO
from tianping.cases.models import Case
from tianping.intake.preservation import queries
from tianping.intake.preservation.models import Application
from tianping.intake.preservation.tests.test_agents import AGENT, letter
from tianping.intake.preservation.tests.test_pages import APPLICANT, SECURITY, SISTER
from tianping.kernel.models import ChosenFile
from tianping.law.mandates import LETTER

ROWS = {"TOTAL_FORMS": "3", "INITIAL_FORMS": "0"}
REASONS = {"reasons-reasons": "变卖车辆"}
TYPED: dict[str, Any] = {
    **{f"applicant-{name}": value for name, value in APPLICANT.items()},
    **{f"respondents-{name}": value for name, value in ROWS.items()},
    **{"others-TOTAL_FORMS": "2", "others-INITIAL_FORMS": "0"},
    **{f"clues-{name}": value for name, value in ROWS.items()},
    **{"respondents-0-kind": "natural", "respondents-0-name": "欠不还"},
    **{"clues-0-owner": "0", "clues-0-kind": "deposit", "clues-0-description": "账户"},
    **{"dispute-cause_name": "民间借贷纠纷", "dispute-facts_text": "借款未还", "amount-amount": "80000"},
    **{f"security-{name}": value for name, value in SECURITY.items()},
}
OF_AGENT = {f"agent-{name}": value for name, value in AGENT.items()}


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: AT)


def image(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PHOTO, "image/png")


def kept() -> list[str]:
    return [str(pk) for pk in ChosenFile.objects.order_by("pk").values_list("pk", flat=True)]


def test_what_was_chosen_stays_chosen_and_comes_with_the_application(people: People, browse: Browse) -> None:
    clerk, new = browse(people.clerk), reverse("preservation_new")
    sister = {f"others-0-{name}": value for name, value in SISTER.items()}
    files = {"papers-evidence": image("卖车广告.png"), "papers-security": image("保函.png")}
    page = send(clerk, new, **TYPED, **sister, **files)
    shown = page.content.decode()
    assert (page.status_code, "还有1处需要更正，已填写的内容都保留着" in shown) == (422, True)
    ticks = re.findall(r'name="file-ticked" value="(\d+)" checked><span>([^<]+)</span>', shown)
    assert ticks == [*zip(kept(), ["卖车广告.png", "保函.png"], strict=True)]
    assert not Application.objects.exists()
    made = send(clerk, new, **TYPED, **sister, **REASONS, **{"file-ticked": kept()})
    assert made.status_code == 302
    application = Application.objects.get()
    handed_in = [(each.kind, each.name) for each in queries.proofs_of(application)]
    assert handed_in == [("evidence", "卖车广告"), ("security", "保函、担保材料：保函")]
    assert (application.channel, kept()) == ("counter", [])
    assert queries.names_of_applicants(application) == "秦来访、秦二妹"
    assert browse(people.judge).get(new).status_code == 403


def test_all_that_is_wrong_is_said_in_one_round(people: People, browse: Browse) -> None:
    wrong = {
        **{"applicant-phone": "12345", "respondents-0-name": "", "amount-amount": "0", "clues-0-description": ""},
        **OF_AGENT,
        "papers-evidence": SimpleUploadedFile("卖车.pdf", b"MZ"),
    }
    page = send(browse(people.clerk), reverse("preservation_new"), **TYPED | wrong).content.decode()
    for sentence in (
        "申请人：电话号码不对",
        "被申请人1：请填写被申请人的姓名或者名称。",
        "请求：请求保全的数额应当大于零",
        "财产线索1：请至少写明一处财产",
        "理由：请填写为什么",
        "材料：“卖车.pdf”",
        f"材料：{LETTER}",
    ):
        assert sentence in page, sentence
    assert "还有7处需要更正" in page and not Application.objects.exists()
    assert send(browse(people.clerk), reverse("preservation_new")).status_code == 422
    rowless = {**TYPED, **REASONS, "others-TOTAL_FORMS": ""}
    assert send(browse(people.clerk), reverse("preservation_new"), **rowless).status_code == 422


def test_nobody_is_named_twice_and_property_is_of_a_respondent(people: People, browse: Browse) -> None:
    clerk, new = browse(people.clerk), reverse("preservation_new")
    himself = {f"respondents-0-{name}": value for name, value in APPLICANT.items()}
    page = send(clerk, new, **TYPED | himself | {"clues-0-owner": "1"}).content.decode()
    for sentence in ("不能申请保全自己的财产", "财产线索1：所选的人不在被申请人之中", "理由：请填写"):
        assert sentence in page, sentence
    # A row that was left empty between two others moves nobody's property to somebody else.
    third = {"respondents-2-kind": "natural", "respondents-2-name": "欠更多", "clues-0-owner": "2"}
    assert send(clerk, new, **TYPED | third, **REASONS).status_code == 302
    (clue,) = queries.clues_of(Application.objects.get())
    assert clue.owner.name == "欠更多"


def test_an_agent_shows_the_letter_of_authority(people: People, browse: Browse) -> None:
    clerk, new = browse(people.clerk), reverse("preservation_new")
    without = send(clerk, new, **TYPED, **REASONS, **OF_AGENT)
    assert (without.status_code, LETTER in without.content.decode()) == (422, True)
    unnamed = send(clerk, new, **TYPED, **REASONS, **{"papers-authority": letter()})
    assert (unnamed.status_code, "代理人：上传了授权委托书" in unnamed.content.decode()) == (422, True)
    assert not Application.objects.exists()
    assert send(clerk, new, **TYPED, **REASONS, **OF_AGENT, **{"file-ticked": kept()}).status_code == 302
    application = Application.objects.get()
    assert [each.name for each in queries.agents_of(application)] == ["卢师言"]
    assert [each.kind for each in queries.proofs_of(application)] == ["authority"]


def test_in_a_suit_the_files_stay_chosen_too(people: People, tried: Case, browse: Browse) -> None:
    clerk, new = browse(people.clerk), reverse("preservation_in_suit", args=[tried.pk])
    assert "授权委托书" not in clerk.get(new).content.decode()
    sides = {each.role: str(each.pk) for each in tried.matter.litigants.all()}
    typed = {
        **{"applicant-applicant": sides["plaintiff"], "respondents-respondents": sides["defendant"]},
        **{f"clues-{name}": value for name, value in ROWS.items()},
        **{"clues-0-owner": "1", "clues-0-kind": "deposit", "clues-0-description": "账户"},
        **{"amount-amount": "48440", "security-kind": "none", "security-exemption": "bank"},
        **REASONS,
    }
    page = send(clerk, new, **typed, **{"papers-evidence": image("卖车广告.png")})
    shown = page.content.decode()
    assert (page.status_code, "财产线索1：所选的人不在被申请人之中" in shown) == (422, True)
    mended = {**typed, "clues-0-owner": "0", "file-ticked": kept()}
    # What the case speaks against takes no files away either.
    too_much = send(clerk, new, **{**mended, "amount-amount": "900000"})
    assert (too_much.status_code, "超过本案诉讼请求" in too_much.content.decode()) == (422, True)
    assert send(clerk, new, **mended).status_code == 302
    application = Application.objects.get()
    assert [each.name for each in queries.proofs_of(application)] == ["卖车广告"]
    assert [each.owner.role for each in queries.clues_of(application)] == ["defendant"]
