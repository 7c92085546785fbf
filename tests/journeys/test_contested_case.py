"""A contested loan by ordinary procedure: panel, adjournment, appraisal, judgment, appeal; each at their own desk."""

import datetime
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import contested, ends
from tests.journeys.contested import Way
from tests.support.desks import Desks, Today, write
from tests.support.live_court import LiveCourt
from tests.support.worker import do_queued_jobs
from tianping.accounts.models import User
from tianping.cases.models import Case, Clock, Seat

pytestmark = pytest.mark.browser

PLAINTIFF, PLAINTIFF_ID = "辛望月", "62282719850315101X"
DEFENDANT, DEFENDANT_ID = "柴𬱖", "622827199007121027"
TEAM = "民事审判第一庭合议团队"
JUDGES = {"judge1": "clerk1", "judge2": "clerk2", "judge3": "clerk3"}
ANSWER = "借条上的签名不是我写的，我没有收到过借款。"
FILE = [
    *("起诉状", "受理案件通知书", "交纳诉讼费用通知和收据", "诉讼费用结算", "应诉通知书", "举证通知书"),
    *(
        "合议庭组成人员告知书",
        "答辩状",
        "2021年1月通话录音文字稿",
        "鉴定意见",
        "传票",
        "开庭公告",
        "庭审笔录",
        "民事判决书",
    ),
    *("送达回证", "送达副本通知书", "电子送达凭证", "上诉状", "上诉案件移送函"),
]
ROOM = "第一法庭"
NOTICES = ("受理案件通知书", "应诉通知书", "举证通知书", "合议庭组成人员告知书")
WHY_A_PANEL = "被告否认借条上的签名，双方对是否借款争议较大，需要鉴定，应当由合议庭审理。"


def day(month: int, of_month: int) -> datetime.date:
    """A day of 2023."""
    return datetime.date(2023, month, of_month)


@pytest.mark.timeout(300)
def test_a_contested_loan_goes_from_the_counter_to_the_court_above(
    live_court: LiveCourt, today: Today, desks: Desks, phone_page: Page, tmp_path: Path
) -> None:
    file_at_the_counter(desks)
    case = Case.objects.get()
    the_limit_runs_until(case, day(8, 6))
    draw_the_panel(desks, case)
    make_the_notices(live_court, desks)
    ends.the_bank_pays(desks)
    way = Way.of(live_court.database, desks, today, case)
    serve_and_answer(way, phone_page)
    hear_and_adjourn(way, phone_page)
    appraise(way)
    the_limit_runs_until(case, day(8, 27))
    hear_again(way, phone_page)
    contested.deliberate(way)
    judge_it(way, phone_page, tmp_path)
    close_and_appeal(way)
    send_it_up(way, phone_page)
    the_file_stands_in_its_order(way)
    the_figures_are_those_of_a_hand_count(desks)


def serve_and_answer(way: Way, phone: Page) -> None:
    """Notices by hand to one and by post to the other; the answer comes from the phone."""
    way.today.move_to(day(2, 8))
    contested.serve(way, PLAINTIFF, "直接送达")
    way.today.move_to(day(2, 9))
    contested.serve(way, DEFENDANT, "邮寄送达")
    assert way.due("C-ANSWER-15") == ("2023-02-24", "2023-02-24")
    way.today.move_to(day(2, 15))
    contested.look_up(way, phone, DEFENDANT)
    contested.answer_from_the_phone(way, phone, ANSWER)
    contested.send_on(way)
    way.today.move_to(day(2, 16))
    contested.serve(way, PLAINTIFF, "直接送达")


def hear_and_adjourn(way: Way, phone: Page) -> None:
    """Three days' notice; both sides are heard; the signature is to be examined, so the hearing is put off."""
    enter_the_room(way.desks)
    way.today.move_to(day(2, 27))
    contested.fix_a_hearing(way, "2023-03-06")
    way.today.move_to(day(3, 1))
    contested.serve(way, PLAINTIFF, "直接送达", kind="summons")
    contested.look_up(way, phone, DEFENDANT)
    contested.read_what_arrived(way, phone, "传票", day(2, 27))
    way.today.move_to(day(3, 6))
    page = contested.open_the_record(way)
    contested.exhibit(
        page, PLAINTIFF, "2021年1月10日借条", "证明被告借款20万元", disputed_by=DEFENDANT, because="签名不是本人所写"
    )
    page.locator("summary", has_text="延期开庭").click()
    write(
        page,
        {
            "法定情形": "需要通知新的证人到庭，调取新的证据，重新鉴定、勘验，或者需要补充调查",
            "具体理由": "被告申请对借条签名进行笔迹鉴定",
            "下次开庭日期": "2023-04-04",
        },
    )
    page.get_by_role("button", name="延期开庭").click()
    expect(page.get_by_text("已记明延期开庭。")).to_be_visible()
    contested.bring_the_scan(way)


