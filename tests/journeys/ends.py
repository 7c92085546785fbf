"""The last steps of the 312 loans: records signed, decisions written, signed and served, cases closed."""

import datetime
from collections import Counter
from collections.abc import Mapping

from playwright.sync_api import Page, expect

from tests.support.desks import Desks
from tests.support.uploads import SCAN
from tianping.cases.models import Case
from tianping.kernel.figures import Period, figure, read
from tianping.money.fees.models import Bill
from tianping.papers.documents.models import Paper
from tianping.papers.service.models import Delivery
from tianping.trial.closing.models import Ending
from tianping.trial.hearings.models import Record

WAYS = {"mediated": "mediation", "withdrawn": "withdrawn", "to_be_decided": "judgment"}


def the_bank_pays(desks: Desks) -> None:
    """One notice, one payment."""
    page, bill = desks.of("cashier"), Bill.objects.get()
    desks.go(page, f"/fees/{bill.pk}/")
    page.get_by_label("银行流水号或者收据号").fill("20230207000001")
    page.get_by_role("button", name="登记交费").click()
    expect(page.get_by_text("已交纳").first).to_be_visible()


def sign_the_records(desks: Desks, clerks: Mapping[str, str]) -> None:
    """Printed, signed by those present, scanned and handed in by each clerk in one go; a second hearing's singly."""
    for judge, clerk in clerks.items():
        page = desks.of(clerk)
        waiting = Record.objects.filter(status="closed", case__responsible__username=judge).select_related("case")
        twice = {case for case, count in Counter(each.case_id for each in waiting).items() if count > 1}
        names = [f"民初{each.case.sequence}号.pdf" for each in waiting if each.case_id not in twice]
        desks.go(page, "/hearings/scans/")
        page.get_by_label("签名扫描件（PDF，可以多选）").set_input_files(
            [{"name": name, "mimeType": "application/pdf", "buffer": SCAN} for name in names]
        )
        page.get_by_role("button", name="上传并完成签名").click()
        expect(page.get_by_text(f"已登记{len(names)}份笔录的签名")).to_be_visible(timeout=120_000)
        for record in Record.objects.filter(case__in=twice, status="closed").order_by("pk"):
            sign_alone(desks, page, record)
    assert not Record.objects.exclude(status="signed").exists()


def sign_alone(desks: Desks, page: Page, record: Record) -> None:
    """One record, one signature after another."""
    for _each in range(record.attendances.filter(appeared=True).count()):
        desks.go(page, f"/hearings/{record.pk}/signing/")
        page.get_by_label("纸质签名扫描件").set_input_files(
            {"name": "签名页.pdf", "mimeType": "application/pdf", "buffer": SCAN}
        )
        page.get_by_role("button", name="确认签名").click()
        expect(page.get_by_text("的签名情况已记入")).to_be_visible()
    page.get_by_role("button", name="签名完毕").click()
    expect(page.get_by_text("笔录签名完毕")).to_be_visible()


def write_the_decisions(desks: Desks, clerks: Mapping[str, str]) -> None:
    """What follows from the records by list, judgments by the judge; read by the other, signed, issued."""
    for judge, clerk in clerks.items():
        at_bench, beside = desks.of(judge), desks.of(clerk)
        desks.go(beside, "/closing/decisions/")
        beside.get_by_role("button", name="拟制全部").click()
        expect(beside.get_by_text("份，等待校对、签署。")).to_be_visible(timeout=120_000)
        for case in Case.objects.filter(responsible__username=judge, hearing_records__outcome="to_be_decided"):
            desks.go(at_bench, f"/closing/decisions/{case.pk}/")
            at_bench.get_by_role("button", name="拟制判决书").click()
            expect(at_bench.get_by_text("判决书已拟制")).to_be_visible()
        through(desks, at_bench, "/documents/?group=proofread", "已校对无误（所选）")
        through(desks, beside, "/documents/?group=proofread", "已校对无误（所选）")
        through(desks, at_bench, "/documents/?group=sign", "确认签署", opens="签署（所选）")
        through(desks, beside, "/documents/?group=issue", "确认制发", opens="制发（所选）")
    decisions = Paper.objects.filter(kind__in=["mediation_paper", "judgment", "ruling"])
    assert dict(Counter(decisions.values_list("status", flat=True))) == {"issued": Case.objects.count()}


def through(desks: Desks, page: Page, address: str, button: str, *, opens: str = "") -> None:
    """A list from its first page until nothing is left: all of a page ticked, and the verb."""
    while True:
        desks.go(page, address)
        everything = page.get_by_role("link", name="全选本页")
        if not everything.count():
            return
        everything.click()
        if opens:
            page.locator("summary", has_text=opens).click()
        page.get_by_role("button", name=button).click()
        expect(page.get_by_role("status").first).to_be_visible(timeout=120_000)


def close_the_cases(desks: Desks, clerks: Mapping[str, str]) -> None:
    """Each clerk closes what can be closed."""
    for clerk in clerks.values():
        through(desks, desks.of(clerk), "/closing/", "确认结案", opens="结案（所选）")
    assert not Case.objects.filter(type_code="民初", status="open").exists()
    assert not Delivery.objects.exclude(status="served").exists()


def the_ends_are_those_of_a_hand_count(desks: Desks, last: datetime.date) -> None:
    """How many were closed, and how: the figures of the court against the rows of the hearings."""
    outcomes = Counter(Record.objects.exclude(outcome="adjourned").values_list("outcome", flat=True))
    by_hand = {WAYS[outcome]: count for outcome, count in outcomes.items()}
    assert dict(Counter(Ending.objects.values_list("way", flat=True))) == by_hand
    period = Period(datetime.date(2023, 1, 1), last)
    for way, count in by_hand.items():
        found = figure(f"cases.closed.way.{way}")
        assert found is not None
        assert read(found, period).value == count
    page = desks.of("president")
    desks.go(page, f"/figures/cases.closed/?first={period.first}&last={period.last}")
    expect(page.locator("main")).to_contain_text(f"共 {sum(by_hand.values())} 条")
    rate = 100 * by_hand["mediation"] / sum(by_hand.values())
    desks.go(page, f"/figures/?first={period.first}&last={period.last}")
    expect(page.locator("main")).to_contain_text(f"{rate:.2f}%")
