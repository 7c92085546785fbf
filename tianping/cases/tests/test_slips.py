"""Acceptance slips: what stands on them, many at once, and the look-up code."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.cases import BANK, IDENTITY_NUMBER, PHONE, code_of, open_cases
from tests.support.clients import Browse
from tests.support.court import AT, People
from tianping.cases import actions, panels
from tianping.cases.models import Case, Litigant
from tianping.cases.queries import lookup_code, slips
from tianping.cases.queries.lookup import ALPHABET
from tianping.kernel.models import AuditEntry
from tianping.kernel.refusals import Forbidden


def plaintiff_of(case: Case) -> Litigant:
    return Litigant.objects.get(matter=case.matter_id, role="plaintiff")


def replacing(case: Case) -> str:
    return f"/cases/{case.pk}/litigants/{plaintiff_of(case).pk}/replace-code/"


def test_the_slip_shows_what_a_litigant_takes_home(people: People, case: Case, browse: Browse) -> None:
    text = browse(people.clerk).get(f"/cases/{case.pk}/slip/").content.decode()
    code = code_of(case)
    for shown in (
        "镇原县人民法院", "立案受理单", case.number, "金融借款合同纠纷", BANK, "黄小明", "48,440.00元",
        "人民币肆万捌仟肆佰肆拾元整", "2023年2月6日", "简易程序（独任）", "待分案", "12368", "http://testserver/progress/",
        f"{code[:4]} {code[4:]}", "演示",
    ):  # fmt: skip
        assert shown in text, shown
    assert IDENTITY_NUMBER not in text
    assert PHONE not in text


def test_mediation_before_filing_is_not_called_an_acceptance(people: People, browse: Browse) -> None:
    (case,) = open_cases(people.clerk, ["黄小明"], type_code="诉前调", track="", clocks=())
    text = browse(people.clerk).get(f"/cases/{case.pk}/slip/").content.decode()
    for shown in ("诉前调解登记单", "已由本院登记诉前调解", "登记日期", code_of(case)[:4]):
        assert shown in text, shown
    for wrong in ("登记立案", "适用程序", "承办法官"):
        assert wrong not in text, wrong


@pytest.mark.parametrize(
    ("type_code", "title", "sum_label"),
    [("财保", "财产保全受理单", "争议标的额"), ("执", "执行立案受理单", "申请执行标的额")],
)
def test_a_slip_is_called_what_the_number_is_for(
    people: People, browse: Browse, type_code: str, title: str, sum_label: str
) -> None:
    (case,) = open_cases(people.clerk, ["黄小明"], type_code=type_code, track="", clocks=())
    text = browse(people.clerk).get(f"/cases/{case.pk}/slip/").content.decode()
    assert title in text
    assert f">{sum_label}<" in text
    for wrong in ("诉讼标的额", "适用程序", "立案受理单</h1>" if type_code == "财保" else "诉前调解登记单"):
        assert wrong not in text, wrong


def test_each_plaintiff_has_a_slip_with_a_code_of_their_own(people: People) -> None:
    case = three_litigants(people)
    printed = slips(Case.objects.all())
    assert [slip.plaintiff.name for slip in printed] == ["甲", "乙"]
    codes = {lookup_code(case, each) for each in case.matter.litigants.all()}
    assert len(codes) == 3
    assert {slip.code for slip in printed} < codes


def three_litigants(people: People) -> Case:
    """A case of 甲 and 乙 against 丙."""
    drafts = [
        actions.LitigantDraft(role, "natural", name)
        for role, name in (("plaintiff", "甲"), ("plaintiff", "乙"), ("defendant", "丙"))
    ]
    matters = actions.open_matters([actions.MatterDraft("民间借贷纠纷", 100, tuple(drafts))], at=AT)
    (case,) = actions.open_cases(matters, "民初", by=people.clerk, at=AT)
    return case


def test_every_printed_slip_is_recorded(people: People, case: Case, browse: Browse) -> None:
    browse(people.clerk).get(f"/cases/{case.pk}/slip/")
    entry = AuditEntry.objects.get(action="case.slip")
    assert (entry.subject, entry.by_id) == (f"case:{case.pk}", people.clerk.pk)
    assert code_of(case) not in str(entry.detail)


def test_the_code_has_eight_signs_that_nobody_reads_wrongly(people: People) -> None:
    codes = [code_of(case) for case in open_cases(people.clerk, [f"被告{place}" for place in range(200)])]
    assert len(set(codes)) == 200
    assert all(len(code) == 8 and set(code) <= set(ALPHABET) for code in codes)
    assert not set("01OIL") & set(ALPHABET)
    assert len(ALPHABET) == len(set(ALPHABET)) == 31


def test_the_code_stands_nowhere_in_the_database(people: People, case: Case, browse: Browse) -> None:
    browse(people.clerk).get(f"/cases/{case.pk}/slip/")
    code = code_of(case)
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'court_gan1027'")
        tables = [name for (name,) in cursor.fetchall()]
        assert "cases_case" in tables
        for table in tables:
            cursor.execute(
                f"SELECT count(*) FROM {connection.ops.quote_name(table)} t WHERE t::text LIKE %s", [f"%{code}%"]
            )
            assert cursor.fetchone() == (0,), table


def test_a_replaced_code_is_another_one(people: People, case: Case, browse: Browse) -> None:
    before = code_of(case)
    others = code_of(case, "defendant")
    response = browse(people.clerk).post(replacing(case), {"submission_key": str(uuid.uuid4())})
    sheet = browse(people.clerk).get(response["Location"]).content.decode()
    after = code_of(case)
    assert after != before
    assert f"{after[:4]} {after[4:]}" in sheet
    assert BANK in sheet
    assert code_of(case, "defendant") == others
    assert AuditEntry.objects.filter(action="case.replace_code", subject=f"case:{case.pk}").count() == 1


def test_a_double_click_replaces_the_code_once(people: People, case: Case, browse: Browse) -> None:
    clerk, key = browse(people.clerk), str(uuid.uuid4())
    for _twice in range(2):
        clerk.post(replacing(case), {"submission_key": key})
    assert plaintiff_of(case).lookup_version == 2


def test_who_may_not_see_the_case_gets_no_slip(people: People, case: Case, browse: Browse) -> None:
    assert browse(people.judge).get(f"/cases/{case.pk}/slip/").status_code == 404
    assert browse(people.cashier).get(f"/cases/{case.pk}/slip/").status_code == 403
    assert browse(None).get(f"/cases/{case.pk}/slip/").status_code == 302
    key = {"submission_key": str(uuid.uuid4())}
    assert browse(people.judge).post(replacing(case), key).status_code == 404
    assert browse(people.president).post(replacing(case), key).status_code == 403
    assert plaintiff_of(case).lookup_version == 1


def test_the_slips_of_a_batch_print_in_one_go_and_in_order(people: People, browse: Browse) -> None:
    cases = open_cases(people.clerk, [f"被告{place}" for place in range(12)])
    query = {"type": "民初", "year": "2023", "first": "2", "last": "11"}
    text = browse(people.clerk).get("/cases/slips/", query).content.decode()
    places = [text.index(f'<p class="is-number">{case.number}</p>') for case in cases[1:11]]
    assert places == sorted(places)
    assert cases[0].number not in text
    assert cases[11].number not in text
    assert text.count("不具有法律效力") == 10
    assert AuditEntry.objects.filter(action="case.slip").count() == 10


def test_the_slips_of_ticked_cases_print(people: People, browse: Browse) -> None:
    first, second, third = open_cases(people.clerk, ["甲", "乙", "丙"])
    text = browse(people.clerk).post("/cases/slips/", {"ids": [first.pk, third.pk]}).content.decode()
    assert first.number in text
    assert third.number in text
    assert second.number not in text


@pytest.mark.parametrize("query", [{}, {"year": "2023", "first": "1"}, {"year": "x", "first": "1", "last": "2"}])
def test_a_range_that_is_none_is_refused_in_a_sentence(people: People, browse: Browse, query: dict[str, str]) -> None:
    response = browse(people.clerk).get("/cases/slips/", query)
    assert response.status_code == 422
    assert "请指明要打印哪一年" in response.content.decode()


def test_ticked_cases_of_others_are_not_printed(people: People, case: Case, browse: Browse) -> None:
    response = browse(people.judge).post("/cases/slips/", {"ids": [case.pk]})
    assert response.status_code == 422
    assert case.number not in response.content.decode()


def test_other_rooms_lines_stand_on_the_slip_and_are_read_once_for_all(people: People, monkeypatch) -> None:
    asked = []

    def fee_lines(case_ids):
        asked.append(list(case_ids))
        return {pk: [("案件受理费", f"505.50元（{pk}）")] for pk in case_ids}

    monkeypatch.setattr(panels._Connected, "slip_lines", (fee_lines,))
    cases = open_cases(people.clerk, ["甲", "乙", "丙"])
    printed = slips(Case.objects.all())
    assert len(asked) == 1
    assert [slip.lines for slip in printed] == [(("案件受理费", f"505.50元（{case.pk}）"),) for case in cases]


def test_statements_do_not_grow_with_the_slips(people: People) -> None:
    open_cases(people.clerk, ["甲"])
    with CaptureQueriesContext(connection) as few:
        slips(Case.objects.all())
    open_cases(people.clerk, [f"乙{place}" for place in range(50)])
    with CaptureQueriesContext(connection) as many:
        assert len(slips(Case.objects.all())) == 51
    assert len(many) == len(few)


def test_the_verb_itself_refuses_the_cashier(people: People, case: Case) -> None:
    with pytest.raises(Forbidden):
        actions.replace_lookup_code(case, plaintiff_of(case), by=people.cashier, at=AT)
    assert plaintiff_of(case).lookup_version == 1
