"""What the check page says before a pleading is signed: the fee, a suit brought already, a surety who is not sued."""

from tests.support.court import AT, People
from tests.support.pleadings import DEFENDANT, LENT, PLAINTIFF, whole
from tianping.accounts.models import User
from tianping.intake.application import actions
from tianping.intake.application.tests.conftest import PageOf
from tianping.intake.filing.models import Filing


def test_the_fee_is_told_before_it_is_handed_in(people: People, page_of: PageOf) -> None:
    application, client = whole(people.clerk), page_of(people.clerk)
    page = client.get(f"/apply/{application.pk}/check/").content.decode()
    assert "案件受理费<strong>525.00元</strong>" in page and "全额1,050.00元" in page
    owned = actions.begin("所有权确认纠纷", by=people.clerk, at=AT)
    address = f"/apply/{owned.pk}/check/"
    assert "填写其价额" in client.get(address).content.decode()
    actions.answer(owned, {"object_value_fen": 1_000_000}, by=people.clerk, at=AT)
    assert "案件受理费<strong>25.00元</strong>" in client.get(address).content.decode()


def test_whoever_sues_the_same_people_for_the_same_again_is_told_before_signing(
    plaintiff: User, page_of: PageOf
) -> None:
    first = whole(plaintiff)
    assert "重复起诉" not in page_of(plaintiff).get(f"/apply/{first.pk}/check/").content.decode()
    actions.sign(first, "甄秀兰", by=plaintiff, at=AT)
    filing = Filing.objects.get(pk=actions.hand_in(first, by=plaintiff, at=AT))
    second = whole(plaintiff)
    page = page_of(plaintiff).get(f"/apply/{second.pk}/check/").content.decode()
    assert f"2023年2月6日已经提交过一份当事人、案由相同的起诉状（收据号{filing.receipt_number}）" in page
    assert "没有错，去签名提交" in page
    for side, other in (("plaintiff", {**PLAINTIFF, "name": "甄有田"}), ("defendant", {**DEFENDANT, "name": "贾富贵"})):
        third = whole(plaintiff)
        actions.put_person(third, side, other, third.people.get(role=side), by=plaintiff, at=AT)
        assert "重复起诉" not in page_of(plaintiff).get(f"/apply/{third.pk}/check/").content.decode()


def test_a_surety_who_is_to_pay_must_be_sued_too(plaintiff: User, page_of: PageOf) -> None:
    ticked = {"security": ["surety"], "security_detail": "由贾富贵担保", "surety_liable": "yes"}
    application = whole(plaintiff, answers={**LENT, **ticked})
    address = f"/apply/{application.pk}/check/"
    assert "保证人也要写成被告" in page_of(plaintiff).get(address).content.decode()
    actions.put_person(application, "defendant", {**DEFENDANT, "name": "贾富贵"}, by=plaintiff, at=AT)
    assert "保证人也要写成被告" not in page_of(plaintiff).get(address).content.decode()
