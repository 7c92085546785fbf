"""The kinds of papers (文书种类): what each is called, to whom it goes, and what it takes until it is issued."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

CONFIRMATION = "诉前调确"
PLAINTIFFS, DEFENDANTS, EVERYBODY = ("plaintiff",), ("defendant", "third"), ("plaintiff", "defendant", "third")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of paper.

    ``sides``: the roles of the litigants who each get a paper of their own; empty for one paper in the case.
    ``formal``: proof-read by another person, signed by all who sit, and sealed with an electronic signature
    (裁判文书). ``needs``: what the case does not hold and the maker must give, with the court's word for it.
    ``variants``: what a kind of many forms decides, with the word for each.
    """

    code: str
    title: str
    sides: tuple[str, ...] = ()
    formal: bool = False
    sealed: bool = True
    with_code: bool = False
    needs: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    variants: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    needs_bench: bool = False
    in_bulk: bool = False

    def named(self, variant: str) -> str:
        """What a list calls a paper of this kind: its title, and what it decides."""
        return f"{self.title}（{self.variants[variant]}）" if variant in self.variants else self.title


_HEARING = {"starts_at": "开庭时间", "place_name": "开庭地点"}

RULINGS: Mapping[str, str] = MappingProxyType(
    {
        "withdrawal": "准许撤诉",
        "deemed_withdrawal": "按撤诉处理",
        "suit_dismissed": "驳回起诉",
        "conversion": "转为普通程序",
        "panel": "转由合议庭审理",
        "jurisdiction": "管辖权异议",
        "transfer": "移送管辖",
        "terminated": "终结诉讼",
        "correction": "补正笔误",
        "confirmation": "确认调解协议有效",
        "confirmation_dismissed": "驳回司法确认申请",
    }
)
# Rulings of preservation (财产保全) are drawn up where the application stands. The first two are served on nobody but
# the applicant until the measures are taken: the respondent may not be warned (民事诉讼法第一百零六条第二款).
PRESERVATION_RULINGS: Mapping[str, str] = MappingProxyType(
    {
        "preservation": "财产保全",
        "preservation_refused": "驳回保全申请",
        "preservation_lifted": "解除保全",
    }
)
# A suit that is not accepted (不予受理) is ruled on where it was filed; nobody else is a party of it yet, and
# the ruling is served on whoever sues alone (民事诉讼法第一百二十六条).
FILING_RULINGS: Mapping[str, str] = MappingProxyType({"not_accepted": "不予受理"})
# An application for enforcement that is not accepted is ruled on where it came in (执行工作规定第十六条第二款), and the
# ruling goes to the applicant alone: whoever would be enforced against learns nothing of it.
NOT_ENFORCED = "enforcement_not_accepted"
ENFORCEMENT_RULINGS: Mapping[str, str] = MappingProxyType({NOT_ENFORCED: "不予受理执行申请"})
HELD_BACK = frozenset({"preservation", "preservation_refused"})
# The rulings that end the case; they bear its plain number.
ENDING_RULINGS = frozenset(
    {
        *("withdrawal", "deemed_withdrawal", "suit_dismissed", "transfer", "terminated"),
        *("confirmation", "confirmation_dismissed"),
        *FILING_RULINGS,
    }
)
# 民事诉讼法第一百五十七条第二款: an appeal lies only against these, within ten days (第一百七十一条第二款).
APPEALABLE_RULINGS = frozenset({"not_accepted", "suit_dismissed", "jurisdiction"})

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        kind.code: kind
        for kind in (
            Kind("acceptance_notice", "受理案件通知书", sides=PLAINTIFFS, with_code=True, in_bulk=True),
            Kind("response_notice", "应诉通知书", sides=DEFENDANTS, with_code=True, in_bulk=True),
            Kind("evidence_notice", "举证通知书", sides=EVERYBODY, with_code=True, in_bulk=True),
            Kind("sole_notice", "独任审判员告知书", sides=EVERYBODY, with_code=True, needs_bench=True, in_bulk=True),
            Kind(
                "panel_notice", "合议庭组成人员告知书", sides=EVERYBODY, with_code=True, needs_bench=True, in_bulk=True
            ),
            Kind("summons", "传票", sides=EVERYBODY, with_code=True, needs=_HEARING),
            Kind("hearing_announcement", "开庭公告", needs=_HEARING),
            Kind("mediation_paper", "民事调解书", formal=True, needs={"terms": "调解协议"}, needs_bench=True),
            Kind(
                "judgment",
                "民事判决书",
                formal=True,
                needs={"facts_found": "认定的事实", "reasons": "裁判理由", "orders": "判决主文"},
                needs_bench=True,
            ),
            Kind(
                "ruling",
                "民事裁定书",
                formal=True,
                variants=MappingProxyType({**RULINGS, **PRESERVATION_RULINGS, **FILING_RULINGS, **ENFORCEMENT_RULINGS}),
                needs_bench=True,
            ),
            Kind("public_notice", "公告", sides=DEFENDANTS),
            Kind("fee_refund_notice", "退费通知书", sides=PLAINTIFFS, with_code=True, needs={"refund_fen": "退费金额"}),
            Kind("copy_notice", "送达副本通知书", sides=EVERYBODY, with_code=True, needs={"materials": "转送的材料"}),
            Kind("hearing_record", "庭审笔录", sealed=False, needs={"sections": "笔录内容"}),
            Kind("mediation_agreement", "调解协议书", sealed=False, needs={"terms": "调解结果"}),
            Kind("service_return", "送达回证", sides=EVERYBODY, needs={"papers": "送达的文书"}),
            Kind(
                "electronic_service_receipt",
                "电子送达凭证",
                sides=EVERYBODY,
                needs={"papers": "送达的文书", "arrived_at": "到达时间"},
            ),
        )
    }
)


def kind_of(code: str) -> Kind:
    """The kind of that code. Raises KeyError for a code that no kind has."""
    return KINDS[code]


def sides_of(kind: Kind, type_code: str) -> tuple[str, ...]:
    """The roles of those who each get a paper of this kind in a case of this type.

    Both sides of an agreement apply for its confirmation, and both are told that it was accepted.
    """
    return EVERYBODY if kind.code == "acceptance_notice" and type_code == CONFIRMATION else kind.sides


def appeal_days(code: str, variant: str, *, small_claims: bool) -> int:
    """Within how many days of its service an appeal lies (上诉期, 民事诉讼法第一百七十一条); 0: none."""
    if code == "judgment" and not small_claims:
        return 15
    return 10 if code == "ruling" and variant in APPEALABLE_RULINGS else 0


def concerns(variant: str, role: str) -> bool:
    """Whether a paper of the whole case is for litigants of this role."""
    return variant not in FILING_RULINGS or role in PLAINTIFFS
