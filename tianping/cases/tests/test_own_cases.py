"""A signed-in citizen's own cases: added once, opened without the code, ended at once."""

import datetime

import pytest

from tests.support.cases import code_of, open_cases
from tests.support.clients import Browse
from tests.support.court import AT, PASSWORD, People, open_court
from tianping.accounts.actions import add_person, appoint
from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.accounts.queries import acting
from tianping.cases import actions
from tianping.cases.models import Clock, Counsel, LitigantAccess
from tianping.cases.queries import closed_by_a_new_code
from tianping.cases.queries.progress import is_kept_by
from tianping.kernel.models import Message
from tianping.kernel.refusals import Forbidden


def citizen(username: str, post: Post = Post.LITIGANT) -> User:
    """A citizen who can sign in."""
    user = add_person(username, "黄小明", PASSWORD, by=None, at=AT)
    appoint(user, post, since=AT.date(), by=None, at=AT)
    return acting(user, AT.date())


@pytest.fixture
def people(db) -> People:
    """The court with its people."""
    return open_court()


def test_a_case_is_added_once_by_number_and_code_and_ends_when_the_code_is_replaced(people):
    (case,) = open_cases(people.clerk, ["黄小明"])
    user = citizen("huang")
    for _ in range(2):
        looker = actions.add_own_case(user, case.number, code_of(case, "defendant"), address="10.0.0.1", at=AT)
    assert looker.litigant.name == "黄小明"
    access = LitigantAccess.objects.get()
    assert (access.user, access.how, access.ended_at) == (user, "code", None)
    with pytest.raises(actions.NothingFound):
        actions.add_own_case(user, case.number, "AAAA2222", address="10.0.0.1", at=AT)
    with pytest.raises(Forbidden):
        actions.add_own_case(people.stranger, case.number, code_of(case), address="10.0.0.1", at=AT)
    actions.replace_lookup_code(case, looker.litigant, by=people.clerk, at=AT)
    access.refresh_from_db()
    assert access.ended_by == people.clerk
    looker.litigant.refresh_from_db()
    # It does not leave the list in silence; added again by the new code, or taken off by oneself, nothing is told.
    assert closed_by_a_new_code(user, AT) == [case]
    assert closed_by_a_new_code(user, AT + datetime.timedelta(days=31)) == []
    assert closed_by_a_new_code(citizen("other"), AT) == []
    actions.add_own_case(user, case.number, code_of(case, "defendant"), address="10.0.0.1", at=AT)
    assert closed_by_a_new_code(user, AT) == []
    actions.end_access(LitigantAccess.objects.get(ended_at=None), by=user, at=AT)
    assert closed_by_a_new_code(user, AT) == []


def test_counsel_who_can_sign_in_has_the_case_until_the_mandate_ends(people, browse: Browse):
    (case,) = open_cases(people.clerk, ["黄小明"])
    lawyer, litigant = citizen("lu", Post.LAWYER), case.matter.litigants.get(role="defendant")
    letter = actions.CounselDraft(
        litigant.pk, "卢师言", Counsel.Kind.RELATIVE, Counsel.Authority.GENERAL, phone="19900000022", user_id=lawyer.pk
    )
    (counsel,) = actions.name_counsel_many([letter], by=people.clerk, at=AT)
    assert LitigantAccess.objects.get(user=lawyer, ended_at=None).how == "counsel"
    client = browse(lawyer)
    client.post(f"/mine/{case.pk}/open/")
    for address in ("papers/", "address/", "consent/", "answer/", "hand-in/evidence/", "request/objection/", "waive/"):
        assert "您代理：被告黄小明" in client.get(f"/progress/{address}").content.decode(), address
    assert "您代理：" not in client.get("/progress/case/").content.decode()
    told = actions.CaseMessage("hearing:1", litigant, "本案定于2023年3月6日开庭。", case)
    actions.message_many([told, told], by=people.clerk, at=AT)
    assert list(Message.objects.order_by("pk").values_list("address", flat=True)) == ["19900000001", "19900000022"]
    text = Message.objects.earliest("pk").text
    assert text == f"【镇原县人民法院】{case.number}：本案定于2023年3月6日开庭。如有疑问请拨打12368。"
    actions.end_mandate(counsel, by=people.clerk, at=AT)
    assert not LitigantAccess.objects.filter(user=lawyer, ended_at=None).exists()


def test_counsel_of_two_reads_the_same_words_once_and_what_is_proof_for_each(people):
    (case,) = open_cases(people.clerk, ["黄小明"])
    sides = list(case.matter.litigants.order_by("position"))
    letters = [
        actions.CounselDraft(each.pk, "卢师言", Counsel.Kind.RELATIVE, Counsel.Authority.GENERAL, phone="19900000022")
        for each in sides
    ]
    actions.name_counsel_many(letters, by=people.clerk, at=AT)
    to_counsel = Message.objects.filter(address="19900000022")
    actions.message_everybody([("hearing:1", case, "本案定于2023年3月6日开庭。")], by=people.clerk, at=AT)
    assert to_counsel.count() == 1
    served = [actions.CaseMessage("served:1", each, "请查收文书。", case, "19900000022") for each in sides]
    actions.message_many(served, by=people.clerk, at=AT)
    assert to_counsel.count() == 3


def test_the_fee_of_the_plaintiff_is_no_period_of_the_defendant(people):
    (case,) = open_cases(people.clerk, ["黄小明"])
    fee = Clock.objects.get(case=case, period_id="C-FEE-7")
    sides = {each.role: each for each in case.matter.litigants.all()}
    assert is_kept_by(fee, sides["plaintiff"])
    assert not is_kept_by(fee, sides["defendant"])
