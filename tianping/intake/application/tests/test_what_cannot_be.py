"""要素矛盾: refused at its question where it is known there, shown before handing in where it came about otherwise."""

import pytest

from tests.support.court import AT, DAY, People
from tests.support.pleadings import LENT, PLAINTIFF, whole
from tests.support.readings import pdf_texts
from tianping.accounts.models import User
from tianping.intake.application import actions, queries
from tianping.intake.application.models import Application
from tianping.intake.application.tests.conftest import PageOf, key
from tianping.intake.filing.models import Filing, Material
from tianping.kernel.refusals import Refused

CHILD = "622827201501010023"
RATE = {"has_interest": "yes", "annual_rate": "6"}


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("principal_owed_fen", "50001", "尚欠本金多于借款本金"),
        ("annual_rate", "120", "年利率120%超过100%"),
        ("lent_on", "2999-01-01", "晚于今天"),
        ("due_on", "2022-05-01", "到期日不晚于放款日"),
    ],
)
def test_at_the_question_it_is_refused_with_its_sentence_and_what_was_typed_stays(
    plaintiff: User, page_of: PageOf, name: str, typed: str, sentence: str
) -> None:
    application = whole(plaintiff, answers={**LENT, **RATE})
    answer = page_of(plaintiff).post(f"/apply/{application.pk}/ask/{name}/", {name: typed, **key()})
    page = answer.content.decode()
    assert (answer.status_code, sentence in page, f'value="{typed}"' in page) == (422, True, True)
    assert Application.objects.get().answers == application.answers


def test_a_high_rate_may_be_pleaded(plaintiff: User, page_of: PageOf) -> None:
    application = whole(plaintiff, answers={**LENT, **RATE})
    sent = page_of(plaintiff).post(f"/apply/{application.pk}/ask/annual_rate/", {"annual_rate": "36", **key()})
    assert (sent.status_code, Application.objects.get().answers["annual_rate"]) == (302, "36")


def test_the_clerk_is_told_on_the_page_of_the_section(people: People, page_of: PageOf) -> None:
    application = whole(people.clerk)
    typed = {"written": "note", "principal_fen": "50000", "lent_on": "2022-05-01", "due_on": "2022-04-01",
             "has_due": "yes", **key()}  # fmt: skip
    answer = page_of(people.clerk).post(f"/apply/{application.pk}/sections/loan/", typed)
    assert (answer.status_code, "到期日不晚于放款日" in answer.content.decode()) == (422, True)


def test_what_came_about_on_different_pages_is_a_gap_with_the_way_to_its_question(
    plaintiff: User, page_of: PageOf
) -> None:
    carried = {**LENT, "principal_owed_fen": 6_000_000, "due_on": "2022-04-01"}
    application = whole(plaintiff, answers=carried)
    assert [gap.place for gap in queries.gaps_of(application, on=DAY)] == ["due_on", "principal_owed_fen"]
    client = page_of(plaintiff)
    page = client.get(f"/apply/{application.pk}/check/").content.decode()
    assert "还有2处没有填完或者要改" in page and "尚欠本金多于借款本金" in page
    assert f"/apply/{application.pk}/ask/principal_owed_fen/?from=check" in page
    assert "到期日不晚于放款日" in client.get(f"/apply/{application.pk}/").content.decode()
    # Whoever lent more after all mends it at the other question.
    more = client.post(f"/apply/{application.pk}/ask/principal_fen/", {"principal_fen": "70000", **key()})
    assert more.status_code == 302
    assert [gap.place for gap in queries.gaps_of(Application.objects.get(), on=DAY)] == ["due_on"]


@pytest.mark.parametrize("court_name", ["", ""])
def test_such_a_pleading_is_neither_signed_nor_handed_in(plaintiff: User, court_name: str) -> None:
    application = whole(plaintiff)
    if court_name:
        actions.choose_court(application, court_name, by=plaintiff, at=AT)
    actions.sign(application, "甄秀兰", by=plaintiff, at=AT)
    Application.objects.update(answers={**LENT, "principal_owed_fen": 6_000_000})
    with pytest.raises(Refused, match="还有1处没有填完或者要改，改好以后再签名。尚欠本金多于借款本金"):
        actions.hand_in(application, by=plaintiff, at=AT)
    with pytest.raises(Refused, match="尚欠本金多于借款本金"):
        actions.sign(application, "甄秀兰", by=plaintiff, at=AT)
    assert not Filing.objects.exists()


def test_nobody_sues_themselves(plaintiff: User) -> None:
    application = whole(plaintiff)
    sued = application.people.get(role="defendant")
    himself = {**PLAINTIFF, "name": "贾有财"}
    actions.put_person(application, "defendant", himself, sued, by=plaintiff, at=AT)
    (gap,) = queries.gaps_of(Application.objects.get(), on=DAY)
    assert (gap.place, gap.url) == ("defendants", f"/apply/{application.pk}/people/defendants/{sued.pk}/")
    assert "同一人不能自己起诉自己" in gap.sentence


