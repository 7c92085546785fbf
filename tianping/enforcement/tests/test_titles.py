"""申请执行其他机构、其他法院的文书: at home page by page, at the counter on one page; the 执 case opens from both."""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.support.cases import code_of
from tests.support.clients import Browse, send
from tests.support.court import AT, FOUNDED, PASSWORD, People
from tests.support.enforced import ended, on
from tests.support.uploads import photo
from tianping.accounts.actions import add_person, appoint
from tianping.accounts.models import User
from tianping.accounts.posts import CITIZENS, Post
from tianping.accounts.queries import acting
from tianping.cases import actions as case_actions
from tianping.cases.actions import LitigantDraft
from tianping.cases.models import Case, LitigantAccess
from tianping.cases.panels import entries_of_file
from tianping.cases.queries import code_sheet
from tianping.enforcement import actions
from tianping.enforcement.actions import ApplicationDraft, TitleDraft
from tianping.enforcement.models import Application, TitlePaper
from tianping.enforcement.queries import papers_of
from tianping.kernel.models import Message
from tianping.kernel.refusals import Refused

LATER = on(2023, 4, 3)
WORKER: dict[str, Any] = {
    "kind": "natural",
    "name": "秦来访",
    "identity_kind": "resident_id",
    "identity_number": "622727199001010056",
    "phone": "19900000002",
    "address": "甘肃省镇原县城关镇",
}
EMPLOYER: dict[str, Any] = {"kind": "legal", "name": "镇原示范建材有限公司", "address": "甘肃省镇原县城关镇"}
AWARD = {
    "body": "镇原县劳动人事争议仲裁委员会",
    "number": "镇劳人仲案〔2023〕12号",
    "made_on": "2023-02-20",
    "served_on": "2023-02-22",
    "effective_on": "2023-03-10",
}
CLAIM = {"request": "请求支付拖欠的工资。", "amount": "25000", "performance_due_on": "2023-03-20"}
ACCOUNT = {"payee_holder": "秦来访", "payee_bank": "示范银行", "payee_account": "6200000000000018"}
ASKED = ApplicationDraft(
    request="请求支付拖欠的工资。",
    amount_fen=2_500_000,
    performance_due_on=datetime.date(2023, 3, 20),
    respondent_ids=(),
    payee_holder=ACCOUNT["payee_holder"],
    payee_bank=ACCOUNT["payee_bank"],
    payee_account=ACCOUNT["payee_account"],
)


@pytest.fixture(autouse=True)
def april(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: LATER)


def paper(kind: str = "title") -> tuple[str, str, bytes]:
    return (kind, "裁决书", photo())


def drafted(**given: Any) -> TitleDraft:
    """An award that the employer pays wages, by the worker who won it."""
    typed: dict[str, Any] = {
        "kind": "labour_award",
        "body": AWARD["body"],
        "number": AWARD["number"],
        "made_on": datetime.date(2023, 2, 20),
        "served_on": datetime.date(2023, 2, 22),
        "effective_on": datetime.date(2023, 3, 10),
        "litigants": (LitigantDraft(role="plaintiff", **WORKER), LitigantDraft(role="defendant", **EMPLOYER)),
        "asked": ASKED,
    }
    return TitleDraft(**{**typed, **given})


