"""The page of a case: the whole matter for those who may see it, one 404 for everything else."""

from typing import Any

import pytest
from django.db import connection
from django.db.models import OuterRef
from django.test.utils import CaptureQueriesContext

from tests.support.cases import IDENTITY_NUMBER, PHONE, open_cases
from tests.support.clients import Browse
from tests.support.court import AT, People
from tianping.cases import actions, panels
from tianping.cases.models import Case, Clock, Litigant
from tianping.kernel.models import AuditEntry

NOTE = actions.NoteDraft("limitation", "约定还款日已过三年。", "《民法典》第一百八十八条")


def test_the_page_shows_the_matter_on_one_screen(people: People, browse: Browse) -> None:
    (case,) = open_cases(people.clerk, ["黄小明"], notes=(NOTE,))
    text = browse(people.clerk).get(f"/cases/{case.pk}/").content.decode()
    for shown in (
        case.number, "金融借款合同纠纷", "已立案，待交费", "简易程序", "48,440.00", "肆万捌仟肆佰肆拾元整", "黄小明",
        "送达起诉状副本", "预交受理费", "简易程序审限", "约定还款日已过三年。", "仅供工作人员参考", "打印受理单",
        "《中华人民共和国民事诉讼法》（2021年修正）第一百二十八条",
    ):  # fmt: skip
        assert shown in text, shown


def test_identity_numbers_and_telephones_are_masked(people: People, case: Case, browse: Browse) -> None:
    text = browse(people.clerk).get(f"/cases/{case.pk}/").content.decode()
    assert IDENTITY_NUMBER not in text
    assert PHONE not in text
    assert "199****0001" in text


def test_every_look_is_recorded(people: People, case: Case, browse: Browse) -> None:
    browse(people.clerk).get(f"/cases/{case.pk}/")
    browse(people.clerk).get(f"/cases/{case.pk}/")
    seen = AuditEntry.objects.filter(action="case.view", subject=f"case:{case.pk}")
    assert [entry.by_id for entry in seen] == [people.clerk.pk] * 2


def test_an_unknown_case_and_anothers_case_are_the_same_404(people: People, case: Case, browse: Browse) -> None:
    judge = browse(people.judge)
    judge.get("/cases/")
    with CaptureQueriesContext(connection) as hidden:
        of_another = judge.get(f"/cases/{case.pk}/")
    with CaptureQueriesContext(connection) as missing:
        unknown = judge.get("/cases/999999/")
    assert of_another.status_code == unknown.status_code == 404
    assert of_another.content == unknown.content
    assert len(hidden) == len(missing)
    refused = AuditEntry.objects.filter(action="access.refused").values_list("subject", flat=True)
    assert sorted(refused) == sorted([f"case:{case.pk}", "case:999999"])


def test_the_responsible_judge_sees_the_case(people: People, case: Case, browse: Browse) -> None:
    Case.objects.filter(pk=case.pk).update(responsible=people.judge)
    response = browse(people.judge).get(f"/cases/{case.pk}/")
    assert response.status_code == 200
    assert "孙法" in response.content.decode()


def test_the_cashier_and_the_stranger_see_nothing(people: People, case: Case, browse: Browse) -> None:
    assert browse(people.cashier).get(f"/cases/{case.pk}/").status_code == 403
    assert browse(people.stranger).get(f"/cases/{case.pk}/").status_code == 403
    assert browse(None).get(f"/cases/{case.pk}/").status_code == 302


def test_a_telephone_is_shown_on_demand_and_the_look_recorded(people: People, case: Case, browse: Browse) -> None:
    litigant = Litigant.objects.get(name="黄小明")
    address = f"/cases/{case.pk}/litigants/{litigant.pk}/reveal/phone/"
    assert PHONE in browse(people.clerk).post(address).content.decode()
    part = browse(people.clerk).post(address, headers={"HX-Request": "true"}).content.decode()
    assert PHONE in part
    assert "<html" not in part
    entry = AuditEntry.objects.filter(action="personal_data.reveal").first()
    assert entry is not None
    assert (entry.by_id, entry.subject, entry.detail["what"]) == (people.clerk.pk, f"litigant:{litigant.pk}", "phone")
    assert PHONE not in str(entry.detail)


