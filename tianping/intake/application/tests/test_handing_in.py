"""A pleading becomes a filing: nothing is typed again, nothing is lost, nothing is doubled."""

import datetime
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.support.court import AT, DAY, MEDIATORS, People
from tests.support.pleadings import LENT, PLAINTIFF, whole
from tests.support.readings import pdf_texts
from tests.support.uploads import PHOTO, SCAN, SIGNATURE
from tianping.accounts.actions import IdentityDraft, register_identity
from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.cases.models import Case, Clock, Counsel, LitigantAccess, Matter
from tianping.intake.application import actions, queries
from tianping.intake.application.actions import Carried
from tianping.intake.application.models import Application, Signature
from tianping.intake.application.tests.conftest import PageOf, citizen, key
from tianping.intake.filing import actions as filing_actions
from tianping.intake.filing.actions import Acceptance, Point
from tianping.intake.filing.models import Filing, Material
from tianping.kernel import files
from tianping.kernel.refusals import Forbidden, Refused
from tianping.law.identities import check
from tianping.papers.service.models import Consent, ServicePlace


def handed_in(by: User) -> Filing:
    """A pleading, signed and handed in."""
    application = whole(by)
    actions.sign(application, "甄秀兰", by=by, at=AT)
    return Filing.objects.get(pk=actions.hand_in(application, by=by, at=AT))


def test_what_was_answered_is_the_matter(plaintiff: User) -> None:
    filing = handed_in(plaintiff)
    matter = filing.matter
    assert (filing.channel, filing.received_by, filing.receipt_number) == ("online", None, "收2023-000001")
    assert (matter.claim_fen, matter.elements["lent_on"]) == (5_000_000, "2022-05-01")
    assert matter.claim_text.startswith("1.判令被告偿还借款本金50,000.00元。")
    assert [each.name for each in matter.litigants.all()] == ["甄秀兰", "贾有财"]
    pleading, place, identity = filing.materials.all()
    assert (pleading.kind, place.kind, identity.kind) == ("pleading", "place", "identity")
    assert files.read(pleading.file).startswith(b"%PDF-")


def test_photos_and_a_pdf_of_one_piece_are_handed_in_as_one_document(plaintiff: User) -> None:
    application = whole(plaintiff)
    piece = actions.put_document(application, "evidence", "流水", "证明给付", by=plaintiff, at=AT)
    for content in (PHOTO, SCAN, PHOTO):
        actions.add_sheet(piece, content, by=plaintiff, at=AT)
    actions.sign(application, "甄秀兰", by=plaintiff, at=AT)
    filing = Filing.objects.get(pk=actions.hand_in(application, by=plaintiff, at=AT))
    evidence = filing.materials.get(kind="evidence")
    assert (evidence.pages, evidence.file.media_type) == (4, "application/pdf")


def test_the_clock_of_the_review_runs_and_belongs_to_the_post(plaintiff: User) -> None:
    handed_in(plaintiff)
    clock = Clock.objects.get()
    assert (clock.period_id, clock.owner, clock.owner_post) == ("C-FILE-7", None, Post.FILING_CLERK)


def test_what_is_missing_is_named_before_it_can_be_signed(plaintiff: User) -> None:
    application = whole(plaintiff)
    actions.answer(application, {"principal_owed_fen": None}, by=plaintiff, at=AT)
    application.documents.all().delete()
    sentences = [gap.sentence for gap in queries.gaps_of(Application.objects.get(), on=DAY)]
    assert sentences == ["请回答：对方还欠多少本金？", "请上传原告的身份证明（身份证正反面，或者营业执照）。"]
    with pytest.raises(Refused, match="还有2处没有填完"):
        actions.sign(application, "甄秀兰", by=plaintiff, at=AT)


