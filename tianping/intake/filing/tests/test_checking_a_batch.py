"""上传与核对: what a list says, mending it in place, the designation ruling, giving it back."""

import datetime
import io

import pytest
from openpyxl import load_workbook

from tests.support.court import AT, DAY, People
from tianping.cases.models import Case
from tianping.intake.filing import actions, checking, queries
from tianping.intake.filing.actions import BatchChoices
from tianping.intake.filing.models import Batch
from tianping.intake.filing.spreadsheets.batch import RowFinding
from tianping.intake.filing.tests.conftest import CLEAN, DIRTY, uploaded
from tianping.kernel.files import path_of
from tianping.kernel.models import StoredFile
from tianping.kernel.refusals import Forbidden, Refused

pytestmark = pytest.mark.django_db


def test_a_refused_file_leaves_nothing(people: People) -> None:
    with pytest.raises(Refused, match="。"):
        actions.upload_batch(b"MZ\x90 not a workbook", "清单.xlsx", by=people.clerk, at=AT)
    assert not Batch.objects.exists()
    assert not StoredFile.objects.exists()


def test_somebody_without_the_post_may_not_upload(people: People) -> None:
    with pytest.raises(Forbidden):
        actions.upload_batch(DIRTY, "清单.xlsx", by=people.judge, at=AT)


def test_every_defect_of_the_dirty_list_is_named_by_cell(people: People) -> None:
    batch = uploaded(people.clerk, DIRTY)
    refs = {defect.ref for defect in queries.findings_of(batch, on=DAY).defects}
    assert {"D9", "Q14", "M19", "D22", "O27", "J35", "B40", "G53", "H53", "P61", "U6", "U64", "I64"} <= refs


def test_a_batch_with_defects_is_not_filed_whole(people: People) -> None:
    batch = uploaded(people.clerk, DIRTY)
    with pytest.raises(Refused, match=r"还有15处问题未更正，整批不能立案"):
        actions.queue_batch(batch, BatchChoices(), by=people.clerk, at=AT)
    assert not Case.objects.exists()


def test_a_mended_cell_is_read_anew_and_the_file_stays_as_it_came(people: People) -> None:
    batch = uploaded(people.clerk, DIRTY)
    actions.mend_cells(batch, {"M19": "6.525", "P61": "81062.46"}, by=people.clerk, at=AT)
    batch.refresh_from_db()
    assert batch.defect_count == 13
    assert batch.mends == {"M19": "6.525", "P61": "81062.46"}
    row = next(row for row in queries.findings_of(batch, on=DAY).rows if row.row == 61)
    assert row.loan is not None
    assert row.loan.principal_owed_fen == 8_106_246


def test_what_another_clerk_mended_meanwhile_is_kept(people: People) -> None:
    batch = uploaded(people.clerk, DIRTY)
    seen_before = Batch.objects.get(pk=batch.pk)
    actions.mend_cells(batch, {"M19": "6.525"}, by=people.clerk, at=AT)
    actions.mend_cells(seen_before, {"P61": "81062.46"}, by=people.second_clerk, at=AT)
    batch.refresh_from_db()
    assert batch.mends == {"M19": "6.525", "P61": "81062.46"}


def test_a_row_left_out_in_place_is_no_defect_any_more_and_goes_back_with_the_reason(people: People) -> None:
    batch = uploaded(people.clerk, DIRTY)
    repeated = next(row for row in queries.findings_of(batch, on=DAY).rows if "duplicate_row" in codes_of(row))
    actions.leave_out_rows(batch, {repeated.row: "与前面一行重复"}, by=people.clerk, at=AT)
    batch.refresh_from_db()
    findings = queries.findings_of(batch, on=DAY)
    assert batch.defect_count == 15 - len(repeated.defects)
    assert [(row.row, row.left_out, row.loan) for row in findings.left_out] == [(repeated.row, "与前面一行重复", None)]
    sheet = load_workbook(io.BytesIO(queries.returned_rows(batch, on=DAY))).active
    assert sheet is not None
    assert "本行没有立案：与前面一行重复" in {cell for line in sheet.iter_rows(values_only=True) for cell in line}


def test_a_row_taken_up_again_is_checked_anew(people: People) -> None:
    batch = uploaded(people.clerk, DIRTY)
    actions.leave_out_rows(batch, {61: "待核对金额"}, by=people.clerk, at=AT)
    batch.refresh_from_db()
    actions.put_back_rows(batch, [61], by=people.clerk, at=AT)
    batch.refresh_from_db()
    assert (batch.left_out, batch.defect_count) == ({}, 15)


def test_a_row_is_left_out_only_with_a_reason(people: People) -> None:
    with pytest.raises(Refused, match="请写明本行不立案"):
        actions.leave_out_rows(uploaded(people.clerk, DIRTY), {61: " "}, by=people.clerk, at=AT)