def test_a_child_is_not_its_own_guardian(plaintiff: User, page_of: PageOf) -> None:
    application = whole(plaintiff)
    child = {**PLAINTIFF, "name": "甄小宝", "identity_number": CHILD, "representative": "甄小宝"}
    actions.put_person(
        application, "plaintiff", child, application.people.get(role="plaintiff"), by=plaintiff, at=AT
    )  # fmt: skip
    sentences = [each.sentence for each in queries.gaps_of(Application.objects.get(), on=DAY)]
    assert "甄小宝未满十八周岁，不能作自己的法定代理人，请填写父亲、母亲等监护人的姓名。" in sentences
    mended = {**child, "representative": "甄秀兰"}
    actions.put_person(
        application, "plaintiff", mended, application.people.get(role="plaintiff"), by=plaintiff, at=AT
    )  # fmt: skip
    assert queries.gaps_of(Application.objects.get(), on=DAY) == []
    application.people.update(service_address="", service_recipient="", service_phone="")
    assert 'value="甄秀兰"' in page_of(plaintiff).get(f"/apply/{application.pk}/service/").content.decode()


def test_nobody_is_named_twice_on_one_side(plaintiff: User) -> None:
    application = whole(plaintiff)
    actions.put_person(application, "plaintiff", {**PLAINTIFF, "name": "丙秀兰"}, by=plaintiff, at=AT)
    (gap,) = queries.gaps_of(Application.objects.get(), on=DAY)
    assert "丙秀兰的证件号码与同一方的另一名当事人相同" in gap.sentence
    with pytest.raises(Refused):
        actions.sign(application, "甄秀兰", by=plaintiff, at=AT)


def test_the_same_number_is_refused_where_it_is_typed(plaintiff: User, page_of: PageOf) -> None:
    application, client = whole(plaintiff), page_of(plaintiff)
    again = {**{name: PLAINTIFF[name] for name in ("kind", "identity_kind", "identity_number")}, "name": "丙秀兰"}
    for side, said in (
        ("plaintiffs", "已经填写的原告甄秀兰相同"),
        ("defendants", "与原告甄秀兰相同，同一人不能自己起诉自己"),
    ):
        answer = client.post(f"/apply/{application.pk}/people/{side}/new/", {**again, **key()})
        assert (answer.status_code, said in answer.content.decode()) == (422, True)
    own = application.people.get(role="plaintiff")
    mended = client.post(f"/apply/{application.pk}/people/plaintiffs/{own.pk}/", {**again, **key()})
    assert (mended.status_code, application.people.count()) == (302, 2)


def test_whoever_is_taken_out_is_asked_for_first(plaintiff: User, page_of: PageOf) -> None:
    application = whole(plaintiff)
    page = page_of(plaintiff).get(f"/apply/{application.pk}/people/plaintiffs/").content.decode()
    confirmed = page.split("<summary", 1)[1]
    assert "删除甄秀兰" in confirmed and "不能恢复" in confirmed and "确认删除" in confirmed
    assert "/remove/" in confirmed and "/remove/" not in page.split("<summary", 1)[0]


def test_the_licence_of_a_lawyer_is_checked_where_it_is_typed(plaintiff: User, page_of: PageOf) -> None:
    application, client = whole(plaintiff), page_of(plaintiff)
    typed = {
        "name": "卢师言",
        "kind": "lawyer",
        "firm": "示范律师事务所",
        "phone": "13800000004",
        "authority": "general",
    }
    for licence, status in (("162102023", 422), ("16210202300000001", 302)):
        answer = client.post(f"/apply/{application.pk}/agent/new/", {**typed, "licence_number": licence, **key()})
        assert (answer.status_code, "请对照律师执业证核对" in answer.content.decode()) == (status, status == 422)


def test_a_mandate_for_everything_is_no_special_one(plaintiff: User, page_of: PageOf) -> None:
    # 民诉法解释第八十九条第一款：授权委托书仅写“全权代理”而无具体授权的.
    application, client = whole(plaintiff), page_of(plaintiff)
    address = f"/apply/{application.pk}/agent/new/"
    assert "选“特别授权”的必须填写" in client.get(address).content.decode()
    typed = {"name": "甄小宝", "kind": "relative", "phone": "13800000004", "authority": "special"}
    for scope, said in (("", "请写明授权哪些事项"), ("全权代理", "第八十九条第一款")):
        answer = client.post(address, {**typed, "scope": scope, **key()})
        assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert client.post(address, {**typed, "scope": "进行和解、提起上诉", **key()}).status_code == 302


def test_a_pleading_that_claims_nothing_is_not_whole(plaintiff: User) -> None:
    # 民事诉讼法第一百二十二条第三项：有具体的诉讼请求。
    nothing = {"side": "buyer", "contract_fate": "neither", "bears_fee": "yes"}
    sentences = [gap.sentence for gap in queries.gaps_of(whole(plaintiff, "买卖合同纠纷", nothing), on=DAY)]
    claims_only = [each for each in sentences if "还没有具体的诉讼请求" in each]
    others = [each for each in sentences if each not in claims_only]
    assert bool(claims_only) != bool(others)


