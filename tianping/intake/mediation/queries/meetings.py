"""Reads of what happens in a mediation: who is willing, sessions, records, agreements, and what is undisputed."""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from tianping.cases.models import Case, Litigant
from tianping.cases.queries import shown_name
from tianping.intake.mediation.models import (
    Agreement,
    AgreementSignature,
    RecordSignature,
    Referral,
    Session,
    Willingness,
)
from tianping.intake.mediation.terms import Party, requests
from tianping.law.masking import mask_judgment


@dataclass(frozen=True)
class Said:
    """What a litigant last said of being mediated; ``word`` is None while nobody asked."""

    litigant: Litigant
    word: Willingness | None

    @property
    def called(self) -> str:
        """申请人王某."""
        return Party(self.litigant.role, self.litigant.name).called


def said_in(referral: Referral) -> list[Said]:
    """Every litigant with what they last said, in their order; whoever sued has agreed when filing."""
    last: dict[int, Willingness] = {}
    for row in Willingness.objects.filter(referral=referral).order_by("pk"):
        last[row.litigant_id] = row
    litigants = Litigant.objects.filter(matter=referral.case.matter_id)
    return [Said(each, last.get(each.pk)) for each in litigants]


def answers_in(referral: Referral) -> list[Willingness]:
    """Everything that litigants said of being mediated, oldest first, with who wrote it down."""
    rows = Willingness.objects.filter(referral=referral).select_related("litigant", "by")
    return list(rows.order_by("pk"))


def unasked(referral: Referral) -> list[Litigant]:
    """Those who were sued and have not been heard on being mediated; after filing both have agreed (委托)."""
    if referral.kind == Referral.Kind.AFTER:
        return []
    return [each.litigant for each in said_in(referral) if each.word is None and each.litigant.role != "plaintiff"]


def unwilling_in(ids: Collection[int]) -> list[tuple[str, list[str]]]:
    """Mediations under way before filing in which somebody who was sued is not on record as willing: number and names.

    The last word counts. After filing both sides' consent stands in the referral (委托), without which there is none.
    """
    rows = Referral.objects.filter(pk__in=list(ids), status="accepted", kind=Referral.Kind.BEFORE)
    referrals = list(rows.select_related("case").order_by("pk"))
    words = Willingness.objects.filter(referral__in=referrals).order_by("pk")
    willing = {(row.referral_id, row.litigant_id): row.willing for row in words}
    sued = Litigant.objects.filter(matter__in=[row.case.matter_id for row in referrals]).exclude(role="plaintiff")
    asked: dict[int, list[Litigant]] = {}
    for each in sued.order_by("matter_id", "position"):
        asked.setdefault(each.matter_id, []).append(each)
    found = [
        (
            row.case.number,
            [each.name for each in asked.get(row.case.matter_id, ()) if not willing.get((row.pk, each.pk))],
        )
        for row in referrals
    ]
    return [(number, names) for number, names in found if names]


@dataclass(frozen=True)
class Claimed:
    """What whoever is asked to be mediated is told of the dispute: who claims, for what cause, how much, what."""

    who: str
    cause_name: str
    fen: int | None
    requests: list[str]


def claimed_in(referral: Referral) -> Claimed:
    """Who claims what, from the pleading, for a page that others may look at, too.

    Names are masked as on the page of the case; numbers of papers, telephones and homes as in published papers.
    """
    matter = referral.case.matter
    litigants = sorted(Litigant.objects.filter(matter=matter), key=lambda each: -len(each.name))
    asked = [mask_judgment(line, ()).value for line in requests(matter.claim_text)]
    for each in litigants:
        asked = [line.replace(each.name, shown_name(each)) for line in asked]
    suing = sorted((each for each in litigants if each.role == "plaintiff"), key=lambda each: each.position)
    return Claimed("、".join(shown_name(each) for each in suing), matter.cause_name, matter.claim_fen, asked)


def sessions_of(case: Case) -> QuerySet[Session]:
    """The sessions of all mediations of a dispute, oldest first, with who confirmed the record."""
    rows = Session.objects.filter(referral__case__matter=case.matter_id)
    return _with_signatures(rows)


def sessions_in(referral: Referral) -> QuerySet[Session]:
    """The sessions of one mediation, oldest first."""
    return _with_signatures(Session.objects.filter(referral=referral))


def _with_signatures(rows: QuerySet[Session]) -> QuerySet[Session]:
    signed = RecordSignature.objects.select_related("litigant", "image").order_by("pk")
    related = rows.select_related("mediator", "referral__case")
    return related.prefetch_related(Prefetch("signatures", queryset=signed, to_attr="signed")).order_by("during", "pk")


def record_wording(session: Session) -> str:
    """SHA-256 of a record as it is confirmed: what was said and what is undisputed."""
    text = json.dumps([session.minutes, session.undisputed, session.present], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def still_to_sign(agreement: Agreement, matter_id: int) -> list[Litigant]:
    """The litigants of a matter who have not signed an agreement."""
    signed = AgreementSignature.objects.filter(agreement=agreement).values("litigant")
    return list(Litigant.objects.filter(matter=matter_id).exclude(pk__in=signed))


def agreement_in(referral: Referral) -> Agreement | None:
    """The agreement of a mediation that stands: to be signed, or binding."""
    signed = AgreementSignature.objects.select_related("litigant", "counsel", "image").order_by("pk")
    rows = Agreement.objects.filter(referral=referral).exclude(status="void").select_related("drawn_by", "mediated_by")
    return rows.prefetch_related(Prefetch("signatures", queryset=signed, to_attr="signed")).first()


def agreement_binding(matter_id: int) -> Agreement | None:
    """The agreement that binds the litigants of a dispute (已生效的调解协议); None where there is none."""
    return Agreement.objects.filter(referral__case__matter=matter_id, status="effective").order_by("-pk").first()


def parties_of(matter_id: int) -> dict[int, Party]:
    """The litigants of a dispute as an agreement names them."""
    rows = Litigant.objects.filter(matter=matter_id)
    return {each.pk: Party(each.role, each.name) for each in rows}


def undisputed_facts(matter_id: int) -> list[tuple[Session, list[str]]]:
    """What both sides confirmed in writing to be undisputed (无争议事实), session by session, line by line.

    It is carried into the suit (在线调解规则第十八条、第二十二条); what was merely conceded is not.
    """
    confirmed = []
    rows = _with_signatures(Session.objects.filter(referral__case__matter=matter_id, status="held"))
    roles = dict(Litigant.objects.filter(matter=matter_id).values_list("pk", "role"))
    for session in rows:
        if session.undisputed and is_confirmed(session, roles):
            confirmed.append((session, session.undisputed.splitlines()))
    return confirmed


def is_confirmed(session: Any, roles: Mapping[int, str]) -> bool:
    """Whether everybody who took part signed the record, and both sides took part."""
    signed = {each.litigant_id for each in session.signed}
    sides = {roles[pk] for pk in session.present if pk in roles}
    return {"plaintiff", "defendant"} <= sides and set(session.present) <= signed
