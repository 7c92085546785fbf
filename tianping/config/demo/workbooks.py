"""A bank's spreadsheet of the demonstration, as a bank would send it."""

import datetime
import io
import random

from tianping.config.demo.strangers import Strangers, credit_code

HEADINGS = [
    "序号",
    "借款人",
    "证件类型",
    "证件号码",
    "手机号码",
    "住所地",
    "保证人",
    "保证人证件号码",
    "合同编号",
    "合同签订日",
    "放款日",
    "借款本金(元)",
    "年利率(%)",
    "逾期上浮(%)",
    "到期日",
    "尚欠本金(元)",
    "尚欠利息(元)",
    "利息计至",
    "担保方式",
    "是否同意诉前调解",
    "备注",
]
DATE_COLUMNS = {"合同签订日", "放款日", "到期日", "利息计至"}


def bank_workbook(strangers: Strangers, dice: random.Random, how_many: int, until: datetime.date) -> bytes:
    """``how_many`` loans of a bank that does not exist, interest claimed up to ``until``."""
    import xlsxwriter

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("起诉清单")
        day_format = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.merge_range(0, 0, 0, len(HEADINGS) - 1, "镇原示范村镇银行股份有限公司批量起诉清单（金融借款合同纠纷）")
        sheet.merge_range(1, 0, 1, len(HEADINGS) - 1, f"统一社会信用代码：{credit_code(31)}　 法定代表人：席世杰")
        sheet.write_row(2, 0, HEADINGS)
        for number in range(1, how_many + 1):
            for column, (heading, value) in enumerate(_loan(strangers, dice, number, until).items()):
                if heading in DATE_COLUMNS:
                    sheet.write_datetime(2 + number, column, value, day_format)
                else:
                    sheet.write(2 + number, column, value)
    return stream.getvalue()


def _loan(strangers: Strangers, dice: random.Random, number: int, until: datetime.date) -> dict[str, object]:
    borrower = strangers.person("defendant")
    guarantor = strangers.person("defendant") if dice.random() < 0.4 else None
    signed = datetime.date(2020, 1, 6) + datetime.timedelta(days=dice.randint(0, 500))
    principal = dice.choice((30_000, 50_000, 80_000, 100_000, 200_000, 300_000))
    owed = round(principal * dice.uniform(0.3, 0.95), 2)
    values = (
        number,
        borrower.name,
        "居民身份证",
        borrower.identity_number,
        borrower.phone,
        borrower.address,
        guarantor.name if guarantor else None,
        guarantor.identity_number if guarantor else None,
        f"镇示银借字{signed.year}第{number:05d}号",
        signed,
        signed + datetime.timedelta(days=2),
        principal,
        dice.choice((4.35, 5.22, 6.525)),
        50,
        signed + datetime.timedelta(days=365),
        owed,
        round(owed * 0.08, 2),
        until,
        "保证" if guarantor else "信用",
        "是" if dice.random() < 0.6 else "否",
        None,
    )
    return dict(zip(HEADINGS, values, strict=True))
