"""身份证明: the card that was handed in once goes along into the next suit of the same plaintiffs, and no other."""

import pytest

from tests.support.court import AT, People
from tests.support.pleadings import LENT, LOAN, PLAINTIFF, whole
from tianping.accounts.models import User
from tianping.intake.application import actions, queries
from tianping.intake.application.actions import Carried
from tianping.intake.application.models import Application
from tianping.intake.application.tests.conftest import PageOf, citizen, key
from tianping.kernel.refusals import Refused

pytestmark = pytest.mark.django_db
ANOTHER = {"kind": "natural", "name": "甄大山", "address": "甘肃省庆阳市镇原县城关镇东街1号"}


def handed_in(by: User) -> None:
    application = whole(by, at=AT)
    actions.sign(application, "甄秀兰", by=by, at=AT)
    assert actions.hand_in(application, by=by, at=AT)


def begun(by: User, *suing: dict[str, str]) -> Application:
    """The next pleading, with these plaintiffs."""
    made = actions.begin(LOAN, Carried(LENT), by=by, at=AT)
    for typed in suing:
        actions.put_person(made, "plaintiff", typed, by=by, at=AT)
    return Application.objects.get(pk=made.pk)


def test_the_card_of_the_last_suit_goes_along_with_one_tap(plaintiff: User, page_of: PageOf) -> None:
    handed_in(plaintiff)
    made, client = begun(plaintiff, PLAINTIFF), page_of(plaintiff)
    assert "沿用以前交的身份证明" in client.get(f"/apply/{made.pk}/documents/").content.decode()
    assert client.post(f"/apply/{made.pk}/documents/identity/", key()).status_code == 302
    (document,) = made.documents.all()
    assert (document.kind, document.name, document.sheets.count()) == ("identity", "身份证", 1)
    assert "沿用以前交的身份证明" not in client.get(f"/apply/{made.pk}/documents/").content.decode()
    # What is taken out here stays where it was handed in.
    actions.remove_document(made, document, by=plaintiff, at=AT)
    assert Application.objects.get(status="handed_in").documents.get(kind="identity").sheets.count() == 1


def test_nobodys_card_goes_into_a_suit_that_is_not_theirs(plaintiff: User, people: People) -> None:
    handed_in(plaintiff)
    number = {"identity_kind": "resident_id", "identity_number": "622827195501010017"}
    for suing in ((), (ANOTHER,), ({**ANOTHER, **number},), (PLAINTIFF, {**ANOTHER, **number})):
        assert queries.identity_before(begun(plaintiff, *suing)) is None, suing
    other = citizen("other", "别人")
    assert queries.identity_before(begun(other, PLAINTIFF)) is None
    with pytest.raises(Refused, match="没有可以沿用的身份证明"):
        actions.take_identity_along(begun(other, PLAINTIFF), by=other, at=AT)
