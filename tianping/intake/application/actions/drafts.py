"""What a pleading is when it is handed in: the filing, the pleading as a PDF, and what goes to the court alone."""

import datetime
from collections.abc import Sequence
from typing import Any

from tianping.accounts.queries import this_court
from tianping.cases.actions import LitigantDraft, MatterDraft
from tianping.intake.application import queries
from tianping.intake.application.models import Application, Document, Person, Signature
from tianping.intake.application.rendering import pages_of, place_pdf, pleading_pdf
from tianping.intake.filing.actions import AgentDraft, FilingDraft, MaterialDraft
from tianping.kernel import files, uploads
from tianping.kernel.clock import china_day
from tianping.kernel.models import StoredFile
from tianping.law.electronic_consent import STEPS, named
from tianping.law.withheld_contacts import withholding
from tianping.law.wording import chinese_date

PDF = "application/pdf"
# How many are named who signed one sheet; of more the first stands for all.
MOST_NAMED = 5
AGENT = "委托诉讼代理人"
SECTIONS = (("诉讼请求", "claims"), ("事实与理由", "facts"))
# 适用环节: who says yes in the pleading says it for every step of the suit.
AGREED = {
    True: f"同意电子送达，适用环节：{named(STEPS)}",
    False: "不同意电子送达",
    None: "没有表示同意电子送达",
}


def draft_of(application: Application, *, at: datetime.datetime) -> FilingDraft:
    """The filing that a pleading is: nothing of it is typed again."""
    litigants = tuple(
        LitigantDraft(
            role=each.role,
            kind=each.kind,
            name=each.name,
            identity_kind=each.identity_kind,
            identity_number=each.identity_number,
            phone=each.phone,
            address=each.address,
            representative=each.representative,
            withholds_contact=queries.withholds_contact(application, each),
        )
        for side in queries.SIDES.values()
        for each in application.people.all()
        if each.role == side
    )
    first = queries.plaintiffs_of(application)[0]
    matter = MatterDraft(
        cause_name=application.cause_name,
        claim_fen=queries.claim_fen(application),
        litigants=litigants,
        claim_text=queries.words_of(application, "claims"),
        facts_text=queries.words_of(application, "facts"),
        elements=queries.answers_asked(application),
    )
    written = [pleading_of(application, at=at), place_of(application, at=at)]
    called = (("pleading", "起诉状"), ("place", "送达地址确认书"))
    pieces = [
        _material(kind, name, kept, pages=pages_of(content))
        for (kind, name), kept, content in zip(called, files.keep_many(written, PDF), written, strict=True)
    ]
    pieces += [_piece(each) for each in queries.materials_in(application)]
    pieces += _signed_papers(application)
    return FilingDraft(
        matter,
        bool(application.consents_to_mediation),
        materials=tuple(pieces),
        agents=_agents(application, at=at),
        electronic_phone=first.service_phone if first.electronic_service else "",
        service_place={**_place(first), "each": _places(application)},
    )


def pleading_of(application: Application, *, at: datetime.datetime) -> bytes:
    """The pleading as a PDF, as it stands."""
    court = this_court()
    people = list(application.people.all())
    return pleading_pdf(
        {
            "title": "民事起诉状",
            "court": application.court_name or court.name,
            "demonstration": court.is_demonstration,
            "cause": application.cause_name,
            "people": [
                [
                    word,
                    queries.person_words(each, for_all=True, withheld=queries.withholds_contact(application, each)),
                ]
                for side, word in queries.PEOPLE.items()
                for each in people
                if each.role == queries.SIDES[side]
            ],
            "suing": queries.PEOPLE["plaintiffs"],
            "agents": queries.agent_words(application),
            "parts": [[title, queries.words_of(application, part).splitlines()] for title, part in SECTIONS],
            "mediation": queries.mediation_words(application),
            # The other side gets the pleading: what the court alone reads is not named in it.
            "documents": [
                [each.name, queries.proves(each)]
                for each in queries.materials_in(application)
                if each.kind != queries.HARDSHIP
            ],
            "signed": _signed(application, "具状人"),
            "day": chinese_date(china_day(at)),
        }
    )


def place_of(application: Application, *, at: datetime.datetime) -> bytes:
    """Where papers reach each plaintiff as a PDF (送达地址确认书), for the court alone, not for the other side."""
    court = this_court()
    return place_pdf(
        {
            "title": "送达地址确认书",
            "court": application.court_name or court.name,
            "demonstration": court.is_demonstration,
            "cause": application.cause_name,
            "people": [
                {
                    "name": each.name,
                    "words": queries.person_words(each),
                    "where": _service_words(each),
                    "electronic": AGREED[each.electronic_service],
                    "withheld": queries.withholds_contact(application, each),
                }
                for each in queries.plaintiffs_of(application)
            ],
            "withholding": _withholding(china_day(at)),
            "signed": _signed(application, "确认人"),
            "day": chinese_date(china_day(at)),
        }
    )


