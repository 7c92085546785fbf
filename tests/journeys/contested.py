"""The steps of one contested case: served, answered from a phone, heard twice, judged by the panel, appealed."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from docx import Document
from playwright.sync_api import Page, expect

from tests.support.browser import every
from tests.support.codes import confirm_number
from tests.support.desks import Desks, Today, write
from tests.support.uploads import scan
from tests.support.worker import do_queued_jobs
from tianping.cases.models import Case, Clock, Seat
from tianping.law.electronic_consent import STEP_NAMES
from tianping.law.wording import chinese_date


@dataclass
class Way:
    """The case on its way: the desks, the clock, who sits."""

    database: str
    desks: Desks
    today: Today
    case: Case
    clerk: str
    judge: str
    bench: Sequence[str]

    @classmethod
    def of(cls, database: str, desks: Desks, today: Today, case: Case) -> "Way":
        """The case once its bench was drawn."""
        seats = Seat.objects.filter(case=case).select_related("user").order_by("pk")
        names = {seat.user.username: seat.role for seat in seats}
        clerk = next(name for name, role in names.items() if role == "clerk")
        judge = next(name for name, role in names.items() if role == "presiding")
        return cls(database, desks, today, case, clerk, judge, [name for name in names if name != clerk])

    def page(self, username: str, address: str = "") -> Page:
        """Somebody's page with the case, or what is below another address, open."""
        page = self.desks.of(username)
        self.desks.go(page, address or f"/cases/{self.case.pk}/")
        return page

    def work(self) -> None:
        """The worker beside the court does what is queued."""
        do_queued_jobs(self.database)

    def due(self, period: str, **of: object) -> tuple[str, str]:
        """The nominal and the legal last day of a running period."""
        clock = Clock.objects.get(case=self.case, period_id=period, stopped_on__isnull=True, **of)
        return clock.nominal_due.isoformat(), clock.legal_due.isoformat() if clock.legal_due else ""


def serve(way: Way, name: str, method: str, *, kind: str = "") -> None:
    """The clerk ticks what goes to one person and writes down that it was received today."""
    page = way.page(way.clerk, f"/service/?group=waiting&kind={kind}")
    for row in every(page.locator("tbody tr", has_text=name)):
        row.locator("input[name=ids]").check()
    page.locator("summary", has_text="登记送达结果").click()
    write(page, {"送达方式": method, "日期": way.today().date().isoformat(), "签收人": "受送达人本人"})
    page.get_by_role("button", name="登记（所选）").click()
    expect(page.get_by_role("status").filter(has_text="登记送达")).to_be_visible()
    way.work()


def look_up(way: Way, phone: Page, name: str) -> None:
    """The code stands in the notice; with it the defendant opens the case on the phone."""
    page = way.page(way.clerk)
    page.locator("summary", has_text="已制发的通知、传票").click()
    page.get_by_role("link", name=f"应诉通知书（{name}）").first.click()
    found = re.search(r"查询码：([A-Z0-9 ]+)", page.locator(".paper-sheet").inner_text())
    assert found is not None
    way.desks.go(phone, "/progress/")
    write(phone, {"案号": way.case.number, "查询码": found[1].replace(" ", "")})
    phone.get_by_role("button", name="查询").tap()
    expect(phone.locator("main")).to_contain_text(way.case.number)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def answer_from_the_phone(way: Way, phone: Page, words: str) -> None:
    """The defendant reads the papers, agrees to electronic service, hands in an answer and evidence."""
    phone.get_by_role("link", name="查看、下载我的文书").tap()
    phone.get_by_role("link", name="举证通知书").tap()
    with phone.expect_download() as coming:
        phone.get_by_role("link", name="下载文书（PDF）").tap()
    assert Path(coming.value.path()).read_bytes().startswith(b"%PDF")
    way.desks.go(phone, "/progress/case/")
    phone.get_by_role("link", name="确认电子送达地址").tap()
    phone.get_by_label("手机短信").check()
    phone.get_by_label("手机号码或者电子邮箱").fill("19900000012")
    for step in STEP_NAMES.values():
        phone.get_by_label(step, exact=True).check()
    phone.get_by_label("我看过上面的说明，同意电子送达").check()
    phone.get_by_role("button", name="确认地址，同意电子送达").tap()
    confirm_number(phone, "19900000012")
    expect(phone.get_by_role("heading", level=1)).to_contain_text("已经")
    way.desks.go(phone, "/progress/case/")
    phone.get_by_role("link", name="提交答辩状").tap()
    phone.get_by_label("答辩意见").fill(words)
    phone.get_by_role("button", name="保存，下一步上传文件").tap()
    phone.get_by_role("link", name="上传完了，下一步核对").tap()
    hand_in(phone)
    way.desks.go(phone, "/progress/case/")
    phone.get_by_role("link", name="提交证据").tap()
    write(phone, {"材料名称": "2021年1月通话录音文字稿", "证明什么": "证明原告知道借条不是本人所写"})
    phone.get_by_label("文件").set_input_files({"name": "通话.pdf", "mimeType": "application/pdf", "buffer": scan()})
    phone.get_by_role("button", name="加上这个文件").tap()
    phone.get_by_role("link", name="上传完了，下一步核对").tap()
    hand_in(phone)


