"""调解协议: made from elements, read and signed on the phone, binding with the last signature, kept as a paper."""

import base64
import datetime
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.support.cases import code_of
from tests.support.clients import Browse, send
from tests.support.court import AT, DAY, People
from tests.support.mediated import willing
from tests.support.uploads import BLANK, PHOTO, SCAN, SIGNATURE
from tianping.cases.models import Case, Clock, Litigant
from tianping.cases.panels import entries_of_file
from tianping.cases.permissions import Looker
from tianping.intake.mediation import actions, queries
from tianping.intake.mediation.actions import AgreementDraft, Payment, Signature, SignedSheet, Way, instalments
from tianping.intake.mediation.models import Agreement, AgreementSignature, Referral
from tianping.intake.mediation.terms import Party, beyond_claim, known_dispute, known_facts, sentences
from tianping.intake.mediation.tests.conftest import refer
from tianping.kernel.models import AuditEntry
from tianping.kernel.refusals import Forbidden, Overtaken, Refused
from tianping.papers.documents.queries import issued_papers_of
from tianping.papers.dossier.queries import catalogue_of

MARCH = datetime.date(2023, 3, 1)
FACTS = "2022年3月，被申请人向申请人借款48440元。"


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: AT)


@pytest.fixture
def begun(people: People, referral: Referral) -> Referral:
    """A dispute that mediators accepted; nobody has asked the other side yet."""
    actions.accept_many([referral.pk], by=people.mediator, at=AT)
    referral.refresh_from_db()
    return referral


@pytest.fixture
def accepted(people: People, begun: Referral) -> Referral:
    """A dispute that is being mediated, with both sides willing."""
    willing(begun.pk, people.mediator)
    return begun


def side(referral: Referral, role: str) -> int:
    return Litigant.objects.get(matter=referral.case.matter_id, role=role).pk


def payment(referral: Referral, fen: int = 4_844_000, on: datetime.date = MARCH) -> Payment:
    return Payment(side(referral, "defendant"), side(referral, "plaintiff"), fen, on)


def offered(people: People, referral: Referral, others: str = "双方再无其他争议。") -> Agreement:
    draft = AgreementDraft(FACTS, payments=[payment(referral)], others=others)
    return actions.draw_up_agreement(referral, draft, by=people.mediator, at=AT)


def signs(referral: Referral, role: str, agreement: Agreement) -> Agreement:
    looker = Looker(referral.case, Litigant.objects.get(matter=referral.case.matter_id, role=role))
    code = Signature(Way.CODE, code=code_of(referral.case, role))
    return actions.sign_agreement(looker, agreement.wording, code, at=AT)


def sheet(agreement: Agreement, *litigants: int) -> SignedSheet:
    """What these litigants signed on paper, scanned."""
    return SignedSheet(litigants, agreement.wording, SCAN)


def drawn() -> str:
    """A signature as the pad sends it."""
    return "data:image/png;base64," + base64.b64encode(SIGNATURE).decode()


def looking(case: Case, role: str) -> Client:
    client = Client()
    assert client.post("/progress/", {"number": case.number, "code": code_of(case, role)}).status_code == 302
    return client


@pytest.mark.parametrize(
    ("fen", "count", "parts"),
    [(1_000_000, 3, [333_300, 333_300, 333_400]), (50_000, 1, [50_000]), (1_00, 3, [33, 33, 34])],
)
def test_a_sum_is_divided_into_monthly_parts_that_add_up(fen: int, count: int, parts: list[int]) -> None:
    rows = instalments(Payment(2, 1, fen, datetime.date(2023, 1, 31)), count)
    assert [row.fen for row in rows] == parts
    days = [datetime.date(2023, 1, 31), datetime.date(2023, 2, 28), datetime.date(2023, 3, 31)]
    assert [row.on for row in rows] == days[:count]


def test_the_sentences_say_who_pays_whom_how_much_until_when() -> None:
    parties = {1: Party("plaintiff", "王某"), 2: Party("defendant", "李某")}
    rows = [Payment(2, 1, 300_000, datetime.date(2023, 4, 1)), Payment(2, 1, 200_000, MARCH)]
    assert sentences(rows, "其余请求放弃。\n\n", parties) == [
        "被申请人李某支付申请人王某5,000元（大写：伍仟元整），分2期履行："
        "2023年3月1日前（含当日）支付2,000元，2023年4月1日前（含当日）支付3,000元",
        "其余请求放弃",
    ]


