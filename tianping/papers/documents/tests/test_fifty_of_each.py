"""Fifty papers of every kind are read by a machine, as PDF and as Word, and agree with their cases word for word."""

from dataclasses import dataclass
from typing import Any

import pytest

from tests.support.court import AT, People
from tests.support.readings import LONG_COMPANY, fifty_names, pdf_texts, word_text
from tianping.accounts.models import User
from tianping.accounts.queries import this_court
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Counsel, Litigant, Seat
from tianping.cases.queries import lookup_code
from tianping.kernel import files
from tianping.papers.documents import actions
from tianping.papers.documents.actions import PaperRequest
from tianping.papers.documents.kinds import KINDS, RULINGS
from tianping.papers.documents.models import Paper
from tianping.papers.documents.tests.conftest import BANK, HEARING, seat

FIFTY = 50
# What belongs to mediation and its confirmation is compared in those rooms.
SIMPLE_KINDS = [
    (code, "") for code in KINDS if code not in ("ruling", "panel_notice", "public_notice", "mediation_agreement")
]
ORDINARY_KINDS = [("panel_notice", ""), ("public_notice", "")]
RULING_KINDS = [("ruling", variant) for variant in RULINGS if not variant.startswith("confirmation")]
# Sums whose capitals were written down by hand.
SUMS = (
    (50_550, "505.50元", "伍佰零伍元伍角整"),
    (101_100, "1011元", "壹仟零壹拾壹元整"),
    (4_844_000, "48440元", "肆万捌仟肆佰肆拾元整"),
    (10_000_501, "100005.01元", "壹拾万零伍元零壹分"),
    (7, "0.07元", "柒分"),
)


@dataclass(frozen=True)
class Read:
    """A paper and what a machine reads of it, without blanks."""

    paper: Paper
    texts: tuple[str, str]


def fifty(by: User, judge: User, clerk: User, *, panel: tuple[User, ...] = ()) -> list[Case]:
    """Fifty cases, each with a borrower of its own, a guarantor of sixty signs, and counsel for the bank."""
    drafts = [
        case_actions.MatterDraft(
            cause_name="金融借款合同纠纷",
            claim_fen=10_000 * (number + 1) + 7,
            claim_text=f"判令被告偿还借款本金{100 * (number + 1)}.07元。",
            facts_text=f"2020年3月{number % 28 + 1}日，被告向原告借款。",
            litigants=(
                case_actions.LitigantDraft("plaintiff", "legal", BANK, representative="兰金业", address="中街1号"),
                case_actions.LitigantDraft("defendant", "natural", name, address=f"甘肃省庆阳市镇原县北街{number}号"),
                case_actions.LitigantDraft("defendant", "legal", LONG_COMPANY, representative="石守约"),
            ),
        )
        for number, name in enumerate(fifty_names())
    ]
    cases = case_actions.open_cases(case_actions.open_matters(drafts, at=AT), "民初", by=by, at=AT)
    track = ("ordinary", "panel", False) if panel else ("simple", "sole", False)
    case_actions.set_tracks({track: [case.pk for case in cases]})
    if panel:
        seats = [(judge, Seat.Role.PRESIDING), *((user, Seat.Role.JUDGE) for user in panel)]
    else:
        seats = [(judge, Seat.Role.SOLE)]
    seat(cases, *seats, (clerk, Seat.Role.CLERK))
    banks = Litigant.objects.filter(matter__cases__in=cases, role="plaintiff")
    case_actions.name_counsel_many(
        [
            case_actions.CounselDraft(
                bank.pk,
                "卢师言",
                Counsel.Kind.LAWYER,
                Counsel.Authority.SPECIAL,
                "甘肃示范律师事务所",
                f"1620{bank.pk}",
            )
            for bank in banks
        ],
        by=by,
        at=AT,
    )
    return list(Case.objects.filter(pk__in=[case.pk for case in cases]).order_by("pk"))


