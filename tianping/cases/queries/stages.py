"""The stage of a case (办理阶段): derived from what runs and what has ended, never stored."""

import datetime
from collections.abc import Collection, Iterable, Set
from dataclasses import dataclass
from typing import Protocol

from django.db.models import Exists, OuterRef, QuerySet

from tianping.cases.models import Case, Clock
from tianping.cases.panels import Standing

# True at any point of it: while a time is looked for, and while the agreement waits for signatures.
MEDIATION_NEXT = "调解员约定时间，组织双方调解；谈妥的写成调解协议，由各方阅读、签名，全部签名后生效。"
MEDIATION_OVER = "诉前调解已结束"
MEDIATION, PRESERVATION, ENFORCEMENT = "诉前调", "财保", "执"
APPEALABLE, APPEALED = {"C-APPEAL-J", "C-APPEAL-R"}, {"C-APPEAL-SVC", "C-APPEAL-SEND"}
REVIEW, FIRST_INSTANCE = "C-FILE-7", "民初"
FEE, SERVICE, MEDIATING, APPLY = "C-FEE-7", "C-SERVE-5", "MED-PRE-30", "CONF-APPLY-30"
CONFIRM_ACCEPT, CONFIRM_DECIDE = "CONF-ACCEPT-3", "CONF-DECIDE-15"
NOTICE = "EX-NOTICE-10"
RULE, CARRY_OUT, SUE, RENEW = "PRES-PRE-48", "PRES-5", "PRES-PRE-30", "PRES-RENEW-7"


@dataclass(frozen=True)
class Stage:
    """Where a case stands: the court's word, the same in plain words, what comes next and who has to do it."""

    label: str
    plain: str
    next_step: str
    who: str


class RunsInCase(Protocol):
    """What the stage of a case is derived from: which periods run in which case."""

    @property
    def case_id(self) -> int | None: ...
    @property
    def period_id(self) -> str: ...
    @property
    def nominal_due(self) -> datetime.date: ...
    @property
    def legal_due(self) -> datetime.date | None: ...


OWN_STAGES = {
    "诉前调确": {
        "open": Stage(
            "司法确认审查中", "法官正在审查调解协议。", "十五日内审查完毕；裁定书送达双方后生效。", "承办法官"
        ),
        "closed": Stage(
            "司法确认已办结",
            "司法确认申请已经办结。",
            "协议确认有效的，应当按期履行；一方不履行的，对方可以申请强制执行。",
            "",
        ),
    },
    "诉前调书": {
        "open": Stage("审查出具调解书", "法官正在审查调解协议。", "审查后出具调解书，送达双方后生效。", "承办法官"),
        "closed": Stage(
            "调解书已办结",
            "出具调解书的申请已经办结。",
            "调解书确定的义务，应当按期履行；一方不履行的，对方可以申请强制执行。",
            "",
        ),
    },
    "执": {
        "open": Stage("执行中", "案件正在执行。", "执行员发出执行通知，查找、控制被执行人的财产。", "执行员"),
        "closed": Stage("执行已结束", "执行案件已经办结。", "", ""),
    },
}


ENFORCEMENT_OPENED = Stage(
    "已立案，待分案",
    "执行案件已经立案，还没有分给承办人。",
    "法院确定承办人，十日内发出执行通知，查找、控制被执行人的财产。",
    "立案庭",
)


def told_stage(where: Stage, standing: Standing | None) -> Stage:
    """A stage as litigants read it: in the words of the room that carries the case, where it has any."""
    if standing is None or standing.instead_of not in ("", where.label):
        return where
    return Stage(standing.label, standing.plain, standing.next_step, standing.who)


def called_responsible(case: Case) -> str:
    """The word for who carries a case: nobody tries what is only enforced (承办法官、执行人员)."""
    return "执行人员" if case.type_code == ENFORCEMENT else "承办法官"


def not_accepted(case: Case) -> bool:
    """Whether a suit was numbered only to be refused (裁定不予受理): a judge, and no procedure."""
    return case.responsible_id is not None and not case.track


def told_cases() -> QuerySet[Case]:
    """The numbers of which those who sue may know: none under which a refusal (不予受理) is only a draft.

    Such a number has no procedure, and the seven days of the review run until its ruling is issued.
    """
    reviewed = Clock.objects.filter(matter=OuterRef("matter"), period_id=REVIEW, stopped_on__isnull=True)
    return Case.objects.exclude(Exists(reviewed), type_code=FIRST_INSTANCE, track="")


