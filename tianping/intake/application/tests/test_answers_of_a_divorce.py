"""Divorce: what an answer opens is asked, what cannot be is refused, what is odd is told, what is usual is listed."""

import pytest

from tests.support.court import AT, DAY
from tests.support.pleadings import PLAINTIFF, whole
from tianping.accounts.models import User
from tianping.intake.application import actions, queries
from tianping.intake.application.models import Application
from tianping.intake.application.tests.conftest import PageOf, key
from tianping.intake.application.tests.test_kept_from_the_other_side import DIVORCE

EACH = {
    "has_children": "yes",
    "child_count": "2",
    "child_a": "李大",
    "child_b": "李二",
    "children": "李大2012年生，李二2015年生，都跟原告住",
    "custody": "each",
    "child_a_with": "plaintiff",
    "child_a_by_defendant_fen": 120_000,
    "child_b_with": "defendant",
    "child_b_by_plaintiff_fen": 80_000,
}


def test_what_a_change_opens_is_asked_before_the_check_page_comes_back(plaintiff: User, page_of: PageOf) -> None:
    application = whole(plaintiff, "离婚纠纷", {**DIVORCE, **EACH})
    client, asked = page_of(plaintiff), f"/apply/{application.pk}/ask"
    opened = client.post(f"{asked}/custody/?from=check", {"custody": "plaintiff", **key()})
    assert opened["Location"] == f"{asked}/support_monthly_fen/?from=check&of=custody"
    back = client.post(opened["Location"], {"support_monthly_fen": "2000", **key()})
    assert back["Location"] == f"/apply/{application.pk}/check/"
    assert "每月向原告支付子女抚养费2,000.00元" in queries.words_of(Application.objects.get(), "claims")


def test_of_several_questions_that_a_change_opens_every_one_is_asked(plaintiff: User, page_of: PageOf) -> None:
    application = whole(plaintiff, "离婚纠纷", DIVORCE)
    client, asked = page_of(plaintiff), f"/apply/{application.pk}/ask"
    opened, seen = client.post(f"{asked}/has_property/?from=check", {"has_property": "yes", **key()}), []
    typed = {"property": "房屋一套", "common_property_fen": "400000", "property_wish": "平分"}
    while opened["Location"] != f"/apply/{application.pk}/check/":
        seen.append(opened["Location"].split("/")[4])
        opened = client.post(opened["Location"], {seen[-1]: typed[seen[-1]], **key()})
    assert seen == list(typed)


def test_a_change_that_opens_nothing_leads_back_at_once(plaintiff: User, page_of: PageOf) -> None:
    application = whole(plaintiff, "离婚纠纷", {**DIVORCE, **EACH})
    sent = page_of(plaintiff).post(
        f"/apply/{application.pk}/ask/sued_before/?from=check", {"sued_before": "no", **key()}
    )
    assert sent["Location"] == f"/apply/{application.pk}/check/"


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("grounds", ["violence", "none"], "两样不能同时选"),
        ("child_b_with", "plaintiff", "几个孩子却都跟您"),
    ],
)
def test_what_contradicts_itself_is_refused(
    plaintiff: User, page_of: PageOf, name: str, value: object, sentence: str
) -> None:
    application = whole(plaintiff, "离婚纠纷", {**DIVORCE, **EACH})
    sent = page_of(plaintiff).post(f"/apply/{application.pk}/ask/{name}/", {name: value, **key()})
    assert (sent.status_code, sentence in sent.content.decode()) == (422, True)


def test_who_married_as_a_child_is_told_and_not_refused(plaintiff: User) -> None:
    application = whole(plaintiff, "离婚纠纷", {**DIVORCE, "married_on": "1974-06-01"})
    assert PLAINTIFF["identity_number"][6:10] == "1960"
    assert queries.gaps_of(application, on=DAY) == []
    (hint,) = [each for each in queries.hints_of(application, on=DAY) if "法定婚龄" in each]
    assert "甄秀兰" in hint and "14周岁" in hint and "女18周岁" in hint
    actions.answer(application, {"married_on": "1981-06-01"}, by=plaintiff, at=AT)
    assert not [each for each in queries.hints_of(Application.objects.get(), on=DAY) if "法定婚龄" in each]


def test_the_usual_proofs_are_listed_and_none_must_be_there(plaintiff: User, page_of: PageOf) -> None:
    application = whole(plaintiff, "离婚纠纷", {**DIVORCE, **EACH})
    client = page_of(plaintiff)
    page = client.get(f"/apply/{application.pk}/documents/").content.decode()
    assert all(name in page for name in ("结婚证", "子女的出生证明、户口簿", "报警记录、病历、照片、告诫书"))
    new = client.get(f"/apply/{application.pk}/documents/new/?name=结婚证").content.decode()
    assert 'value="结婚证"' in new and "仲裁裁决书" not in new and "借条" not in new
    unlisted = client.get(f"/apply/{application.pk}/documents/new/?name=别的").content.decode()
    assert "别的" not in unlisted
    actions.put_document(application, "evidence", "结婚证复印件", "证明婚姻关系", by=plaintiff, at=AT)
    listed = {each.name: each.is_there for each in queries.papers_listed(Application.objects.get(), on=DAY)}
    assert listed["结婚证"] and not listed["子女的出生证明、户口簿"]
    assert "证明：证明" not in client.get(f"/apply/{application.pk}/documents/").content.decode()


def test_no_papers_of_children_are_asked_for_where_there_are_none(plaintiff: User) -> None:
    listed = {each.name for each in queries.papers_listed(whole(plaintiff, "离婚纠纷", DIVORCE), on=DAY)}
    assert "结婚证" in listed and "子女的出生证明、户口簿" not in listed


def test_an_award_is_offered_where_arbitration_comes_first(plaintiff: User, page_of: PageOf) -> None:
    application = actions.begin("追索劳动报酬纠纷", by=plaintiff, at=AT)
    assert "仲裁裁决书" in page_of(plaintiff).get(f"/apply/{application.pk}/documents/new/").content.decode()


def test_support_by_the_month_is_no_sum_of_hundreds_of_thousands(plaintiff: User, page_of: PageOf) -> None:
    application = whole(plaintiff, "离婚纠纷", {**DIVORCE, **EACH})
    page = page_of(plaintiff).get(f"/apply/{application.pk}/ask/child_a_by_defendant_fen/").content.decode()
    assert "例如1500" in page and "例如300000" not in page
