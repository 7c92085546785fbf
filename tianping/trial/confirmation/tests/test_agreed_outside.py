"""What a village's mediators reached without the court: entered at the counter, confirmed like any other."""

import datetime
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.support.cases import code_of
from tests.support.clients import Browse, send
from tests.support.court import AT, DAY, People
from tests.support.uploads import SCAN, photo
from tianping.cases.actions import LitigantDraft
from tianping.cases.models import Case, Clock, Litigant
from tianping.cases.panels import entries_of_file
from tianping.kernel import outbox
from tianping.kernel.models import ChosenFile, Event
from tianping.kernel.refusals import Forbidden, Refused
from tianping.money.fees.queries import item_of
from tianping.papers.documents import actions as papers
from tianping.papers.service import actions as service
from tianping.papers.service.actions import Tried
from tianping.papers.service.models import Delivery
from tianping.trial.confirmation import actions
from tianping.trial.confirmation.actions import Connection, OutsideDraft
from tianping.trial.confirmation.models import Application

VILLAGE = "镇原县孟坝镇王湾村人民调解委员会"
DRAFT = OutsideDraft(
    litigants=(
        LitigantDraft("plaintiff", "natural", "王原告", address="镇原县孟坝镇"),
        LitigantDraft("defendant", "natural", "李被告", address="镇原县太平镇"),
    ),
    cause_name="民间借贷纠纷",
    organisation=VILLAGE,
    connection=Connection.SEAT,
    agreed_on=datetime.date(2023, 1, 20),
    facts="2022年3月，李被告向王原告借款50000元。",
    terms="李被告于2023年6月30日前偿还王原告50,000元。\n双方再无其他争议。\n",
    promised=True,
    scan=SCAN,
)


def entered(people: People, draft: OutsideDraft = DRAFT) -> Case:
    return actions.receive_outside(draft, people.judge, by=people.clerk, at=AT)


def test_it_has_its_number_its_judge_its_days_and_costs_nothing(people: People) -> None:
    case = entered(people)
    application = Application.objects.get()
    assert (case.number, case.responsible, item_of(case)) == ("（2023）甘1027诉前调确1号", people.judge, None)
    assert (application.status, application.received_on, application.case_id) == ("accepted", DAY, case.pk)
    running = Clock.objects.filter(matter=case.matter_id, stopped_on__isnull=True).values_list("period_id", flat=True)
    assert list(running) == ["CONF-DECIDE-15"]
    (scan,) = entries_of_file(case)
    assert (scan.title, scan.who) == ("调解协议扫描件", VILLAGE)


def test_confirmed_and_served_on_both_it_binds(people: People) -> None:
    case = entered(people)
    application = Application.objects.get()
    actions.decide(application, [], "", by=people.judge, at=AT)
    application.refresh_from_db()
    paper = application.paper
    assert paper is not None
    papers.proofread(paper, by=people.clerk, at=AT)
    papers.sign(paper, by=people.judge, at=AT)
    papers.issue(paper, by=people.judge, at=AT)
    outbox.deliver(list(Event.objects.filter(name__startswith="papers.").order_by("pk").values_list("pk", flat=True)))
    text = "\n".join(line[1] for line in paper.body)
    assert f"于2023年1月20日经{VILLAGE}主持调解，自愿达成如下调解协议" in text
    assert "李被告于2023年6月30日前偿还王原告50,000元" in text and "申请人：王原告" in text
    rows = [each.pk for each in Delivery.objects.filter(paper=paper).order_by("pk")]
    service.record_attempts_many(rows, Tried(method="direct", day=DAY), by=people.judge, at=AT)
    outbox.deliver(list(Event.objects.filter(name__startswith="papers.").order_by("pk").values_list("pk", flat=True)))
    application.refresh_from_db()
    case.refresh_from_db()
    assert (application.status, case.status, case.effective_on) == ("effective", "closed", DAY)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        pytest.param({"agreed_on": datetime.date(2023, 1, 3)}, "三十日内提出", id="too_late"),
        pytest.param({"agreed_on": datetime.date(2023, 2, 7)}, "不能在今天以后", id="still_to_come"),
        pytest.param({"cause_name": "离婚纠纷"}, "不能申请司法确认", id="of_status"),
        pytest.param({"litigants": DRAFT.litigants[:1]}, "双方当事人共同申请", id="one_side"),
        pytest.param(
            {"litigants": tuple(replace(each, identity_number="622827198001010014") for each in DRAFT.litigants)},
            "双方不能是同一人",
            id="the_same_person_twice",
        ),
        pytest.param({"promised": False}, "承诺", id="no_promise"),
        pytest.param({"scan": b""}, "请上传双方签名", id="no_agreement"),
        pytest.param({"terms": " \n。"}, "协议的内容", id="no_terms"),
    ],
)
def test_what_cannot_be_confirmed_gets_no_number(people: People, changed: dict[str, object], words: str) -> None:
    with pytest.raises(Refused, match=words):
        entered(people, replace(DRAFT, **changed))
    assert not Case.objects.exists()