def enter_the_room(desks: Desks) -> None:
    """登记地点."""
    page = desks.of("filing1")
    desks.go(page, "/scheduling/places/")
    write(page, {"名称": ROOM})
    page.get_by_role("button", name="登记地点").click()
    expect(page.get_by_text(f"已登记{ROOM}。")).to_be_visible()


def appraise(way: Way) -> None:
    """The appraisal does not count towards the trial limit (民诉法解释第二百四十三条).

    By hand: filed on 6 February, six months end on 6 August (民事诉讼法第一百五十二条); from 8 March to 28 March are
    21 days; 6 August and 21 days are 27 August, a Sunday.
    """
    way.today.move_to(day(3, 8))
    page = way.page(way.clerk)
    page.get_by_role("link", name="程序转换和不计入审限的期间").click()
    write(
        page,
        {
            "事由": "鉴定",
            "具体事项": "借条签名笔迹鉴定",
            "鉴定机构": "甘肃示范司法鉴定中心",
            "开始之日": "2023-03-08",
            "凭据": "（2023）委鉴1号鉴定委托书",
        },
    )
    page.get_by_role("button", name="登记开始").click()
    expect(page.get_by_text("已登记，自开始之日起不计入审理期限。")).to_be_visible()
    way.today.move_to(day(3, 29))
    page = way.page(way.judge, f"/hearings/cases/{way.case.pk}/turns/")
    page.locator("summary", has_text="结束，恢复计算").click()
    write(page, {"恢复计算之日": "2023-03-29", "结束的凭据": "（2023）文鉴字第1号鉴定意见书"})
    page.get_by_role("button", name="恢复计算").click()
    expect(page.locator("main")).to_contain_text("扣除21日")
    expect(page.locator("main")).to_contain_text("至2023年8月27日届满，末日顺延至2023年8月28日。")


def hear_again(way: Way, phone: Page) -> None:
    """The appraisal says that the defendant signed; debate, last words, no agreement."""
    contested.fix_a_hearing(way, "2023-04-04")
    way.today.move_to(day(3, 30))
    contested.serve(way, PLAINTIFF, "直接送达", kind="summons")
    contested.look_up(way, phone, DEFENDANT)
    contested.read_what_arrived(way, phone, "传票", day(3, 29))
    way.today.move_to(day(4, 4))
    page = contested.open_the_record(way)
    write(page, {"宣读鉴定意见、勘验笔录": "审：宣读鉴定意见：借条上“柴𬱖”的签名是被告所写。\n被：没有异议。"})
    page.get_by_role("button", name="保存笔录").click()
    page.get_by_label("庭审结果").select_option(label="择期宣判")
    page.get_by_role("button", name="记录完毕").click()
    expect(page.get_by_text("笔录已记录完毕")).to_be_visible()
    contested.bring_the_scan(way)


def judge_it(way: Way, phone: Page, folder: Path) -> None:
    """Drawn up from the elements, edited, let out by all three, served on two days."""
    way.today.move_to(day(4, 10))
    page = way.page(way.judge)
    page.get_by_role("link", name="拟制判决书").click()
    answer = page.get_by_label(f"{DEFENDANT}的答辩")
    expect(answer).to_have_value(ANSWER)
    answer.fill("借条上的签名不是其所写，其没有收到过借款。")
    page.get_by_role("button", name="拟制判决书").click()
    expect(page.get_by_text("判决书已拟制")).to_be_visible()
    paper = page.url.removeprefix(page.url[: page.url.index("/documents/")])
    contested.edit_as_word(page, "没有收到过借款", "也没有收到过该笔借款", folder)
    expect(page.locator(".paper-sheet")).to_contain_text("于2023年3月6日、2023年4月4日公开开庭进行了审理")
    way.today.move_to(day(4, 14))
    contested.let_it_out(way, paper)
    way.today.move_to(day(4, 17))
    contested.serve(way, PLAINTIFF, "直接送达")
    contested.look_up(way, phone, DEFENDANT)
    contested.read_what_arrived(way, phone, "民事判决书", day(4, 14))