def test_a_worker_fills_it_in_page_by_page_signs_and_the_clerk_opens_the_enforcement(
    people: People, worker: User, browse: Browse
) -> None:
    citizen, clerk = browse(worker), browse(people.clerk)
    page = send(citizen, reverse("enforcement_titles"))["Location"]
    begun = page.removesuffix("kind/")
    steps: list[tuple[str, dict[str, Any]]] = [
        ("kind", {"kind": "labour_award"}),
        ("title", AWARD),
        ("papers", {"paper": "title", "file": SimpleUploadedFile("裁决书.png", photo())}),
        ("applicant", WORKER),
        ("respondents", EMPLOYER),
        ("claim", CLAIM),
        ("account", ACCOUNT),
    ]
    for name, typed in steps:
        sent = send(citizen, f"{begun}{name}/", **typed)
        assert sent.status_code == 302, (name, sent.content.decode()[-4000:])
    check = reverse("enforcement_titles_check", args=[begun.rstrip("/").rsplit("/", 1)[1]])
    assert sent["Location"] == check
    checked = citizen.get(check).content.decode()
    assert "镇劳人仲案〔2023〕12号，2023年2月20日作出，2023年3月10日生效" in checked
    assert "秦来访（自然人）" in checked and "镇原示范建材有限公司（法人）" in checked
    assert send(citizen, check, name="别人", understood="on").status_code == 422
    handed_in = send(citizen, check, name="秦来访", understood="on")["Location"]
    made = Application.objects.get()
    assert (
        "镇原县劳动人事争议仲裁委员会镇劳人仲案〔2023〕12号劳动人事争议仲裁裁决书"
        in citizen.get(handed_in).content.decode()
    )
    assert (made.channel, made.signed_name, papers_of(made)[0].kind, made.title_case) == (
        "portal",
        "秦来访",
        "title",
        None,
    )
    staff = clerk.get(reverse("enforcement", args=[made.pk])).content.decode()
    assert "被执行人住所地：甘肃省镇原县城关镇，镇原县人民法院" in staff
    assert "秦来访（自然人）" in staff and "镇原示范建材有限公司（法人）" in staff
    assert "没有提交申请执行人的身份证明" in staff and "第十八条第（三）项）。窗口已经核对原件的" in staff
    assert "没有提交生效证明" in staff and "应当在2023年4月10日以前" in staff
    accept = reverse("enforcement_accept", args=[made.pk])
    assert "请对照原文核对：文书已经生效" in send(clerk, accept).content.decode()
    assert send(clerk, accept, claim_read="on").status_code == 302
    case = Case.objects.get(type_code="执")
    assert (case.number, case.matter.cause_name, case.matter.claim_fen) == (
        "（2023）甘1027执1号",
        "劳动争议",
        2_500_000,
    )
    # A company's name is no personal data: the applicant reads against whom it is.
    assert "镇原示范建材有限公司" in citizen.get("/mine/").content.decode()
    filed = [(each.place, each.title) for each in entries_of_file(case)]
    assert filed == [("complaint", "强制执行申请书"), ("evidence", "执行依据：裁决书")]
    assert case.number in citizen.get("/mine/").content.decode()
    assert case.number in citizen.get(handed_in).content.decode()
    received, accepted = Message.objects.filter(address="19900000002").order_by("pk")
    assert "本院已经收到，七日内决定是否立案" in received.text
    assert "您的执行申请已经立案" in accepted.text


def test_a_paper_that_the_title_needs_is_asked_for_before_the_end(people: People, worker: User, browse: Browse) -> None:
    kept, citizen = actions.start_draft({"kind": {"kind": "notarised"}}, by=worker, at=LATER), browse(worker)
    address = reverse("enforcement_titles_question", args=[kept.pk, "papers"])
    assert send(citizen, address, paper="title", file=SimpleUploadedFile("公证书.png", photo())).status_code == 302
    page = citizen.get(address).content.decode()
    assert "还没有上传执行证书" in page and "填好了，继续" not in page
    assert send(citizen, address, paper="certificate", file=SimpleUploadedFile("证书.png", photo())).status_code == 302
    page = citizen.get(address).content.decode()
    assert "还没有上传" not in page and "填好了，继续" in page


def test_a_term_that_was_over_before_there_was_a_title_is_asked_back_where_it_is_typed(
    people: People, worker: User, browse: Browse
) -> None:
    answers = {"kind": {"kind": "labour_award"}, "title": AWARD}
    kept, citizen = actions.start_draft(answers, by=worker, at=LATER), browse(worker)
    address = reverse("enforcement_titles_question", args=[kept.pk, "claim"])
    early = send(citizen, address, **CLAIM | {"performance_due_on": "2023-02-19"})
    assert "文书不会规定作出以前就已经届满的履行期限" in early.content.decode()
    assert send(citizen, address, **CLAIM | {"performance_due_on": "2023-02-20"}).status_code == 302
    term = datetime.date(2023, 2, 19)
    with pytest.raises(Refused, match="履行期限届满日2023年2月19日早于"):
        early_term = replace(ASKED, performance_due_on=term)
        actions.receive_on_title(drafted(asked=early_term), papers=[paper()], by=people.clerk, at=LATER)