def test_the_same_agreement_has_one_number_until_it_is_over(people: People) -> None:
    case = entered(people)
    again = replace(DRAFT, organisation=f" {VILLAGE} ", litigants=DRAFT.litigants[::-1])
    with pytest.raises(Refused, match=f"已经登记，案号{case.number}"):
        entered(people, again)
    assert Case.objects.count() == 1
    entered(people, replace(DRAFT, cause_name="买卖合同纠纷"))
    application = Application.objects.get(case=case)
    litigant = Litigant.objects.get(matter=case.matter_id, role="plaintiff")
    actions.receive_withdrawal(application, litigant.pk, signed=True, by=people.clerk, at=AT)
    assert entered(people).number != case.number


def test_only_the_filing_division_enters_it(people: People) -> None:
    with pytest.raises(Forbidden):
        actions.receive_outside(DRAFT, people.judge, by=people.judge, at=AT)


def typed_at_the_counter(people: People) -> tuple[dict[str, object], dict[str, object]]:
    """The two sides, and the agreement without its scan."""
    parties: dict[str, object] = {}
    for place, (name, number) in enumerate((("王原告", "622827198001010014"), ("李被告", "622827198502020026"))):
        side = ("plaintiff", "defendant")[place]
        parties |= {
            f"party{place}-side": side,
            f"party{place}-kind": "natural",
            f"party{place}-name": name,
            f"party{place}-number": number,
            f"party{place}-address": "镇原县孟坝镇",
        }
    for place in (2, 3):
        parties |= {f"party{place}-side": "plaintiff", f"party{place}-kind": "natural"}
    typed: dict[str, object] = {
        "organisation": VILLAGE,
        "connection": "seat",
        "cause_name": "民间借贷纠纷",
        "agreed_on": "2023-01-20",
        "facts": DRAFT.facts,
        "terms": DRAFT.terms,
        "judge": people.judge.pk,
        "promised": "on",
    }
    return parties, typed


def test_from_the_page_the_clerk_enters_it_and_the_judge_has_it(people: People, browse: Browse) -> None:
    clerk, page = browse(people.clerk), "/confirmations/outside/"
    assert page in clerk.get("/confirmations/").content.decode()
    assert page not in browse(people.judge).get("/confirmations/").content.decode()
    assert browse(people.judge).get(page).status_code == 403
    assert "调解组织所在地" in clerk.get(page).content.decode()
    parties, typed = typed_at_the_counter(people)
    without = send(clerk, page, **parties, **typed)
    assert (without.status_code, Case.objects.exists()) == (422, False)
    alone = send(clerk, page, **{**parties, "party1-name": ""}, **typed, scan=SimpleUploadedFile("1.pdf", SCAN))
    assert (alone.status_code, "请填写姓名、名称" in alone.content.decode()) == (422, True)
    nobody = send(clerk, page, **{**parties, "party1-address": ""}, **typed, scan=SimpleUploadedFile("1.pdf", SCAN))
    assert "请填写住址" in nobody.content.decode()
    made = send(clerk, page, **parties, **typed, scan=SimpleUploadedFile("协议.pdf", SCAN))
    case = Case.objects.get()
    assert made["Location"] == f"/cases/{case.pk}/"
    assert Litigant.objects.filter(matter=case.matter_id).count() == 2
    application = Application.objects.get()
    shown = browse(people.judge).get(f"/confirmations/{application.pk}/").content.decode()
    assert VILLAGE in shown and "调解组织所在地" in shown and "审查发现的问题" in shown
    assert VILLAGE not in browse(people.clerk).get("/mediators/").content.decode()
    assert clerk.get("/confirmations/?group=accepted").status_code == 200