def test_an_identity_number_is_shown_only_by_post_and_only_of_this_case(
    people: People, case: Case, browse: Browse
) -> None:
    litigant = Litigant.objects.get(name="黄小明")
    (other,) = open_cases(people.clerk, ["赵不相干"])
    clerk = browse(people.clerk)
    address = f"/cases/{case.pk}/litigants/{litigant.pk}/reveal/identity/"
    assert clerk.get(address).status_code == 405
    assert IDENTITY_NUMBER in clerk.post(address).content.decode()
    assert clerk.post(f"/cases/{other.pk}/litigants/{litigant.pk}/reveal/identity/").status_code == 404
    assert clerk.post(f"/cases/{case.pk}/litigants/{litigant.pk}/reveal/address/").status_code == 404
    assert browse(people.judge).post(address).status_code == 404
    assert browse(people.cashier).post(address).status_code == 403


def test_the_number_of_statements_does_not_grow_with_litigants_and_clocks(people: People, browse: Browse) -> None:
    few_case, many_case = open_cases(people.clerk, ["甲", "乙"])
    Litigant.objects.bulk_create(
        [
            Litigant(matter_id=many_case.matter_id, position=place, role="defendant", kind="natural", name=f"丙{place}")
            for place in range(10, 40)
        ]
    )
    actions.note_many(
        [(many_case.matter_id, many_case.pk, f"第{place}次联系") for place in range(30)],
        by=people.clerk, at=AT, for_litigants=False,
    )  # fmt: skip
    clerk = browse(people.clerk)
    clerk.get(f"/cases/{few_case.pk}/")
    with CaptureQueriesContext(connection) as few:
        clerk.get(f"/cases/{few_case.pk}/")
    with CaptureQueriesContext(connection) as many:
        clerk.get(f"/cases/{many_case.pk}/")
    assert len(many) == len(few)


def test_a_room_above_shows_its_panel_and_its_verbs(people: People, case: Case, browse: Browse, monkeypatch) -> None:
    panel = panels.Panel(
        "旁听记录",
        "components/empty.html",
        lambda shown, user, found: {"verbs": [panels.Verb("登记旁听", f"/somewhere/{shown.pk}/")]},
        order=1,
    )
    absent = panels.Panel("不该出现", "components/empty.html", lambda shown, user, found: None, order=0)
    monkeypatch.setattr(panels._Connected, "staff", panels._Page.of([panel, absent]))
    text = browse(people.clerk).get(f"/cases/{case.pk}/").content.decode()
    assert "旁听记录" in text
    assert f'href="/somewhere/{case.pk}/">登记旁听' in text
    assert "不该出现" not in text


def test_a_panel_is_told_which_of_its_rows_there_are(
    people: People, case: Case, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = []

    def load(shown: Case, user: Any, found: panels.Found) -> None:
        told.append(set(found))

    of_case = Clock.objects.filter(case=OuterRef("pk"))
    rows = {"clocks": of_case, "stopped": of_case.filter(stopped_on__isnull=False)}
    other = panels.Panel("笔录", "components/empty.html", load, 2, {"clocks": of_case.filter(period_id="none")})
    both = [other, panels.Panel("期限", "components/empty.html", load, 1, rows)]
    monkeypatch.setattr(panels._Connected, "staff", panels._Page.of(both))
    browse(people.clerk).get(f"/cases/{case.pk}/")
    assert told == [{"clocks"}, set()]


def test_other_numbers_of_the_same_matter_are_linked(people: People, browse: Browse) -> None:
    (mediation,) = open_cases(people.clerk, ["黄小明"], type_code="诉前调", track="", clocks=())
    (case,) = actions.open_cases([mediation.matter], "民初", by=people.clerk, at=AT)
    text = browse(people.clerk).get(f"/cases/{case.pk}/").content.decode()
    assert f'href="/cases/{mediation.pk}/">{mediation.number}' in text


def test_a_matter_leads_to_its_newest_case(people: People, case: Case, browse: Browse) -> None:
    response = browse(people.clerk).get(f"/cases/matter/{case.matter_id}/")
    assert response["Location"] == f"/cases/{case.pk}/"
    assert browse(people.judge).get(f"/cases/matter/{case.matter_id}/").status_code == 404
    assert browse(people.clerk).get("/cases/matter/999999/").status_code == 404
