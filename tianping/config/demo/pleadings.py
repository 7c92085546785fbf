"""Citizens of the demonstration who sue on their phones: one waits, one corrects, one sues elsewhere, one writes."""

from collections.abc import Mapping
from dataclasses import asdict, replace

from tianping.accounts.models import User
from tianping.accounts.queries import acting, identity_of
from tianping.cases.actions import LitigantDraft
from tianping.config.demo.stage import Stage
from tianping.config.pictures import sheet
from tianping.intake.application import actions
from tianping.intake.application.actions import Carried
from tianping.intake.application.models import Application
from tianping.intake.crosscourt import actions as crosscourt_actions
from tianping.intake.crosscourt.actions import Checks
from tianping.intake.filing import actions as filing_actions
from tianping.intake.filing.actions import Point

LOAN, OTHER_COURT = "民间借贷纠纷", "霍邱县人民法院"
# The pleading, where papers go, the identity paper, the note.
PAPERS = 4
LENT = {
    "written": "note",
    "signed_on": "2021-03-08",
    "principal_fen": 3_600_000,
    "lent_on": "2021-03-08",
    "paid_by": ["transfer"],
    "has_due": "yes",
    "due_on": "2022-03-08",
    "has_interest": "no",
    "principal_owed_fen": 2_800_000,
    "bears_fee": "yes",
}
PERSON = ("kind", "name", "identity_kind", "identity_number", "phone", "address", "representative")


def citizens_sue(people: Mapping[str, User], stage: Stage) -> None:
    """The litigant of the demonstration has four pleadings: handed in, to be corrected, for another court, begun."""
    litigant = acting(people["litigant"], stage.day)
    _handed_in(litigant, stage)
    to_correct = _handed_in(litigant, stage)
    points = [
        Point("借条上写的是4万元，起诉状写的是3.6万元，请核对并说明。", "principal_fen"),
        Point("请补交银行转账记录。", "documents"),
    ]
    filing_actions.ask_correction(to_correct.filing, points, by=stage.clerk, at=stage.at)
    elsewhere = _handed_in(litigant, stage, court_name=OTHER_COURT)
    crosscourt_actions.send(elsewhere.forwarding, Checks(True, PAPERS, True), by=stage.clerk, at=stage.at)
    actions.begin("买卖合同纠纷", by=litigant, at=stage.at)


def _handed_in(litigant: User, stage: Stage, court_name: str = "") -> Application:
    at = stage.at
    made = actions.begin(LOAN, Carried(LENT), by=litigant, at=at)
    actions.choose_court(made, court_name, by=litigant, at=at)
    plaintiff, defendant = _themselves(litigant, stage), stage.strangers.person("defendant")
    for each in (plaintiff, defendant):
        actions.put_person(made, each.role, _typed(each), by=litigant, at=at)
    actions.choose_agent(made, None, by=litigant, at=at)
    identity = actions.put_document(made, "identity", "身份证", by=litigant, at=at)
    actions.add_sheet(identity, sheet(4), by=litigant, at=at)
    note = actions.put_document(made, "evidence", "借条", "证明2021年3月8日借款", by=litigant, at=at)
    actions.add_sheet(note, sheet(), by=litigant, at=at)
    actions.choose_mediation(made, True, by=litigant, at=at)
    service = {
        "service_address": plaintiff.address,
        "service_recipient": plaintiff.name,
        "service_phone": plaintiff.phone or "19900000000",
        "electronic_service": True,
    }
    actions.confirm_service(made, service, by=litigant, at=at)
    actions.sign(made, plaintiff.name, by=litigant, at=at)
    actions.hand_in(made, by=litigant, at=stage.at)
    made.refresh_from_db()
    return made


def _themselves(litigant: User, stage: Stage) -> LitigantDraft:
    """The one who is signed in, as they said who they are: from an account of one's own nobody signs as another."""
    said = identity_of(litigant)
    return replace(
        stage.strangers.person("plaintiff"),
        name=litigant.full_name,
        identity_kind=said.identity_kind if said else "",
        identity_number=said.identity_number if said else "",
    )


def _typed(litigant: LitigantDraft) -> dict[str, str]:
    facts = asdict(litigant)
    return {name: facts[name] for name in PERSON}
