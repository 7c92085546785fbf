"""The notices at the beginning of a case: acceptance, response, evidence, who sits (受理、应诉、举证、审判人员告知)."""

import datetime

from tianping.cases.models import Case, Litigant, Seat
from tianping.kernel.refusals import Refused
from tianping.law import periods
from tianping.law.fee_kinds import not_prepaid
from tianping.law.laws import CIVIL_PROCEDURE, CIVIL_PROCEDURE_INTERPRETATION
from tianping.law.publication import why_not_published
from tianping.law.wording import chinese_date, chinese_numeral
from tianping.papers.documents.paragraphs import Paragraph
from tianping.papers.documents.wording.articles import cited
from tianping.papers.documents.wording.people import dispute, names, seated_names
from tianping.papers.documents.wording.sheet import Order, letter

EVIDENCE_RULES = "证据规定"
_TRACKS = {
    Case.Track.SMALL_CLAIMS: "小额诉讼程序",
    Case.Track.SIMPLE: "简易程序",
    Case.Track.ORDINARY: "普通程序",
}
_EVIDENCE_PERIODS = {
    Case.Track.SMALL_CLAIMS: "C-EVID-SMALL",
    Case.Track.SIMPLE: "C-EVID-SIMPLE",
    Case.Track.ORDINARY: "C-EVID-ORD",
}


def acceptance_notice(order: Order) -> list[Paragraph]:
    """受理案件通知书 (民事诉讼法第一百二十六条、第一百二十九条)."""
    file = order.file
    opponents = names(file.side(Litigant.Role.DEFENDANT))
    intro = (
        f"你{_you(order)}与{opponents}{file.case.matter.cause_name}一案的起诉状已收到。经审查，起诉符合法定受理条件，"
        f"本院决定立案审理，立案日期为{chinese_date(file.case.filed_on)}。现将有关事项通知如下："
    )
    lines = "；".join(f"{term}：{value}" for term, value in file.lines) or "数额以交纳诉讼费用通知为准"
    return letter(
        order,
        [
            intro,
            *_numbered(
                _rights(order),
                _identity_papers(),
                _counsel(order),
                f"{_prepayment(order)}{lines}。",
                _publication(order),
            ),
        ],
    )


def _prepayment(order: Order) -> str:
    """Until when the fee is to be paid; whoever sues for their pay need not pay it first (交纳办法第二十条)."""
    file = order.file
    return not_prepaid(file.case.matter.cause_name, decided=file.case.fee_waits) or (
        "应当自接到交纳诉讼费用通知次日起七日内预交案件受理费；逾期未预交又未获准缓交、减交、免交的，按撤诉处理"
        f"（{cited('诉讼费用交纳办法', (22,), on=file.on)}）。"
    )


def response_notice(order: Order) -> list[Paragraph]:
    """应诉通知书 (民事诉讼法第一百二十八条、第一百二十九条)."""
    file = order.file
    law, on = CIVIL_PROCEDURE, file.on
    small = file.case.track == Case.Track.SMALL_CLAIMS
    days = periods.rule("C-ANSWER-SMALL" if small else "C-ANSWER-15").on(on).value.length
    intro = (
        f"本院受理的{dispute(file)}，已于{chinese_date(file.case.filed_on)}立案。现随文发送起诉状副本一份，并将应诉的"
        "有关事项通知如下："
    )
    answer = (
        f"应当自收到起诉状副本之日起{chinese_numeral(days)}日内向本院提交答辩状，并按照对方当事人的人数提出副本。"
        "不按时提交答辩状的，不影响本案的审理。"
    )
    objection = f"对管辖权有异议的，应当在提交答辩状期间向本院提出（{cited(law, (130, 1), on=on)}）。"
    return letter(
        order,
        [
            intro,
            *_numbered(
                _rights(order),
                answer,
                objection,
                _identity_papers(),
                _counsel(order),
                *_one_instance(order),
                _publication(order),
            ),
        ],
    )


def evidence_notice(order: Order) -> list[Paragraph]:
    """举证通知书: burden, collection by the court, the period and what follows from lateness (证据规定第五十条)."""
    file = order.file
    on, interpretation = file.on, CIVIL_PROCEDURE_INTERPRETATION
    days = _evidence_days(file.case.track, on)
    return letter(
        order,
        [
            f"本院受理的{dispute(file)}，根据{cited(CIVIL_PROCEDURE, (67,), (68,), on=on)}、"
            f"{cited(EVIDENCE_RULES, (50,), on=on)}的规定，现将举证的有关事项通知如下：",
            *_numbered(
                "当事人对自己提出的诉讼请求所依据的事实或者反驳对方诉讼请求所依据的事实，应当提供证据加以证明；"
                "未能提供证据或者证据不足以证明其事实主张的，由负有举证证明责任的当事人承担不利的后果"
                f"（{cited(interpretation, (90,), on=on)}）。",
                "提供证据应当提供原件或者原物；应当对证据材料逐一分类编号，对来源、证明对象和内容作简要说明，签名盖章，"
                f"注明提交日期，并依照对方当事人人数提出副本（{cited(EVIDENCE_RULES, (11,), (19,), on=on)}）。",
                "因客观原因不能自行收集的证据，可以申请本院调查收集；申请应当在举证期限届满前提交书面申请"
                f"（{cited(EVIDENCE_RULES, (20,), on=on)}）。申请证人出庭作证的，应当在举证期限届满前提出"
                f"（{cited(interpretation, (117,), on=on)}）。",
                f"证据可能灭失或者以后难以取得的，可以向本院申请保全证据（{cited(CIVIL_PROCEDURE, (84, 1), on=on)}）。",
                f"{_procedure(file.case)}，本院确定举证期限为收到本通知书之日起{chinese_numeral(days)}日；举证期限也可以由"
                "当事人协商，并经本院准许。确有困难需要延长的，应当在举证期限届满前提出书面申请"
                f"（{cited(EVIDENCE_RULES, (51,), (54,), on=on)}）。",
                "逾期提供证据的，本院将责令说明理由；拒不说明理由或者理由不成立的，根据不同情形可以不予采纳该证据，或者"
                f"采纳该证据但予以训诫、罚款（{cited(CIVIL_PROCEDURE, (68, 2), on=on)}）。",
            ),
        ],
    )