def facts(kind: str, case: Case, number: int) -> dict[str, Any]:
    """What the makers give, different in every case."""
    bank, borrower, guarantor = Litigant.objects.filter(matter=case.matter_id)
    fee, figures, _words = SUMS[number % len(SUMS)]
    fees = {"fee_fen": fee, "fee_shares": [{"litigant_id": borrower.pk, "fen": fee}]}
    hearing = {**HEARING, "starts_at": f"2023-03-{number % 28 + 1:02d}T{8 + number % 9:02d}:{number % 60:02d}:00+08:00"}
    served = {"papers": ["起诉状副本", "应诉通知书"]}
    given: dict[str, dict[str, Any]] = {
        "summons": hearing,
        "hearing_announcement": hearing,
        "hearing_record": {
            **hearing,
            "sections": [{"heading": "一、核对", "lines": [{"speaker": "审", "text": figures}]}],
        },
        "mediation_paper": {
            **fees,
            "terms": [f"{borrower.name}偿还{figures}", "其余互不追究"],
            "facts_found": ["属实。"],
        },
        "judgment": {
            **fees,
            "absent": [borrower.pk],
            "heard_on": "2023-03-01",
            "answers": [{"litigant_id": guarantor.pk, "text": "同意承担。"}],
            "facts_found": [f"欠款{figures}。"],
            "reasons": ["合同有效。"],
            "articles": [["民法典", 675], ["民法典", 688]],
            "orders": [f"{borrower.name}偿还{BANK}{figures}", f"{guarantor.name}承担连带清偿责任"],
        },
        "ruling": {
            "reason": "有应当查明的情形",
            "to_court": "甘肃省庆阳市西峰区人民法院",
            "litigant_id": borrower.pk,
            "corrected": "民事判决书",
            "corrections": ["第一页第二行“十”应为“十五”"],
        },
        "fee_refund_notice": {"refund_fen": fee},
        "copy_notice": {
            "what": "答辩状",
            "from_id": bank.pk,
            "received_on": "2023-02-06",
            "text": f"已经还款{figures}。",
            "materials": ["还款凭证（2页）"],
        },
        "public_notice": {**hearing, "answer_days": 15, "evidence_days": 15},
        "service_return": served,
        "electronic_service_receipt": {**served, "arrived_at": hearing["starts_at"]},
    }
    return given.get(kind, {})


def made(cases: list[Case], kind: str, variant: str, by: User) -> list[Paper]:
    """One paper of the kind for each case, to the borrower where it is addressed to defendants, as it is issued."""
    requests = []
    for number, case in enumerate(cases):
        sides = KINDS[kind].sides
        role = "defendant" if "defendant" in sides else "plaintiff"
        to = Litigant.objects.filter(matter=case.matter_id, role=role)[0].pk if sides else None
        requests.append(PaperRequest(case.pk, kind, facts(kind, case, number), to, variant))
    return actions.draw_up_many(requests, by=by, at=AT)


def issued(papers: list[Paper], signers: tuple[User, ...], reader: User) -> list[Paper]:
    """The papers, issued; decisions the whole way."""
    if KINDS[papers[0].kind].formal:
        actions.proofread_many(papers, by=reader, at=AT)
        for judge in signers:
            actions.sign_many(papers, by=judge, at=AT)
    actions.issue_many(papers, by=reader, at=AT)
    numbers = [paper.pk for paper in papers]
    return list(Paper.objects.filter(pk__in=numbers).select_related("case", "addressee", "pdf").order_by("pk"))


def read(papers: list[Paper]) -> list[Read]:
    """What stands in their PDFs and in their Word files."""
    court = this_court()
    pdfs = pdf_texts([files.read(paper.pdf) for paper in papers if paper.pdf])
    words = [word_text(actions.word_of_paper(paper, court)) for paper in papers]
    return [Read(paper, (pdf, word)) for paper, pdf, word in zip(papers, pdfs, words, strict=True)]


def moment(number: int) -> str:
    """When the hearing of a case is, as the papers write it."""
    return f"2023年3月{number % 28 + 1}日{8 + number % 9}时{number % 60:02d}分"