def test_an_award_that_binds_on_neither_of_its_days_is_asked_back_and_staff_read_of_one_taken_in_before(
    people: People, worker: User, browse: Browse
) -> None:
    kept, citizen = actions.start_draft({"kind": {"kind": "labour_award"}}, by=worker, at=LATER), browse(worker)
    address = reverse("enforcement_titles_question", args=[kept.pk, "title"])
    sent = send(citizen, address, **AWARD | {"effective_on": "2023-03-01"})
    said = "终局裁决自作出之日（2023年2月20日）起发生法律效力"
    assert (sent.status_code, said in sent.content.decode()) == (422, True)
    assert "2023年3月9日期满，最早2023年3月10日生效" in sent.content.decode()
    assert send(citizen, address, **AWARD | {"effective_on": "2023-02-20"}).status_code == 302
    apart = datetime.date(2023, 3, 1)
    with pytest.raises(Refused, match="最早2023年3月10日生效"):
        actions.receive_on_title(drafted(effective_on=apart), papers=[paper()], by=people.clerk, at=LATER)
    made = actions.receive_on_title(drafted(), papers=[paper()], by=people.clerk, at=LATER)
    clerk, desk = browse(people.clerk), reverse("enforcement", args=[made.pk])
    assert said not in clerk.get(desk).content.decode()
    title = made.outside
    assert title is not None
    title.effective_on = apart
    title.save()
    assert said in clerk.get(desk).content.decode()


