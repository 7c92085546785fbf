"""Naming counsel from the letter of authority, on the page of the case."""

import uuid
from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse

from tests.support.clients import Browse
from tests.support.court import AT, People
from tianping.cases import actions
from tianping.cases.models import Case, Counsel, LitigantAccess, TimelineEntry
from tianping.kernel.refusals import Forbidden, Refused

LETTER = "2023年2月6日，当庭提交"


def draft(case: Case, role: str = "plaintiff", **changes: Any) -> actions.CounselDraft:
    plain = actions.CounselDraft(
        litigant_id=case.matter.litigants.get(role=role).pk,
        name="卢师言",
        kind=Counsel.Kind.LAWYER,
        authority=Counsel.Authority.GENERAL,
        firm="示范律师事务所",
        licence_number="16210202310000001",
        letter=LETTER,
    )
    return replace(plain, **changes)


def test_counsel_is_named_from_the_letter_and_the_litigants_read_it(people: People, case: Case) -> None:
    made = actions.name_counsel(case, draft(case), by=people.clerk, at=AT)
    assert (made.letter, made.authority) == (LETTER, "general")
    assert TimelineEntry.objects.filter(case=case, for_litigants=True, text__contains="委托卢师言").exists()


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"letter": " "}, "授权委托书的日期.*第六十二条"),
        ({"authority": Counsel.Authority.SPECIAL}, "请写明授权哪些事项.*第六十二条第二款"),
        ({"authority": Counsel.Authority.SPECIAL, "scope": "全权代理"}, "仅写“全权代理”.*第八十九条第一款"),
        ({"licence_number": ""}, "执业机构和执业证号.*第八十八条"),
    ],
)
def test_what_the_letter_must_say(people: People, case: Case, changes: dict[str, Any], why: str) -> None:
    with pytest.raises(Refused, match=why):
        actions.name_counsel(case, draft(case, **changes), by=people.clerk, at=AT)
    assert not Counsel.objects.exists()


def test_nobody_acts_twice_for_one_litigant_nor_for_both_sides(people: People, case: Case) -> None:
    actions.name_counsel(case, draft(case), by=people.clerk, at=AT)
    with pytest.raises(Refused, match="已经是"):
        actions.name_counsel(case, draft(case), by=people.clerk, at=AT)
    with pytest.raises(Refused, match="对方当事人"):
        actions.name_counsel(case, draft(case, "defendant"), by=people.clerk, at=AT)


def test_a_letter_that_says_more_takes_the_place_of_the_one_before(people: People, case: Case) -> None:
    lawyer = people.stranger
    first = actions.name_counsel(case, draft(case, user_id=lawyer.pk), by=people.clerk, at=AT)
    more = draft(case, authority=Counsel.Authority.SPECIAL, scope="代为撤诉、和解")
    made = actions.name_counsel(case, more, by=people.clerk, at=AT)
    first.refresh_from_db()
    assert (first.until, made.until, made.user) == (made.since, None, lawyer)
    assert LitigantAccess.objects.filter(user=lawyer, ended_at=None).count() == 1
    told = TimelineEntry.objects.filter(case=case, for_litigants=True, text__contains="代理权限（特别授权）")
    assert told.count() == 1
    with pytest.raises(Refused, match="代理权限没有变更"):
        actions.name_counsel(case, more, by=people.clerk, at=AT)


@pytest.mark.parametrize("who", ["second_judge", "president", "cashier", "stranger"])
def test_who_does_not_handle_the_case_names_nobody(people: People, case: Case, who: str) -> None:
    with pytest.raises(Forbidden):
        actions.name_counsel(case, draft(case), by=getattr(people, who), at=AT)


def test_the_page_names_shows_and_ends(people: People, case: Case, browse: Browse) -> None:
    clerk, address = browse(people.clerk), reverse("case_counsel", args=[case.pk])
    assert address in clerk.get(reverse("case", args=[case.pk])).content.decode()
    typed = {
        "litigant": str(case.matter.litigants.get(role="plaintiff").pk),
        "name": "卢师言",
        "kind": "employee",
        "authority": "special",
        "letter": LETTER,
    }
    less = clerk.post(address, {**typed, "submission_key": str(uuid.uuid4())})
    assert less.status_code == 422
    assert "卢师言" in less.content.decode()
    plenary = clerk.post(address, {**typed, "scope": "特别授权，全权代理", "submission_key": str(uuid.uuid4())})
    assert plenary.status_code == 422
    assert "无权代为承认、放弃、变更诉讼请求" in plenary.content.decode()
    whole = {**typed, "scope": "代为和解、上诉", "submission_key": str(uuid.uuid4())}
    assert clerk.post(address, whole).status_code == 302
    assert "代为和解、上诉" in clerk.get(address).content.decode()
    assert "卢师言" in clerk.get(reverse("case", args=[case.pk])).content.decode()
    (made,) = Counsel.objects.all()
    ended = clerk.post(reverse("case_counsel_end", args=[case.pk, made.pk]), {"submission_key": str(uuid.uuid4())})
    assert ended.status_code == 302
    made.refresh_from_db()
    assert made.until is not None
    assert browse(people.second_judge).get(address).status_code == 404
