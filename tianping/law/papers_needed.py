"""Which papers are brought, and why (起诉、申请要交的材料): those that every suit needs, then proofs of the claim.

What a text asks for is cited. The proofs of a kind of dispute are what courts expect to see; no text lists them, and
nobody is turned away for lacking one (登记立案规定第一条、第二条).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Literal

from tianping.law.answers import Answer, Certainty
from tianping.law.laws import CIVIL_PROCEDURE, cite

Kind = Literal[
    "loan",
    "bank_loan",
    "goods",
    "property_service",
    "divorce",
    "maintenance",
    "road_accident",
    "neighbours",
    "labour",
    "services",
    "arbitration",
    "agency",
    "enforcement",
    "sued",
    "appeal",
    "payment_objection",
]
_Cited = tuple[str, int, int, int]


@dataclass(frozen=True, slots=True)
class NeededPaper:
    """One paper (材料): what it is, why it is needed, the text that asks for it, and how sure that is."""

    name: str
    why: str
    because: str
    certainty: Certainty


def papers_needed(
    kind: Kind,
    *,
    on: date,
    is_person: bool = True,
    is_represented: bool = False,
    defendants: int = 1,
    answers: Mapping[str, Any] = MappingProxyType({}),
) -> Answer[tuple[NeededPaper, ...]]:
    """The papers of a kind of dispute, those that a text asks for first.

    ``answers``: those to an element-style form; what there is not is proved by nothing (没有子女的，不要出生证明).
    """
    asked = _asked(kind, is_person, defendants)
    if is_represented and kind != "arbitration":
        asked = (*asked, _LETTER)
    papers = [_paper(name, why, cited, on) for name, why, cited in asked]
    papers += [
        NeededPaper(name, why, "", "L")
        for name, why in _PROOFS.get(kind, ())
        if answers.get(_PROOF_OF.get(name, "")) != "no"
    ]
    usual = "没有注明条文的，是这类案件通常需要的证据，法律没有逐项规定。"
    notes: tuple[str, ...] = (
        usual,
        "证据暂时不全的，也可以先起诉，在举证期限内补交；开庭时要带原件核对。",
    )
    if kind in ("appeal", "payment_objection"):
        notes = ("没有注明条文的，是通常需要的材料，法律没有逐项规定。",)
    elif kind in ("arbitration", "enforcement"):
        notes = (usual,)
    elif kind == "sued":
        notes = ()
    elif kind not in _PROOFS:
        notes = notes[1:]
    return Answer(tuple(papers), notes=notes)


def _paper(name: str, why: str, cited: _Cited, on: date) -> NeededPaper:
    law, number, paragraph, item = cited
    citation = cite(law, number, on, paragraph=paragraph, item=item)
    return NeededPaper(name, why, citation.text, citation.certainty)


def _asked(kind: Kind, is_person: bool, defendants: int) -> Sequence[tuple[str, str, _Cited]]:
    if kind in _OWN:
        return _OWN[kind]
    copies = f"起诉状正本一份、副本{defendants}份" if defendants > 1 else "起诉状正本一份，并按被告人数准备副本"
    identity = _IDENTITY if is_person else _REGISTRATION
    return (
        (copies, "写明双方是谁、要求什么、事实和理由；可以在这里填写生成，写不了的可以口头起诉", _PLEADING),
        identity,
        ("对方的姓名或者名称、住址和电话", "要有明确的被告，能与别人区分开", _DEFENDANT),
        ("证据和证据清单", "证明您的请求有事实根据", _EVIDENCE),
    )


_PLEADING: _Cited = (CIVIL_PROCEDURE, 123, 0, 0)
_DEFENDANT: _Cited = ("登记立案规定", 6, 0, 3)
_EVIDENCE: _Cited = ("登记立案规定", 6, 0, 5)
_IDENTITY = ("您的身份证复印件", "证明您是谁", ("登记立案规定", 6, 0, 1))
_REGISTRATION = (
    "营业执照复印件、法定代表人（负责人）身份证明书",
    "证明单位的身份和由谁代表",
    ("登记立案规定", 6, 0, 1),
)
_LETTER = ("授权委托书、代理人身份证明", "委托别人代您办理", ("登记立案规定", 6, 0, 2))

_OWN: Mapping[str, Sequence[tuple[str, str, _Cited]]] = {
    "arbitration": (
        (
            "仲裁申请书，并按被申请人人数准备副本",
            "写明双方、仲裁请求和事实理由；写不了的可以口头申请",
            ("劳动争议调解仲裁法", 28, 0, 0),
        ),
        ("证据和证据来源、证人姓名和住所", "仲裁申请书应当写明", ("劳动争议调解仲裁法", 28, 2, 3)),
    ),
    "agency": (
        ("起诉状，并按被告人数准备副本", "写不了的可以口头起诉", ("行政诉讼法", 50, 0, 0)),
        ("您的身份证明和有效联系方式", "证明您是谁", ("行政诉讼法解释", 54, 1, 1)),
        ("决定书、通知书，或者您提出过申请的凭证", "证明有被诉的行政行为或者不作为", ("行政诉讼法解释", 54, 1, 2)),
        ("证明您与这个行政行为有利害关系的材料", "例如产权证、合同、营业执照", ("行政诉讼法解释", 54, 1, 3)),
    ),
    "enforcement": (
        ("强制执行申请书", "写明申请执行的事项和理由，以及您知道的对方财产", ("执行工作规定", 18, 0, 1)),
        ("生效的判决书、调解书、裁决书等文书", "执行的依据", ("执行工作规定", 18, 0, 2)),
        ("您的身份证复印件；单位交营业执照复印件和法定代表人身份证明", "证明您是谁", ("执行工作规定", 18, 0, 3)),
    ),
    "sued": (
        (
            "答辩状，并按原告人数准备副本",
            "说明您同意什么、不同意什么；不交也不影响法院审理",
            (CIVIL_PROCEDURE, 128, 0, 0),
        ),
        ("您的证据和证据清单", "当事人对自己提出的主张，有责任提供证据", (CIVIL_PROCEDURE, 67, 1, 0)),
        (
            "您的身份证复印件；单位交营业执照复印件和法定代表人身份证明书",
            "开庭时核对身份",
            (CIVIL_PROCEDURE, 140, 2, 0),
        ),
    ),
    "appeal": (
        (
            "上诉状，并按对方当事人人数准备副本",
            "写明不服哪一项判决、请求和理由；通过原审法院提出",
            (CIVIL_PROCEDURE, 172, 0, 0),
        ),
    ),
    "payment_objection": (
        ("书面异议", "写明您不同意支付令中的债务；只说没有能力还的，不影响支付令的效力", (CIVIL_PROCEDURE, 227, 2, 0)),
    ),
}
# Proofs of what there may be none of, by the question that says whether there is.
_PROOF_OF = {"子女的出生证明、户口簿": "has_children", "房产证、行驶证、银行流水等": "has_property"}
_PROOFS: Mapping[str, Sequence[tuple[str, str]]] = {
    "loan": (
        ("借条、欠条、借款合同", "证明借钱的约定；没有的，微信、短信、录音也可以"),
        ("转账记录、收条", "证明钱给了对方"),
        ("还款记录、催要的记录", "算清还欠多少，也能证明您一直在要"),
    ),
    "bank_loan": (
        ("借款合同、担保合同、抵押登记材料", "证明贷款和担保的约定"),
        ("放款凭证、还款明细、利息计算表", "算清本金和利息"),
        ("催收、提前到期通知的记录", "证明通知到了对方"),
    ),
    "goods": (
        ("合同、订单、聊天记录", "证明买卖的约定"),
        ("送货单、收货单、物流记录", "证明东西交了没有"),
        ("对账单、发票、付款记录", "算清还欠多少"),
        ("质量问题的照片、检验报告、通知对方的记录", "质量有争议的才需要"),
    ),
    "property_service": (
        ("物业服务合同、收费标准", "证明约定怎么收费"),
        ("不动产权证或者购房合同", "证明谁是业主、面积多少"),
        ("欠费明细、催交通知，或者服务不到位的照片、记录", "证明各自的说法"),
    ),
    "divorce": (
        ("结婚证", "证明婚姻关系；遗失的，到婚姻登记机关开具证明"),
        ("子女的出生证明、户口簿", "有未成年子女的"),
        ("房产证、行驶证、银行流水等", "有财产要分的"),
        ("报警记录、病历、照片、告诫书", "有家庭暴力的；可以另外申请人身安全保护令"),
    ),
    "maintenance": (
        ("户口簿、出生证明、村（居）委会证明", "证明亲属关系"),
        ("收入、医疗费、学费的单据", "证明需要多少"),
        ("对方收入的线索", "法院据此确定给多少"),
    ),
    "road_accident": (
        ("道路交通事故认定书", "证明事故经过和责任"),
        ("病历、住院记录、医疗费票据", "证明治疗和花费"),
        ("误工、护理、收入的证明", "计算误工费、护理费"),
        ("伤残鉴定意见", "要求残疾赔偿金的；没有的可以申请法院鉴定"),
        ("对方的驾驶证、行驶证、保险单", "确定谁赔；保险公司要一起写成被告"),
        ("修车、财物损失的票据", "有财产损失的"),
    ),
    "neighbours": (
        ("不动产权证、宅基地使用证、承包合同", "证明您的权利"),
        ("现场照片、视频、平面图", "证明受到的妨碍"),
        ("村（居）委会、派出所处理过的记录", "有的话带上"),
    ),
    "labour": (
        ("仲裁裁决书或者不予受理通知书、送达回证", "证明已经过仲裁和收到的日期"),
        ("劳动合同、工资条、银行流水、考勤、工作证", "证明劳动关系和工资"),
        ("解除通知、聊天记录", "证明怎么离开的"),
    ),
    "services": (
        ("工资欠条、结算单", "证明欠多少；有欠条的可以直接起诉"),
        ("考勤、记工本、微信记录、工友证言", "证明干了多少活"),
        ("工地公示牌的照片", "查明总承包单位、建设单位"),
    ),
    "arbitration": (
        ("身份证复印件、单位的登记信息", "单位的信息可以在国家企业信用信息公示系统查到"),
        ("劳动合同、工资条、银行流水、考勤、工作证", "证明劳动关系和工资"),
    ),
    "appeal": (
        ("一审判决书", "说明不服哪一项，以及哪一天收到的"),
        ("您的身份证复印件；单位交营业执照复印件和法定代表人身份证明书", "证明您是谁"),
        ("新的证据", "有的话一并提交"),
    ),
    "payment_objection": (
        ("支付令", "说明对哪一份支付令提出异议，以及哪一天收到的"),
        ("您的身份证复印件；单位交营业执照复印件和法定代表人身份证明书", "证明您是谁"),
    ),
    "enforcement": (
        (
            "文书生效的证明",
            "判决书由第一审法院、支付令由作出的法院出具；劳动仲裁裁决书带送达的凭证，或者仲裁委员会的证明；调解书不用",
        ),
        ("对方的银行账户、房子、车、工作单位的线索", "知道的写上，便于查找财产"),
        ("您自己的银行账户", "用来收款"),
    ),
}
