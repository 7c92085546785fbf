"""The pages of a batch without scripts: who may open them, what they say, one effect however often sent."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.support.court import MEDIATORS, People
from tianping.accounts.models import User
from tianping.intake.filing import actions
from tianping.intake.filing.actions import BatchChoices
from tianping.intake.filing.models import Batch
from tianping.intake.filing.tests.conftest import CLEAN, DIRTY, key, uploaded, workbook
from tianping.kernel.clock import now
from tianping.kernel.models import StoredFile

pytestmark = pytest.mark.django_db

PageOf = Callable[[User], Client]
CHOSEN = {
    "file-institution_name": "庆阳示范农村商业银行股份有限公司",
    "file-institution_code": "91621000MA00000040",
    "file-scope": "all",
    "file-mediation": "file",
    "file-not_designated": "on",
}


def test_a_list_is_uploaded_once_however_often_the_form_is_sent(people: People, page_of: PageOf) -> None:
    client, sent_key = page_of(people.clerk), key()
    answers = [client.post("/filing/batches/new/", {"workbook": workbook(CLEAN), **sent_key}) for _ in range(2)]
    batch = Batch.objects.get()
    assert {answer.headers["Location"] for answer in answers} == {f"/filing/batches/{batch.pk}/"}


def test_a_file_of_another_kind_is_refused_in_the_form(people: People, page_of: PageOf) -> None:
    answer = page_of(people.clerk).post("/filing/batches/new/", {"workbook": workbook(b"%PDF-1.7", "a.xlsx"), **key()})
    assert answer.status_code == 422
    assert "文件没有保存" in answer.content.decode()
    assert not StoredFile.objects.exists()


def test_the_check_page_names_cell_fault_and_mend(people: People, page_of: PageOf) -> None:
    batch = uploaded(people.clerk, DIRTY)
    page = page_of(people.clerk).get(f"/filing/batches/{batch.pk}/").content.decode()
    assert "D22" in page
    assert "第15位以后的数字已经丢失" in page
    assert "请把该列设为文本格式" in page
    assert 'name="cell-P61"' in page
    assert "采用“81062.46”" in page


def test_a_row_is_left_out_and_taken_up_again_on_the_page(people: People, page_of: PageOf) -> None:
    batch, client = uploaded(people.clerk, DIRTY), page_of(people.clerk)
    address = f"/filing/batches/{batch.pk}/"
    client.post(f"{address}mends/", {"leave_out": "61", "why-61": "金额待机构核对", **key()})
    batch.refresh_from_db()
    assert batch.left_out == {"61": "金额待机构核对"}
    assert "不立案，退回机构：金额待机构核对" in client.get(f"{address}?only=left_out").content.decode()
    client.post(f"{address}mends/", {"put_back": "61", **key()})
    batch.refresh_from_db()
    assert batch.left_out == {}


def test_of_two_tabs_the_second_sees_what_became_of_the_batch_and_no_live_button(
    people: People, page_of: PageOf
) -> None:
    batch, client = uploaded(people.clerk), page_of(people.clerk)
    actions.queue_batch(batch, BatchChoices(), by=people.clerk, at=now())
    ruling = {"designation-court": "甘肃省高级人民法院", "designation-number": "x", "designation-on": "2023-01-05"}
    answer = client.post(f"/filing/batches/{batch.pk}/designation/", {**ruling, **key()}, follow=True)
    page = answer.content.decode()
    assert "该批次已在别处提交或者退回" in page
    assert f'action="/filing/batches/{batch.pk}/' not in page


def test_a_formula_is_shown_and_never_live_in_what_goes_back(people: People, page_of: PageOf) -> None:
    batch = uploaded(people.clerk, DIRTY)
    answer: Any = page_of(people.clerk).get(f"/filing/batches/{batch.pk}/returned/")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "filename*=utf-8''%E9%80%80%E5%9B%9E" in answer.headers["Content-Disposition"]
    assert b"<f>" not in b"".join(answer.streaming_content)


def test_mends_are_saved_and_the_filter_is_kept(people: People, page_of: PageOf) -> None:
    batch = uploaded(people.clerk, DIRTY)
    data = {"cell-B40": "何强", "cell-Q14": "-12.5", "accept": "P61", **key()}
    answer = page_of(people.clerk).post(f"/filing/batches/{batch.pk}/mends/?only=defects&page=1", data)
    assert answer.headers["Location"] == f"/filing/batches/{batch.pk}/?only=defects&page=1#rows"
    batch.refresh_from_db()
    assert batch.mends == {"B40": "何强", "P61": "81062.46"}


def test_a_refused_order_keeps_what_was_chosen(people: People, page_of: PageOf) -> None:
    batch = uploaded(people.clerk, DIRTY)
    data = {**CHOSEN, "file-mediation": "refer", "file-mediator_name": MEDIATORS, **key()}
    answer = page_of(people.clerk).post(f"/filing/batches/{batch.pk}/file/", data)
    assert answer.status_code == 422
    assert "整批不能立案" in answer.content.decode()
    assert MEDIATORS in answer.content.decode()


def test_an_ordered_batch_shows_its_progress_and_says_when_no_worker_comes(people: People, page_of: PageOf) -> None:
    client, batch = page_of(people.clerk), uploaded(people.clerk)
    client.post(f"/filing/batches/{batch.pk}/file/", {**CHOSEN, **key()})
    page = client.get(f"/filing/batches/{batch.pk}/").content.decode()
    assert "<progress" in page
    assert 'http-equiv="refresh"' in page
    assert "后台任务还没有开始办理" not in page
    other = uploaded(people.second_clerk, DIRTY)
    long_ago = now().replace(hour=0, minute=0, second=0, microsecond=0)
    actions.queue_batch(other, BatchChoices(only_clean_rows=True), by=people.second_clerk, at=long_ago)
    part = client.get(f"/filing/batches/{other.pk}/progress/").content.decode()
    assert "后台任务还没有开始办理" in part
    assert "也不必重复提交" in part


def test_a_batch_that_is_no_longer_queued_turns_the_page(people: People, page_of: PageOf) -> None:
    batch = uploaded(people.clerk)
    assert page_of(people.clerk).get(f"/filing/batches/{batch.pk}/progress/").headers["HX-Refresh"] == "true"


def test_columns_are_saved_by_one_button(people: People, page_of: PageOf) -> None:
    batch = uploaded(people.clerk)
    columns = {"column-A": "", "column-B": "remark", **key()}
    page_of(people.clerk).post(f"/filing/batches/{batch.pk}/columns/", columns)
    batch.refresh_from_db()
    assert batch.mapping == {"unused": "A", "remark": "B"}
    assert batch.defect_count > 0


def test_one_field_for_two_columns_is_refused_and_nothing_changes(people: People, page_of: PageOf) -> None:
    batch = uploaded(people.clerk)
    columns = {"column-L": "principal", "column-P": "principal", **key()}
    answer = page_of(people.clerk).post(f"/filing/batches/{batch.pk}/columns/", columns)
    assert answer.status_code == 422
    assert "“借款本金”指定了2列（L、P）。请只留一列" in answer.content.decode()
    batch.refresh_from_db()
    assert batch.mapping == {}


@pytest.mark.parametrize("who", ["judge", "head", "cashier", "mediator", "stranger"])
def test_only_clerks_open_batches(people: People, page_of: PageOf, who: str) -> None:
    batch = uploaded(people.clerk)
    client = page_of(getattr(people, who))
    for part in ("", "progress/", "returned/"):
        assert client.get(f"/filing/batches/{batch.pk}/{part}").status_code == 403
    for part in ("columns/", "mends/", "designation/", "file/", "abandon/"):
        assert client.post(f"/filing/batches/{batch.pk}/{part}", key()).status_code == 403
    batch.refresh_from_db()
    assert batch.status == "checked"


def test_a_stranger_is_sent_to_the_log_in(people: People) -> None:
    batch = uploaded(people.clerk)
    assert Client().get(f"/filing/batches/{batch.pk}/").headers["Location"].startswith("/accounts/login/")


def test_the_check_page_asks_the_database_as_often_for_312_rows_as_for_61(people: People, page_of: PageOf) -> None:
    client = page_of(people.clerk)
    small, large = uploaded(people.clerk, DIRTY), uploaded(people.clerk, CLEAN)
    client.get(f"/filing/batches/{small.pk}/?only=all")
    with CaptureQueriesContext(connection) as few:
        client.get(f"/filing/batches/{small.pk}/?only=all")
    with CaptureQueriesContext(connection) as many:
        client.get(f"/filing/batches/{large.pk}/?only=all")
    assert len(many) == len(few)


def test_a_list_that_speaks_of_designation_waits_for_the_ruling(people: People, page_of: PageOf) -> None:
    client, batch = page_of(people.clerk), uploaded(people.clerk)
    answer = client.post(f"/filing/batches/{batch.pk}/file/", {**CHOSEN, "file-not_designated": "", **key()})
    assert answer.status_code == 422
    assert "没有登记裁定" in answer.content.decode()
    batch.refresh_from_db()
    assert batch.status == "checked"
