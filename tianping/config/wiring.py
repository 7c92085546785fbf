"""The one list of which facts are heard by which handlers, which jobs the worker knows, and what stands on a case."""

from tianping.accounts.events import LawyerConfirmed
from tianping.cases import panels, today
from tianping.intake.filing.events import FilingDecided
from tianping.intake.mediation.events import EntrustedMediationEnded, MediationEnded
from tianping.kernel import figures, outbox, queue
from tianping.kernel.messages.events import MessagesSent
from tianping.measures.events import MeasuresEnded
from tianping.money.fees import banking
from tianping.papers.documents.events import PapersIssued
from tianping.papers.service.events import PapersServed
from tianping.trial.assignment.events import CasesAssigned
from tianping.trial.closing.events import CaseClosed
from tianping.trial.hearings.events import HearingHeld

EVENTS = (
    (LawyerConfirmed, ("tianping.cases.actions.hear_lawyer_confirmed",)),
    (MessagesSent, ("tianping.papers.service.actions.hear_messages_sent",)),
    (EntrustedMediationEnded, ("tianping.trial.hearings.actions.hear_mediation_ended",)),
    (MediationEnded, ("tianping.intake.filing.actions.hear_mediation_ended",)),
    (FilingDecided, ("tianping.intake.crosscourt.actions.hear_filing_decided",)),
    (
        PapersIssued,
        (
            "tianping.papers.service.actions.hear_papers_issued",
            "tianping.trial.hearings.actions.hear_papers_issued",
            "tianping.intake.preservation.actions.hear_papers_issued",
            "tianping.intake.filing.actions.hear_papers_issued",
            "tianping.enforcement.actions.hear_papers_issued",
        ),
    ),
    (
        PapersServed,
        (
            "tianping.trial.scheduling.actions.hear_papers_served",
            "tianping.intake.preservation.actions.hear_papers_served",
            "tianping.trial.confirmation.actions.hear_papers_served",
        ),
    ),
    (
        CasesAssigned,
        ("tianping.trial.scheduling.actions.hear_cases_assigned",),
    ),
    (MeasuresEnded, ("tianping.intake.preservation.actions.hear_measures_ended",)),
    (HearingHeld, ("tianping.trial.scheduling.actions.hear_hearing_held",)),
    (CaseClosed, ("tianping.trial.scheduling.actions.hear_case_closed",)),
)

JOBS = {
    "deliver": "tianping.kernel.outbox.deliver",
    "redeliver": "tianping.kernel.outbox.redeliver",
    "send_messages": "tianping.kernel.messages.sending.send_due",
    "seal": "tianping.kernel.audit.sealing.seal",
    "tidy": "tianping.kernel.tidying.tidy",
    "forget_guides": "tianping.intake.guidance.actions.forget_expired",
    "lapse": "tianping.trial.closing.actions.bind_due",
    "end_measures": "tianping.measures.actions.lapse_due",
    "make_print_run": "tianping.papers.documents.actions.make_run",
    "file_batch": "tianping.intake.filing.actions.file_queued_batch",
}