def test_goods_that_were_paid_in_full_leave_nothing_owed(plaintiff: User) -> None:
    application = actions.begin("买卖合同纠纷", by=plaintiff, at=AT)
    sold = {"side": "seller", "price_fen": 800_000, "paid_fen": 800_000, "price_owed_fen": 500_000}
    actions.answer(application, sold, by=plaintiff, at=AT)
    (gap,) = [
        each for each in queries.gaps_of(Application.objects.get(), on=AT.date()) if each.place == "price_owed_fen"
    ]
    assert "剩下的0.00元多，请核对后更改" in gap.sentence
    assert gap.url == f"/apply/{application.pk}/ask/price_owed_fen/"
    actions.answer(application, {"paid_fen": 300_000}, by=plaintiff, at=AT)
    left = queries.gaps_of(Application.objects.get(), on=AT.date())
    assert "price_owed_fen" not in {each.place for each in left}


def test_no_fee_is_told_before_the_claims_are(plaintiff: User) -> None:
    application = actions.begin("买卖合同纠纷", by=plaintiff, at=AT)
    early = queries.fee_expected(application, on=AT.date())
    assert early is not None
    assert (early.fee, early.refusal) == (None, "诉讼费按诉讼请求计算，把“诉讼请求”填完以后在这里显示。")
    actions.answer(application, {"side": "seller", "price_owed_fen": 1_000_000}, by=plaintiff, at=AT)
    known = queries.fee_expected(Application.objects.get(), on=AT.date())
    assert known is not None and known.fee.full.value == 5_000


def test_only_a_plaintiff_or_an_agent_signs_and_a_change_voids_the_signature(plaintiff: User) -> None:
    application = whole(plaintiff)
    with pytest.raises(Refused, match="签名的人应当是甄秀兰"):
        actions.sign(application, "贾有财", by=plaintiff, at=AT)
    actions.sign(application, "甄秀兰", by=plaintiff, at=AT)
    actions.answer(application, {"bears_fee": "no"}, by=plaintiff, at=AT)
    with pytest.raises(Refused, match="请先核对起诉状并签名"):
        actions.hand_in(application, by=plaintiff, at=AT)


def test_nobody_signs_in_the_name_of_another(people: People, page_of: PageOf) -> None:
    stranger = citizen("zhendangshi", "甄当事")
    application = whole(stranger)
    with pytest.raises(Refused, match="您登录的账号是甄当事，不是原告甄秀兰"):
        actions.sign(application, "甄秀兰", by=stranger, at=AT)
    assert 'value="甄秀兰"' not in page_of(stranger).get(f"/apply/{application.pk}/sign/").content.decode()


def test_a_relative_signs_as_agent_and_the_case_is_theirs_as_counsel(people: People) -> None:
    son = citizen("son", "甄小宝")
    application = whole(son)
    agent = {"name": "甄小宝", "kind": "relative", "authority": "general", "phone": "13800000004"}
    actions.choose_agent(application, agent, by=son, at=AT)
    letter = actions.put_document(application, "authority", "授权委托书", by=son, at=AT)
    actions.add_sheet(letter, PHOTO, by=son, at=AT)
    actions.sign(application, "甄小宝", by=son, at=AT)
    actions.hand_in(application, by=son, at=AT)
    assert LitigantAccess.objects.get(user=son).how == LitigantAccess.How.COUNSEL


def test_a_pleading_that_was_handed_in_is_not_changed_any_more(plaintiff: User) -> None:
    handed_in(plaintiff)
    with pytest.raises(Refused, match="已经提交给法院"):
        actions.answer(Application.objects.get(), {"bears_fee": "no"}, by=plaintiff, at=AT)


