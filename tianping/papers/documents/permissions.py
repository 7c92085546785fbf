"""Who may draw up, proof-read, sign and issue papers; a refusal is a sentence."""

from collections.abc import Sequence
from typing import Any

from tianping.accounts.permissions import Permission, check_may, held_posts
from tianping.accounts.posts import LEADERS, Post
from tianping.cases.models import Case, Seat
from tianping.cases.permissions import check_takes_part, visible_cases
from tianping.cases.queries import ON_THE_BENCH
from tianping.kernel.refusals import Forbidden, Refused
from tianping.papers.documents.kinds import KINDS
from tianping.papers.documents.models import Paper

BENCH_AND_STAFF = frozenset({Post.JUDGE, Post.JUDGE_ASSISTANT, Post.COURT_CLERK, Post.FILING_CLERK, Post.DIVISION_HEAD})

VIEW_PAPERS = Permission("documents.view", "查看案件文书", LEADERS | BENCH_AND_STAFF | {Post.PEOPLES_ASSESSOR})
DRAW_UP = Permission("documents.draw_up", "拟制、制发文书", BENCH_AND_STAFF)
PROOFREAD = Permission("documents.proofread", "校对文书", BENCH_AND_STAFF)
SEND_BACK = Permission("documents.send_back", "退回文书修改", BENCH_AND_STAFF | {Post.PEOPLES_ASSESSOR})
SIGN = Permission("documents.sign", "签署裁判文书", frozenset({Post.JUDGE, Post.PEOPLES_ASSESSOR}))


def check_can_draw_up(user: Any, cases: dict[int, Case], kinds: dict[int, set[str]]) -> None:
    """Raise unless this person may draw up and issue these kinds of papers in these cases.

    The bench and those who serve it; the filing division the notices, too, but never what decides a case.
    """
    check_may(user, DRAW_UP)
    check_takes_part(user, cases)
    seated = set(
        Seat.objects.filter(user=user, case_id__in=cases, until__isnull=True).values_list("case_id", flat=True)
    )
    files_cases = Post.FILING_CLERK in held_posts(user)
    for pk, case in cases.items():
        if pk in seated or case.responsible_id == user.pk:
            continue
        if files_cases and not any(KINDS[code].formal for code in kinds[pk]):
            continue
        raise Forbidden(f"您不是{case.number}的审判组织成员或者书记员，不能制作本案文书。")


def may_draw_up(user: Any, paper: Paper) -> bool:
    """Whether a person may change and issue this paper; ``check_can_draw_up`` says why not."""
    try:
        check_can_draw_up(user, {paper.case_id: paper.case}, {paper.case_id: {paper.kind}})
    except Refused:
        return False
    return True


def check_can_proofread(user: Any, papers: Sequence[Paper]) -> None:
    """Raise unless this person may proof-read these papers: somebody of the house who wrote none of them."""
    check_may(user, PROOFREAD)
    if any(paper.drawn_by_id == user.pk for paper in papers):
        raise Forbidden("拟稿人不能校对自己拟写的文书，请交由其他人校对。")
    _check_reaches(user, papers)


def check_can_sign(user: Any, papers: Sequence[Paper]) -> None:
    """Raise unless this person sits in the cases; a leader who does not sit signs nothing (谁审理谁裁判)."""
    check_may(user, SIGN)
    check_takes_part(user, {paper.case_id for paper in papers})
    if not sits_in(user, papers):
        raise Forbidden("裁判文书由审理本案的审判人员签署；您不是本案审判组织成员，不能签署。")


def check_can_send_back(user: Any, paper: Paper) -> None:
    """Raise unless this person sits in the case, serves its bench, or may proof-read the paper."""
    check_may(user, SEND_BACK)
    if not sits_in(user, [paper]) and not may_draw_up(user, paper):
        check_can_proofread(user, [paper])


def check_are_formal(papers: Sequence[Paper]) -> None:
    """Raise for a paper that needs neither proof-reading nor signatures."""
    if not all(KINDS[paper.kind].formal for paper in papers):
        raise Refused("通知类文书不需要校对、签署，核对无误后直接制发。")


def sits_in(user: Any, papers: Sequence[Paper]) -> bool:
    """Whether a person sits in the cases of all these papers now."""
    cases = {paper.case_id for paper in papers}
    seats = Seat.objects.filter(case_id__in=cases, user=user, until__isnull=True, role__in=ON_THE_BENCH)
    return set(seats.values_list("case_id", flat=True)) == cases


def _check_reaches(user: Any, papers: Sequence[Paper]) -> None:
    cases = {paper.case_id for paper in papers}
    if visible_cases(user).filter(pk__in=cases).count() != len(cases):
        raise Forbidden("您不能查看其中的案件，不能校对其文书。")
