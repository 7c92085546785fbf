"""Two clerks write one pleading of the counter: what one wrote is not overwritten by the other unseen."""

import re

from tests.support.court import AT, People
from tests.support.pleadings import DEFENDANT, LENT, LOAN, PLAINTIFF
from tianping.accounts.models import User
from tianping.intake.application import actions
from tianping.intake.application.actions import Carried
from tianping.intake.application.models import Application
from tianping.intake.application.tests.conftest import PageOf, key

SEEN = re.compile(r'name="seen" value="([0-9a-f]{64})"')


def begun(by: User) -> Application:
    """A pleading of the counter with both sides."""
    made = actions.begin(LOAN, Carried(LENT), by=by, at=AT)
    for role, typed in (("plaintiff", PLAINTIFF), ("defendant", DEFENDANT)):
        actions.put_person(made, role, typed, by=by, at=AT)
    return made


def test_the_second_is_told_by_whom_and_when_and_chooses(people: People, page_of: PageOf) -> None:
    made = begun(people.clerk)
    one, two = page_of(people.clerk), page_of(people.second_clerk)
    address = f"/apply/{made.pk}/people/defendants/{made.people.get(role='defendant').pk}/contact/"
    first, second = (SEEN.search(client.get(address).content.decode()) for client in (one, two))
    assert first is not None
    assert second is not None
    typed = {"address": "甘肃省庆阳市镇原县平泉镇东村1组", "phone": "", **key(), "seen": first[1]}
    assert one.post(address, typed).status_code == 302
    other = {"address": "甘肃省庆阳市镇原县屯字镇3组", "phone": "", "seen": second[1]}
    refused = two.post(address, {**other, **key()})
    page = refused.content.decode()
    assert refused.status_code == 422
    assert re.search("赵立在您打开以后（[0-9]{4}年[0-9]+月[0-9]+日[0-9:]{5}）改过这一页，您填写的还没有保存。", page)
    assert "甘肃省庆阳市镇原县平泉镇东村1组" in page
    assert "甘肃省庆阳市镇原县屯字镇3组" in page
    assert made.people.get(role="defendant").address == "甘肃省庆阳市镇原县平泉镇东村1组"
    again = SEEN.search(page)
    assert again is not None
    assert two.post(address, {**other, **key(), "seen": again[1]}).status_code == 302
    assert made.people.get(role="defendant").address == "甘肃省庆阳市镇原县屯字镇3组"


def test_other_pages_of_the_same_pleading_do_not_stand_in_the_way(people: People, page_of: PageOf) -> None:
    made = begun(people.clerk)
    address = f"/apply/{made.pk}/ask/bears_fee/"
    seen = SEEN.search(page_of(people.second_clerk).get(address).content.decode())
    assert seen is not None
    actions.answer(made, {"repaid": "没有还过"}, by=people.clerk, at=AT)
    sent = page_of(people.second_clerk).post(address, {"bears_fee": "no", **key(), "seen": seen[1]})
    assert sent.status_code == 302
    assert Application.objects.get().answers["bears_fee"] == "no"


def test_pleadings_of_the_counter_are_listed_with_the_names_the_clerk_and_the_time(
    people: People, page_of: PageOf
) -> None:
    made = begun(people.clerk)
    page = page_of(people.second_clerk).get("/apply/").content.decode()
    assert "原告甄秀兰、被告贾有财；赵立，2023年2月6日 09:30改过。" in page
    actions.answer(made, {"repaid": "没有还过"}, by=people.second_clerk, at=AT)
    assert "；钱明，2023年2月6日 09:30改过。" in page_of(people.clerk).get("/apply/").content.decode()