def test_a_list_is_read_once_however_often_its_page_is_turned(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = uploaded(people.clerk, CLEAN)
    queries.findings_of(batch, on=DAY)
    monkeypatch.setattr(queries.files, "read", lambda _file: pytest.fail("the file was read again"))
    assert len(queries.findings_of(batch, on=DAY).rows) == 312


def codes_of(row: RowFinding) -> set[str]:
    return {defect.code for defect in row.defects}


def test_suggestions_are_the_only_sensible_reading_and_are_accepted_in_one_go(people: People) -> None:
    findings = queries.findings_of(uploaded(people.clerk, DIRTY), on=DAY)
    refs = checking.suggested_refs(findings)
    assert refs == ["M19", "P61"]
    assert checking.changed_mends(findings, {}, refs) == {"M19": "6.525", "P61": "81062.46"}


def test_a_cell_left_as_it_was_is_no_mend_and_a_cell_without_defect_cannot_be_changed(people: People) -> None:
    findings = queries.findings_of(uploaded(people.clerk, DIRTY), on=DAY)
    assert checking.changed_mends(findings, {"Q14": "-12.5", "B4": "另一人"}, ["B4"]) == {}


def test_columns_are_mapped_anew(people: People) -> None:
    batch = uploaded(people.clerk)
    actions.map_columns(batch, {"remark": "B"}, by=people.clerk, at=AT)
    batch.refresh_from_db()
    assert batch.defect_count > 0
    actions.map_columns(batch, {}, by=people.clerk, at=AT)
    batch.refresh_from_db()
    assert batch.defect_count == 0


def test_the_designation_ruling_is_kept_in_its_prescribed_form(people: People) -> None:
    batch = uploaded(people.clerk)
    actions.set_designation(
        batch, court="庆阳市中级人民法院", number="(2023)甘10民辖1号", on=DAY, by=people.clerk, at=AT
    )
    batch.refresh_from_db()
    assert batch.designation_number == "（2023）甘10民辖1号"


@pytest.mark.parametrize(
    ("number", "on", "sentence"),
    [
        ("（2023）甘10民初1号", DAY, "不是管辖案件的案号"),
        ("甘10民辖1号", DAY, "指定管辖裁定的案号有误"),
        ("（2023）甘10民辖1号", DAY + datetime.timedelta(days=1), "晚于今天"),
    ],
)
def test_a_ruling_that_cannot_be_is_refused(people: People, number: str, on: datetime.date, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        actions.set_designation(uploaded(people.clerk), court="某中院", number=number, on=on, by=people.clerk, at=AT)


def test_a_wrong_credit_code_of_the_plaintiff_is_refused(people: People) -> None:
    with pytest.raises(Refused, match="统一社会信用代码有误"):
        actions.queue_batch(
            uploaded(people.clerk), BatchChoices(institution_code="91621000MA00000041"), by=people.clerk, at=AT
        )


@pytest.mark.django_db(transaction=True)
def test_abandoning_leaves_the_hash_and_no_file(people: People) -> None:
    batch = uploaded(people.clerk, DIRTY)
    path = path_of(batch.file_sha256)
    assert path.exists()
    actions.abandon_batch(batch, by=people.clerk, at=AT)
    batch.refresh_from_db()
    assert (batch.status, batch.file, batch.mends, batch.mapping) == ("abandoned", None, {}, {})
    assert not path.exists()
    with pytest.raises(Refused, match="已退回"):
        queries.findings_of(batch, on=DAY)


def test_abandoning_keeps_a_file_that_another_batch_still_needs(people: People) -> None:
    one, other = uploaded(people.clerk), uploaded(people.second_clerk)
    actions.abandon_batch(one, by=people.clerk, at=AT)
    assert queries.findings_of(other, on=DAY).clean


def test_what_was_ordered_is_changed_no_more(people: People) -> None:
    batch = uploaded(people.clerk)
    actions.queue_batch(batch, BatchChoices(), by=people.clerk, at=AT)
    with pytest.raises(Refused, match="已提交或者已退回"):
        actions.mend_cells(batch, {"B4": "某人"}, by=people.clerk, at=AT)


def test_a_preview_counts_procedures_and_fees_as_filing_will(people: People) -> None:
    shown = checking.preview(queries.findings_of(uploaded(people.clerk), on=DAY), on=DAY)
    assert [(group.track, group.count) for group in shown.tracks] == [
        ("small_claims", 59),
        ("simple", 129),
        ("ordinary", 124),
    ]
    assert (shown.row_count, shown.consenting_count, shown.missing) == (312, 230, "")
    assert shown.fee_fen == 122_505_381


def test_a_preview_without_the_wage_names_it(people_without_wage: People) -> None:
    shown = checking.preview(queries.findings_of(uploaded(people_without_wage.clerk), on=DAY), on=DAY)
    assert "平均工资" in shown.missing
    assert shown.fee_fen is None


def test_a_ruling_must_bear_the_number_of_the_court_that_made_it(people: People) -> None:
    batch = uploaded(people.clerk)
    with pytest.raises(Refused, match="六安市中级人民法院的案号，与所填法院“庆阳市中级人民法院”不一致"):
        actions.set_designation(
            batch, court="庆阳市中级人民法院", number="（2023）皖15民辖1号", on=DAY, by=people.clerk, at=AT
        )