def expected(kind: str, variant: str, paper: Paper, number: int) -> list[str]:
    """What must stand on the paper, written down here anew from the case."""
    case, name = paper.case, fifty_names()[number]
    _fee, figures, capitals = SUMS[number % len(SUMS)]
    everywhere = [
        "甘肃省镇原县人民法院",
        KINDS[kind].title,
        f"（2023）甘1027民初{case.sequence}号",
        "二〇二三年二月六日",
    ]
    to = name if "defendant" in KINDS[kind].sides else BANK
    wanted = {
        "acceptance_notice": [f"{to}：", name, LONG_COMPANY, "第二十二条"],
        "response_notice": [f"{to}：", BANK, LONG_COMPANY, "十五日内", "第一百三十条第一款"],
        "evidence_notice": [f"{to}：", "十五日", "第六十七条、第六十八条", "第五十条"],
        "sole_notice": ["审判员孙法独任审理", "书记员田乐之", "第一百三十一条", "第四十七条"],
        "panel_notice": ["由审判长孙法、审判员沈明组成合议庭", "书记员田乐之", "第一百三十一条"],
        "summons": [name, moment(number), HEARING["place_name"], HEARING["place_address"], "审判员孙法"],
        "hearing_announcement": [moment(number), HEARING["place_name"], f"被告{name}、{LONG_COMPANY}"],
        "hearing_record": [moment(number), "审判员孙法", f"审：{figures}"],
        "mediation_paper": [f"一、{name}偿还{figures}；", "二、其余互不追究。", "各方当事人签收后，即具有法律效力"],
        "judgment": [
            f"原告：{BANK}，住所地中街1号。法定代表人：兰金业。委托诉讼代理人：卢师言，甘肃示范律师事务所律师。",
            f"被告：{name}，住甘肃省庆阳市镇原县北街{number}号。",
            f"判令被告偿还借款本金{100 * (number + 1)}.07元。",
            f"{BANK}的委托诉讼代理人卢师言、",
            f"被告{name}经传票传唤，无正当理由拒不到庭",
            "《中华人民共和国民法典》第六百七十五条、第六百八十八条、《中华人民共和国民事诉讼法》第一百四十七条规定",
            f"一、{name}偿还{BANK}{figures}；二、{LONG_COMPANY}承担连带清偿责任。",
            "《中华人民共和国民事诉讼法》第二百六十条规定，加倍支付迟延履行期间的债务利息",
            f"案件受理费{figures}，由{name}负担。",
            "上诉于甘肃省庆阳市中级人民法院。",
        ],
        "copy_notice": [
            f"{to}：",
            "2023年2月6日",
            "第一百二十八条第二款",
            f"已经还款{figures}。",
            "1.还款凭证（2页）。",
        ],
        "fee_refund_notice": [f"{to}：", f"{figures}（大写：{capitals}）", "第五十三条第二款"],
        "public_notice": [
            f"{name}：",
            "第九十五条第一款",
            "经过三十日，即视为送达",
            moment(number),
            "公告期满后十五日内",
        ],
        "service_return": [name, "起诉状副本（1份）；应诉通知书（1份）"],
        "electronic_service_receipt": [name, moment(number), "第九十条第二款"],
    }
    if kind == "ruling":
        return everywhere + [f"被告：{name}，住甘肃省", *RULING_WORDS[variant](name)]
    return everywhere + wanted[kind] + ([f"查询码：{code_printed_on(paper)}"] if KINDS[kind].with_code else [])


def code_printed_on(paper: Paper) -> str:
    """The addressee's own look-up code, without the blank."""
    assert paper.addressee is not None
    return lookup_code(paper.case, paper.addressee)


APPEAL = "可以在裁定书送达之日起十日内"
RULING_WORDS: dict[str, Any] = {
    "withdrawal": lambda _name: ["第一百四十八条第一款、第一百五十七条第一款第五项", f"准许{BANK}撤诉。"],
    "deemed_withdrawal": lambda _name: ["第一百四十六条、第一百五十七条第一款第十一项", f"本案按{BANK}撤回起诉处理。"],
    "suit_dismissed": lambda _name: ["第一百二十二条、第一百五十七条第一款第三项", f"驳回{BANK}的起诉。", APPEAL],
    "conversion": lambda _name: ["第一百七十条规定", "本案转为普通程序。"],
    "panel": lambda _name: ["第四十三条第一款", "本案转由合议庭审理。"],
    "jurisdiction": lambda name: [
        f"{name}对本案管辖权提出的异议成立，本案移送甘肃省庆阳市西峰区人民法院处理。",
        APPEAL,
    ],
    "transfer": lambda _name: ["第三十七条", "本案移送甘肃省庆阳市西峰区人民法院处理。"],
    "terminated": lambda _name: ["第一百五十四条、第一百五十七条第一款第六项", "本案终结诉讼。"],
    "correction": lambda _name: ["第一百五十七条第一款第七项", "“十”应为“十五”"],
}


@pytest.mark.parametrize(("kind", "variant"), [*SIMPLE_KINDS, *RULING_KINDS, *ORDINARY_KINDS])
def test_fifty_papers_agree_with_their_cases(people: People, court_clerk: User, kind: str, variant: str) -> None:
    is_ordinary = (kind, variant) in ORDINARY_KINDS
    panel = (people.second_judge,) if is_ordinary else ()
    cases = fifty(people.clerk, people.judge, court_clerk, panel=panel)
    papers = issued(made(cases, kind, variant, people.judge), (people.judge, *panel), court_clerk)
    assert len(papers) == FIFTY
    missing = [
        (paper.number, which, words)
        for number, each in enumerate(read(papers))
        for paper in [each.paper]
        for which, text in zip(("pdf", "docx"), each.texts, strict=True)
        for words in expected(kind, variant, paper, number)
        if "".join(words.split()) not in text
    ]
    assert missing == []
