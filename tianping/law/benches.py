"""Who may sit in a civil case of first instance (审判组织): one judge, a panel of judges, a panel with assessors."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tianping.law.answers import Answer, Refusal
from tianping.law.laws import CIVIL_PROCEDURE, cite

ASSESSORS_SINCE = date(2018, 4, 27)
ASSESSORS_ARTICLE = "《中华人民共和国人民陪审员法》第十四条"
SOLE_ORDINARY_SINCE = date(2022, 1, 1)
ASSESSOR_RULES = "《最高人民法院关于适用〈中华人民共和国人民陪审员法〉若干问题的解释》"
MOST_CASES_A_YEAR = 30
"""In how many cases a people's assessor sits in a year at most, unless the court has set less (第十七条)."""
DRAWN_BEFORE = 7
"""How many days before the hearing assessors are drawn (第三条第一款)."""
THREE, SEVEN = 3, 7
JUDGES_OF_SEVEN = 3


@dataclass(frozen=True, slots=True)
class Bench:
    """So many judges and so many people's assessors (审判员、人民陪审员)."""

    judges: int
    assessors: int = 0

    @property
    def members(self) -> int:
        """How many sit in all."""
        return self.judges + self.assessors

    @property
    def is_sole(self) -> bool:
        """Whether one judge sits alone (独任)."""
        return self.judges == 1 and not self.assessors


def check_bench(bench: Bench, *, ordinary: bool, on: date) -> Answer[Bench]:
    """The bench with the article that allows it on a day; ``ordinary``: whether by ordinary procedure.

    Raises Refusal, which names the benches that the article allows.
    """
    if bench.is_sole:
        return _sole(bench, ordinary=ordinary, on=on)
    if not ordinary:
        raise Refusal("简易程序、小额诉讼由审判员一人独任审理，", mend="需要组成合议庭的，请先转为普通程序。")
    if bench.judges < 1 or bench.assessors < 0:
        raise Refusal("人民陪审员不能单独组成合议庭，审判长应当由法官担任，", mend="请至少安排一名法官。")
    if not bench.assessors:
        return _judges(bench, on)
    if on < ASSESSORS_SINCE:
        raise Refusal("该日《人民陪审员法》尚未施行，", mend="请核对日期。")
    is_seven = bench.members == SEVEN and bench.judges == JUDGES_OF_SEVEN
    if bench.members != THREE and not is_seven:
        raise Refusal(
            "人民陪审员和法官组成的合议庭只能是三人，或者法官三人与人民陪审员四人组成七人，", mend="请调整人数。"
        )
    says = f"法官{bench.judges}人与人民陪审员{bench.assessors}人组成{bench.members}人合议庭，由法官担任审判长"
    return Answer(bench, (says,), (ASSESSORS_ARTICLE,))


def _sole(bench: Bench, *, ordinary: bool, on: date) -> Answer[Bench]:
    if ordinary and on < SOLE_ORDINARY_SINCE:
        raise Refusal("2022年1月1日前普通程序应当组成合议庭，", mend="请组成合议庭。")
    article = cite(CIVIL_PROCEDURE, 40, on, paragraph=2)
    return Answer(bench, ("由审判员一人独任审理",), (str(article),), article.certainty)


def _judges(bench: Bench, on: date) -> Answer[Bench]:
    if bench.judges < THREE or bench.judges % 2 == 0:
        raise Refusal("合议庭的成员人数必须是单数，且不少于三人，", mend="请调整人数。")
    article = cite(CIVIL_PROCEDURE, 40, on, paragraph=1)
    return Answer(bench, (f"由审判员{bench.judges}人组成合议庭",), (str(article),), article.certainty)


def assessors_drawn_in_time(drawn_on: date, hearing_on: date) -> Answer[bool]:
    """Whether people's assessors were drawn seven days before the hearing (开庭七日前随机抽取确定)."""
    days = (hearing_on - drawn_on).days
    words = "已在" if days >= DRAWN_BEFORE else "没有在"
    return Answer(
        days >= DRAWN_BEFORE, (f"开庭{days}日前抽取，{words}开庭七日前确定",), (ASSESSOR_RULES + "第三条第一款",)
    )


def assessor_cap(set_by_court: int | None) -> Answer[int]:
    """In how many cases an assessor sits in a year at most: what the court has published, never above thirty."""
    most = MOST_CASES_A_YEAR if set_by_court is None else min(set_by_court, MOST_CASES_A_YEAR)
    how = "本院没有公布，按三十件" if set_by_court is None else f"本院公布{set_by_court}件"
    article_24 = "《中华人民共和国人民陪审员法》第二十四条"
    return Answer(most, (f"{how}为每名人民陪审员年度参审上限",), (article_24, ASSESSOR_RULES + "第十七条"))


@dataclass(frozen=True, slots=True)
class Vote:
    """Whether one member of a panel agrees with the conclusion (评议意见)."""

    agrees: bool
    is_assessor: bool = False


def decided(votes: Sequence[Vote], *, on: date) -> Answer[int]:
    """How many of a panel carry its conclusion (少数服从多数); whoever differs stands in the record with their words.

    Of a panel of seven the assessors vote on facts only: their votes do not carry the law. Raises Refusal for a
    conclusion that no majority carries.
    """
    article = cite(CIVIL_PROCEDURE, 45, on)
    articles = [str(article)]
    groups = [votes]
    if len(votes) == SEVEN:
        groups.append([vote for vote in votes if not vote.is_assessor])
        articles.append("《中华人民共和国人民陪审员法》第二十二条")
    for group in groups:
        if sum(vote.agrees for vote in group) * 2 <= len(group):
            raise Refusal(
                "同意评议结论的没有过半数，不能作为合议庭的意见，",
                mend="请按多数意见写明结论；不能形成多数意见的，提请院长决定提交审判委员会讨论。",
            )
    carried = sum(vote.agrees for vote in votes)
    words = f"合议庭{len(votes)}人中{carried}人同意，按多数人的意见作出结论"
    return Answer(carried, (words,), tuple(articles), article.certainty)