def test_several_who_sue_are_paid_together(people: People, accepted: Referral, browse: Browse) -> None:
    matter = accepted.case.matter
    first = Litigant.objects.get(matter=matter, role="plaintiff")
    second = Litigant.objects.create(matter=matter, role="plaintiff", kind="natural", name="慕秀兰", position=9)
    client, address = browse(people.mediator), f"/mediation/{accepted.pk}/agreement/"
    page = client.get(address).content.decode()
    assert f'<option value="together" selected>申请人{first.name}、慕秀兰共同</option>' in page
    row = {"row0-payer": side(accepted, "defendant"), "row0-payee": "together"}
    typed = {"text-facts": FACTS, "rows": "1", **row, "row0-fen": "30000", "row0-on": "2023-03-01"}
    assert send(client, address, **typed).status_code == 302
    agreement = Agreement.objects.get()
    assert [(each["payee_id"], each["with_payees"]) for each in agreement.payments] == [(first.pk, [second.pk])]
    debtor = Litigant.objects.get(matter=matter, role="defendant")
    assert agreement.lines == [
        f"被申请人{debtor.name}支付申请人{first.name}、慕秀兰共计30,000元（大写：叁万元整），于2023年3月1日前（含当日）付清"
    ]
    assert '<option value="together" selected>' in client.get(f"{address}?again").content.decode()
    divided = {**typed, "row0-fen": "", "row0-on": "", "text-total": "30000", "text-count": "3", "divide": "1"}
    page = send(client, address, **divided, **{"text-first": "2023-03-01"}).content.decode()
    assert page.count('<option value="together" selected>') == 3


def test_what_is_known_is_written_as_mediators_write_it(people: People, accepted: Referral, browse: Browse) -> None:
    assert known_dispute("1.判令被告偿还借款本金5000元。\n2.请求判令被告支付利息。") == (
        "申请人请求：被申请人偿还借款本金5000元；被申请人支付利息。"
    )
    told = "双方于2022年3月1日签订借款合同。\n还款方式：at_once。\n还款情况：no\n原告催要过"
    facts = known_facts(f"{told}\n争议解决的约定：没有写。\n担保情况：无。", "金融借款合同纠纷")
    assert facts.splitlines() == [
        "双方于2022年3月1日签订借款合同。",
        "还款方式：到期一次还本付息。",
        "申请人催要过。",
    ]
    assert (known_dispute(""), known_facts("", "离婚纠纷")) == ("", "")
    # Both sides sign it: what one of them tells in their own words stays out.
    own = "2022年3月1日，被告向原告借款5000元。\n我去要了好几次，他都不给\n被告躲着不见。"
    assert (
        known_facts(own, "民间借贷纠纷", {"other_facts": "被告躲着不见"})
        == "2022年3月1日，被申请人向申请人借款5000元。"
    )
    page = browse(people.mediator).get(f"/mediation/{accepted.pk}/agreement/").content.decode()
    assert "申请人请求：被申请人偿还借款本金。" in page and "判令" not in page


def test_nobody_is_ordered_by_an_agreement(people: People, accepted: Referral) -> None:
    with pytest.raises(Refused, match="不写“判令”"):
        offered(people, accepted, others="判令被申请人付款。")


def test_with_the_last_signature_it_binds_the_mediation_ends_and_thirty_days_begin(
    people: People, accepted: Referral
) -> None:
    agreement = offered(people, accepted)
    signs(accepted, "plaintiff", agreement)
    agreement.refresh_from_db()
    assert (agreement.status, agreement.effective_on) == ("offered", None)
    signs(accepted, "defendant", agreement)
    agreement.refresh_from_db()
    accepted.refresh_from_db()
    assert (agreement.status, agreement.effective_on, accepted.status) == ("effective", DAY, "agreed")
    clock = Clock.objects.get(period_id="CONF-APPLY-30")
    assert (clock.started_on, clock.nominal_due) == (DAY, datetime.date(2023, 3, 8))
    assert Case.objects.get(pk=accepted.case_id).status == "closed"


