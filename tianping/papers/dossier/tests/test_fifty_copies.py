"""Fifty answers and proofs sent on: the notices, read by a machine, agree with what came in."""

from tests.support.court import People
from tests.support.readings import LONG_COMPANY, fifty_names, pdf_texts, word_text
from tests.support.uploads import SCAN
from tianping.accounts.models import User
from tianping.accounts.queries import this_court
from tianping.cases.queries import lookup_code
from tianping.kernel import files
from tianping.papers.documents import actions as paper_actions
from tianping.papers.documents.models import Paper
from tianping.papers.documents.queries import issued_papers_of
from tianping.papers.dossier import actions
from tianping.papers.dossier.actions import Upload
from tianping.papers.dossier.models import HandIn
from tianping.papers.dossier.tests.conftest import IN_TIME, LATE, looker, served


def test_fifty_answers_and_proofs_are_sent_on_as_they_came_in(people: People, court_clerk: User) -> None:
    names = [*fifty_names()[:-1], LONG_COMPANY]
    for place, case in enumerate(served(people, court_clerk, *names)):
        if place % 2:
            at, draft = LATE, actions.begin(looker(case), HandIn.Kind.EVIDENCE, at=LATE)
            actions.attach(draft, Upload(SCAN, f"第{place + 1}号还款凭证", "证明已经还款"))
        else:
            at, draft = IN_TIME, actions.begin(looker(case), HandIn.Kind.ANSWER, at=IN_TIME)
            actions.write(draft, f"已经还款{place + 1}.07元。")
        actions.forward(actions.hand_in(draft, at=at), by=people.judge, at=at)
    papers = list(issued_papers_of(Paper.objects.values("case"), "copy_notice").order_by("case_id"))
    assert len(papers) == len(names)
    court = this_court()
    pdfs = pdf_texts([files.read(paper.pdf) for paper in papers if paper.pdf])
    missing = [
        (place, words)
        for place, (paper, pdf) in enumerate(zip(papers, pdfs, strict=True))
        for text in (pdf, word_text(paper_actions.word_of_paper(paper, court)))
        for words in expected(paper, names[place], place)
        if words not in text
    ]
    assert missing == []


def expected(paper: Paper, name: str, place: int) -> list[str]:
    """What must stand on the notice, written down here anew."""
    assert paper.addressee is not None
    everywhere = [
        "甘肃省镇原县人民法院",
        "送达副本通知书",
        f"（2023）甘1027民初{paper.case.sequence}号",
        "镇原示范村镇银行股份有限公司：",
        f"查询码：{lookup_code(paper.case, paper.addressee)}",
    ]
    if place % 2 == 0:
        return [
            *everywhere,
            f"被告{name}于2023年2月10日向本院提交答辩状。",
            "第一百二十八条第二款",
            f"已经还款{place + 1}.07元。",
            "二〇二三年二月十日",
        ]
    return [
        *everywhere,
        f"被告{name}于2023年2月22日向本院提交证据，提交时已经逾期。",
        f"第{place + 1}号还款凭证",
        "证明：证明已经还款",
        "二〇二三年二月二十二日",
    ]
