"""Preservation in the demonstration: one carried out before its suit, one in a suit, one refused, one just come in."""

import datetime
from dataclasses import replace

from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.accounts.queries import acting, people_with_post
from tianping.cases.actions import MatterDraft
from tianping.cases.models import Litigant
from tianping.cases.permissions import visible_cases
from tianping.config.demo.stage import Stage
from tianping.intake.preservation import actions
from tianping.intake.preservation.actions import ApplicationDraft, ClueDraft, SecurityDraft
from tianping.intake.preservation.models import Application
from tianping.measures.actions import MeasureDraft
from tianping.papers.documents import actions as paper_actions
from tianping.papers.documents.queries import Paper

# The court froze for a shorter time than the law allows: the alarms of the register ring on the demonstration day.
ENDS_SOON = datetime.date(2023, 2, 18)
FACTS = "被申请人向申请人借款，出具借条，到期未还，申请人得知被申请人正在变卖车辆。"


def preservation_is_asked_for(stage: Stage) -> None:
    """Citizens and the bank ask for preservation; the judges rule; the officer carries out."""
    citizen = _one(Post.LITIGANT, stage)
    executed = _granted(actions.receive(_before_suit(stage, 9_600_000), by=citizen, at=stage.at), stage)
    actions.execute(executed, _measures(executed, stage), by=_one(Post.ENFORCEMENT_OFFICER, stage), at=stage.at)
    _refused(actions.receive(_before_suit(stage, 2_350_000), by=stage.clerk, at=stage.at), stage)
    actions.receive(_before_suit(stage, 6_480_000), by=citizen, at=stage.at)
    _in_suit(stage)


def _before_suit(stage: Stage, amount_fen: int) -> ApplicationDraft:
    sides = (stage.strangers.person("plaintiff"), stage.strangers.person("defendant"))
    return ApplicationDraft(
        amount_fen=amount_fen,
        reasons="被申请人正在变卖名下车辆，并将存款转给亲属。",
        clues=(
            ClueDraft(0, "deposit", "镇原县农村信用合作联社，账号尾号0018"),
            ClueDraft(0, "vehicle", "小型普通客车，演示号牌甘M·演018"),
        ),
        security=SecurityDraft("insurance", amount_fen, "示范财产保险股份有限公司庆阳支公司保函"),
        matter=MatterDraft("民间借贷纠纷", amount_fen, sides, facts_text=FACTS),
    )


def _in_suit(stage: Stage) -> None:
    """The plaintiff of a drawn case asks for it at the counter; the judge has not ruled yet."""
    drawn = visible_cases(stage.head).filter(type_code="民初", status="open", responsible__isnull=False).order_by("pk")
    case = drawn.select_related("matter", "responsible")[1]
    litigants = list(case.matter.litigants.all())
    defendants = [each.pk for each in litigants if each.role == Litigant.Role.DEFENDANT]
    asked = replace(
        _before_suit(stage, 3_000_000),
        matter=None,
        case=case,
        applicant_id=litigants[0].pk,
        respondent_ids=tuple(defendants),
        security=SecurityDraft("none", exemption="bank"),
    )
    application = actions.receive(asked, by=stage.clerk, at=stage.at)
    actions.accept(application, by=stage.clerk, at=stage.at)


def _granted(application: Application, stage: Stage) -> Application:
    accepted = actions.accept(application, by=stage.clerk, at=stage.at)
    letter = "示范财产保险股份有限公司庆阳支公司保函"
    actions.take_security(accepted, "insurance", letter, accepted.amount_fen, by=stage.clerk, at=stage.at)
    judge = _judge(accepted, stage)
    names = "、".join(each.name for each in accepted.respondents.all())
    orders = [
        f"冻结被申请人{names}在镇原县农村信用合作联社的存款（账号尾号0018），期限自冻结之日起至2023年2月18日止；",
        f"查封被申请人{names}所有的小型普通客车一辆，期限两年。",
    ]
    _issue(actions.draw_up_grant(accepted, orders, by=judge, at=stage.at), judge, stage)
    accepted.refresh_from_db()
    return accepted


def _refused(application: Application, stage: Stage) -> None:
    accepted = actions.accept(application, by=stage.clerk, at=stage.at)
    judge = _judge(accepted, stage)
    reasons = "申请人没有提供证据证明情况紧急，不立即申请保全将会使其合法权益受到难以弥补的损害。"
    _issue(actions.draw_up_refusal(accepted, reasons, by=judge, at=stage.at), judge, stage)


def _measures(application: Application, stage: Stage) -> list[MeasureDraft]:
    owner = application.respondents.get()
    deposit = MeasureDraft(
        case_id=0,
        applicant_id=application.applicant_id,
        owner_id=owner.pk,
        way="freeze",
        property_kind="deposit",
        description="镇原县农村信用合作联社，账号尾号0018",
        basis="-",
        taken_on=stage.day,
        amount_fen=application.amount_fen,
        assisted_by="镇原县农村信用合作联社",
        until=ENDS_SOON,
    )
    vehicle = replace(
        deposit,
        way="seal",
        property_kind="vehicle",
        description="小型普通客车，演示号牌甘M·演018",
        amount_fen=None,
        assisted_by="庆阳市公安局交通警察支队车辆管理所",
        until=None,
    )
    return [deposit, vehicle]


def _issue(paper: Paper, judge: User, stage: Stage) -> None:
    paper_actions.proofread_many([paper], by=stage.clerk, at=stage.at)
    paper_actions.sign_many([paper], by=judge, at=stage.at)
    paper_actions.issue_many([paper], by=judge, at=stage.at)
    stage.deliver()


def _judge(application: Application, stage: Stage) -> User:
    responsible = application.case.responsible if application.case is not None else None
    if responsible is None:
        raise RuntimeError("an accepted application has its judge")
    return acting(responsible, stage.day)


def _one(post: Post, stage: Stage) -> User:
    return acting(people_with_post(post, stage.day)[0], stage.day)