def test_corrections_are_asked_once_and_handed_in_under_the_first_receipt(people: People, plaintiff: User) -> None:
    filing = handed_in(plaintiff)
    points = [Point("借款金额与借条不一致，请核对。", "principal_fen"), Point("请补交转账记录。", "documents")]
    filing_actions.ask_correction(filing, points, until=datetime.date(2023, 2, 20), by=people.clerk, at=AT)
    application = Application.objects.get()
    assert queries.url_of_place(application, "principal_fen").endswith("/ask/principal_fen/")
    later = AT + datetime.timedelta(days=3)
    actions.answer(application, {"principal_fen": 4_800_000, "principal_owed_fen": 4_800_000}, by=plaintiff, at=later)
    evidence = actions.put_document(application, "evidence", "转账记录", "证明给付", by=plaintiff, at=later)
    actions.add_sheet(evidence, PHOTO, by=plaintiff, at=later)
    actions.sign(application, "甄秀兰", by=plaintiff, at=later)
    assert actions.hand_in(application, by=plaintiff, at=later) == filing.pk
    filing.refresh_from_db()
    assert (filing.status, filing.version, filing.received_at) == ("received", 2, AT)
    assert Matter.objects.get().claim_fen == 4_800_000
    assert list(Material.objects.values_list("version", flat=True).order_by("pk")) == [1, 1, 1, 2, 2, 2, 2]
    assert Clock.objects.get(stopped_on__isnull=True).started_on == later.date()
    with pytest.raises(Refused, match="不能再次要求补正"):
        filing_actions.ask_correction(filing, "再补一份。", by=people.clerk, at=later)


def test_a_lawyer_for_three_plaintiffs_is_counsel_of_each_once_the_case_is_filed(people: People) -> None:
    lawyer = citizen("lvshi", "卢律师", Post.LAWYER)
    application = whole(lawyer)
    for number, name in (("622827196201010028", "甄秀梅"), ("622827196201010036", "甄秀竹")):
        typed = {**PLAINTIFF, "name": name, "identity_number": number}
        actions.put_person(application, "plaintiff", typed, by=lawyer, at=AT)
    agent = {"name": "卢律师", "kind": "lawyer", "authority": "special", "firm": "某某律师事务所",
             "licence_number": "16208201010000001", "phone": "13800000003", "scope": "代为和解、上诉"}  # fmt: skip
    actions.choose_agent(application, agent, by=lawyer, at=AT)
    letter = actions.put_document(application, "authority", "授权委托书", by=lawyer, at=AT)
    actions.add_sheet(letter, PHOTO, by=lawyer, at=AT)
    actions.sign(application, "卢律师", by=lawyer, at=AT)
    # Those who sue end the pleading, their agent signs beneath them.
    (pleading,) = pdf_texts([actions.pleading_of(application, at=AT)])
    assert "具状人：甄秀兰甄秀梅甄秀竹委托诉讼代理人：卢律师2023年2月6日" in pleading
    filing = Filing.objects.get(pk=actions.hand_in(application, by=lawyer, at=AT))
    filing_actions.accept_many([filing], Acceptance(), by=people.clerk, at=AT)
    assert Case.objects.get().number == "（2023）甘1027民初1号"
    assert [each.litigant.name for each in Counsel.objects.order_by("pk")] == ["甄秀兰", "甄秀梅", "甄秀竹"]


def test_consent_to_electronic_service_stands_in_the_mediation_before_filing_too(
    people: People, plaintiff: User
) -> None:
    application = whole(plaintiff)
    actions.choose_mediation(application, True, by=plaintiff, at=AT)
    actions.sign(application, "甄秀兰", by=plaintiff, at=AT)
    filing = Filing.objects.get(pk=actions.hand_in(application, by=plaintiff, at=AT))
    filing_actions.refer_many([filing], MEDIATORS, by=people.clerk, at=AT)
    assert Consent.objects.get().litigant.name == "甄秀兰"