def test_all_that_is_wrong_comes_at_once_and_the_scan_stays(people: People, browse: Browse) -> None:
    clerk, page = browse(people.clerk), "/confirmations/outside/"
    parties, typed = typed_at_the_counter(people)
    same = parties | {"party1-number": parties["party0-number"]}
    late = typed | {"agreed_on": "2023-01-03", "cause_name": "离婚纠纷", "terms": "。"}
    scans = [SimpleUploadedFile("第一页.png", photo()), SimpleUploadedFile("第二页.png", photo())]
    bad = SimpleUploadedFile("第三页.png", b"not a picture")
    sent = send(clerk, page, **same, **late, scan=[*scans, bad])
    text = sent.content.decode()
    assert (sent.status_code, "还有5处需要更正" in text) == (422, True), text[:9000]
    for words in ("三十日内提出", "不能申请司法确认", "请写明协议的内容", "双方不能是同一人", "“第三页.png”"):
        assert words in text, words
    ids = [str(each.pk) for each in ChosenFile.objects.order_by("pk")]
    assert len(ids) == 2 and all(f'value="{each}" checked' in text for each in ids)
    made = send(clerk, page, **parties, **typed, **{"file-ticked": ids})
    assert made.status_code == 302, made.content.decode()[:9000]
    (scan,) = entries_of_file(Case.objects.get())
    assert scan.title == "调解协议扫描件" and not ChosenFile.objects.exists()


def test_who_is_missing_is_said_with_everything_else(people: People, browse: Browse) -> None:
    parties, typed = typed_at_the_counter(people)
    one_side = parties | {"party1-side": "plaintiff", "party0-number": "1", "party2-phone": "13800000000"}
    sent = send(browse(people.clerk), "/confirmations/outside/", **one_side, **(typed | {"connection": ""}))
    text = sent.content.decode()
    assert sent.status_code == 422 and text.count("我承诺：") == 1 and "承诺：我承诺" not in text
    assert "司法确认由双方当事人共同申请" in text
    assert "当事人3：请填写姓名、名称" in text
    assert (
        '<a href="#id_connection">本院管辖的理由：请选择本院管辖的理由。</a>' in text and 'id="id_connection"' in text
    )


def test_from_the_page_it_is_not_entered_twice(people: People, browse: Browse) -> None:
    clerk, page = browse(people.clerk), "/confirmations/outside/"
    parties, typed = typed_at_the_counter(people)
    assert send(clerk, page, **parties, **typed, scan=SimpleUploadedFile("1.pdf", SCAN)).status_code == 302
    again = send(clerk, page, **parties, **(typed | {"terms": ""}), scan=SimpleUploadedFile("1.pdf", SCAN))
    text = again.content.decode()
    assert f"已经登记，案号{Case.objects.get().number}" in text and "请填写协议的内容" in text


def test_from_the_page_of_the_case_both_sides_and_the_judge_read_what_was_agreed(
    people: People, browse: Browse
) -> None:
    case = entered(people)
    judge, judged = browse(people.judge), f"/confirmations/{Application.objects.get().pk}/agreement/"
    text = judge.get(f"/cases/{case.pk}/").content.decode()
    assert "<h2>申请事项</h2>" in text and "诉讼请求" not in text and "请求裁定确认双方达成的调解协议有效" in text
    assert VILLAGE in text and "李被告于2023年6月30日前偿还王原告50,000元。" in text and f'href="{judged}"' in text
    assert judge.get(judged)["Content-Type"] == "application/pdf"
    assert browse(people.stranger).get(judged).status_code in (403, 404)
    side = browse(None)
    assert side.get("/progress/confirmation/agreement/").status_code != 200
    side.post("/progress/", {"number": case.number, "code": code_of(case, "defendant")})
    shown = side.get("/progress/case/").content.decode()
    assert "偿还王原告50,000元" in shown and "/progress/confirmation/agreement/" in shown
    assert side.get("/progress/confirmation/agreement/")["Content-Type"] == "application/pdf"
