"""Telling what became of what was handed in: plaintiffs by SMS (立案短信告知), other courts by an event."""

import datetime
from collections.abc import Iterator, Mapping, Sequence

from tianping.accounts.models import User
from tianping.cases import actions as case_actions
from tianping.cases.actions import CaseMessage
from tianping.cases.models import Case, Counsel, Litigant
from tianping.cases.queries import shown_name
from tianping.intake.filing.events import FilingDecided
from tianping.intake.filing.models import Filing
from tianping.intake.filing.service_said import acts_for
from tianping.kernel import outbox
from tianping.kernel.names import masked
from tianping.law.roles import SUING

# So many of a side are named in a message.
MOST_NAMED = 3
# What comes in bulk is told in bulk, to the institution that brought it.
ONE_BY_ONE = (Filing.Channel.ONLINE, Filing.Channel.COUNTER, Filing.Channel.CROSS_COURT)


def tell_plaintiffs(
    filings: Sequence[Filing],
    fact: str,
    words: str,
    *,
    to_others: str = "",
    cases: Mapping[int, Case] | None = None,
    of_each: Mapping[int, str] | None = None,
    by: User | None,
    at: datetime.datetime,
) -> None:
    """Send the plaintiffs of filings ``words``; ``fact`` names what is told, once each.

    ``{papers}`` in them says which papers, of which suit, handed in by whom. ``to_others``: other words for those who
    did not hand it in over the net themselves. ``cases``: the numbered case of each matter, where there is one;
    ``of_each``: what stands for ``{own}``, by matter.
    """
    told = {filing.matter_id: filing for filing in filings if filing.channel in ONE_BY_ONE}
    drafts = [
        *_to_agents(told, fact, words, to_others, of_each or {}),
        *_to_plaintiffs(told, fact, words, to_others, cases or {}, of_each or {}),
    ]
    if drafts:
        case_actions.message_many(drafts, by=by, at=at)


def _to_plaintiffs(
    told: Mapping[int, Filing],
    fact: str,
    words: str,
    to_others: str,
    cases: Mapping[int, Case],
    of_each: Mapping[int, str],
) -> list[CaseMessage]:
    return [
        CaseMessage(
            key=f"filing:{told[litigant.matter_id].pk}:{fact}",
            litigant=litigant,
            text=text.replace("{own}", of_each.get(litigant.matter_id, "")),
            case=cases.get(litigant.matter_id),
        )
        for litigant, text in texts_for(list(told.values()), words, to_others)
    ]


def _to_agents(
    told: Mapping[int, Filing], fact: str, words: str, to_others: str, of_each: Mapping[int, str]
) -> Iterator[CaseMessage]:
    """Whoever acts for plaintiffs and is not their counsel yet (立案以前的代理人) is told once, as of one of them.

    From the day of filing they are counsel, and whatever their clients are told reaches them, too.
    """
    waiting = {pk: filing for pk, filing in told.items() if filing.agents}
    named = Counsel.objects.filter(litigant__matter__in=list(waiting)).values_list("litigant__matter", flat=True)
    waiting = {pk: filing for pk, filing in waiting.items() if pk not in set(named)}
    if not waiting:
        return
    sides: dict[int, list[Litigant]] = {}
    for litigant in Litigant.objects.filter(matter__in=list(waiting)).select_related("matter").order_by("position"):
        sides.setdefault(litigant.matter_id, []).append(litigant)
    for matter_id, everybody in sides.items():
        suing = [each for each in everybody if each.role == Litigant.Role.PLAINTIFF]
        reached = {each.phone for each in suing}
        for number, agent in enumerate(waiting[matter_id].agents, start=1):
            clients = [each for place, each in enumerate(suing, start=1) if acts_for(agent, place)]
            if not clients or not agent.get("phone") or agent["phone"] in reached:
                continue
            reached.add(agent["phone"])
            papers = _papers(waiting[matter_id], clients[0], everybody, "").replace("您提交的", "您代理提交的", 1)
            said = words if agent.get("user_id") else to_others or words
            text = said.replace("{papers}", papers).replace("{own}", of_each.get(matter_id, ""))
            key = f"filing:{waiting[matter_id].pk}:{fact}:agent-{number}"
            yield CaseMessage(key=key, litigant=clients[0], text=text, address=agent["phone"])


def texts_for(filings: Sequence[Filing], words: str, to_others: str = "") -> list[tuple[Litigant, str]]:
    """Each plaintiff of the filings with what they are told; a constant number of statements."""
    of_matter = {filing.matter_id: filing for filing in filings}
    if not of_matter:
        return []
    sides: dict[int, list[Litigant]] = {}
    for litigant in Litigant.objects.filter(matter__in=list(of_matter)).select_related("matter").order_by("pk"):
        sides.setdefault(litigant.matter_id, []).append(litigant)
    senders = dict(
        Filing.objects.filter(matter__in=list(of_matter), channel=Filing.Channel.ONLINE).values_list(
            "matter", "receipt_entry__by__full_name"
        )
    )
    texts = []
    for matter_id, everybody in sides.items():
        sender = senders.get(matter_id) or ""
        for each in (each for each in everybody if each.role == Litigant.Role.PLAINTIFF):
            own = bool(sender) and sender in (each.name, each.representative)
            said = (words if own else to_others) or words
            texts.append((each, said.replace("{papers}", _papers(of_matter[matter_id], each, everybody, sender))))
    return texts


def _papers(filing: Filing, reader: Litigant, everybody: Sequence[Litigant], sender: str) -> str:
    """Which papers, by their receipt, and of which suit: the reader learns no other name in full."""
    named = [
        f"{SUING[role]}{_names(reader, [each for each in everybody if each.role == role])}"
        for role in (Litigant.Role.PLAINTIFF, Litigant.Role.DEFENDANT)
    ]
    own = not sender or sender in (reader.name, reader.representative)
    who = "您提交的" if own else f"{masked(sender)}为您提交的"
    return f"{who}起诉材料（{filing.receipt_number}，{'与'.join(named)}，{reader.matter.cause_name}）"


def _names(reader: Litigant, people: Sequence[Litigant]) -> str:
    shown = [each.name if each.pk == reader.pk else shown_name(each) for each in people[:MOST_NAMED]]
    return "、".join(shown) + (f"等{len(people)}人" if len(people) > MOST_NAMED else "")


def publish_decided(filings: Sequence[Filing], outcome: str, *, by: User | None, at: datetime.datetime) -> None:
    """Make known what became of filings that another court sent us (跨域立案); of others nobody asks."""
    sent = [filing for filing in filings if filing.channel == Filing.Channel.CROSS_COURT]
    facts = [FilingDecided(filing.pk, outcome, by.pk if by is not None else None) for filing in sent]
    outbox.publish_many(facts, at=at)