def close_and_appeal(way: Way) -> None:
    """Fifteen days for each from their own day (第一百七十一条); both end within the holiday and move."""
    page = way.page(way.clerk)
    page.get_by_role("link", name="结案", exact=True).click()
    page.get_by_role("button", name="结案", exact=True).click()
    for name, nominal, legal in ((PLAINTIFF, "2023-05-02", "2023-05-04"), (DEFENDANT, "2023-04-29", "2023-05-04")):
        assert way.due("C-APPEAL-J", litigant__name=name) == (nominal, legal)
    way.today.move_to(day(5, 4))
    page = way.page("filing1", f"/closing/cases/{way.case.pk}/")
    page.locator("summary", has_text="收取上诉状").click()
    write(
        page,
        {
            "上诉人": f"被告{DEFENDANT}",
            "收到上诉状的日期": "2023-05-04",
            "上诉请求": "撤销一审判决，改判驳回被上诉人的诉讼请求。",
            "不服一审判决部分的数额（元）": "215900",
        },
    )
    page.get_by_role("button", name="登记上诉").click()
    expect(page.locator("main")).to_contain_text("上诉费4,538.50元")
    assert way.due("C-APPEAL-SVC") == ("2023-05-09", "2023-05-09")


def send_it_up(way: Way, phone: Page) -> None:
    """Copies to the plaintiff, fifteen days to answer, then five days to send the file (第一百七十四条)."""
    way.today.move_to(day(5, 6))
    page = way.page(way.clerk, f"/closing/cases/{way.case.pk}/")
    write(page, {"送达最后一名对方当事人的日期": "2023-05-06"})
    page.get_by_role("button", name="登记送达").click()
    assert way.due("C-APPEAL-SEND") == ("2023-05-27", "2023-05-29")
    way.today.move_to(day(5, 23))
    page = way.page(way.clerk, f"/closing/cases/{way.case.pk}/")
    write(page, {"第二审人民法院": "甘肃省庆阳市中级人民法院", "移送的案卷和证据": "一审正卷一册、上诉状一份"})
    page.get_by_role("button", name="移送", exact=True).click()
    expect(page.get_by_text("移送甘肃省庆阳市中级人民法院")).to_be_visible()
    contested.look_up(way, phone, DEFENDANT)
    expect(phone.locator("main")).to_contain_text("案件已经审结，法律文书还没有生效。")


def the_file_stands_in_its_order(way: Way) -> None:
    """卷宗目录: by the order of places, each by its day; the case page says that the judgment does not bind."""
    page = way.page(way.judge)
    expect(page.locator(".case-facts")).to_contain_text("已结案，待生效")
    expect(page.locator(".case-next")).to_contain_text("等待第二审人民法院的裁判")
    for words in ("鉴定期间", "民事判决书", "已移送二审", "普通程序，合议"):
        expect(page.locator("main")).to_contain_text(words)
    page.get_by_role("link", name=f"民事判决书（{DEFENDANT}）").click()
    expect(page.locator("main")).to_contain_text("电子送达送达日期2023年4月14日")
    page.get_by_role("link", name=way.case.number).first.click()
    page.get_by_role("link", name="卷宗目录").click()
    expect(page.get_by_role("heading", name="副卷").locator("..")).to_contain_text("合议庭评议笔录（第1次）")
    titles = page.locator("section", has=page.get_by_role("heading", name="正卷")).locator("tbody tr td:nth-child(2)")
    found = [re.sub("（.*", "", title) for title in titles.all_inner_texts()]
    assert [title for place, title in enumerate(found) if title not in found[:place]] == FILE


def the_figures_are_those_of_a_hand_count(desks: Desks) -> None:
    """One case closed, by judgment, by ordinary procedure, within its limit, appealed; none by mediation."""
    page, period = desks.of("president"), "?first=2023-01-01&last=2023-05-31"
    by_hand = {"cases.closed": 1, "cases.closed.way.judgment": 1, "cases.closed.way.mediation": 0}
    for name, count in (by_hand | {"triage.received.ordinary": 1, "triage.received.simple": 0}).items():
        desks.go(page, f"/figures/{name}/{period}")
        expect(page.locator("main")).to_contain_text(f"共 {count} 条" if count else "没有")
    desks.go(page, f"/figures/{period}")
    for label, value in {
        "判决率": "100.00%",
        "调解率": "0.00%",
        "审限内结案率": "100.00%",
        "上诉率": "100.00%",
    }.items():
        row = page.locator("main dl > div", has=page.get_by_role("link", name=label, exact=True))
        expect(row).to_contain_text(value)


