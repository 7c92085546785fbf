"""Invented facts of the design pages: no person, number or sum here belongs to anybody."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString

from tianping.kernel.clock import CHINA
from tianping.kernel.web.components import Happening, Item, Tab, Task
from tianping.kernel.web.forms import HouseForm
from tianping.kernel.web.photos import CropForm, Photo, PhotosField
from tianping.kernel.web.table_page import TablePage
from tianping.kernel.web.tables import Column, Filter, Table
from tianping.law.answers import Answer

LONG_COMPANY = (
    "镇原县董志塬现代农业产业化联合体粮食烘干仓储物流"
    "与农资综合服务示范园区管理运营股份有限公司新区第二分公司筹备组（有限合伙）"
)
LONG_NAME = "𬱖·买买提"
CLAIM_FEN = 4_844_000
DAY = datetime.date(2023, 2, 6)
NAMES = ("王建设", LONG_NAME, "李秀英", "阿卜杜热合曼·吐尔逊", "曾国强", "仇玉兰", LONG_COMPANY, "单小军")
STATES = (("审查中", "open"), ("已立案", "done"), ("不予受理", "refused"), ("待补正", "waiting"), ("已中止", "stopped"))
LIGHTS = ("on_time", "due_soon", "overdue", "lapsed", "stopped", "pending")
TOTAL = 10_000


@dataclass(frozen=True)
class ExampleCase:
    """One row of the example lists."""

    pk: int
    number: str
    claimant: str
    respondent: str
    cause: str
    filed_on: datetime.date
    claim_fen: int
    state: int
    light: int


class ExampleForm(HouseForm):
    """One field of each kind."""

    name = forms.CharField(
        label="姓名", help_text="与身份证上的写法一致，包括间隔号“·”。", error_messages={"required": "请填写姓名。"}
    )
    identity = forms.CharField(label="身份证号码", help_text="18位，最后一位可能是X。")
    amount = forms.CharField(label="借款本金（元）", required=False)
    cause = forms.ChoiceField(
        label="案由", choices=[("1", "金融借款合同纠纷"), ("2", "民间借贷纠纷"), ("3", "信用卡纠纷")]
    )
    received_on = forms.DateField(label="收到诉状日期", widget=forms.DateInput(attrs={"type": "date"}))
    mediation = forms.ChoiceField(
        label="是否同意诉前调解", widget=forms.RadioSelect, choices=[("y", "同意"), ("n", "不同意"), ("u", "未表态")]
    )
    facts = forms.CharField(label="事实与理由", widget=forms.Textarea, required=False)
    is_checked = forms.BooleanField(label="已核对原件", required=False)
    workbook = forms.FileField(
        label="案件表格",
        help_text="xlsx 文件，最大 20 MB。银行导出的表格原样上传即可，不必改动。",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    def clean_identity(self) -> str:
        """Refuse the example's number, to show a refusal."""
        raise forms.ValidationError("身份证号码“62272719700101001”只有17位。请对照身份证补全18位。")


FEE = Answer(
    value=103_550,
    steps=(
        "标的额 = 本金 45,000.00 + 截至2023年1月31日的利息 3,440.00 = 48,440.00 元",
        "不超过1万元的部分：每件 50.00 元",
        "超过1万元至10万元的部分：(48,440.00 − 10,000.00) × 2.5% = 961.00 元",
        "合计：50.00 + 961.00 = 1,011.00 元",
        "适用简易程序减半：1,011.00 ÷ 2 = 505.50 元",
    ),
    because=("《诉讼费用交纳办法》（国务院令第481号）第十三条第一款第一项", "《诉讼费用交纳办法》第十六条"),
    certainty="S",
    notes=("利息计算方法由原告主张，立案时不作实体审查。",),
)


def _state(row: ExampleCase) -> SafeString:
    label, kind = STATES[row.state]
    return render_to_string("components/status.html", {"label": label, "kind": kind})


def _light(row: ExampleCase) -> SafeString:
    return render_to_string("components/traffic_light.html", {"state": LIGHTS[row.light], "days": row.light + 2})


TABLE = Table(
    caption="案件",
    columns=(
        Column("number", "案号", sort=("number",), link=True, nowrap=True),
        Column("claimant", "原告", sort=("claimant",), width="wide"),
        Column("respondent", "被告", width="wide"),
        Column("cause", "案由", sort=("cause",), width="term"),
        Column("filed_on", "立案日期", sort=("filed_on",), nowrap=True),
        Column("claim_fen", "标的额（元）", sort=("claim_fen",), money=True),
        Column(
            "state",
            "状态",
            show=_state,
        ),
        Column(
            "light",
            "期限",
            nowrap=True,
            show=_light,
        ),
    ),
    default_sort="-filed_on",
    filters=(
        Filter("state", "状态", choices=tuple((str(place), label) for place, (label, _kind) in enumerate(STATES))),
        Filter("filed_after", "立案日期起"),
    ),
    search=lambda rows, _text: rows,
    search_label="案号、姓名或名称",
    row_url=lambda row: f"#case-{row.pk}",
    empty_title="今天没有到期的事项",
    empty_text="新收的案件会在受理后出现在这里。",
)


