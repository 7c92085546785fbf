"""Thirteen walks, one on each path: what somebody answers, and what they are told (2023-02-06, 镇原县人民法院)."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Walk:
    """The answers as they are typed, and sentences that the result must hold."""

    path: str
    typed: dict[str, Any]
    told: tuple[str, ...]
    cause: str = ""
    carried: dict[str, Any] = field(default_factory=dict)


HOME, AWAY = "甘肃省庆阳市镇原县", "安徽省六安市霍邱县"

WALKS = (
    Walk(
        "private_loan",
        {
            "plaintiff_kind": "natural",
            "defendant_kind": "natural",
            "written": "note",
            "has_due": "yes",
            "due_on": "2022-06-30",
            "forum_agreed": "none",
            "defendant_place": HOME,
            "plaintiff_place": AWAY,
            "principal_owed_fen": "48,440",
            "interest_owed_fen": "",
            "mediation": "yes",
        },
        (
            "可以向镇原县人民法院或者霍邱县人民法院起诉，其中包括本院",
            "预计先交505.50元",
            "诉讼时效一般三年，从约定的还款日2022年6月30日过后起算；过了的，法院也立案，对方可能以此抗辩。",
            "起诉以前可以拨打12368",
            "第十八条第二款",
            "借条、欠条、借款合同",
            "您愿意先调解",
        ),
        "民间借贷纠纷",
        {
            "written": "note",
            "due_on": "2022-06-30",
            "principal_owed_fen": 4_844_000,
            "defendant_kind": "natural",
            "mediation": "yes",
        },
    ),
    Walk(
        "bank_loan",
        {
            "defendant_kind": "natural",
            "due_on": "2022-12-01",
            "forum_agreed": "court",
            "forum_court": "镇原县人民法院",
            "defendant_place": AWAY,
            "plaintiff_place": HOME,
            "security": ["surety"],
            "principal_owed_fen": "100000",
            "interest_owed_fen": "1000",
            "interest_until": "2023-02-01",
            "mediation": "no",
        },
        ("可以向镇原县人民法院起诉", "书面协议选择的法院", "预计先交1,160.00元", "营业执照复印件"),
        "金融借款合同纠纷",
        {
            "plaintiff_kind": "legal",
            "security": ["surety"],
            "interest_owed_fen": 100_000,
            "interest_until": "2023-02-01",
        },
    ),
    Walk(
        "goods",
        {
            "side": "buyer",
            "plaintiff_kind": "natural",
            "defendant_kind": "legal",
            "online": "yes",
            "delivered_online": "parcel",
            "forum_agreed": "none",
            "defendant_place": AWAY,
            "plaintiff_place": HOME,
            "contract_fate": "rescind",
            "refund_fen": "5999",
            "damages_fen": "",
            "mediation": "yes",
        },
        ("收货地", "霍邱县人民法院或者镇原县人民法院", "预计先交25.00元", "第二十条"),
        "信息网络买卖合同纠纷",
        {"side": "buyer", "refund_fen": 599_900, "contract_fate": "rescind"},
    ),
    Walk(
        "labour_pay",
        {
            "labour_matter": "others",
            "wage_note": "no",
            "still_working": "no",
            "ended_on": "2022-12-31",
            "arbitration": "none",
            "defendant_place": HOME,
            "work_place": HOME,
            "wages_owed_fen": "12000",
            "mediation": "no",
        },
        ("先申请劳动仲裁", "劳动关系终止之日起一年内", "劳动仲裁不收费", "镇原县的劳动人事争议仲裁委员会"),
        "劳动合同纠纷",
        {"arbitration": "none", "ended_on": "2022-12-31", "wages_owed_fen": 1_200_000, "plaintiff_kind": "natural"},
    ),
    Walk(
        "divorce",
        {
            "defendant_state": "known",
            "away": "defendant",
            "defendant_place": AWAY,
            "plaintiff_place": HOME,
            "grounds": ["violence"],
            "sued_before": "no",
            "spouse": "wife",
            "has_children": "yes",
            "has_property": "no",
            "mediation": "no",
        },
        ("霍邱县人民法院或者镇原县人民法院", "人身安全保护令", "结婚证", "婚姻关系不能申请司法确认", "第十二条第一款"),
        "离婚纠纷",
        {"grounds": ["violence"], "has_children": "yes", "has_property": "no", "defendant_kind": "natural"},
    ),
    Walk(
        "maintenance",
        {
            "maintained": "parent",
            "defendant_state": "known",
            "defendants_apart": "apart",
            "defendant_place": AWAY,
            "plaintiff_place": HOME,
            "monthly_fen": "600",
            "arrears_fen": "",
            "mediation": "yes",
        },
        ("原告住所地", "第九条", "应当准予免交", "不适用诉讼时效"),
        "赡养费纠纷",
        {"maintained": "parent", "monthly_fen": 60_000, "mediation": "yes"},
    ),
    Walk(
        "road_accident",
        {
            "happened_on": "2022-11-20",
            "happened_at": HOME,
            "blame": "other_all",
            "insured": ["compulsory", "third_party"],
            "harm": ["injured"],
            "defendant_kind": "natural",
            "defendant_place": AWAY,
            "rough_claim_fen": "80000",
            "mediation": "yes",
        },
        (
            "一般从事故发生的2022年11月20日起算",
            "事故发生地",
            "镇原县人民法院或者霍邱县人民法院",
            "预计先交900.00元",
            "道路交通事故认定书",
            "应当准予缓交",
        ),
        "机动车交通事故责任纠纷",
        {"happened_on": "2022-11-20", "insured": ["compulsory", "third_party"], "harm": ["injured"]},
    ),
    Walk(
        "neighbours",
        {
            "nuisance_kind": "passage",
            "defendant_kind": "natural",
            "premises": HOME,
            "damages_fen": "2000",
            "mediation": "yes",
        },
        ("不动产所在地", "可以向镇原县人民法院起诉", "相邻通行纠纷", "第三十四条第（一）项"),
        "相邻通行纠纷",
        {"premises": HOME, "damages_fen": 200_000},
    ),
    Walk(
        "property_service",
        {
            "side": "manager",
            "plaintiff_kind": "legal",
            "defendant_kind": "natural",
            "premises": f"{HOME}城关镇某小区1栋101号",
            "forum_agreed": "none",
            "defendant_place": HOME,
            "charges_owed_fen": "3600",
            "late_fee_fen": "",
            "mediation": "yes",
        },
        ("可以向镇原县人民法院起诉", "物业所在地", "预计先交25.00元", "欠费明细"),
        "物业服务合同纠纷",
        {"side": "manager", "charges_owed_fen": 360_000, "plaintiff_kind": "legal"},
    ),
    Walk(
        "migrant_wages",
        {
            "hired_by": "boss",
            "wage_note": "yes",
            "defendant_kind": "natural",
            "defendant_place": AWAY,
            "plaintiff_place": HOME,
            "work_place": AWAY,
            "wages_owed_fen": "25000",
            "mediation": "yes",
        },
        ("霍邱县人民法院或者镇原县人民法院", "预计212.50元。", "工资欠条、结算单", "由法院在立案时决定"),
        "劳务合同纠纷",
        {"wage_note": "yes", "work_place": AWAY, "wages_owed_fen": 2_500_000, "migrant": "yes"},
    ),
    Walk(
        "enforcement",
        {
            "title_kind": "civil",
            "tried_by": "镇原县人民法院",
            "term_over": "yes",
            "performance_due_on": "2022-06-30",
            "defendant_place": HOME,
            "assets_place": AWAY,
            "owed_fen": "300000",
        },
        (
            "可以向镇原县人民法院或者霍邱县人民法院申请执行",
            "4,400.00元，由被执行人负担",
            "法院仍然受理",
            "申请执行的期间是二年，从2022年6月30日起算，到2024年7月1日；过了的，法院也会收下，对方可以提出异议。",
            "申请执行以前可以拨打12368",
            "强制执行申请书",
        ),
    ),
    Walk(
        "agency",
        {
            "act": "penalty",
            "agency_kind": "bureau",
            "agency_place": HOME,
            "about_land": "no",
            "known_on": "2023-01-10",
            "reconsidered": "none",
        },
        ("最迟2023年7月10日起诉", "可以向镇原县人民法院起诉", "每件50元", "行政处罚"),
        "行政处罚",
        {"agency_kind": "bureau", "known_on": "2023-01-10", "reconsidered": "none"},
    ),
    Walk(
        "sued",
        {"received": "complaint", "received_on": "2023-02-02", "position": "disagree", "wrong_court": "yes"},
        ("最迟2023年2月17日", "管辖权异议", "缺席判决", "答辩状"),
    ),
)