def stage(case: Case, running: Iterable[RunsInCase], *, on: datetime.date, tells_of_help: bool = True) -> Stage:
    """The stage of a case on a day, given the clocks that run in its matter.

    ``tells_of_help``: whether who reads it may learn that help with the fee is asked for; the other side does not.
    """
    running = list(running)
    last = {clock.period_id: clock.legal_due or clock.nominal_due for clock in running if clock.case_id == case.pk}
    kinds = last.keys()
    if case.type_code == MEDIATION:
        return _of_mediation(case, kinds, reviewed=any(clock.period_id == CONFIRM_DECIDE for clock in running))
    if case.type_code == PRESERVATION:
        return _of_preservation(case, kinds, sues_late=SUE in last and on > last[SUE])
    # Whoever sent the notice enforces, whether or not the case was given to somebody.
    if case.type_code == ENFORCEMENT and case.status == "open" and case.responsible_id is None and NOTICE in kinds:
        return ENFORCEMENT_OPENED
    if case.type_code in OWN_STAGES:
        return OWN_STAGES[case.type_code][case.status]
    if case.status == "closed":
        return _of_closed(case, kinds)
    if case.help_asked and tells_of_help:
        return Stage(
            "已立案，司法救助待决定",
            "案件已经立案，原告申请缓交、减交或者免交案件受理费，法院正在审查。",
            "法院作出决定，并告知原告；决定以前不计算交费期限。",
            "院长、庭长",
        )
    if FEE in kinds or case.help_asked:
        return Stage(
            "已立案，待交费",
            "案件已经立案，等待原告交纳案件受理费。",
            "原告交纳案件受理费；同时法院向被告送达起诉状副本。" if SERVICE in kinds else "原告交纳案件受理费。",
            "原告",
        )
    if not_accepted(case):
        return Stage(
            "裁定不予受理",
            "法院裁定对起诉不予受理。",
            "裁定书向起诉人送达；不服的，可以自收到裁定书之日起十日内上诉。",
            "承办法官",
        )
    if case.responsible_id is None:
        return Stage(
            "已立案，待分案", "案件已经立案，等待确定承办法官。", "法院确定承办法官，并通知双方当事人。", "立案庭"
        )
    return Stage(
        "审理中", "案件正在审理。", "承办法官依次安排送达、开庭和裁判，开庭时间会提前通知双方当事人。", "承办法官"
    )


def _of_closed(case: Case, kinds: Set[str]) -> Stage:
    if case.effective_on is not None:
        return Stage("已结案", "案件已经审结。", "生效法律文书确定的义务，应当按期履行。", "")
    if kinds & APPEALED:
        return Stage(
            "已结案，已上诉",
            "案件已经审结，有当事人提起上诉，法律文书还没有生效。",
            "法院把上诉状副本送达对方当事人，再把案卷移送第二审人民法院。",
            "书记员",
        )
    if kinds & APPEALABLE:
        return Stage(
            "已结案，待生效",
            "案件已经审结，法律文书还没有生效。",
            "不服的可以在上诉期内提起上诉；当事人都不上诉的，上诉期届满后生效。",
            "",
        )
    return Stage(
        "已结案，待生效",
        "案件已经审结，法律文书还没有生效。",
        "等待送达、签收；已经上诉的，等待第二审人民法院的裁判。",
        "",
    )


def _of_mediation(case: Case, kinds: Collection[str], *, reviewed: bool) -> Stage:
    """Before filing; ``reviewed``: a judge has the agreement, under a number of its own."""
    if APPLY in kinds:
        return Stage(
            "已达成调解协议",
            "双方达成的调解协议已经生效。",
            "按约定履行；需要的，三十日内可以共同申请司法确认，或者请求出具调解书。",
            "双方当事人",
        )
    if CONFIRM_ACCEPT in kinds:
        return Stage(
            "已共同申请，待受理",
            "双方已经就调解协议共同向法院提出申请。",
            "法院三日内决定是否受理；受理后编立新的案号，由法官审查调解协议，结果送达双方。等待期间仍按协议约定履行。",
            "立案庭",
        )
    if reviewed:
        return Stage(
            "调解协议审查中",
            "法院已经受理双方的申请，法官正在审查调解协议。",
            "请到新的案号查看审查的进度；裁定书或者调解书送达双方后生效。",
            "承办法官",
        )
    if case.status == "closed":
        return Stage(
            MEDIATION_OVER,
            "诉前调解已经结束。",
            "达成协议的，按照协议履行；已经司法确认或者出具调解书的，一方不履行，对方可以申请强制执行。"
            "调解不成的，由法院依法登记立案。",
            "立案庭",
        )
    if MEDIATING in kinds:
        return Stage("诉前调解中", "调解员正在组织双方调解。", MEDIATION_NEXT, "调解员")
    return Stage("待调解员接受委派", "案件已经委派诉前调解，等待调解员接受。", "调解员接受委派后与双方联系。", "调解员")


def _of_preservation(case: Case, kinds: Set[str], *, sues_late: bool) -> Stage:
    """Before a suit (民事诉讼法第一百零四条): ruled on, carried out, then sued on within thirty days, or lifted."""
    if case.status == "closed":
        return Stage("保全已结束", "保全申请已经办结。", "", "")
    if RULE in kinds:
        return Stage(
            "保全审查中", "法院正在审查保全申请。", "四十八小时内作出裁定；裁定保全的，立即开始执行。", "审判员"
        )
    if CARRY_OUT in kinds:
        return Stage("已裁定保全，待执行", "法院已经裁定保全。", "执行员查找财产，采取查封、扣押、冻结措施。", "执行员")
    if sues_late:
        return Stage(
            "已保全，逾期未起诉",
            "已经采取保全措施；三十日已经届满，没有收到起诉或者申请仲裁的材料。",
            "申请人没有在三十日内提起诉讼或者申请仲裁的，法院裁定解除保全。",
            "审判员",
        )
    if SUE in kinds:
        return Stage(
            "已保全，待起诉",
            "已经采取保全措施。",
            "申请人在采取保全措施后三十日内提起诉讼或者申请仲裁；逾期的，法院解除保全。",
            "申请人",
        )
    if RENEW in kinds:
        return Stage(
            "已保全", "已经采取保全措施，措施正在生效。", "需要继续保全的，申请人在期限届满七日前申请续行。", "申请人"
        )
    # Sued on in time, or no measure has a term yet, as those that wait in order.
    return Stage(
        "已保全",
        "已经采取保全措施；轮候的，在先的措施解除或者失效后自动生效。",
        "需要继续保全的，申请人在期限届满七日前申请续行。",
        "申请人",
    )
