"""The columns a loan list has, and the many headings banks give them."""

import re
from dataclasses import dataclass
from typing import Literal

FieldKind = Literal["sequence", "name", "words", "identity", "phone", "text", "date", "money", "rate"]


@dataclass(frozen=True)
class Field:
    """One column: its English name, the court's word, whether a list without it can be filed, and its headings.

    `headings` are compared whole; `patterns` are searched in the heading when no field has it whole. Both see the
    heading without blanks, brackets and units. `repeatable` columns may occur several times (保证人1、保证人2…).
    """

    name: str
    label: str
    kind: FieldKind
    required: bool
    headings: tuple[str, ...]
    patterns: tuple[str, ...] = ()
    repeatable: bool = False


def _split(words: str) -> tuple[str, ...]:
    return tuple(words.split())


PERSON = "借款人|被告人?|债务人|贷款人姓名|客户|主借人|主债务人|被申请人|承贷人|贷款户"
GUARANTOR = "保证人|担保人|连带责任保证人"
NUMBER_WORDS = "证件号码?|身份证号?码?|身份证件?号码?|公民身份号码|证照号码?|统一社会信用代码"

FIELDS: tuple[Field, ...] = (
    Field("sequence", "序号", "sequence", False, _split("序号 编号 行号 序 顺序号 NO No. 户数序号 案件序号")),
    Field(
        "identity_kind",
        "证件类型",
        "words",
        False,
        _split("证件类型 证件种类 身份证件种类 证照类型 身份证件类型 证件名称 借款人证件类型 被告证件类型 证件类别"),
        (rf"^(?:{PERSON}).*(?:证件|证照)(?:类型|种类|类别)$",),
    ),
    Field(
        "guarantor_kinds",
        "保证人证件类型",
        "words",
        False,
        _split("保证人证件类型 担保人证件类型 保证人证件种类 担保人证件种类"),
        repeatable=True,
    ),
    Field(
        "guarantor_numbers",
        "保证人证件号码",
        "identity",
        False,
        _split(
            "保证人证件号码 保证人证件号 保证人身份证号 保证人身份证号码 担保人证件号码 担保人身份证号 担保人身份证号码"
        ),
        (rf"^(?:{GUARANTOR}).*(?:{NUMBER_WORDS})$",),
        repeatable=True,
    ),
    Field(
        "guarantor_names",
        "保证人",
        "name",
        False,
        _split(
            "保证人 担保人 保证人姓名 担保人姓名 保证人名称 担保人名称 连带责任保证人 保证人名单 连带保证人 被告保证人"
        ),
        (rf"^(?:{GUARANTOR})(?:姓名|名称)?$",),
        repeatable=True,
    ),
    Field(
        "co_borrower",
        "共同借款人",
        "name",
        False,
        _split("共同借款人 共借人 共同债务人 配偶 借款人配偶 配偶姓名 共同还款人 共同借款人姓名"),
        (r"^共同(?:借款人|债务人|还款人)",),
    ),
    Field(
        "identity_number",
        "证件号码",
        "identity",
        True,
        _split(
            "证件号码 证件号 身份证号 身份证号码 公民身份号码 身份证件号码 身份证 借款人证件号码 借款人身份证号 "
            "借款人身份证号码 被告身份证号 被告身份证号码 被告证件号码 "
            "债务人身份证号 证照号码 身份号码 统一社会信用代码"
        ),
        (rf"^(?:{PERSON}).*(?:{NUMBER_WORDS})$",),
    ),
    Field(
        "phone",
        "手机号码",
        "phone",
        False,
        _split(
            "手机号码 手机号 手机 联系电话 电话 联系方式 移动电话 电话号码 借款人电话 借款人手机号 借款人联系电话 "
            "被告电话 被告联系电话 联系号码 借款人手机号码 送达电话"
        ),
        (rf"^(?:{PERSON}).*(?:电话|手机|联系方式)", r"^联系手机"),
    ),
    Field(
        "address",
        "住所地",
        "text",
        True,
        _split(
            "住所地 住址 地址 住所 家庭住址 户籍地址 户籍地 户籍所在地 联系地址 通讯地址 借款人住址 借款人地址 "
            "被告住所地 被告住址 现住址 居住地 送达地址 经常居住地 身份证地址 被告地址 借款人住所地"
        ),
        (
            rf"^(?:{PERSON}).*(?:住址|住所|地址)",
            r"^(?:户籍|详细|家庭|常住|现住|联系|通讯|居住|送达|户口)(?:所在)?(?:地址|住址|住所|地)$",
        ),
    ),
    Field(
        "borrower_name",
        "借款人",
        "name",
        True,
        _split(
            "借款人 借款人姓名 借款人名称 被告 被告姓名 被告名称 债务人 债务人姓名 姓名 客户姓名 客户名称 贷款人姓名 "
            "主借款人 被告人 户名 借款户 被申请人 承贷人 贷款户名 被告借款人"
        ),
        (rf"^(?:{PERSON})+(?:全称|姓名|名称)?$",),
    ),
    Field(
        "contract_number",
        "合同编号",
        "text",
        True,
        _split(
            "合同编号 合同号 合同号码 借款合同编号 借款合同号 "
            "贷款合同编号 贷款合同号 借据号 借据编号 贷款合同号码 借款合同"
        ),
        (r"合同(?:编)?号", r"借据(?:编)?号"),
    ),
    Field(
        "signed_on",
        "合同签订日",
        "date",
        True,
        _split(
            "合同签订日 合同签订日期 签订日期 签约日期 签订日 合同日期 签约日 合同签署日期 签署日期 借款合同签订日期 "
            "合同签订时间 签订时间 签约时间 合同成立日 合同成立日期 借款合同签订日"
        ),
        (r"合同.*(?:签订|签署|签约|成立)", r"^(?:签订|签署|签约)"),
    ),
    Field(
        "lent_on",
        "放款日",
        "date",
        True,
        _split(
            "放款日 放款日期 发放日期 贷款发放日 贷款发放日期 借款日期 借款日 起息日 贷款日期 出借日期 放款时间 起贷日 "
            "贷款起始日 借款起始日 发放日 起始日 起始日期 借款起始日期 贷款起始日期 实际放款日"
        ),
        (r"(?:放款|发放|出借|起息).*(?:日|时间)",),
    ),
    Field(
        "due_on",
        "到期日",
        "date",
        True,
        _split(
            "到期日 到期日期 贷款到期日 借款到期日 贷款到期日期 约定还款日 还款期限 还款日期 合同到期日 到期时间 "
            "履行期限届满日 借款到期日期 约定到期日 终止日 还款到期日 还款日 终止日期 借款终止日"
        ),
        (r"到期(?:日|时间)", r"(?:届满|终止)日"),
    ),
    Field(
        "interest_until",
        "利息计至",
        "date",
        True,
        _split(
            "利息计至 利息计至日 利息计算至 利息截止日 利息截止日期 计息截止日 计息至 结息日 利息暂计至 利息计算截止日 "
            "利息计至日期 计息截止日期 截止日期 计算截止日 计息截至日 利息截至日 "
            "暂计至 计算至 计至 计至日 计至日期 截止日 数据截止日 数据截止日期 结息日期 欠息截止日"
        ),
        (r"(?:利息|计息|结息|欠息|罚息).*(?:计至|截止|截至|算至|日期?$)", r"^暂计至"),
    ),
    Field(
        "principal_owed",
        "尚欠本金",
        "money",
        True,
        _split(
            "尚欠本金 剩余本金 欠款本金 欠本金 本金余额 尚欠借款本金 拖欠本金 未还本金 贷款余额 逾期本金 欠付本金 "
            "尚欠贷款本金 请求本金 起诉本金 诉请本金 未偿还本金 借款余额 所欠本金 结欠本金 诉讼本金"
        ),
        (
            r"(?:欠|剩余|未还|未偿|未清|拖欠|诉请|请求|起诉|逾期).*本金",
            r"本金.*(?:余额|欠)",
            r"贷款余额",
            r"^(?:截至|截止|计至|暂计至).*本金",
        ),
    ),
    Field(
        "interest_owed",
        "尚欠利息",
        "money",
        True,
        _split(
            "尚欠利息 欠息 欠付利息 拖欠利息 利息 未还利息 尚欠利息及罚息 利息及罚息 欠利息 利息合计 尚欠利息罚息 "
            "利息罚息 利息复利罚息 诉请利息 欠息金额 利息金额 逾期利息 所欠利息 结欠利息 应收利息 表内外利息"
        ),
        (
            r"(?:欠|未还|未付|拖欠|诉请|请求|结欠).*(?:利息|息)",
            r"^利息.*(?:合计|金额|余额|罚息)",
            r"^(?:截至|截止|计至|暂计至).*(?:利息|欠息)",
        ),
    ),
    Field(
        "overdue_uplift",
        "逾期上浮",
        "rate",
        False,
        _split(
            "逾期上浮 逾期上浮比例 罚息上浮 罚息上浮比例 逾期利率上浮 逾期加收 逾期加收比例 罚息加收比例 逾期罚息上浮 "
            "上浮比例 上浮 上浮幅度 罚息比例 逾期罚息加收 加收比例 逾期利率上浮比例"
        ),
        (r"(?:逾期|罚息).*(?:上浮|加收)",),
    ),
    Field(
        "overdue_rate",
        "逾期利率",
        "rate",
        False,
        _split("逾期利率 罚息利率 逾期年利率 逾期罚息利率 逾期贷款利率 罚息年利率 逾期月利率 罚息月利率"),
        (r"^(?:逾期|罚息).*利率$",),
    ),
    Field(
        "annual_rate",
        "年利率",
        "rate",
        True,
        _split(
            "年利率 利率 贷款利率 借款利率 合同利率 执行利率 约定利率 年化利率 合同年利率 执行年利率 贷款年利率 "
            "约定年利率 借款年利率 月利率 合同月利率 贷款月利率 执行月利率 约定月利率 借款月利率 正常利率"
        ),
        (r"^(?!.*(?:逾期|罚息)).*利率$",),
    ),
    Field(
        "principal",
        "借款本金",
        "money",
        True,
        _split(
            "借款本金 贷款本金 借款金额 贷款金额 合同金额 放款金额 发放金额 本金 借款额 贷款额 借款总额 贷款总额 "
            "合同本金 原始本金 发放本金 出借金额 借款合同金额 借款数额"
        ),
        (r"^(?:原|发放|实际)*(?:借款|贷款|合同|放款|发放|出借)(?:本金|金额|总额|数额)",),
    ),
    Field(
        "security",
        "担保方式",
        "words",
        False,
        _split("担保方式 担保类型 担保种类 担保形式 贷款方式 担保情况 主要担保方式 贷款担保方式 借款方式"),
        (r"担保(?:方式|类型|形式)",),
    ),
    Field(
        "consents_to_mediation",
        "是否同意诉前调解",
        "words",
        False,
        _split(
            "是否同意诉前调解 同意诉前调解 诉前调解 是否同意调解 "
            "是否诉前调解 同意调解 是否接受诉前调解 调解意愿 诉前调解意愿"
        ),
        (r"同意.*调解", r"调解意愿", r"调解意向", r"是否.*调解"),
    ),
    Field("remark", "备注", "text", False, _split("备注 说明 备注说明 备注信息 附注 其他 其它 其他说明 其他事项")),
)