def _withholding(on: datetime.date) -> str:
    answer = withholding(on)
    return f"申请对对方当事人保密：{'；'.join(answer.steps)}。依据：{'、'.join(answer.because)}。"


def _service_words(person: Person) -> str:
    if not person.service_address:
        return "没有另行确认，寄到上述住址。"
    return f"{person.service_address}，收件人{person.service_recipient}，电话{person.service_phone}。"


def _place(person: Person) -> dict[str, str]:
    return {
        "address": person.service_address,
        "recipient": person.service_recipient,
        "phone": person.service_phone,
    }


def _places(application: Application) -> list[dict[str, Any]]:
    """What each plaintiff confirmed of their own; nobody agreed for another (民事诉讼法第九十条)."""
    return [
        {
            "plaintiff": place,
            "name": each.name,
            **_place(each),
            "electronic_phone": each.service_phone if each.electronic_service else "",
        }
        for place, each in enumerate(queries.plaintiffs_of(application), start=1)
    ]


def _signed(application: Application, called: str) -> list[tuple[str, list[dict[str, Any]]]]:
    """The lines at the end: ``called`` those who sue, beneath them who speaks or acts for them and signed, each once.

    With what they wrote on the screen; what was signed on paper goes along as a piece.
    """
    lines: dict[str, dict[Any, dict[str, Any]]] = {called: {}}
    for each in queries.signatures_of(application):
        person = each.person
        if each.name == person.name:
            lines[called][person.pk] = _signature(each)
            continue
        speaks = each.name == person.representative and queries.speaker_word(person)
        lines[called][person.pk] = {"name": person.name, "picture": None}
        lines.setdefault(speaks or AGENT, {})[each.name, each.file_id] = _signature(each)
    return [(word, list(entries.values())) for word, entries in lines.items()]


def _signature(signature: Signature) -> dict[str, Any]:
    on_paper, by_hand = signature.way == Signature.Way.PAPER, signature.way == Signature.Way.PAD
    return {
        "name": f"{signature.name}（签名见附页）" if on_paper else signature.name,
        "picture": list(files.read(signature.file)) if by_hand and signature.file else None,
    }


def _signed_papers(application: Application) -> list[MaterialDraft]:
    sheets: dict[StoredFile, list[str]] = {}
    for each in queries.signatures_of(application):
        if each.way == Signature.Way.PAPER and each.file is not None:
            sheets.setdefault(each.file, []).append(each.name)
    return [_material("other", f"{_several(names)}在纸上的签名", file) for file, names in sheets.items()]


def _several(names: Sequence[str]) -> str:
    return f"{names[0]}等{len(names)}人" if len(names) > MOST_NAMED else "、".join(names)


def _agents(application: Application, *, at: datetime.datetime) -> tuple[AgentDraft, ...]:
    suing = queries.plaintiffs_of(application)
    letter = f"授权委托书，{chinese_date(china_day(at))}随起诉状提交"
    return tuple(
        AgentDraft(
            name=each.name,
            kind=each.kind,
            authority=each.authority,
            firm=each.firm,
            licence_number=each.licence_number,
            phone=each.phone,
            scope=each.scope,
            letter=letter,
            user_id=each.user_id,
            acts_for=_acts_for(suing, queries.acting_for(application, each)),
        )
        for each in application.agents.all()
    )


def _acts_for(suing: Sequence[Person], theirs: Sequence[Person]) -> tuple[int, ...]:
    """The places of those for whom an agent acts; none named where it is everybody."""
    if len(theirs) == len(suing):
        return ()
    return tuple(place for place, each in enumerate(suing, start=1) if each in theirs)


def _piece(document: Document) -> MaterialDraft:
    """A piece as one document: a single file as it is, several photos as the pages of one PDF."""
    sheets, proves = list(document.sheets.all()), queries.proves(document)
    if len(sheets) == 1:
        return _material(document.kind, document.name, sheets[0].file, proves, sheets[0].pages)
    made = uploads.merged([files.read(each.file) for each in sheets])
    kept = files.keep(made.content, made.media_type)
    return _material(document.kind, document.name, kept, proves, made.pages)


def _material(kind: str, name: str, file: StoredFile, purpose: str = "", pages: int = 1) -> MaterialDraft:
    return MaterialDraft(kind, name, file.pk, file.sha256, pages, purpose)