def sole_notice(order: Order) -> list[Paragraph]:
    """独任审判员告知书 (民事诉讼法第一百三十一条)."""
    file = order.file
    judges = file.seated(Seat.Role.SOLE)
    if not judges:
        raise Refused(f"{file.case.number}还没有确定独任审判员，请先分案。")
    return _who_sits(order, f"由审判员{seated_names(judges)}独任审理")


def panel_notice(order: Order) -> list[Paragraph]:
    """合议庭组成人员告知书 (民事诉讼法第一百三十一条)."""
    file = order.file
    presiding = file.seated(Seat.Role.PRESIDING)
    if not presiding:
        raise Refused(f"{file.case.number}还没有组成合议庭，请先确定合议庭组成人员。")
    members = [f"审判长{seated_names(presiding)}"]
    for role in (Seat.Role.JUDGE, Seat.Role.ASSESSOR):
        seats = file.seated(role)
        members += [f"{role.label}{seated_names(seats)}"] if seats else []
    return _who_sits(order, f"由{'、'.join(members)}组成合议庭进行审理")


def _who_sits(order: Order, bench: str) -> list[Paragraph]:
    file, on = order.file, order.file.on
    helpers = [
        f"{seat.get_role_display()}{seat.user.full_name}" for seat in file.seated(Seat.Role.ASSISTANT, Seat.Role.CLERK)
    ]
    helped = f"，{'、'.join(helpers)}参加本案工作" if helpers else ""
    return letter(
        order,
        [
            f"本院受理的{dispute(file)}，{_procedure(file.case)}，{bench}{helped}。根据"
            f"{cited(CIVIL_PROCEDURE, (131,), on=on)}的规定，现予告知。",
            f"认为上述人员有{cited(CIVIL_PROCEDURE, (47,), on=on)}规定的应当回避情形的，有权申请回避。提出回避申请应当"
            "说明理由，在案件开始审理时提出；回避事由在案件开始审理后知道的，也可以在法庭辩论终结前提出"
            f"（{cited(CIVIL_PROCEDURE, (48, 1), on=on)}）。",
            *_one_instance(order),
        ],
        closing="特此告知。",
    )


def _evidence_days(track: str, on: datetime.date) -> int:
    period_id = _EVIDENCE_PERIODS[Case.Track(track or Case.Track.ORDINARY)]
    return periods.rule(period_id).on(on).value.length


def _procedure(case: Case) -> str:
    return f"依法适用{_TRACKS[Case.Track(case.track)]}" if case.track else "依法进行审理"


def _numbered(*lines: str) -> list[str]:
    return [f"{chinese_numeral(place)}、{line}" for place, line in enumerate(lines, start=1)]


def _you(order: Order) -> str:
    return "" if order.addressee is not None and order.addressee.kind == Litigant.Kind.NATURAL else "单位"


def _rights(order: Order) -> str:
    articles = cited(CIVIL_PROCEDURE, (52,), (53,), (54,), on=order.file.on)
    return (
        f"在诉讼过程中，当事人必须依法行使诉讼权利，有权行使{articles}等规定的诉讼权利，同时必须遵守诉讼秩序，履行"
        "诉讼义务。"
    )


def _identity_papers() -> str:
    return (
        "自然人应当提交身份证件复印件；法人或者非法人组织应当提交营业执照等主体资格证明复印件、法定代表人或者"
        "负责人身份证明书。"
    )


def _counsel(order: Order) -> str:
    return (
        "当事人、法定代理人可以委托一至二人作为诉讼代理人。委托他人代为诉讼，必须提交由委托人签名或者盖章的授权委托书，"
        "记明委托事项和权限；代为承认、放弃、变更诉讼请求，进行和解，提起反诉或者上诉，必须有委托人的特别授权"
        f"（{cited(CIVIL_PROCEDURE, (61, 1), (62,), on=order.file.on)}）。"
    )


def _one_instance(order: Order) -> list[str]:
    if order.file.case.track != Case.Track.SMALL_CLAIMS:
        return []
    article = cited(CIVIL_PROCEDURE, (165,), on=order.file.on)
    return [
        f"本案适用小额诉讼程序审理，实行一审终审（{article}），应当在立案之日起两个月内审结；对适用小额诉讼程序有异议的，"
        "应当在开庭前提出。"
    ]


def _publication(order: Order) -> str:
    kept = why_not_published(order.file.case.matter.cause_name)
    if kept:
        return f"{kept}。"
    return (
        "本院作出的生效裁判文书将依法在互联网公布。认为涉及个人隐私或者商业秘密，申请不予公布或者作技术处理的，应当以"
        "书面形式提出并说明理由。"
    )
