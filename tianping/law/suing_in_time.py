"""In what time one sues, told to everybody alike (起诉、申请的期间，一般说明).

Limitation is told as the statute says it and never held against a person: the court does not raise it of its own
motion (民法典第一百九十三条). Only the day until which an agency may be sued is counted, for the court examines it.
"""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from tianping.law.answers import Answer, weaker
from tianping.law.due_days import DueDay
from tianping.law.laws import CIVIL_CODE, CIVIL_PROCEDURE, CIVIL_PROCEDURE_INTERPRETATION, cite
from tianping.law.periods import due

Kind = Literal["ordinary", "labour", "none", "divorce", "enforcement"]
Reconsidered = Literal["none", "upheld", "changed", "silent"]
_Cited = tuple[tuple[str, int, int, int], ...]

TOLD: Mapping[Kind, tuple[tuple[str, ...], _Cited]] = {
    "ordinary": (
        (
            "向法院请求保护民事权利的诉讼时效期间一般为三年，从知道或者应当知道权利受到损害以及义务人之日起计算",
            "分期履行的，从最后一期履行期限届满之日起计算",
            "向对方要过、对方同意履行、起诉或者申请仲裁的，时效中断，重新计算；请保留催要的证据",
            "法院不主动适用诉讼时效，有没有超过，由对方提出后才审查",
        ),
        ((CIVIL_CODE, 188, 0, 0), (CIVIL_CODE, 189, 0, 0), (CIVIL_CODE, 193, 0, 0), (CIVIL_CODE, 195, 0, 0)),
    ),
    "labour": (
        (
            "劳动争议申请仲裁的时效期间为一年，从知道或者应当知道权利被侵害之日起计算；向单位要过、向有关部门请求过，"
            "或者单位同意履行的，时效中断，重新计算",
            "还在单位上班时因拖欠劳动报酬发生争议的，不受一年的限制；劳动关系已经终止的，自终止之日起一年内提出",
            "对仲裁裁决不服的，自收到裁决书之日起十五日内向法院起诉，期满不起诉的，裁决书发生法律效力",
            "有工资欠条、直接起诉要工资的，按普通民事纠纷受理，诉讼时效期间一般为三年",
        ),
        (
            ("劳动争议调解仲裁法", 27, 0, 0),
            ("劳动争议调解仲裁法", 50, 0, 0),
            ("劳动争议解释", 15, 0, 0),
            (CIVIL_CODE, 188, 0, 0),
        ),
    ),
    "none": (
        ("请求停止侵害、排除妨碍、消除危险，请求支付抚养费、赡养费、扶养费，不适用诉讼时效的规定",),
        ((CIVIL_CODE, 196, 0, 0),),
    ),
    "divorce": (
        (
            "请求离婚没有期限",
            "上次判决不准离婚、调解和好或者撤诉以后，没有新情况、新理由，六个月内不能再起诉；对方起诉不受这个限制",
            "判决不准离婚后又分居满一年，再次起诉的，应当准予离婚",
            "女方怀孕期间、分娩后一年内、终止妊娠后六个月内，男方不得提出离婚；女方提出或者法院认为确有必要的除外",
        ),
        (
            (CIVIL_PROCEDURE, 127, 0, 7),
            (CIVIL_PROCEDURE_INTERPRETATION, 214, 0, 0),
            (CIVIL_CODE, 1079, 5, 0),
            (CIVIL_CODE, 1082, 0, 0),
        ),
    ),
    "enforcement": (
        (
            "申请执行的期间为二年，从法律文书规定履行期间的最后一日起计算；分期履行的，从最后一期届满之日起；"
            "没有写履行期间的，从文书生效之日起",
            "超过二年申请的，法院仍然受理；是否超过，由被执行人提出后才审查",
        ),
        ((CIVIL_PROCEDURE, 250, 0, 0), (CIVIL_PROCEDURE_INTERPRETATION, 481, 0, 0)),
    ),
}


def time_told(kind: Kind, *, on: date) -> Answer[None]:
    """What the law says of the time to sue or to apply, for everybody alike."""
    steps, cited = TOLD[kind]
    because = tuple(cite(law, number, on, paragraph=paragraph, item=item) for law, number, paragraph, item in cited)
    certainties = [each.certainty for each in because]
    weakest = max(certainties, key="TSRL".index)
    return Answer(None, steps, tuple(each.text for each in because), weakest)


def time_to_enforce(due_on: date | None, *, on: date) -> Answer[DueDay | None]:
    """The two years in which one applies for enforcement (申请执行期间), counted where the day they run from is known.

    `due_on`: the last day on which was to be performed. Told to whoever wants to apply: a court takes in what comes
    later (民诉法解释第四百八十一条).
    """
    told = time_told("enforcement", on=on)
    if due_on is None:
        return Answer(None, told.steps, told.because, told.certainty)
    counted = due("EX-APPLY-2Y", due_on, on=on)
    because = tuple(dict.fromkeys((*told.because, *counted.because)))
    certainty = weaker(told.certainty, counted.certainty)
    return Answer(counted.value, (*told.steps, *counted.steps), because, certainty, counted.notes)


def time_to_sue_agency(known_on: date, reconsidered: Reconsidered, *, on: date) -> Answer[DueDay]:
    """Until when an agency may be sued (起诉期限, 行政诉讼法第四十五条、第四十六条).

    `known_on` is the day the act was known; after reconsideration the day its decision came, or its term ran out.
    """
    answer = due("A-SUE-6M" if reconsidered == "none" else "A-SUE-15", known_on, on=on)
    notes: tuple[str, ...] = (
        "机关没有告知起诉期限的，从知道起诉期限之日起算，但从知道行政行为内容之日起最长一年（行诉法解释第六十四条）。",
        "因不动产起诉的，自行为作出之日起最长二十年，其他案件最长五年（行政诉讼法第四十六条第二款）。",
    )
    if reconsidered == "none" and on >= _RECONSIDERED_FIRST_SINCE:
        first = cite("行政复议法", 23, on).text
        notes = (*notes, f"当场作出的处罚、不履行法定职责、不公开政府信息等，应当先申请行政复议，再起诉（{first}）。")
    return Answer(answer.value, answer.steps, answer.because, answer.certainty, notes)


_RECONSIDERED_FIRST_SINCE = date(2024, 1, 1)
