"""Signing and handing in (签名、提交): the pleading becomes a filing with its receipt; corrected, the same filing."""

import datetime

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.queries import this_court
from tianping.cases import actions as case_actions
from tianping.cases.actions import LitigantDraft, MatterDraft
from tianping.cases.models import Counsel, Litigant, LitigantAccess, Matter
from tianping.intake.application import queries
from tianping.intake.application.actions.writing import locked
from tianping.intake.application.models import Application, Document
from tianping.intake.application.permissions import check_can_write, is_being_corrected, visible_applications
from tianping.intake.application.rendering import pleading_pdf
from tianping.intake.crosscourt import actions as crosscourt_actions
from tianping.intake.filing import actions as filing_actions
from tianping.intake.filing.actions import AgentDraft, FilingDraft, MaterialDraft
from tianping.intake.preservation import actions as preservation_actions
from tianping.kernel import audit, files, moves, uploads
from tianping.kernel.clock import china_day
from tianping.kernel.models import StoredFile
from tianping.kernel.refusals import Forbidden, Refused
from tianping.law.electronic_consent import STEPS, named
from tianping.law.fee_relief import GROUNDS
from tianping.law.wording import chinese_date
from tianping.money.fees import actions as fee_actions

PNG, PDF = "image/png", "application/pdf"
SECTIONS = (("诉讼请求", "claims"), ("事实与理由", "facts"))


@transaction.atomic
def sign(application: Application, name: str, picture: bytes | None = None, *, by: User, at: datetime.datetime) -> None:
    """Sign a pleading (具状人签名): by hand on the screen, or by typing one's own name.

    Raises Refused while something is missing, for a name that is neither a plaintiff's nor an agent's, and over the
    net for the name of anybody but whoever is signed in.
    """
    held = locked(application)
    check_can_write(by, held)
    _check_whole(held, on=china_day(at))
    signers = queries.signers_for(held, by)
    if not signers:
        raise Refused(queries.why_not_signer(held, by))
    if name.strip() not in signers:
        raise Refused(f"签名的人应当是{'、'.join(sorted(signers))}，请核对姓名。")
    held.signed_name, held.signed_way = name.strip(), Application.SignedWay.TYPED
    if picture:
        taken = uploads.signature(picture)
        held.signature, held.signed_way = files.keep(taken.content, taken.media_type), Application.SignedWay.PAD
    held.save(update_fields=["signed_name", "signed_way", "signature"])
    audit.record("application.sign", f"application:{held.pk}", by=by, at=at, way=held.signed_way)


@transaction.atomic
def hand_in(application: Application, *, explanation: str = "", by: User, at: datetime.datetime) -> int | None:
    """Hand a signed pleading in (提交起诉状): the receipt at once; after corrections under the first receipt.

    ``explanation``: why something that the court asked to be corrected stays as it was (坚持起诉,
    《关于人民法院登记立案若干问题的规定》第七条); whoever reviews reads it.
    Returns the id of the filing; None where it goes to another court (跨域立案).
    """
    held = locked(application)
    check_can_write(by, held)
    if not held.signed_way:
        raise Refused("请先核对起诉状并签名，再提交。")
    _check_whole(held, on=china_day(at))
    _check_corrected(held, explanation)
    held.parts_handed_in = queries.digests_by_place(held)
    held.save(update_fields=["parts_handed_in"])
    draft = draft_of(held, at=at)
    if held.court_name:
        _hand_in_elsewhere(held, draft, by=by, at=at)
        return None
    if is_being_corrected(held) and held.filing is not None:
        filing_actions.hand_in_corrections(held.filing, draft, explanation=_explained(held, explanation), by=by, at=at)
        _let_act(held, held.filing.matter_id, by=by, at=at)
        return held.filing.pk
    filing = filing_actions.receive_one(draft, by=by, at=at, channel=held.channel)
    moves.move(held, "hand_in", by=by, at=at, filing=filing)
    record = f"本院于{chinese_date(china_day(at))}收到起诉材料"
    _end_thirty_days(held, filing.matter, record, by=by, at=at)
    _ask_for_relief(held, filing.matter_id, by=by, at=at)
    _let_act(held, filing.matter_id, by=by, at=at)
    return filing.pk


@transaction.atomic
def withdraw(application: Application, reason: str, *, by: User, at: datetime.datetime) -> None:
    """Take a suit back that was handed in and is not decided on (撤回起诉材料).

    Raises Forbidden for a pleading of somebody else; Refused once it was decided on, and where it goes to another
    court, which alone can end it.
    """
    if not visible_applications(by).filter(pk=application.pk).exists():
        raise Forbidden("这份起诉状不是您填写的。")
    if application.filing is None:
        raise Refused("这份起诉状没有提交给本院，或者已经转给其他法院，不能在这里撤回；已经转交的请与受诉法院联系。")
    acting_agent = application.agents.filter(user_id=by.pk).first()
    if acting_agent is not None and acting_agent.authority != Counsel.Authority.SPECIAL:
        raise Refused(
            "您是一般授权的代理人，不能代原告撤回起诉；请原告本人到本院诉讼服务大厅办理，"
            "或者提交写明可以代为撤回起诉的特别授权委托书（《民事诉讼法》第六十二条）。"
        )
    filing_actions.withdraw(application.filing, reason, by=by, at=at)


def _check_whole(application: Application, *, on: datetime.date) -> None:
    gaps = queries.gaps_of(application, on=on)
    if gaps:
        raise Refused(f"还有{len(gaps)}处没有填完或者要改，改好以后再签名。{gaps[0].sentence}")