def hand_in(phone: Page) -> None:
    """The last page before something is handed in."""
    phone.get_by_label("我提交的材料真实").check()
    phone.get_by_role("button", name="提交", exact=True).tap()
    expect(phone.get_by_text("法院已经收到，编号")).to_be_visible()


def send_on(way: Way) -> None:
    """What the defendant handed in goes to the plaintiff, each with a notice that is served."""
    for kind in ("答辩状", "证据"):
        page = way.page(way.clerk)
        page.get_by_role("link", name=re.compile(f"^{kind}（")).click()
        page.locator("summary", has_text="转送对方当事人").click()
        page.get_by_role("button", name="转送", exact=True).click()
        expect(page.get_by_text("已转送").first).to_be_visible()
        way.work()


def fix_a_hearing(way: Way, on: str, time: str = "09:00") -> None:
    """The clerk fixes day and hour; the summonses are made."""
    page = way.page(way.clerk)
    page.get_by_role("link", name="排期开庭").click()
    write(page, {"开庭地点": "第一法庭", "日期": on, "开始时间": time, "时长": "120分钟"})
    page.get_by_role("button", name="确定排期").click()
    expect(page.get_by_text("已确定开庭时间")).to_be_visible()
    way.work()


def read_what_arrived(way: Way, phone: Page, title: str, on: datetime.date) -> None:
    """A paper was served when its message arrived at the number that was confirmed; on the phone it is read."""
    way.desks.go(phone, "/progress/papers/")
    found = phone.get_by_role("listitem").filter(has_text=title).filter(has_text=f"{chinese_date(on)}电子送达")
    found.get_by_role("link").tap()
    expect(phone.get_by_role("list", name="送达经过")).to_contain_text(f"短信，199****0012，{chinese_date(on)}")
    expect(phone.get_by_role("link", name="下载文书（PDF）")).to_be_visible()


def open_the_record(way: Way) -> Page:
    """The hearing begins: everybody is there, rights are told."""
    page = way.page(way.clerk)
    page.get_by_role("link", name="开始庭审记录").click()
    expect(page.get_by_label("开庭地点")).to_have_value("第一法庭")
    page.get_by_role("button", name="开始记录").click()
    for came in every(page.locator("#attendance label", has_text=re.compile("^到庭$"))):
        came.click()
    page.get_by_role("button", name="记明到庭情况").click()
    page.get_by_role("button", name="已告知权利义务、询问回避").click()
    expect(page.get_by_text("已告知权利义务、询问回避").first).to_be_visible()
    return page


