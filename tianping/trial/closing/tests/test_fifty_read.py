"""Fifty hearings ended by agreement: their records and mediation papers, read by a machine, agree with the cases."""

import datetime
import functools
import hashlib

from tests.support.court import AT, People
from tests.support.readings import LONG_COMPANY, fifty_names, pdf_texts, word_text
from tests.support.uploads import SCAN
from tianping.accounts.models import User
from tianping.accounts.queries import this_court
from tianping.kernel import files, uploads
from tianping.law.settlements import Terms, equal_instalments
from tianping.papers.documents import actions as paper_actions
from tianping.papers.documents.queries import issued_papers_of
from tianping.trial.closing import actions
from tianping.trial.closing.tests.conftest import tried
from tianping.trial.hearings import actions as hearing_actions

PLACE = "屯字镇示范支行巡回审判点"
BANK = "镇原示范村镇银行股份有限公司"
# Sums whose capitals were written down by hand.
SUMS = (
    (50_550, "505.50元（人民币伍佰零伍元伍角整）"),
    (101_100, "1,011.00元（人民币壹仟零壹拾壹元整）"),
    (4_844_000, "48,440.00元（人民币肆万捌仟肆佰肆拾元整）"),
    (10_000_501, "100,005.01元（人民币壹拾万零伍元零壹分）"),
    (7, "0.07元（人民币柒分）"),
)


def test_fifty_records_and_fifty_mediation_papers_agree_with_their_cases(people: People, court_clerk: User) -> None:
    names = [*fifty_names()[:-1], LONG_COMPANY]
    cases = tried(people, court_clerk, *names)
    held = [hearing_actions.Held(case.pk, PLACE) for case in cases]
    records = hearing_actions.hold_many(held, by=people.judge, at=AT)
    agreed = [
        hearing_actions.Agreed(record.pk, Terms(fen, equal_instalments(fen, 1, datetime.date(2023, 3, 1 + place % 28))))
        for place, record in enumerate(records)
        for fen in [SUMS[place % len(SUMS)][0]]
    ]
    hearing_actions.record_settlements_many(agreed, by=people.judge, at=AT)
    hearing_actions.sign_on_paper_many({record.pk: SCAN for record in records}, by=people.judge, at=AT)
    papers = actions.draw_up_decisions_many([case.pk for case in cases], by=people.judge, at=AT)
    paper_actions.proofread_many(papers, by=court_clerk, at=AT)
    paper_actions.sign_many(papers, by=people.judge, at=AT)
    paper_actions.issue_many(papers, by=court_clerk, at=AT)
    issued = list(issued_papers_of([case.pk for case in cases]).order_by("kind", "case_id"))
    assert [paper.kind for paper in issued] == ["hearing_record"] * 50 + ["mediation_paper"] * 50
    court = this_court()
    pdfs = pdf_texts([files.read(paper.pdf) for paper in issued if paper.pdf])
    missing = [
        (paper.kind, place, words)
        for place, (paper, pdf) in enumerate(zip(issued, pdfs, strict=True))
        for text in (pdf, word_text(paper_actions.word_of_paper(paper, court)))
        for words in expected(paper.kind, paper.case.sequence, names[place % 50], place % 50)
        if words not in text.replace(f"{names[place % 50]}：纸", f"{names[place % 50]}纸")
    ]
    assert missing == []


@functools.cache
def digest_of_scan() -> str:
    """Of the scan as it is kept."""
    return hashlib.sha256(uploads.check(SCAN).content).hexdigest()


def expected(kind: str, sequence: int, name: str, place: int) -> list[str]:
    """What must stand on the paper, written down here anew."""
    due = f"2023年3月{1 + place % 28}日前给付"
    clause = f"被告{name}于{due}原告{BANK}款项{SUMS[place % len(SUMS)][1]}；"
    everywhere = ["甘肃省镇原县人民法院", f"（2023）甘1027民初{sequence}号", clause]
    if kind == "hearing_record":
        digest = digest_of_scan()
        came = f"原告{BANK}；被告{name}"
        return [
            *everywhere,
            "庭审笔录",
            "2023年2月6日9时30分",
            PLACE,
            came,
            f"被告{name}纸质签名，扫描件（SHA-256：{digest}）",
        ]
    return [
        *everywhere,
        "民事调解书",
        f"原告：{BANK}",
        f"被告：{name}",
        f"案件受理费1011元，减半收取计505.50元，由{name}负担。",
    ]