def file_at_the_counter(desks: Desks) -> None:
    """The loan is written down by its elements; the clerk chooses ordinary procedure with a panel and says why."""
    page = desks.of("filing1")
    desks.go(page, "/filing/new/?kind=private")
    for heading, name, number, phone in (
        ("原告", PLAINTIFF, PLAINTIFF_ID, "19900000011"),
        ("被告", DEFENDANT, DEFENDANT_ID, "19900000012"),
    ):
        side = page.locator("section", has=page.get_by_role("heading", name=heading, exact=True))
        person = {"类型": "自然人", "姓名或者名称": name, "证件": "居民身份证", "证件号码": number}
        write(side, {**person, "电话": phone, "住所地": "甘肃省庆阳市镇原县城关镇"})
    days = {"合同签订日": "2021-01-10", "放款日": "2021-01-10", "到期日": "2022-01-09", "利息计至": "2022-01-09"}
    sums = {"借款本金（元）": "200000", "年利率（%）": "8", "尚欠本金（元）": "200000", "尚欠利息（元）": "15900"}
    write(page, {**days, **sums, "事实与理由": "被告出具借条借款20万元，到期没有归还。"})
    page.get_by_role("button", name="收件并出具收据").click()
    page.wait_for_url("**/receipt/")
    page.get_by_role("link", name="去审查").click()
    page.locator("summary", has_text="不按规则，另行指定审理程序").click()
    write(page, {"审理程序": "普通程序", "审判组织": "合议", "调整理由": WHY_A_PANEL})
    page.get_by_role("button", name="登记立案").click()
    expect(page.get_by_text("（2023）甘1027民初1号").first).to_be_visible()


def the_limit_runs_until(case: Case, due: datetime.date) -> None:
    """The nominal last day of the trial limit."""
    assert Clock.objects.get(case=case, period_id="C-TRIAL-ORD", stopped_on__isnull=True).nominal_due == due


def draw_the_panel(desks: Desks, case: Case) -> None:
    """The head's team; two judges and a people's assessor drawn in the three published steps."""
    head = desks.of("head1")
    desks.go(head, "/assignment/pools/")
    head.get_by_label("团队名称").fill(TEAM)
    head.get_by_role("button", name="设立团队").click()
    for judge, clerk in JUDGES.items():
        add_member(head, judge, "法官")
        add_member(head, clerk, "书记员", serves=User.objects.get(username=judge).full_name)
    page = desks.of("filing1")
    desks.go(page, f"/cases/{case.pk}/")
    page.get_by_role("link", name="随机分案").last.click()
    page.get_by_label("分案团队").select_option(label=TEAM)
    page.get_by_role("button", name="公布承诺值").click()
    page.get_by_role("link", name="全选本页").click()
    write(page, {"合议庭组成": "审判员二人、人民陪审员一人"})
    page.get_by_role("button", name="固定名册（所选）").click()
    page.get_by_role("button", name="揭示种子并抽取").click()
    expect(page.get_by_role("heading", name="抽取结果")).to_be_visible()
    roles = Seat.objects.filter(case=case).values_list("role", flat=True)
    assert sorted(roles) == ["assessor", "clerk", "judge", "presiding"]


def add_member(page: Page, username: str, role: str, *, serves: str = "") -> None:
    """增加成员 on the page of the team."""
    name = User.objects.get(username=username).full_name
    page.get_by_label("人员", exact=True).select_option(label=f"{name}（{role}）")
    if serves:
        page.get_by_label("配合的法官").select_option(label=serves)
    page.get_by_role("button", name="增加成员").click()
    expect(page.get_by_role("cell", name=name, exact=True).first).to_be_visible()


def make_the_notices(court: LiveCourt, desks: Desks) -> None:
    """All notices of the case at once: the panel is told to both sides."""
    page = desks.of("filing1")
    desks.go(page, "/documents/bulk/")
    for title in NOTICES:
        page.get_by_label(title, exact=True).check()
    page.get_by_label("符合筛选条件的全部 1 件").check()
    page.get_by_role("button", name="制作并制发").click()
    do_queued_jobs(court.database)
    expect(page.get_by_text("已制发6份")).to_be_visible()