def test_a_company_has_a_credit_code_whatever_the_list_of_documents_says(plaintiff: User, page_of: PageOf) -> None:
    application = whole(plaintiff)
    typed = {"kind": "legal", "name": "镇原县示范商贸有限公司", "identity_kind": "resident_id",
             "identity_number": "91621027MA00000031", **key()}  # fmt: skip
    sent = page_of(plaintiff).post(f"/apply/{application.pk}/people/defendants/new/", typed)
    assert sent.status_code == 302
    assert application.people.get(name="镇原县示范商贸有限公司").identity_kind == "uscc"


@pytest.mark.parametrize(
    ("kind", "name", "number", "read"),
    [
        ("natural", "贾有财", "622827197001010036", "resident_id"),
        ("legal", "镇原县示范商贸有限公司", "91621027MA00000031", "uscc"),
        ("other", "镇原县城关镇示范商店", "91621027MA00000031", "uscc"),
    ],
)
def test_a_number_that_says_itself_what_it_is_needs_no_kind(
    plaintiff: User, page_of: PageOf, kind: str, name: str, number: str, read: str
) -> None:
    application, client = whole(plaintiff), page_of(plaintiff)
    typed = {"kind": kind, "name": name, "identity_kind": "", "identity_number": number}
    address = f"/apply/{application.pk}/people/defendants/new/"
    assert client.post(address, {**typed, **key()}).status_code == 302
    assert application.people.order_by("-pk")[0].identity_kind == read
    wrong = client.post(address, {**typed, "identity_number": number[:-1] + "9", **key()})
    assert wrong.status_code == 422 and "校验码不符" in wrong.content.decode()
    unclear = client.post(address, {**typed, "identity_number": "E12345678", **key()})
    assert unclear.status_code == 422 and "E12345678" in unclear.content.decode()


def test_the_agent_stands_beneath_those_they_act_for(plaintiff: User) -> None:
    application = whole(plaintiff)
    agent = {"name": "甄小宝", "kind": "relative", "authority": "special", "scope": "进行和解、提起上诉",
             "phone": "13800000004"}  # fmt: skip
    actions.choose_agent(application, agent, by=plaintiff, at=AT)
    (text,) = pdf_texts([actions.pleading_of(Application.objects.get(), at=AT)])
    words = "".join(text.split())
    assert words.index("原告：") < words.index("委托诉讼代理人：甄小宝") < words.index("被告：")
    assert "特别授权（进行和解、提起上诉）" in words


def test_the_list_of_evidence_says_of_every_piece_what_it_proves(plaintiff: User) -> None:
    application = whole(plaintiff)
    (text,) = pdf_texts([actions.pleading_of(Application.objects.get(), at=AT)])
    assert "原告的身份情况和诉讼主体资格" in "".join(text.split())
    actions.sign(application, "甄秀兰", by=plaintiff, at=AT)
    filing = actions.hand_in(application, by=plaintiff, at=AT)
    identity = Material.objects.get(filing=filing, kind="identity")
    assert identity.purpose == "原告的身份情况和诉讼主体资格"


def test_before_signing_it_is_said_what_is_missing_of_an_award_and_of_a_unit(plaintiff: User, page_of: PageOf) -> None:
    wages = {"arbitration": "award", "award_received_on": "2022-12-01"}
    late = whole(plaintiff, "追索劳动报酬纠纷", wages)
    said = " ".join(queries.hints_of(late, on=DAY))
    # 劳动争议调解仲裁法第五十条：收到裁决书之日起十五日内，2022年12月16日.
    assert "期限已在2022年12月16日届满" in said
    assert "还没有仲裁裁决书" in said
    # One that was put under another kind is moved with one tap, photos and all.
    piece = actions.put_document(late, "other", "仲裁裁决书", by=plaintiff, at=AT)
    assert "还没有仲裁裁决书" not in " ".join(queries.hints_of(Application.objects.get(), on=DAY))
    client, moves = page_of(plaintiff), f"/apply/{late.pk}/documents/{piece.pk}/award/"
    assert moves in client.get(f"/apply/{late.pk}/check/").content.decode()
    assert client.post(moves, key())["Location"] == f"/apply/{late.pk}/check/"
    piece.refresh_from_db()
    assert (piece.kind, piece.name) == ("award", "仲裁裁决书")
    assert moves not in client.get(f"/apply/{late.pk}/check/").content.decode()
    company = {"kind": "legal", "name": "镇原县示范商贸有限公司", "identity_kind": "uscc",
               "identity_number": "91621027MA00000031"}  # fmt: skip
    actions.put_person(late, "plaintiff", company, by=plaintiff, at=AT)
    employee = {"name": "甄小宝", "kind": "employee", "authority": "general", "phone": "13800000004"}
    actions.choose_agent(late, employee, by=plaintiff, at=AT)
    said = " ".join(queries.hints_of(Application.objects.get(), on=DAY))
    for words in ("法定代表人（负责人）身份证明书", "第八十八条", "本案有2名原告"):
        assert words in said