def example_cases(first: int, count: int) -> list[ExampleCase]:
    """``count`` invented cases from number ``first`` on."""
    return [
        ExampleCase(
            pk=number,
            number=f"（2023）甘1027民初{number}号",
            claimant="甘肃镇原农村商业银行股份有限公司" if number % 3 else NAMES[(number + 3) % len(NAMES)],
            respondent=NAMES[number % len(NAMES)],
            cause="金融借款合同纠纷" if number % 3 else "民间借贷纠纷",
            filed_on=DAY - datetime.timedelta(days=number % 40),
            claim_fen=CLAIM_FEN + 137_411 * (number % 97),
            state=number % len(STATES),
            light=number % len(LIGHTS),
        )
        for number in range(first, first + count)
    ]


def long_table(query: QueryDict) -> TablePage:
    """The page asked for of ten thousand rows."""
    asked = query.get("page", "1")
    page = min(int(asked), TOTAL // TABLE.page_size) if asked.isdecimal() and len(asked) < 6 else 1
    return TABLE.lay_out(query, example_cases((max(page, 1) - 1) * TABLE.page_size + 1, TABLE.page_size), total=TOTAL)


def short_table(count: int) -> TablePage:
    """A table of ``count`` rows."""
    return TABLE.lay_out(QueryDict("sort=-filed_on"), example_cases(1, count), total=count)


def sent_form() -> ExampleForm:
    """The form as it comes back with errors."""
    form = ExampleForm(
        {"e-name": "", "e-identity": "62272719700101001", "e-cause": "1", "e-received_on": "前天"}, prefix="e"
    )
    form.is_valid()
    return form


def happenings() -> Sequence[Happening]:
    """What happened in an example matter."""
    at = datetime.datetime(2023, 2, 6, 9, 5, tzinfo=CHINA)
    return (
        Happening(at, "收到起诉材料", "立案员 赵敏", "甘肃镇原农村商业银行批量提交，第17行。"),
        Happening(at + datetime.timedelta(minutes=42), "登记立案", "立案员 赵敏", "案号（2023）甘1027民初17号。"),
        Happening(at + datetime.timedelta(minutes=43), "通知交费", "", "案件受理费505.50元，期限至2023年2月13日。"),
        Happening(datetime.date(2023, 2, 13), "交纳案件受理费", "原告", "逾期未交按撤诉处理。", next=True),
    )


def items() -> Sequence[Item]:
    """An example description list."""
    return (
        Item("案号", "（2023）甘1027民初17号"),
        Item("原告", LONG_COMPANY),
        Item("被告", LONG_NAME),
        Item("案由", "金融借款合同纠纷", change_url="#"),
        Item("标的额", CLAIM_FEN, template="components/money.html"),
        Item("承办法官", None),
    )


def staff() -> dict[str, Any]:
    """Everything the staff page of the design shows."""
    return {
        "long_company": LONG_COMPANY,
        "form": ExampleForm(prefix="f"),
        "sent_form": sent_form(),
        "table": short_table(8),
        "empty_table": short_table(0),
        "narrowed_table": TABLE.lay_out(QueryDict("state=2"), [], total=0),
        "lights": LIGHTS,
        "answer": FEE,
        "entries": happenings(),
        "rows": items(),
        "claim_fen": CLAIM_FEN,
        "tabs": (
            Tab("待审查", "#tabs", active=True, count=12),
            Tab("待补正", "#tabs", count=0),
            Tab("已立案", "#tabs", count=10_000),
        ),
    }


def public() -> dict[str, Any]:
    """Everything the litigants' page of the design shows."""
    return {
        "form": ExampleForm(prefix="f"),
        "sent_form": sent_form(),
        "answer": FEE,
        "entries": happenings(),
        "rows": items(),
        "claim_fen": CLAIM_FEN,
        "tasks": (
            Task("您和对方是谁", "#tasks", "已填写", "done"),
            Task("您请求法院判什么", "#tasks", "填写中", "open", "还差利息计算到哪一天"),
            Task("事情的经过", "#tasks", "未开始"),
            Task("核对并提交", "", "还不能开始"),
        ),
    }


class PhotosForm(HouseForm):
    """Photos of evidence."""

    use_required_attribute = False

    photos = PhotosField(label="照片", help_text="一次可以选多张。也可以上传PDF；每个不超过20 MB。")


def photos() -> dict[str, Any]:
    """Everything the photos' page of the design shows."""
    return {
        "form": PhotosForm(prefix="p"),
        "sent_form": PhotosForm({}, MultiValueDict(), prefix="s"),
        "photo": Photo("借条", static("tianping/example_photo.svg"), "#", "#"),
        "crop_form": CropForm(prefix="c"),
    }


PAPER_ROWS = (
    ("原告", "甘肃镇原农村商业银行股份有限公司"),
    ("被告", f"{LONG_NAME}、{LONG_COMPANY}"),
    ("案由", "金融借款合同纠纷"),
)