def test_who_sues_beside_another_is_not_bound_by_what_the_other_signed(people: People, plaintiff: User) -> None:
    application = whole(plaintiff)
    fellow = {**PLAINTIFF, "name": "甄秀梅", "identity_number": "622827196201010028", "phone": "13800000005"}
    actions.put_person(application, "plaintiff", fellow, by=plaintiff, at=AT)
    application = Application.objects.get()
    assert any("起诉状要由每名原告签名" in hint for hint in queries.hints_of(application, on=AT.date()))
    actions.sign(application, "甄秀兰", by=plaintiff, at=AT)
    actions.sign(application, "甄秀梅", SIGNATURE, by=plaintiff, at=AT)
    filing = Filing.objects.get(pk=actions.hand_in(application, by=plaintiff, at=AT))
    filing_actions.accept_many([filing], Acceptance(), by=people.clerk, at=AT)
    assert Consent.objects.get().litigant.name == "甄秀兰"
    assert ServicePlace.objects.get().litigant.name == "甄秀兰"


@pytest.mark.parametrize("agrees", [True, False])
def test_consent_to_electronic_service_in_the_pleading_stands_from_the_filing_on(
    people: People, plaintiff: User, *, agrees: bool
) -> None:
    application = whole(plaintiff)
    service = {"service_address": "镇原县", "service_recipient": "甄秀兰", "service_phone": "13800000001"}
    actions.confirm_service(application, {**service, "electronic_service": agrees}, by=plaintiff, at=AT)
    actions.sign(application, "甄秀兰", by=plaintiff, at=AT)
    filing = Filing.objects.get(pk=actions.hand_in(application, by=plaintiff, at=AT))
    assert not Consent.objects.exists()
    filing_actions.accept_many([filing], Acceptance(), by=people.clerk, at=AT)
    given = [(each.litigant.name, each.address, each.evidence, each.number) for each in Consent.objects.all()]
    says = ("甄秀兰", "13800000001", "起诉状写明的送达地址确认", "（2023）甘1027送达确认1号")
    assert given == ([says] if agrees else [])
    (place,) = ServicePlace.objects.all()
    assert place.litigant.name == "甄秀兰"
    assert place.words == ("镇原县", "甄秀兰", "13800000001")


def test_at_the_window_whoever_sues_signs_and_no_clerk_for_them(people: People, page_of: PageOf) -> None:
    application, client = whole(people.clerk), page_of(people.clerk)
    tasks = client.get(f"/apply/{application.pk}/").content.decode()
    assert "提交以前法院看不到" not in tasks and "当事人签名、提交以前，不算收到起诉状" in tasks
    address = f"/apply/{application.pk}/sign/"
    page = client.get(address).content.decode()
    assert "登录账号的本人" not in page and "不方便手写的，填写姓名" not in page
    assert 'name="paper"' in page and "工作人员不能代签" in page
    typed = {"name": "甄秀兰", "true": "on"}
    refused = client.post(address, {**typed, **key()})
    assert refused.status_code == 422 and "甄秀兰还没有签名" in refused.content.decode()
    assert not Signature.objects.exists()
    scan = SimpleUploadedFile("签名.jpg", PHOTO, "image/jpeg")
    done = client.post(address, {**typed, "paper": scan, **key()})
    assert done["Location"] == f"/apply/{application.pk}/receipt/"
    assert [(each.way, each.name) for each in Signature.objects.all()] == [("paper", "甄秀兰")]
    assert Filing.objects.get().channel == "counter"


def test_nobody_else_sees_or_changes_a_pleading(people: People, plaintiff: User, page_of: PageOf) -> None:
    application, other = whole(plaintiff), citizen("other", "旁人")
    for user in (other, people.clerk):
        assert page_of(user).get(f"/apply/{application.pk}/").status_code == 404
    assert page_of(people.judge).get("/apply/").status_code == 403
    with pytest.raises(Forbidden):
        actions.answer(application, {"bears_fee": "no"}, by=other, at=AT)


