"""Finding pleadings and what hangs on them, as far as somebody sees them."""

from typing import Any

from django.db.models import QuerySet

from tianping.cases.models import Case, Clock, Litigant
from tianping.intake.application.models import Application, Document, Person, Sheet
from tianping.intake.application.permissions import is_being_corrected, visible_applications
from tianping.intake.filing import queries as filing_queries
from tianping.intake.filing.permissions import can_be_withdrawn
from tianping.intake.filing.queries import Material

# Through so many earlier pleadings of an account its card is looked for.
LOOKED_BACK = 20
# The kind of a piece that proves that somebody cannot pay.
HARDSHIP = "hardship"
PROVED_BY_KIND = {
    "identity": "原告的身份情况和诉讼主体资格",
    "authority": "诉讼代理人的身份和代理权限",
    "award": "本案已经仲裁前置程序",
    HARDSHIP: "交纳诉讼费用确有困难",
}


def applications(user: Any) -> QuerySet[Application]:
    """The pleadings that a person sees, the newest first, with what became of them."""
    return (
        visible_applications(user)
        .select_related("filing__matter", "forwarding", "owner", "changed_by")
        .prefetch_related("people")
        .exclude(status="given_up")
        .order_by("-pk")
    )


def application_of(user: Any, pk: int) -> Application | None:
    """One pleading that a person sees, with everything that hangs on it; None for any other."""
    found = visible_applications(user).select_related("filing__matter", "forwarding", "owner", "changed_by")
    return found.prefetch_related("people", "agents__people", "documents__sheets__file").filter(pk=pk).first()


def is_with_the_court(application: Application) -> bool:
    """Whether it was handed in, and nothing is to be corrected."""
    return application.status == "handed_in" and not is_being_corrected(application)


def may_be_withdrawn(application: Application) -> bool:
    """Whether it is with this court and neither decided on nor being mediated (可以撤回)."""
    return application.filing is not None and can_be_withdrawn(application.filing)


def pleading_handed_in(application: Application) -> Material | None:
    """The pleading as the court holds it; None while it is written or corrected, and for another court's."""
    if application.filing is None or not is_with_the_court(application):
        return None
    return next((each for each in filing_queries.materials_of(application.filing) if each.kind == "pleading"), None)


def case_of(application: Application) -> Case | None:
    """The numbered case that a pleading led to, 民初 before 诉前调; None before there is one that may be known."""
    return filing_queries.case_told_of(application.filing) if application.filing is not None else None


def ruling_issued(application: Application) -> Any | None:
    """The ruling by which the suit was not accepted, once whoever sues may read it (不予受理裁定书)."""
    paper = filing_queries.ruling_of(application.filing) if application.filing is not None else None
    return paper if paper is not None and paper.status == "issued" else None


def was_mediated(application: Application) -> bool:
    """Whether what was handed in was mediated before filing, in vain."""
    return application.filing is not None and filing_queries.was_mediated(application.filing)


def mediation_words(application: Application) -> str:
    """What the pleading says of mediation: the wish, or what became of it; empty while nothing was chosen."""
    if was_mediated(application):
        return "已经诉前调解，未达成协议"
    return {True: "同意先行调解", False: "不同意先行调解", None: ""}[application.consents_to_mediation]


def review_due(application: Application) -> Clock | None:
    """Until when the court decides on what was handed in (七日审查)."""
    if application.filing is None:
        return None
    rows = Clock.objects.filter(matter=application.filing.matter_id, period_id="C-FILE-7", stopped_on__isnull=True)
    return rows.first()


def begun_from(user: Any, preservation_id: int) -> Application | None:
    """The pleading that somebody is writing already from a preservation (诉前保全); it is written on, not anew."""
    rows = visible_applications(user).filter(preservation=preservation_id).exclude(status="given_up")
    return rows.order_by("-pk").first()


def person_of(application: Application, role: str, pk: int) -> Person | None:
    """Somebody on one side of a pleading."""
    return Person.objects.filter(application=application, role=role, pk=pk).select_related("application").first()


def document_of(application: Application, pk: int) -> Document | None:
    """A piece of a pleading with its photos."""
    return Document.objects.filter(application=application, pk=pk).prefetch_related("sheets__file").first()


def sheet_of(application: Application, pk: int) -> Sheet | None:
    """A photo or PDF of a pleading."""
    found = Sheet.objects.filter(document__application=application, pk=pk)
    return found.select_related("document", "file").first()


def identity_before(application: Application) -> Document | None:
    """The proof of identity (身份证明) that the same plaintiffs handed in with an earlier pleading of this account.

    None where this pleading has one, where a plaintiff's number is not known yet, or where others sue, too: nobody's
    card goes along into a suit that is not theirs.
    """
    suing = _numbers(application)
    if not suing or "" in suing or any(each.kind == "identity" for each in application.documents.all()):
        return None
    earlier = Application.objects.filter(owner=application.owner_id, status="handed_in").exclude(pk=application.pk)
    for each in earlier.prefetch_related("people", "documents__sheets").order_by("-pk")[:LOOKED_BACK]:
        found = [one for one in each.documents.all() if one.kind == "identity" and one.sheets.all()]
        if found and _numbers(each) == suing:
            return found[0]
    return None


def identity_missing(application: Application) -> str:
    """How the next proof of identity is called (身份证明): whose it is; empty where each plaintiff has theirs.

    Nobody's is missing where a piece says of nobody whose it is: it may be of all.
    """
    names = [each.name for each in application.documents.all() if each.kind == "identity"]
    suing = [each for each in application.people.all() if each.role == Litigant.Role.PLAINTIFF and each.name]
    if not suing:
        return "" if names else "身份证"
    if any(not any(each.name in name for each in suing) for name in names):
        return ""
    missing = next((each for each in suing if not any(each.name in name for name in names)), None)
    if missing is None:
        return ""
    return f"{missing.name}的{'身份证' if missing.kind == Litigant.Kind.NATURAL else '营业执照'}"


def _numbers(application: Application) -> set[str]:
    return {each.identity_number for each in application.people.all() if each.role == Litigant.Role.PLAINTIFF}


def proves(document: Document) -> str:
    """What a piece proves (证明内容), as the list of the pleading says it: what was typed, else what its kind does."""
    return document.purpose or PROVED_BY_KIND.get(document.kind, "")


def materials_in(application: Application) -> list[Document]:
    """The pieces in the order in which they are handed in: by kind, then as they were added."""
    order = ["identity", "authority", "award", HARDSHIP, "evidence", "other"]
    return sorted(application.documents.all(), key=lambda each: (order.index(each.kind), each.pk))