def test_the_signed_agreement_is_a_paper_of_the_case_without_the_courts_seal(
    people: People, accepted: Referral
) -> None:
    agreement = offered(people, accepted)
    for role in ("plaintiff", "defendant"):
        signs(accepted, role, agreement)
    (paper,) = issued_papers_of([accepted.case_id])
    text = "\n".join(line[1] for line in paper.body)
    assert "48,440元（大写：肆万捌仟肆佰肆拾元整），于2023年3月1日前（含当日）付清" in text
    assert "输入查询码确认" in text
    assert text.startswith(accepted.organisation.name)


def test_another_wording_takes_the_signatures_of_the_first_away(people: People, accepted: Referral) -> None:
    first = offered(people, accepted)
    signs(accepted, "plaintiff", first)
    second = offered(people, accepted, others="诉讼费用由被申请人负担。")
    first.refresh_from_db()
    assert (first.status, second.status) == ("void", "offered")
    with pytest.raises(Overtaken, match="请重新阅读"):
        signs(accepted, "defendant", first)
    signs(accepted, "defendant", second)
    second.refresh_from_db()
    assert second.status == "offered"


@pytest.mark.parametrize(
    ("draft", "sentence"),
    [
        (lambda _r: AgreementDraft(FACTS), "请写明调解结果"),
        (lambda r: AgreementDraft(" ", payments=[payment(r)]), "请写明纠纷的主要事实"),
        (lambda r: AgreementDraft(FACTS, payments=[payment(r, fen=0)]), "应当大于0元"),
        (lambda r: AgreementDraft(FACTS, payments=[Payment(1, 1, 5, MARCH)]), "应当是本案当事人"),
        (
            lambda r: AgreementDraft(FACTS, payments=[Payment(side(r, "plaintiff"), side(r, "plaintiff"), 500, MARCH)]),
            "不能既是付款人又是收款人",
        ),
    ],
)
def test_an_agreement_that_cannot_be_is_refused(people: People, accepted: Referral, draft, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        actions.draw_up_agreement(accepted, draft(accepted), by=people.mediator, at=AT)


def test_a_wrong_code_and_what_is_no_picture_sign_nothing(people: People, accepted: Referral) -> None:
    agreement = offered(people, accepted)
    looker = Looker(accepted.case, Litigant.objects.get(matter=accepted.case.matter_id, role="defendant"))
    for signature in (
        Signature(Way.CODE, code="ABCD2345"),
        Signature(Way.PAD, b"<svg onload=alert(1)>"),
        Signature(Way.PAD, BLANK),
        Signature(Way.PAPER, b"%PDF-1.7"),
    ):
        with pytest.raises(Refused):
            actions.sign_agreement(looker, agreement.wording, signature, at=AT)
    agreement.refresh_from_db()
    assert not AgreementSignature.objects.exists()


def test_both_sign_on_the_phone_one_with_a_finger_one_with_the_code(people: People, accepted: Referral) -> None:
    agreement = offered(people, accepted)
    plaintiff, defendant = looking(accepted.case, "plaintiff"), looking(accepted.case, "defendant")
    assert "阅读、签署调解协议" in plaintiff.get("/progress/case/").content.decode()
    page = plaintiff.get("/progress/mediation/agreement/").content.decode()
    assert "被申请人黄小明支付申请人镇原示范村镇银行股份有限公司48,440元" in page
    nothing = send(plaintiff, "/progress/mediation/agreement/", wording=agreement.wording)
    assert "请在方框内用手指签名" in nothing.content.decode()
    send(plaintiff, "/progress/mediation/agreement/", wording=agreement.wording, picture=drawn())
    send(
        defendant,
        "/progress/mediation/agreement/",
        wording=agreement.wording,
        code=code_of(accepted.case, "defendant"),
    )
    agreement.refresh_from_db()
    assert agreement.status == "effective"
    assert "协议已经生效" in defendant.get("/progress/mediation/agreement/").content.decode()
    assert AuditEntry.objects.filter(action="agreement.sign").count() == 2


def test_a_litigant_withdraws_on_their_own_page_and_a_stranger_sees_nothing(people: People, begun: Referral) -> None:
    for address in ("", "refuse/", "agreement/"):
        assert Client().get(f"/progress/mediation/{address}")["Location"] == "/progress/"
    client = looking(begun.case, "defendant")
    assert "您愿意调解吗" in client.get("/progress/mediation/").content.decode()
    accepted = willing(begun.pk, people.mediator)
    offered(people, accepted)
    asked = send(client, "/progress/mediation/refuse/", reason="不信任对方").content.decode()
    accepted.refresh_from_db()
    assert (accepted.status, "还没有办理" in asked, "不信任对方" in asked) == ("accepted", True, True)
    assert send(client, "/progress/mediation/refuse/", reason="不信任对方", sure="on").status_code == 302
    accepted.refresh_from_db()
    assert (accepted.status, "不信任对方" in accepted.outcome) == ("withdrawn", True)
    over = client.get("/progress/mediation/refuse/")
    assert (over.status_code, "调解已经结束" in over.content.decode()) == (422, True)
    assert queries.agreement_in(accepted) is None
    assert client.get("/progress/mediation/").status_code == 200


def test_the_mediator_makes_it_on_the_page_and_takes_a_signature_on_paper(
    people: People, accepted: Referral, browse: Browse
) -> None:
    client, address = browse(people.mediator), f"/mediation/{accepted.pk}/agreement/"
    row = {"row0-payer": side(accepted, "defendant"), "row0-payee": side(accepted, "plaintiff")}
    typed = {"rows": "1", "text-facts": FACTS, **row}
    divided = send(
        client,
        address,
        **typed,
        **{"text-total": "48440", "text-count": "4", "text-first": "2023-03-01", "divide": "1"},
    )
    assert divided.content.decode().count("12110.00") == 4
    refused = send(client, address, **typed, **{"row0-fen": "100", "row0-on": ""})
    assert "请填写这一期的付清日期" in refused.content.decode()
    made = send(client, address, **typed, **{"row0-fen": "48440", "row0-on": "2023-03-01", "text-breach": "on"})
    assert made["Location"] == address
    page = client.get(address).content.decode()
    assert "没有按时足额支付的，经司法确认或者法院制作调解书，收款人可以申请强制执行" in page
    assert "任何一期" not in page
    drawn_anew = client.get(f"{address}?again=1").content.decode()
    assert re.search(r'name="text-breach"[^>]* checked', drawn_anew)
    assert browse(people.second_mediator).get(address).status_code == 404
    assert browse(people.judge).get(address).status_code == 403
    agreement = Agreement.objects.get()
    assert "签名或者捺印" in client.get(f"{address}print/").content.decode()
    signed = {"sheet-litigants": [side(accepted, "plaintiff")], "sheet-wording": agreement.wording}
    nothing = send(client, f"{address}sign/", **signed)
    assert "请上传签了名的扫描件或者照片" in nothing.content.decode()
    scanned = SimpleUploadedFile("协议.png", PHOTO)
    send(client, f"{address}sign/", **signed, **{"sheet-scan": scanned})
    (row,) = AgreementSignature.objects.all()
    assert (row.way, row.by, row.litigant.role) == ("paper", people.mediator, "plaintiff")
    assert row.image is not None and row.image.media_type == "image/jpeg"
    for content, sentence in ((SCAN[:40], "这个PDF已经损坏"), (b"GIF89a", "这是GIF图片"), (b"<html>", "这是网页文件")):
        wrong = {
            "sheet-litigants": [side(accepted, "defendant")],
            "sheet-wording": agreement.wording,
            "sheet-scan": SimpleUploadedFile("协议.pdf", content),
        }
        answer = send(client, f"{address}sign/", **wrong)
        assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
    (entry,) = entries_of_file(accepted.case)
    assert (entry.place, entry.title, entry.file) == ("mediation", "调解协议签名扫描件", row.image)
    assert any(item.entry.file == row.image for item in catalogue_of(accepted.case).primary)


def test_both_sign_the_printed_sheet_whose_scan_is_kept(people: People, accepted: Referral) -> None:
    agreement = offered(people, accepted)
    both = [side(accepted, role) for role in ("plaintiff", "defendant")]
    (elsewhere,) = refer(people.clerk, "李大山")
    mediator = {"by": people.mediator, "at": AT}
    with pytest.raises(Refused, match="只能是本案当事人"):
        actions.take_signatures(agreement, sheet(agreement, side(elsewhere, "plaintiff")), **mediator)
    with pytest.raises(Overtaken, match="请重新打印"):
        actions.take_signatures(agreement, SignedSheet(both, "0" * 64, SCAN), **mediator)
    with pytest.raises(Refused, match="请上传签了名的扫描件或者照片"):
        actions.take_signatures(agreement, SignedSheet(both, agreement.wording, b""), **mediator)
    with pytest.raises(Forbidden):
        actions.take_signatures(agreement, sheet(agreement, *both), by=people.second_mediator, at=AT)
    assert not AgreementSignature.objects.exists()
    assert actions.take_signatures(agreement, sheet(agreement, *both), **mediator).status == "effective"
    assert set(AgreementSignature.objects.values_list("way", "by")) == {("paper", people.mediator.pk)}
    assert AuditEntry.objects.filter(action="agreement.sign", by=people.mediator).count() == 2
    (paper,) = issued_papers_of([accepted.case_id])
    text = "\n".join(word for line in paper.body for word in line)
    (entry,) = entries_of_file(accepted.case)
    assert entry.title == "调解协议签名扫描件"
    assert "纸质签名，扫描件" in text and "当面主持签名" in text and "在线确认" not in text
    with pytest.raises(Refused, match="已经生效或者作废"):
        actions.take_signatures(Agreement.objects.get(), sheet(agreement, *both), **mediator)


@pytest.mark.parametrize(("on", "stands"), [(datetime.date(2023, 2, 5), False), (DAY, True)])
def test_nothing_is_to_be_paid_before_the_day_on_which_it_is_agreed(
    people: People, accepted: Referral, on: datetime.date, stands: bool
) -> None:
    draft = AgreementDraft(FACTS, payments=[payment(accepted), payment(accepted, on=on)])
    if not stands:
        with pytest.raises(Refused, match="付清日期2023年2月5日早于签订协议之日（2023年2月6日），请核对日期"):
            actions.draw_up_agreement(accepted, draft, by=people.mediator, at=AT)
    else:
        actions.draw_up_agreement(accepted, draft, by=people.mediator, at=AT)
    assert Agreement.objects.exists() == stands


def test_an_agreement_whose_day_has_passed_is_not_signed_any_more(people: People, accepted: Referral) -> None:
    agreement = offered(people, accepted)
    signs(accepted, "plaintiff", agreement)
    late = datetime.datetime.combine(MARCH, AT.timetz()) + datetime.timedelta(days=1)
    both = [side(accepted, "defendant")]
    with pytest.raises(Refused, match="2023年3月1日早于签订协议之日（2023年3月2日），不能再签名"):
        actions.take_signatures(agreement, sheet(agreement, *both), by=people.mediator, at=late)
    on_the_day = late - datetime.timedelta(days=1)
    signed = actions.take_signatures(agreement, sheet(agreement, *both), by=people.mediator, at=on_the_day)
    assert (signed.status, signed.effective_on) == ("effective", MARCH)


def test_a_success_is_not_recorded_beside_an_agreement_that_waits_for_signatures(
    people: People, accepted: Referral
) -> None:
    offered(people, willing(accepted.pk, people.mediator))
    with pytest.raises(Refused, match="正在等当事人签名"):
        actions.agree_many([accepted.pk], outcome="双方已经谈妥，被申请人还款。", by=people.mediator, at=AT)


def test_more_than_the_claim_is_asked_about_once_and_not_refused(
    people: People, accepted: Referral, browse: Browse
) -> None:
    client, address = browse(people.mediator), f"/mediation/{accepted.pk}/agreement/"
    row = {"row0-payer": side(accepted, "defendant"), "row0-payee": side(accepted, "plaintiff")}
    typed = {"rows": "1", "text-facts": FACTS, **row, "row0-fen": "48500", "row0-on": "2023-03-01"}
    asked = send(client, address, **typed)
    shown = asked.content.decode()
    assert (asked.status_code, "共48,500元，比申请人请求的48,440元多60元" in shown) == (422, True)
    assert 'value="48500"' in shown and 'name="text-sure"' in shown
    assert not Agreement.objects.exists()
    assert send(client, address, **typed, **{"text-sure": "on"})["Location"] == address
    assert Agreement.objects.get().payments[0]["fen"] == 4_850_000
    assert beyond_claim([payment(accepted)], queries.parties_of(accepted.case.matter_id), 4_844_000) == ""
