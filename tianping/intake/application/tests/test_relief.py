"""交诉讼费有没有困难: asked for with the pleading, proved with it, and no part of what the other side gets."""

import pytest

from tests.support.court import AT, DAY, People
from tests.support.pleadings import whole
from tests.support.readings import pdf_texts
from tests.support.uploads import PHOTO
from tianping.accounts.models import User
from tianping.cases.models import Clock
from tianping.intake.application import actions, queries
from tianping.intake.application.models import Application
from tianping.intake.application.tests.conftest import PageOf, key
from tianping.intake.filing import actions as filing_actions
from tianping.intake.filing.actions import Acceptance
from tianping.intake.filing.models import Filing
from tianping.intake.filing.queries import COPIED
from tianping.kernel import files
from tianping.money.fees.models import Relief

WORDS = "家里两口人，每月低保六百元。"


def with_relief(by: User, *, proved: bool = True) -> Application:
    """A whole pleading that asks not to pay the fee."""
    made = whole(by)
    actions.ask_for_relief(made, "minimum_living", WORDS, by=by, at=AT)
    if proved:
        document = actions.put_document(made, "hardship", "低保证", by=by, at=AT)
        actions.add_sheet(document, PHOTO, "低保证.jpg", by=by, at=AT)
    return Application.objects.get(pk=made.pk)


def test_whoever_is_not_asked_hands_in_as_before(plaintiff: User, page_of: PageOf) -> None:
    application = whole(plaintiff)
    assert queries.gaps_of(application, on=DAY) == []
    page = page_of(plaintiff).get(f"/apply/{application.pk}/").content.decode()
    assert "交诉讼费有没有困难" in page
    assert "交得起的不用填" in page
    (part,) = [each for each in queries.parts_of(application, on=DAY) if each.key == "relief"]
    assert part.done


def test_the_page_asks_on_which_ground_and_why(plaintiff: User, page_of: PageOf) -> None:
    application, client = whole(plaintiff), page_of(plaintiff)
    address = f"/apply/{application.pk}/relief/"
    assert "第一百二十一条第二款" in client.get(address).content.decode()
    refused = client.post(address, {"ground": "minimum_living", "words": "", **key()})
    assert (refused.status_code, "请写明家里的收入和困难情况" in refused.content.decode()) == (422, True)
    assert client.post(address, {"ground": "minimum_living", "words": WORDS, **key()}).status_code == 302
    check = client.get(f"/apply/{application.pk}/check/").content.decode()
    assert "申请免交诉讼费用" in check
    assert "请上传经济困难的证明" in check


def test_what_is_asked_must_be_proved_and_a_unit_is_waived_nothing(plaintiff: User) -> None:
    (gap,) = queries.gaps_of(with_relief(plaintiff, proved=False), on=DAY)
    assert "请上传经济困难的证明" in gap.sentence
    application = with_relief(plaintiff)
    application.people.filter(role="plaintiff").update(kind="legal", representative="甄秀兰")
    application = Application.objects.get(pk=application.pk)
    assert any("免交只适用于自然人" in each.sentence for each in queries.gaps_of(application, on=DAY))


@pytest.mark.parametrize("asks", [True, False])
def test_it_goes_to_whoever_decides_and_no_days_to_pay_run(
    people: People, plaintiff: User, page_of: PageOf, *, asks: bool
) -> None:
    application = with_relief(plaintiff) if asks else whole(plaintiff)
    actions.sign(application, "甄秀兰", by=plaintiff, at=AT)
    filing = Filing.objects.get(pk=actions.hand_in(application, by=plaintiff, at=AT))
    assert Relief.objects.filter(matter=filing.matter_id, ground="minimum_living").exists() is asks
    page = page_of(people.clerk).get(f"/filing/{filing.pk}/").content.decode()
    assert ("申请免交诉讼费" in page) is asks
    filing_actions.accept_many([filing], Acceptance(), by=people.clerk, at=AT)
    assert Clock.objects.filter(period_id="C-FEE-7", stopped_on__isnull=True).exists() is not asks


def test_what_proves_the_hardship_is_not_copied_to_the_other_side(plaintiff: User) -> None:
    application = with_relief(plaintiff)
    actions.sign(application, "甄秀兰", by=plaintiff, at=AT)
    filing = Filing.objects.get(pk=actions.hand_in(application, by=plaintiff, at=AT))
    kinds = {each.kind for each in filing.materials.all()}
    assert "hardship" in kinds
    assert "hardship" not in COPIED
    assert WORDS not in filing.matter.facts_text
    pleading = filing.materials.get(kind="pleading")
    (text,) = pdf_texts([files.read(pleading.file)])
    assert "身份证" in text
    for hidden in ("低保证", "交纳诉讼费用确有困难"):
        assert hidden not in text, hidden
