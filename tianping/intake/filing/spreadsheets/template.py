"""An empty list for institutions to fill in, with the headings that are recognised at once and one example."""

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook


SHEET = "起诉清单"
GUIDE = "填写说明"
TITLE = "（机构全称）批量起诉清单（金融借款合同纠纷）"
INSTITUTION_LINE = "统一社会信用代码：　　　法定代表人：　　　指定管辖："
PREPARED_ROWS = 1000

# Heading, how to fill it in, an example of people who do not exist, and the kind of cell.
COLUMNS: tuple[tuple[str, str, str, str], ...] = (
    ("序号", "从1起编号，不重复", "1", "number"),
    ("借款人", "按证件填写姓名，一行一名借款人", "示例甲", "text"),
    ("证件类型", "居民身份证、护照、统一社会信用代码等", "居民身份证", "text"),
    ("证件号码", "文本格式，18位，不得存成数字", "62102719900101001X", "text"),
    ("手机号码", "11位手机号码，用于送达", "19900000000", "text"),
    ("住所地", "写到乡镇（街道）、村（小区）和门牌", "甘肃省庆阳市镇原县城关镇示例村1号", "text"),
    ("保证人", "几名保证人用顿号分开；没有的留空", "示例乙、示例丙", "text"),
    ("保证人证件号码", "与保证人的人数、顺序一致，用顿号分开", "两个18位号码，用顿号分开", "text"),
    ("合同编号", "每份合同一行，不重复", "示例借字2021第00001号", "text"),
    ("合同签订日", "日期格式", "2021-03-05", "date"),
    ("放款日", "不早于合同签订日", "2021-03-08", "date"),
    ("借款本金(元)", "数字，到分，不写“元”和千位分隔符", "100000", "money"),
    ("年利率(%)", "数字，如6.525，不写百分号", "6.525", "rate"),
    ("逾期上浮(%)", "罚息在合同利率上加收的比例，如50", "50", "rate"),
    ("到期日", "晚于放款日", "2022-03-05", "date"),
    ("尚欠本金(元)", "不多于借款本金", "88000.00", "money"),
    ("尚欠利息(元)", "计至下一栏的日期", "5321.60", "money"),
    ("利息计至", "不晚于提交清单之日", "2022-12-21", "date"),
    ("担保方式", "信用、保证、抵押、质押，几种并用的用顿号分开", "保证", "text"),
    ("是否同意诉前调解", "是或者否", "是", "text"),
    ("备注", "其他需要说明的事项；不要写公式", "", "text"),
)
CHOICES = {
    "证件类型": ["居民身份证", "护照", "港澳台居民证件", "外国人永久居留身份证", "统一社会信用代码"],
    "是否同意诉前调解": ["是", "否"],
}
NUMBER_FORMATS = {"text": "@", "date": "yyyy-mm-dd", "money": "0.00", "rate": "0.######", "number": "0"}
FONT = {"font_name": "宋体", "font_size": 11}


def template_workbook() -> bytes:
    """The empty list as an .xlsx file; the same bytes' content every time."""
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"title": "批量起诉清单", "created": datetime(2026, 1, 1, tzinfo=UTC)})
        heading = book.add_format({**FONT, "bold": True, "border": 1, "bg_color": "#EDEDED", "text_wrap": True})
        _write_list(book, heading)
        _write_guide(book, heading)
    return buffer.getvalue()


def _write_list(book: "Workbook", heading: "Format") -> None:
    page = book.add_worksheet(SHEET)
    last = len(COLUMNS) - 1
    title = book.add_format({**FONT, "bold": True, "font_size": 14, "align": "center"})
    page.merge_range(0, 0, 0, last, TITLE, title)
    page.merge_range(1, 0, 1, last, INSTITUTION_LINE, book.add_format(FONT))
    for place, (name, _, _, kind) in enumerate(COLUMNS):
        page.write_string(2, place, name, heading)
        page.set_column(place, place, 20, book.add_format({**FONT, "num_format": NUMBER_FORMATS[kind]}))
        if name in CHOICES:
            page.data_validation(3, place, PREPARED_ROWS, place, {"validate": "list", "source": CHOICES[name]})
    page.freeze_panes(3, 2)


def _write_guide(book: "Workbook", heading: "Format") -> None:
    """Headings run down here, so that the guide is never taken for a list."""
    page = book.add_worksheet(GUIDE)
    plain = book.add_format({**FONT, "text_wrap": True, "border": 1})
    for place, name in enumerate(("栏目", "填写要求", "示例")):
        page.write_string(0, place, name, heading)
    for line, (name, rule, example, _) in enumerate(COLUMNS, start=1):
        for place, text in enumerate((name, rule, example)):
            page.write_string(line, place, text, plain)
    page.set_column(0, 0, 20)
    page.set_column(1, 2, 48)