def test_somebody_else_finds_neither_the_draft_nor_the_application(
    people: People, worker: User, browse: Browse
) -> None:
    kept = actions.start_draft({}, by=worker, at=LATER)
    actions.attach(kept, paper())
    made = actions.receive_on_title(drafted(), kept=kept, by=worker, at=LATER)
    other = add_person("other", "郑旁观", PASSWORD, by=None, at=FOUNDED)
    appoint(other, Post.LITIGANT, since=FOUNDED.date(), by=None, at=FOUNDED)
    client = browse(acting(other, AT.date()))
    assert client.get(reverse("enforcement_titles_tasks", args=[kept.pk])).status_code == 404
    assert client.get(reverse("enforcement_own", args=[made.pk])).status_code == 404
    assert browse(people.judge).get(reverse("enforcement_own", args=[made.pk])).status_code == 403
    assert browse(people.judge).get(reverse("enforcement_new_title")).status_code == 403


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"asked": replace(ASKED, payee_account="abc")}, "账号只能由数字"),
        ({"kind": "arbitral"}, "商事仲裁委员会的裁决书、调解书，请向中级人民法院申请"),
        ({"number": " "}, "文书的编号"),
        ({"kind": "notarised", "cause_name": "金融借款合同纠纷"}, "还没有上传执行证书"),
        ({"kind": "court", "cause_name": "民间借贷纠纷"}, "请写明第一审法院"),
        (
            {"kind": "court", "cause_name": "民间借贷纠纷", "tried_by": "霍邱县人民法院"},
            "应当向霍邱县人民法院（作出第一审裁判的法院）",
        ),
        ({"effective_on": datetime.date(2023, 4, 20)}, "2023年4月20日才生效"),
        ({"litigants": (LitigantDraft(role="plaintiff", **WORKER),)}, "至少一名被执行人"),
        (
            {"litigants": tuple(LitigantDraft(role=role, **WORKER) for role in ("plaintiff", "defendant"))},
            "不能申请执行自己",
        ),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(people: People, wrong: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        actions.receive_on_title(drafted(**wrong), papers=[paper()], by=people.clerk, at=LATER)
    assert not Application.objects.exists() and not TitlePaper.objects.exists()


def test_the_same_title_is_applied_for_once_and_again_after_a_withdrawal(people: People) -> None:
    made = actions.receive_on_title(drafted(), papers=[paper()], by=people.clerk, at=LATER)
    with pytest.raises(Refused, match=f"收件编号{made.number}，不需要重复申请"):
        actions.receive_on_title(drafted(), papers=[paper()], by=people.clerk, at=LATER)
    actions.withdraw(made, "已经付清", by=people.clerk, at=LATER)
    assert actions.receive_on_title(drafted(), papers=[paper()], by=people.clerk, at=LATER).number != made.number


def test_a_paper_of_a_case_that_this_court_keeps_is_applied_for_from_the_case(people: People, worker: User) -> None:
    case = ended(people, Case.ClosingWay.JUDGMENT)
    ours = drafted(kind="court", number=case.number, tried_by="镇原县人民法院", cause_name="民间借贷纠纷")
    with pytest.raises(Refused, match="是本院的案件"):
        actions.receive_on_title(ours, papers=[paper()], by=people.clerk, at=LATER)
    # Whoever is a stranger to the case does not learn from it that there is one.
    kept = actions.start_draft({}, by=worker, at=LATER)
    actions.attach(kept, paper())
    assert actions.receive_on_title(ours, kept=kept, by=worker, at=LATER).status == "received"
    how = LitigantAccess.How.COUNTER
    case_actions.give_access(worker, case.matter.litigants.get(role="plaintiff"), how, by=people.clerk, at=AT)
    with pytest.raises(Refused, match="是本院的案件"):
        actions.receive_on_title(ours, papers=[paper()], by=worker, at=LATER)


def test_the_counter_takes_it_in_on_one_page_and_sends_whoever_has_a_commercial_award_to_its_court(
    people: People, browse: Browse
) -> None:
    clerk, address = browse(people.clerk), reverse("enforcement_new_title")
    assert address in clerk.get(reverse("enforcement_begin")).content.decode()
    assert "甘肃省庆阳市中级人民法院" in clerk.get(address, {"kind": "arbitral"}).content.decode()
    page = clerk.get(address, {"kind": "notarised"}).content.decode()
    assert "执行证书" in page and "案由" in page
    typed = {
        "kind": "notarised",
        **{f"title-{name}": value for name, value in AWARD.items() if name != "served_on"},
        "title-body": "镇原县公证处",
        "title-number": "（2023）甘镇证字第12号",
        "title-cause_name": "金融借款合同纠纷",
        **{f"applicant-{name}": value for name, value in WORKER.items()},
        "respondents-TOTAL_FORMS": "3",
        "respondents-INITIAL_FORMS": "0",
        **{f"respondents-0-{name}": value for name, value in EMPLOYER.items()},
        **{f"claim-{name}": value for name, value in CLAIM.items()},
        **{f"account-{name}": value for name, value in ACCOUNT.items()},
    }
    title, certificate = (SimpleUploadedFile(f"{name}.png", photo()) for name in ("公证书", "执行证书"))
    assert "请上传执行证书" in send(clerk, address, **typed, **{"papers-title": title}).content.decode()
    title.seek(0)
    sent = send(clerk, address, **typed, **{"papers-title": title, "papers-certificate": certificate})
    assert sent.status_code == 302, sent.content.decode()[-6000:]
    made = Application.objects.get()
    assert [each.kind for each in papers_of(made)] == ["title", "certificate"]
    download = reverse("enforcement_paper", args=[made.pk, papers_of(made)[0].pk])
    assert clerk.get(download)["Content-Disposition"].startswith("attachment")
    assert browse(people.stranger).get(download).status_code == 403
    # The counter read the title when it took it in.
    case = actions.accept(made, by=people.clerk, at=LATER)
    assert "<h2>执行请求</h2>" in clerk.get(f"/cases/{case.pk}/").content.decode()
    debtor = made.respondents.get()
    with pytest.raises(Refused, match="以前不告知被执行人"):
        code_sheet(case, debtor)
    assert code_of(case)


@pytest.mark.parametrize("post", sorted(CITIZENS))
def test_a_company_applies_over_the_net_as_a_person_and_a_lawyer_do(people: People, post: Post, browse: Browse) -> None:
    user = add_person("applicant", "商有信", PASSWORD, by=None, at=FOUNDED)
    appoint(user, post, since=FOUNDED.date(), by=None, at=FOUNDED)
    citizen = browse(acting(user, AT.date()))
    for address in ("/mine/", reverse("enforcement_titles"), "/preservation/apply/"):
        assert citizen.get(address, follow=True).status_code == 200, address
