"""Writing a pleading (填写起诉状): begin, answer, people, agents, mediation, service address, giving up."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Max

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may
from tianping.accounts.queries import identity_of, this_court
from tianping.cases.actions import LitigantDraft
from tianping.cases.models import Litigant
from tianping.intake.application.models import Agent, Application, Document, Person, Sheet, Signature
from tianping.intake.application.permissions import APPLY, at_counter, check_can_write
from tianping.intake.application.queries import (
    MOST_AGENTS,
    NO_RELIEF,
    SPOUSE,
    agent_key,
    agents_of,
    form_of,
    plaintiffs_of,
    said_of,
    share_an_agent,
    why_not_electronic,
)
from tianping.intake.crosscourt import queries as crosscourt
from tianping.intake.preservation import queries as preservations
from tianping.kernel import audit, moves
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused
from tianping.law import causes, element_forms
from tianping.money.fees.permissions import check_can_charge

MOST_OPEN, MOST_PEOPLE = 30, 30
HANDED_IN_BEFORE = "申请诉前保全时已经提交"
TOO_MANY_AGENTS = "每名当事人最多委托二名诉讼代理人（《民事诉讼法》第六十一条）。"


class Carried(NamedTuple):
    """What is known before anything is asked: answers by the keys of the form, litigants or their kinds, from where.

    ``preservation_id``: the preservation before this suit (诉前保全), of which ``people`` are the litigants.
    """

    answers: Mapping[str, Any]
    plaintiff_kind: str = ""
    defendant_kind: str = ""
    plaintiff_place: str = ""
    defendant_place: str = ""
    wants_mediation: bool | None = None
    origin: str = ""
    people: tuple[LitigantDraft, ...] = ()
    preservation_id: int | None = None


@transaction.atomic
def begin(cause_name: str, carried: Carried | None = None, *, by: User, at: datetime.datetime) -> Application:
    """Begin a pleading (新建起诉状) for a cause of the list; what is known already is carried over.

    Raises Refused for what is no cause, and for more open pleadings than anybody writes at once.
    """
    check_may(by, APPLY)
    _check_cause(cause_name)
    known = carried or Carried({})
    channel = Application.Channel.COUNTER if at_counter(by) else Application.Channel.ONLINE
    if Application.objects.filter(owner=by, status="drafting").count() >= MOST_OPEN:
        raise Refused("没有提交的起诉状过多，请先提交或者放弃以前的。")
    before = preservations.carried(known.preservation_id, by) if known.preservation_id is not None else None
    if known.preservation_id is not None and before is None:
        raise Refused("该诉前保全不是您申请的，或者已经起诉；请到“我的保全申请”查看。")
    keys = {question.key for question in element_forms.form_of(cause_name).questions} | {SPOUSE}
    made = Application.objects.create(
        owner=by,
        channel=channel,
        cause_name=cause_name,
        answers={key: value for key, value in known.answers.items() if key in keys},
        carried_from=known.origin,
        preservation_id=known.preservation_id,
        consents_to_mediation=known.wants_mediation,
        begun_on=china_day(at),
        changed_on=china_day(at),
        changed_at=at,
        changed_by=by,
    )
    moves.begin_many(Application.machine, [made.pk], by=by, at=at, verb="begin")
    _begin_people(made, known)
    _begin_documents(made, before.papers if before is not None else ())
    return made


def _begin_documents(made: Application, papers: Sequence[preservations.CarriedPaper]) -> None:
    """The evidence that came with the preservation is not uploaded again; whoever sues may take it out."""
    for each in papers:
        document = Document.objects.create(application=made, kind="evidence", name=each.name, purpose=HANDED_IN_BEFORE)
        Sheet.objects.create(document=document, position=1, file=each.file, pages=each.pages)


def _begin_people(made: Application, known: Carried) -> None:
    """Whoever is known already: the litigants of a preservation, or what guidance was told of either side."""
    if known.people:
        Person.objects.bulk_create([_person(made, each, place) for place, each in enumerate(known.people, start=1)])
        return
    sides = (
        (Litigant.Role.PLAINTIFF, known.plaintiff_kind, known.plaintiff_place),
        (Litigant.Role.DEFENDANT, known.defendant_kind, known.defendant_place),
    )
    Person.objects.bulk_create(
        [
            Person(
                application=made, role=role, position=1, kind=kind or Litigant.Kind.NATURAL, details={"place": place}
            )
            for role, kind, place in sides
            if kind or place
        ]
    )


def _person(made: Application, known: LitigantDraft, place: int) -> Person:
    return Person(
        application=made,
        role=known.role,
        position=place,
        kind=known.kind,
        name=known.name,
        identity_kind=known.identity_kind,
        identity_number=known.identity_number,
        phone=known.phone,
        address=known.address,
        representative=known.representative,
    )


@transaction.atomic
def answer(application: Application, answers: Mapping[str, Any], *, by: User, at: datetime.datetime) -> None:
    """Keep answers to questions of the form; None or empty takes an answer back."""
    held = _held(application, by=by, at=at)
    known = {question.key for question in form_of(held).questions}
    held.answers = {**held.answers, **{key: value for key, value in answers.items() if key in known}}
    held.save(update_fields=["answers"])
    application.answers = held.answers


@transaction.atomic
def put_person(
    application: Application,
    role: str,
    typed: Mapping[str, Any],
    person: Person | None = None,
    *,
    by: User,
    at: datetime.datetime,
) -> Person:
    """Write somebody on one side down, or change what is written of them."""
    held = _held(application, by=by, at=at)
    row = person
    if row is None:
        there = Person.objects.filter(application=held, role=role)
        if there.count() >= MOST_PEOPLE:
            raise Refused(f"同一方当事人最多填写{MOST_PEOPLE}名；人数更多的，请到诉讼服务大厅办理。")
        last = there.aggregate(last=Max("position"))["last"] or 0
        row = Person(application=held, role=role, position=last + 1, kind=Litigant.Kind.NATURAL)
    for name, value in typed.items():
        setattr(row, name, value)
    row.save()
    return row


@transaction.atomic
def remove_person(application: Application, person: Person, *, by: User, at: datetime.datetime) -> None:
    """Take somebody out of a pleading; what the plaintiffs behind them have of their own stays theirs."""
    held = _held(application, by=by, at=at)
    suing = plaintiffs_of(held)
    if person in suing:
        form, place = element_forms.form_of(held.cause_name), suing.index(person) + 1
        held.answers = element_forms.without(form, held.answers, place, len(suing))
        held.save(update_fields=["answers"])
    person.delete()


@transaction.atomic
def choose_agent(
    application: Application, typed: Mapping[str, Any] | None, agent: Agent | None = None, *,
    people: Sequence[Person] | None = None, by: User, at: datetime.datetime,
) -> None:  # fmt: skip
    """Say that somebody acts for plaintiffs, and who; None: nobody does. ``people``: for whom; None: for all.

    Raises Refused where a plaintiff would have more than two (民事诉讼法第六十一条), or the same one twice.
    """
    held = _held(application, by=by, at=at)
    held.has_agent = typed is not None
    held.save(update_fields=["has_agent"])
    if typed is None:
        held.agents.all().delete()
        return
    represented = plaintiffs_of(held) if people is None else list(people)
    if agent is None and not represented and held.agents.count() >= MOST_AGENTS:
        raise Refused(TOO_MANY_AGENTS)
    row = agent or Agent(application=held)
    for name, value in typed.items():
        setattr(row, name, value)
    row.user = held.owner if _is_themselves(held.owner, row) else None
    row.save()
    row.people.set(represented)
    for each in represented:
        acting = agents_of(held, each)
        if [agent_key(said_of(one)) for one in acting].count(agent_key(said_of(row))) > 1:
            raise Refused(f"{each.name}已经由{row.name}代理，不用再填一次；代理权限有变化的，请修改原来填写的那一项。")
        if len(acting) > MOST_AGENTS:
            raise Refused(TOO_MANY_AGENTS)


@transaction.atomic
def remove_agent(application: Application, agent: Agent, *, by: User, at: datetime.datetime) -> None:
    """Take an agent out of a pleading; without any, the question is open again."""
    held = _held(application, by=by, at=at)
    agent.delete()
    if not held.agents.exists():
        held.has_agent = None
        held.save(update_fields=["has_agent"])


@transaction.atomic
def choose_mediation(application: Application, agrees: bool, *, by: User, at: datetime.datetime) -> None:
    """Say whether to try mediation before filing (先行调解, 民事诉讼法第一百二十五条)."""
    held = _held(application, by=by, at=at)
    held.consents_to_mediation = agrees
    held.save(update_fields=["consents_to_mediation"])


@transaction.atomic
def ask_for_relief(application: Application, ground: str, words: str, *, by: User, at: datetime.datetime) -> None:
    """Say whether the fee can be paid, else on which ground help is asked for (司法救助, 民事诉讼法第一百二十一条)."""
    held = _held(application, by=by, at=at)
    held.relief_ground, held.relief_words = ground, words.strip() if ground != NO_RELIEF else ""
    held.save(update_fields=["relief_ground", "relief_words"])


@transaction.atomic
def confirm_service(
    application: Application,
    typed: Mapping[str, Any],
    people: Sequence[Person] | None = None,
    *,
    by: User,
    at: datetime.datetime,
) -> None:
    """Say where papers reach a plaintiff (送达地址确认), whether electronically, whether the other side may know it.

    ``people``: who says so; None: the first plaintiff. Nobody says it for another (民事诉讼法第九十条), but an agent
    for those they act for. Raises Refused for consent to electronic service without a mobile number for it.
    """
    held = _held(application, by=by, at=at)
    suing = plaintiffs_of(held)
    saying = suing[:1] if people is None else [each for each in suing if each in people]
    if not saying:
        raise Refused("请先填写原告，再填写文书送到哪里。")
    for each in saying[1:]:
        if not share_an_agent(held, saying[0], each):
            raise Refused(f"{each.name}没有委托同一名代理人，文书送到哪里由{each.name}本人确认。")
    for each in saying:
        for name, value in typed.items():
            setattr(each, name, value)
        wrong = why_not_electronic(each.electronic_service, each.service_phone, on=china_day(at))
        if wrong:
            raise Refused(wrong)
        each.save(update_fields=list(typed))


@transaction.atomic
def change_cause(application: Application, cause_name: str, *, by: User, at: datetime.datetime) -> None:
    """Sue for another cause; answers that both forms ask are kept."""
    _check_cause(cause_name)
    held = _held(application, by=by, at=at)
    held.cause_name = cause_name
    held.save(update_fields=["cause_name"])


@transaction.atomic
def give_up(application: Application, *, by: User, at: datetime.datetime) -> None:
    """Give a pleading up before it was handed in (放弃); people and pieces of it are forgotten."""
    held = _held(application, by=by, at=at)
    moves.move(held, "give_up", by=by, at=at)
    held.people.all().delete()
    held.agents.all().delete()
    held.documents.all().delete()
    Application.objects.filter(pk=held.pk).update(answers={})
    audit.record("application.give_up", f"application:{held.pk}", by=by, at=at)


@transaction.atomic
def choose_court(application: Application, court_name: str, *, by: User, at: datetime.datetime) -> None:
    """Say to which court it goes (选择受诉法院); empty, or ours by name: this court. Raises Refused for no court."""
    held = _held(application, by=by, at=at)
    if held.status != "drafting":
        raise Refused("起诉状已经提交，不能再换法院；要向其他法院起诉的，请另写一份。")
    name = court_name.strip()
    ours = name in ("", this_court().name)
    held.court_name = "" if ours else crosscourt.other_court(name).name
    held.save(update_fields=["court_name"])


def locked(application: Application) -> Application:
    """The pleading, locked, with what it became."""
    rows = Application.objects.select_for_update(of=("self",)).select_related("filing", "forwarding")
    return rows.get(pk=application.pk)


def held_for_writing(application: Application, *, by: User, at: datetime.datetime) -> Application:
    """The pleading, locked, with the day of this change; a signature of what was there before is void."""
    held = locked(application)
    check_can_write(by, held)
    held.changed_on, held.changed_at, held.changed_by = china_day(at), at, by
    held.save(update_fields=["changed_on", "changed_at", "changed_by"])
    end_signatures(held)
    return held


def end_signatures(application: Application) -> None:
    """Signatures count no more: what was signed was changed, handed in, or is signed once more as it stands now."""
    Signature.objects.filter(application=application, is_over=False).update(is_over=True)


_held = held_for_writing


def _is_themselves(owner: User, agent: Agent) -> bool:
    """Whether the agent is the lawyer who writes: by the licence number with which they signed up."""
    own = identity_of(owner)
    return own is not None and bool(own.licence_number) and own.licence_number == agent.licence_number


def _check_cause(cause_name: str) -> None:
    if causes.by_name(cause_name) is None:
        raise Refused("请从列出的案由中选择一个；不知道选哪个的，可以先做诉讼引导，或者拨打12368。")
    check_can_charge(cause_name)