def _check_corrected(application: Application, explanation: str) -> None:
    """Something of what was asked for must have been changed (补正), or it is said why nothing was.

    What goes to another court is corrected; its package carries no explanation.
    """
    if not is_being_corrected(application) or not queries.is_uncorrected(application):
        return
    if explanation.strip() and application.forwarding is None:
        return
    way = "请向立案窗口说明" if application.forwarding is not None else "请在签名页写明理由再提交"
    raise Refused(
        f"法院要求补正的{queries.unchanged_in_words(application)}没有改动，请按补正通知改好以后再提交；认为不需要改的，{way}。"
    )


def _explained(application: Application, explanation: str) -> str:
    """What stays as it was and why, in one sentence for the reviewer; empty where nothing is said."""
    said, unchanged = explanation.strip().rstrip("。"), queries.unchanged_in_words(application)
    return f"起诉人认为要求补正的{unchanged}不需要改动，理由：{said}。" if said and unchanged else ""


def _hand_in_elsewhere(application: Application, draft: FilingDraft, *, by: User, at: datetime.datetime) -> None:
    """For another court (跨域立案): received here, checked by our clerk, decided on there."""
    if application.forwarding is not None:
        crosscourt_actions.hand_in_corrections(application.forwarding, draft, by=by, at=at)
        return
    made = crosscourt_actions.receive(draft, application.court_name, channel=application.channel, by=by, at=at)
    moves.move(application, "hand_in", by=by, at=at, forwarding=made)
    record = f"本院代为接收向{made.court_name}起诉的材料（{made.receipt_number}）"
    _end_thirty_days(application, None, record, by=by, at=at)


def _end_thirty_days(
    application: Application, matter: Matter | None, record: str, *, by: User, at: datetime.datetime
) -> None:
    """The preservation from which the pleading was begun has its suit now (民事诉讼法第一百零四条第三款)."""
    if application.preservation_id is not None:
        preservation_actions.hear_own_suit(application.preservation_id, matter, record, by=by, at=at)


def _ask_for_relief(application: Application, matter_id: int, *, by: User, at: datetime.datetime) -> None:
    """What the pleading asks for of the fee goes to whoever decides on it; its proof is a piece of the pleading."""
    ground = GROUNDS.get(application.relief_ground)
    first = Litigant.objects.filter(matter=matter_id, role=Litigant.Role.PLAINTIFF).order_by("pk").first()
    if ground is not None and first is not None:
        draft = fee_actions.ReliefDraft(ground.kind, application.relief_ground, application.relief_words)
        fee_actions.ask_relief(first, draft, by=by, at=at)


def _let_act(application: Application, matter_id: int, *, by: User, at: datetime.datetime) -> None:
    """Whoever sued over the net acts for the plaintiffs from then on, without typing a code (我的案件).

    As filed for themselves, or the unit for which they sign; for anybody else as counsel: until the mandate ends.
    """
    if application.channel != Application.Channel.ONLINE:
        return
    is_agent = any(agent.user_id == application.owner_id for agent in application.agents.all())
    own = queries.signers_for(application, application.owner)
    wanted: dict[LitigantAccess.How, list[tuple[int, int]]] = {}
    for litigant in Litigant.objects.filter(matter=matter_id, role=Litigant.Role.PLAINTIFF):
        is_theirs = not is_agent and bool({litigant.name, litigant.representative} & own)
        how = LitigantAccess.How.FILED if is_theirs else LitigantAccess.How.COUNSEL
        wanted.setdefault(how, []).append((application.owner_id, litigant.pk))
    for how, pairs in wanted.items():
        case_actions.give_access_many(pairs, how, by=by, at=at)


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
        )
        for side in queries.SIDES.values()
        for each in application.people.all()
        if each.role == side
    )
    matter = MatterDraft(
        cause_name=application.cause_name,
        claim_fen=queries.claim_fen(application),
        litigants=litigants,
        claim_text=queries.words_of(application, "claims"),
        facts_text=queries.words_of(application, "facts"),
        elements=queries.answers_asked(application),
    )
    pleading = files.keep(pleading_of(application, at=at), PDF)
    pieces = [_material("pleading", "起诉状", pleading)]
    pieces += [_piece(each) for each in queries.materials_in(application)]
    return FilingDraft(
        matter,
        bool(application.consents_to_mediation),
        materials=tuple(pieces),
        agents=_agents(application, at=at),
        electronic_phone=application.service_phone if application.electronic_service else "",
        service_place={
            "address": application.service_address,
            "recipient": application.service_recipient,
            "phone": application.service_phone,
        },
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
                [word, queries.person_words(each)]
                for side, word in queries.PEOPLE.items()
                for each in people
                if each.role == queries.SIDES[side]
            ],
            "suing": queries.PEOPLE["plaintiffs"],
            "agents": queries.agent_words(application),
            "parts": [[title, queries.words_of(application, part).splitlines()] for title, part in SECTIONS],
            "mediation": queries.mediation_words(application),
            "service": _service_words(application),
            "documents": [[each.name, queries.proves(each)] for each in queries.materials_in(application)],
            "signed": application.signed_name,
            "signature": files.path_of(application.signature.sha256).read_bytes() if application.signature else None,
            "day": chinese_date(china_day(at)),
        }
    )


def _service_words(application: Application) -> str:
    # 适用环节: who says yes in the pleading says it for every step of the suit.
    agreed = {
        True: f"同意电子送达，适用环节：{named(STEPS)}",
        False: "不同意电子送达",
        None: "是否同意电子送达，还没有填写",
    }
    electronic = agreed[application.electronic_service]
    if not application.service_address:
        return "还没有填写。"
    where = f"{application.service_address}，收件人{application.service_recipient}，电话{application.service_phone}"
    return f"{where}；{electronic}。"


def _agents(application: Application, *, at: datetime.datetime) -> tuple[AgentDraft, ...]:
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
        )
        for each in application.agents.all()
    )


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