def exhibit(page: Page, who: str, name: str, purpose: str, *, disputed_by: str, because: str) -> None:
    """Evidence is shown and the other side says what it thinks of it."""
    page.locator("#exhibit summary", has_text="出示证据").click()
    write(page, {"出示证据的当事人": who, "证据名称": name, "证明目的": purpose})
    page.get_by_role("button", name="记入证据").click()
    page.locator("#exhibit summary", has_text="质证意见").click()
    place = page.locator("#exhibit ol > li").count()
    write(page, {"证据": f"{place}. {name}", "发表意见的当事人": disputed_by, "理由": because})
    page.get_by_label("认可真实性").uncheck()
    page.get_by_role("button", name="记入质证意见").click()
    expect(page.locator("#exhibit")).to_contain_text(because)


def bring_the_scan(way: Way) -> None:
    """Everybody signed on paper; the clerk brings one scan, named by the number of the case."""
    page = way.page(way.clerk, "/hearings/scans/")
    file = {"name": f"民初{way.case.sequence}号.pdf", "mimeType": "application/pdf", "buffer": scan()}
    page.get_by_label("签名扫描件（PDF，可以多选）").set_input_files(file)
    page.get_by_role("button", name="上传并完成签名").click()
    expect(page.get_by_text("已登记1份笔录的签名")).to_be_visible()
    way.work()


def deliberate(way: Way) -> None:
    """合议庭评议: written down by the clerk, one member differs; each signs at their own desk."""
    way.today.move_to(way.today().date() + datetime.timedelta(days=2))
    page = way.page(way.clerk)
    page.get_by_role("link", name="记录评议").click()
    for opinion in every(page.get_by_label(re.compile("的意见$"))):
        opinion.fill("鉴定意见可以采信，借款属实，应当判令还款。")
    page.get_by_label(re.compile("同意评议结论$")).nth(1).uncheck()
    write(page, {"评议结论": "判令被告偿还借款本息。"})
    page.get_by_role("button", name="记录评议").click()
    expect(page.get_by_text("评议已记录")).to_be_visible()
    expect(page.get_by_text("合议庭3人中2人同意")).to_be_attached()
    for member in way.bench:
        page = way.page(member, "/cases/today/")
        page.get_by_role("link", name="第1次评议").click()
        page.get_by_role("button", name="签名").click()
        expect(page.get_by_text("已签名。", exact=True)).to_be_visible()
    expect(page.get_by_text("合议庭成员均已签名。")).to_be_visible()


def edit_as_word(page: Page, before: str, after: str, folder: Path) -> None:
    """The judge changes a sentence in the word processor and brings the paper back."""
    with page.expect_download() as coming:
        page.get_by_role("link", name="下载 Word").click()
    coming.value.save_as(folder / "判决书.docx")
    document = Document(str(folder / "判决书.docx"))
    (paragraph,) = [each for each in document.paragraphs if before in each.text]
    paragraph.runs[0].text = paragraph.text.replace(before, after)
    for run in paragraph.runs[1:]:
        run.text = ""
    document.save(str(folder / "判决书.docx"))
    page.get_by_label("修改后的 Word 文档").set_input_files(folder / "判决书.docx")
    page.get_by_role("button", name="上传修改稿").click()
    expect(page.locator(".paper-sheet")).to_contain_text(after)


def press(page: Page, button: str, confirm: str) -> None:
    """A verb that asks once more."""
    page.locator("summary", has_text=re.compile(f"^{button}$")).click()
    page.get_by_role("button", name=confirm).click()
    expect(page.get_by_role("status").first).to_be_visible()


def let_it_out(way: Way, paper: str) -> None:
    """Proof-read by the clerk, signed by every member of the panel at their own desk, issued."""
    page = way.page(way.clerk, paper)
    page.get_by_role("button", name="已校对无误").click()
    expect(page.get_by_role("button", name="已校对无误")).to_have_count(0)
    for place, member in enumerate(way.bench, start=1):
        page = way.page(member, "/documents/?group=sign")
        page.locator("a.tp-table__row").first.click()
        press(page, "签署", "确认签署")
        expect(page.get_by_text("已签署（")).to_have_count(place)
    page = way.page(way.clerk, paper)
    press(page, "制发", "确认制发")
    way.work()