# What rooms above show on the staff's page of a case, on the litigants' page, and on the acceptance slip.
PANELS: tuple[str, ...] = (
    "tianping.intake.triage.panels.STAFF",
    "tianping.money.fees.panels.STAFF",
    "tianping.intake.filing.panels.STAFF",
    "tianping.intake.mediation.panels.STAFF",
    "tianping.trial.assignment.panels.STAFF",
    "tianping.papers.documents.panels.STAFF",
    "tianping.papers.service.panels.STAFF",
    "tianping.trial.scheduling.panels.STAFF",
    "tianping.intake.preservation.panels.STAFF",
    "tianping.measures.panels.STAFF",
    "tianping.papers.dossier.panels.STAFF",
    "tianping.trial.hearings.panels.STAFF",
    "tianping.trial.deliberation.panels.STAFF",
    "tianping.trial.deliberation.panels.DELIBERATIONS",
    "tianping.trial.closing.panels.STAFF",
    "tianping.enforcement.panels.STAFF",
    "tianping.trial.confirmation.panels.STAFF",
)
PUBLIC_PANELS: tuple[str, ...] = (
    "tianping.intake.filing.panels.LITIGANTS",
    "tianping.intake.mediation.panels.LITIGANTS",
    "tianping.money.fees.panels.LITIGANTS",
    "tianping.papers.service.panels.LITIGANTS",
    "tianping.intake.preservation.panels.LITIGANTS",
    "tianping.measures.panels.LITIGANTS",
    "tianping.papers.dossier.panels.LITIGANTS",
    "tianping.trial.assignment.panels.LITIGANTS",
    "tianping.trial.scheduling.panels.LITIGANTS",
    "tianping.trial.closing.panels.LITIGANTS",
    "tianping.community.feedback.panels.LITIGANTS",
    "tianping.enforcement.panels.LITIGANTS",
    "tianping.trial.confirmation.panels.LITIGANTS",
)
# What waits for a person, on the page of their day.
TODAY: tuple[str, ...] = (
    "tianping.cases.todays.CLOCKS",
    "tianping.cases.todays.EXTENSIONS",
    "tianping.intake.filing.todays.TO_RULE",
    "tianping.intake.filing.todays.TO_DRAW_UP",
    "tianping.intake.preservation.todays.WAITING",
    "tianping.intake.preservation.todays.NOT_SUED",
    "tianping.intake.preservation.todays.UNSETTLED",
    "tianping.measures.todays.REQUESTS",
    "tianping.measures.todays.ENDING",
    "tianping.papers.documents.todays.TO_SIGN",
    "tianping.papers.documents.todays.TO_PROOFREAD",
    "tianping.papers.service.todays.TO_SERVE",
    "tianping.papers.dossier.todays.TO_FORWARD",
    "tianping.papers.dossier.todays.REQUESTS",
    "tianping.trial.assignment.todays.REASSIGNMENTS",
    "tianping.trial.assignment.todays.RECUSALS",
    "tianping.trial.scheduling.todays.HEARINGS",
    "tianping.trial.scheduling.todays.TO_SCHEDULE",
    "tianping.trial.hearings.todays.UNFINISHED",
    "tianping.trial.closing.todays.DECISIONS",
    "tianping.trial.closing.todays.READY",
    "tianping.trial.closing.todays.APPEALS",
    "tianping.trial.confirmation.todays.TO_DECIDE",
    "tianping.enforcement.todays.TO_RULE",
    "tianping.trial.deliberation.todays.SUPERVISED",
    "tianping.trial.deliberation.todays.TO_SIGN",
)
SLIP_LINES: tuple[str, ...] = ("tianping.money.fees.queries.slip_lines",)
# What the rooms put into the file of a case (卷宗), besides papers, proofs of service and what litigants handed in.
FILE_ENTRIES: tuple[str, ...] = (
    "tianping.intake.filing.file_entries.entries",
    "tianping.money.fees.file_entries.entries",
    "tianping.intake.mediation.file_entries.entries",
    "tianping.trial.confirmation.file_entries.entries",
    "tianping.trial.hearings.file_entries.entries",
    "tianping.trial.deliberation.file_entries.entries",
    "tianping.trial.closing.file_entries.entries",
    "tianping.enforcement.file_entries.entries",
)
# Numbers besides those of cases that are typed into the search (收据号、交费通知编号、材料编号、执行收件编号).
NUMBERS: tuple[str, ...] = (
    "tianping.intake.filing.panels.find_number",
    "tianping.money.fees.panels.find_number",
    "tianping.papers.dossier.panels.find_number",
    "tianping.enforcement.panels.find_number",
)
# Matter id → the page of a matter that has no case number yet.
MATTER_ADDRESS = "tianping.intake.filing.queries.address_of"

# Ids of litigants → those who may not be warned: respondents of a preservation before its measures are taken.
CONCEALED = "tianping.intake.preservation.queries.concealed_from"

# Ids of litigants → the enforcements of which they are not told yet: whoever is enforced against, before the notice.
WITHHELD = "tianping.enforcement.queries.withheld_from"

# Case ids → the plaintiffs who left by a ruling on their withdrawal, while others sue on.
LEFT = "tianping.papers.dossier.queries.left_in"

# The cases whose complaint is there on paper only: the notice to respond is not served on anybody electronically.
ON_PAPER = "tianping.intake.filing.copies.complaints_on_paper"

# Where what goes before a suit stands, in words for litigants; what is decided comes after what is mediated.
STANDINGS: tuple[str, ...] = (
    "tianping.intake.mediation.panels.standings",
    "tianping.trial.confirmation.panels.standings",
    "tianping.enforcement.panels.standings",
)

# What the bank's statements know of a payment that is typed by hand.
STATEMENTS = {
    "find": "tianping.money.statements.actions.find_typed",
    "settle": "tianping.money.statements.actions.settle_typed",
    "release": "tianping.money.statements.actions.release_row",
    "lines": "tianping.money.statements.queries.lines_of",
    "is_spent": "tianping.money.statements.queries.is_spent",
}

# What the court reports, in the order of its report, and the tables that show the rows behind.
FIGURES: tuple[str, ...] = (
    "tianping.cases.figures.FIGURES",
    "tianping.intake.triage.figures.FIGURES",
    "tianping.intake.mediation.figures.FIGURES",
    "tianping.money.fees.figures.FIGURES",
    "tianping.money.statements.figures.FIGURES",
    "tianping.trial.closing.figures.FIGURES",
)
FIGURE_TABLES = {
    "case": "tianping.cases.figures.table",
    "fee": "tianping.money.fees.figures.table",
    "payment": "tianping.money.fees.figures.payment_table",
    "return": "tianping.money.statements.figures.table",
    "source": "tianping.intake.mediation.figures.table",
}


def connect() -> None:
    """Wire events to handlers, names to jobs, panels to the pages of a case, lists to the page of the day."""
    outbox.wire(EVENTS)
    queue.know(JOBS)
    panels.connect(
        staff=PANELS,
        litigants=PUBLIC_PANELS,
        slip_lines=SLIP_LINES,
        matter_address=MATTER_ADDRESS,
        file_entries=FILE_ENTRIES,
        concealed=CONCEALED,
        withheld=WITHHELD,
        left=LEFT,
        on_paper=ON_PAPER,
        standings=STANDINGS,
        numbers=NUMBERS,
    )
    banking.connect(**STATEMENTS)
    today.connect(TODAY)
    figures.connect(figures=FIGURES, tables=FIGURE_TABLES)