BY_NAME: dict[str, Field] = {field.name: field for field in FIELDS}
REQUIRED: tuple[str, ...] = tuple(field.name for field in FIELDS if field.required)

_WHOLE: dict[str, Field] = {heading.upper(): field for field in FIELDS for heading in field.headings}
_PATTERNS: tuple[tuple[re.Pattern[str], Field], ...] = tuple(
    (re.compile(pattern), field) for field in FIELDS for pattern in field.patterns
)

# Headings that belong to whoever was named in a column before them: for a guarantor's they feed another field or,
# with None, are only kept.
GENERIC_PERSON_FIELDS: dict[str, str | None] = {
    "identity_number": "guarantor_numbers",
    "identity_kind": "guarantor_kinds",
    "borrower_name": "guarantor_names",
    "phone": None,
    "address": None,
}


def recognise(heading: str) -> tuple[Field, bool] | None:
    """The field of a cleaned heading, and whether it was known whole (else by its words)."""
    bare = re.sub(r"(?<=.)(?:\d{1,2}|[一二三四五])$", "", heading)
    for candidate in (heading.upper(), bare.upper()):
        if candidate in _WHOLE and (candidate == heading.upper() or _WHOLE[candidate].repeatable):
            return _WHOLE[candidate], True
    for pattern, field in _PATTERNS:
        if pattern.search(heading) or (field.repeatable and pattern.search(bare)):
            return field, False
    return None