def test_every_page_of_a_pleading_answers_and_the_same_form_sent_twice_counts_once(
    plaintiff: User, page_of: PageOf
) -> None:
    client, sent = page_of(plaintiff), key()
    for _ in range(2):
        client.post("/apply/new/", {"cause_name": "民间借贷纠纷", **sent})
    application = Application.objects.get()
    pk = application.pk
    first = client.post(f"/apply/{pk}/people/plaintiffs/new/", {**PLAINTIFF, **key()})
    client.post(first["Location"], {**PLAINTIFF, **key()})
    second = client.post(f"/apply/{pk}/people/defendants/new/", {"kind": "natural", "name": "贾有财", **key()})
    client.post(second["Location"], {"address": "甘肃省庆阳市镇原县平泉镇西村2组", **key()})
    wrong = client.post(f"/apply/{pk}/ask/lent_on/", {"lent_on": "去年", **key()})
    assert wrong.status_code == 422 and "不是能识别的日期" in wrong.content.decode()
    for name, value in LENT.items():
        typed = str(int(str(value)) // 100) if name.endswith("_fen") else value
        assert client.post(f"/apply/{pk}/ask/{name}/", {name: typed, **key()}).status_code == 302
    client.post(f"/apply/{pk}/agent/", {"has_agent": "no", **key()})
    client.post(f"/apply/{pk}/mediation/", {"agrees": "no", **key()})
    service = {"service_address": "某处", "service_recipient": "甄秀兰", "service_phone": "13800000001"}
    client.post(f"/apply/{pk}/service/", {**service, "electronic_service": "no", **key()})
    named = client.post(f"/apply/{pk}/documents/new/", {"kind": "identity", "name": "身份证", **key()})
    with_photo(client, named["Location"])
    sheet = Application.objects.get().documents.get().sheets.get()
    for verb in ({"quarters": "-1"}, {"left": "10", "top": "0", "right": "0", "bottom": "0"}):
        assert client.post(f"/apply/{pk}/sheets/{sheet.pk}/", {**verb, **key()}).status_code == 302
    pages = ["", "check/", "sign/", "people/plaintiffs/", "agent/", "mediation/", "service/", "documents/",
             "documents/new/", "give-up/", f"sheets/{sheet.pk}/", f"sheets/{sheet.pk}/file/", "pleading/"]  # fmt: skip
    assert [client.get(f"/apply/{pk}/{page}").status_code for page in pages] == [200] * len(pages)
    sent = key()
    for _ in range(2):
        done = client.post(f"/apply/{pk}/sign/", {"name": "甄秀兰", "true": "on", **sent})
        assert done["Location"] == f"/apply/{pk}/receipt/"
    assert Filing.objects.get().receipt_number in client.get(f"/apply/{pk}/receipt/").content.decode()


def with_photo(client: Client, address: str) -> None:
    """Add a photo to a piece."""
    photo = SimpleUploadedFile("身份证.jpg", PHOTO, "image/jpeg")
    assert client.post(address, {"file": photo, **key()}).status_code == 302


def mark_on(page: str) -> str:
    """What the button carries that puts in who is known."""
    found = re.search(r'name="myself" value="(\w+)"', page)
    assert found is not None
    return found[1]


def test_whoever_has_said_who_they_are_types_nothing_of_it_again(people: People, page_of: PageOf) -> None:
    lawyer = citizen("lvshi", "卢师言")
    said = IdentityDraft("卢师言", "resident_id", "622827196201010028")
    register_identity(lawyer, "13800009009", said, by=None, at=AT)
    application = actions.begin("民间借贷纠纷", by=lawyer, at=AT)
    client = page_of(lawyer)
    address = f"/apply/{application.pk}/people/plaintiffs/new/"
    page = client.get(address).content.decode()
    assert "就是我本人，卢师言" in page
    assert client.post(address, {"myself": "somebody else", **key()})["Location"] == address
    assert not application.people.exists()
    assert client.post(address, {"myself": mark_on(page), **key()}).status_code == 302
    assert application.people.get().identity_number == "622827196201010028"


@pytest.mark.parametrize(("kind", "offered"), [("natural", True), ("legal", False)])
def test_whoever_is_known_is_offered_on_a_guided_pleading_too(
    kind: str, offered: bool, plaintiff: User, page_of: PageOf
) -> None:
    said = IdentityDraft("甄秀兰", "resident_id", PLAINTIFF["identity_number"], PLAINTIFF["address"])
    register_identity(plaintiff, PLAINTIFF["phone"], said, by=None, at=AT)
    carried = Carried({}, plaintiff_kind=kind, plaintiff_place="镇原县", origin="诉讼引导")
    application = actions.begin("民间借贷纠纷", carried, by=plaintiff, at=AT)
    client, address = page_of(plaintiff), f"/apply/{application.pk}/people/plaintiffs/{application.people.get().pk}/"
    page = client.get(address).content.decode()
    assert ("就是我本人，甄秀兰" in page) is offered
    if offered:
        assert client.post(address, {"myself": mark_on(page), **key()}).status_code == 302
        known = application.people.get()
        assert (known.name, known.identity_number, known.phone) == (
            "甄秀兰",
            PLAINTIFF["identity_number"],
            PLAINTIFF["phone"],
        )


def test_for_a_minor_the_statutory_agent_sues_and_signs(people: People, page_of: PageOf) -> None:
    application = whole(people.clerk)
    child, by = application.people.get(role="plaintiff"), people.clerk
    number = next(
        n for n in (f"62282720150101002{last}" for last in "0123456789X") if check("resident_id", n, on=DAY).valid
    )
    typed = {**PLAINTIFF, "name": "甄小宝", "identity_number": number}
    actions.put_person(application, "plaintiff", typed, child, by=by, at=AT)
    held = Application.objects.get()
    assert "甄小宝未满十八周岁，由法定代理人代为起诉，请填写法定代理人。" in str(queries.gaps_of(held, on=DAY))
    with pytest.raises(Refused, match="法定代理人"):
        actions.sign(held, "甄小宝", by=by, at=AT)
    address = f"/apply/{held.pk}/people/plaintiffs/{child.pk}/contact/"
    assert "法定代理人" in page_of(by).get(address).content.decode()
    actions.put_person(
        held, "plaintiff", {**typed, "representative": "甄秀兰"}, held.people.get(pk=child.pk), by=by, at=AT
    )
    held = Application.objects.get()
    assert "法定代理人：甄秀兰。" in queries.person_words(held.people.get(pk=child.pk))
    with pytest.raises(Refused, match="签名的人应当是甄秀兰"):
        actions.sign(held, "甄小宝", by=by, at=AT)
    actions.sign(held, "甄秀兰", SIGNATURE, by=by, at=AT)
    (pleading,) = pdf_texts([actions.pleading_of(held, at=AT)])
    assert "具状人：甄小宝法定代理人：2023年2月6日" in pleading


def test_what_a_guide_knows_is_not_asked_again(plaintiff: User, page_of: PageOf) -> None:
    known = {"principal_fen": 5_000_000, "has_interest": "no", "no_such_question": "x"}
    carried = Carried(known, defendant_kind="legal", defendant_place="镇原县", wants_mediation=True, origin="诉讼引导")
    made = actions.begin("民间借贷纠纷", carried, by=plaintiff, at=AT)
    assert made.answers == {"principal_fen": 5_000_000, "has_interest": "no"}
    assert (made.consents_to_mediation, made.carried_from) == (True, "诉讼引导")
    client = page_of(plaintiff)
    sued = made.people.get()
    assert client.get(f"/apply/{made.pk}/people/defendants/")["Location"].endswith(f"/defendants/{sued.pk}/")
    assert "镇原县" in client.get(f"/apply/{made.pk}/people/defendants/{sued.pk}/contact/").content.decode()
    assert "请填写被告的住所" in str(queries.gaps_of(Application.objects.get(), on=DAY))
