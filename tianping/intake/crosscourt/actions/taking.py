"""Taking in what another court sent (接收立案包、回执): checked, then a filing under review, or a reply."""

import datetime
from dataclasses import dataclass, replace
from typing import Any

from django.db import IntegrityError, transaction

from tianping.accounts.models import Court, User
from tianping.accounts.permissions import check_may
from tianping.accounts.queries import this_court
from tianping.intake.crosscourt import queries
from tianping.intake.crosscourt.actions.replying import reply
from tianping.intake.crosscourt.actions.sending import ZIP
from tianping.intake.crosscourt.actions.telling import because, tell, to_correct
from tianping.intake.crosscourt.models import PDF, Incoming, Outgoing, Parcel
from tianping.intake.crosscourt.packages.content import Paper, draft_of
from tianping.intake.crosscourt.packages.reading import Package, ReadReply, check_answers, open_papers, read
from tianping.intake.crosscourt.packages.shapes import CourtNamed, Manifest, Reply
from tianping.intake.crosscourt.permissions import TAKE
from tianping.intake.filing import actions as filing_actions
from tianping.intake.filing import queries as filing_queries
from tianping.intake.filing.actions import FilingDraft, MaterialDraft
from tianping.kernel import files, moves
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Overtaken, Refused
from tianping.law import courts

# The clocks of two courts never agree to the second.
CLOCKS_APART = datetime.timedelta(hours=1)
# What ends a suit that is not decided on, as whoever sues is told it.
ENDED = {"given_back": "退回诉状", "withdrawn": "登记撤回起诉"}
KINDS = frozenset({"pleading", "identity", "authority", "award", "hardship", "place", "evidence", "other"})


@dataclass(frozen=True)
class Taken:
    """What a file turned out to be: what it belongs to, and whether it had come before (then nothing was done)."""

    record: Outgoing | Incoming
    again: bool


def take(content: bytes, *, by: User, at: datetime.datetime) -> Taken:
    """Take a package or a reply in. The same file a second time changes nothing.

    Raises Refused, each fault in a sentence of its own, for whatever is not in order, not meant for this court, from
    no court of the table, or does not fit what came before; Overtaken for whoever sends the same at the same time.
    """
    check_may(by, TAKE)
    found = read(content)
    try:
        return _take(found, content, by=by, at=at)
    except IntegrityError:
        raise Overtaken("这个文件刚刚由他人接收，请刷新跨域立案的列表查看。") from None


@transaction.atomic
def _take(found: Package | ReadReply, content: bytes, *, by: User, at: datetime.datetime) -> Taken:
    known = queries.known_parcel(found.digest)
    if known is not None:
        record = known.incoming or known.outgoing
        return Taken(_some(record), again=True)
    if isinstance(found, Package):
        return Taken(_take_package(found, content, by=by, at=at), again=False)
    return Taken(_take_reply(found, content, by=by, at=at), again=False)


def _take_package(found: Package, content: bytes, *, by: User, at: datetime.datetime) -> Incoming:
    said = found.manifest
    _check_addressed(said)
    if said.handed_in_at > said.sent_at or said.sent_at > at + CLOCKS_APART:
        raise Refused("清单上的收件、发出时间先后不对，或者晚于现在，请协作法院核对时间后重新导出。")
    check_answers(said.content)
    _check_litigants(said, on=china_day(at))
    row = Incoming.objects.filter(sender_name=said.sender.name, sender_receipt=said.receipt_number).first()
    _check_submission(row, said)
    draft = _draft(said, open_papers(found))
    if row is None:
        filing = filing_actions.receive_one(draft, by=by, at=at, channel="cross_court")
        row = Incoming.objects.create(
            sender_name=said.sender.name,
            sender_code=said.sender.code,
            sender_receipt=said.receipt_number,
            filing=filing,
        )
    else:
        filing_actions.hand_in_corrections(row.filing, draft, by=by, at=at)
    Parcel.objects.create(
        incoming=row,
        direction=Parcel.Direction.IN,
        kind=Parcel.Kind.PACKAGE,
        name=f"{said.sender.name}-{said.receipt_number}-{said.submission}-立案包.zip",
        file=files.keep(content, ZIP),
        manifest_digest=found.digest,
        submission=said.submission,
        done_at=at,
        done_by=by,
    )
    reply(row, "arrived", by=by, at=at)
    return row


def _take_reply(found: ReadReply, content: bytes, *, by: User, at: datetime.datetime) -> Outgoing:
    said = found.reply
    _check_addressed(said)
    row = Outgoing.objects.select_for_update().filter(receipt_number=said.receipt_number).first()
    if row is None or row.court_name != said.sender.name:
        raise Refused(f"本院没有向{said.sender.name}发出过收据号{said.receipt_number}的立案包，请与该院核对。")
    ours = Parcel.Direction.OUT
    if not row.parcels.filter(direction=ours, manifest_digest=said.package_sha256, submission=said.submission).exists():
        raise Refused("回执所指的立案包不是本院发出的那一份（校验值不符），请与受诉法院核对。")
    if said.submission != row.submission:
        raise Refused(f"回执针对的是第{said.submission}次发出的材料，本件已经重新提交，请等待新的回执。")
    _hear(row, said, by=by, at=at)
    Parcel.objects.create(
        outgoing=row,
        direction=Parcel.Direction.IN,
        kind=Parcel.Kind.REPLY,
        name=f"{said.sender.name}-{said.receipt_number}-{said.submission}-{said.outcome}-回执.zip",
        file=files.keep(content, ZIP),
        manifest_digest=found.digest,
        submission=said.submission,
        outcome=said.outcome,
        done_at=at,
        done_by=by,
    )
    return row


def _hear(row: Outgoing, said: Reply, *, by: User, at: datetime.datetime) -> None:
    """What became of it moves the record; a word that comes after a later one is kept and moves nothing."""
    court, key = said.sender.name, f"{said.outcome}-{said.submission}"
    told: dict[str, Any] = {"notice": said.notice, "notice_from": court}
    if said.outcome == "accepted":
        if not said.case_number:
            raise Refused("登记立案的回执没有写明案号，请受诉法院重新导出。")
        _check_open(row)
        moves.move(row, "file", by=by, at=at, case_number=said.case_number, **told)
        words = f"您提交的起诉材料（{{receipt}}）{court}已登记立案，案号{said.case_number}。"
        tell(row, key, words, by=by, at=at)
    elif said.outcome == "correcting":
        _check_open(row)
        _check_notice(said)
        points = [each.model_dump() for each in said.points]
        moves.move(
            row, "ask_correction", by=by, at=at, reason=said.notice, points=points, correct_by=said.correct_by, **told
        )
        texts = [each.text for each in said.points] or [said.notice]
        tell(row, key, to_correct(row, texts, said.correct_by, court=court, on=china_day(at)), by=by, at=at)
    elif said.outcome == "refused":
        _check_open(row)
        _check_notice(said)
        moves.move(row, "give_back", by=by, at=at, reason=said.notice, **told)
        words = f"您提交的起诉材料（{{receipt}}）{court}裁定不予受理，裁定书由该院送达。"
        tell(row, key, words, by=by, at=at)
    elif said.outcome in ENDED:
        _check_open(row)
        _check_notice(said)
        moves.move(row, "give_back", by=by, at=at, reason=said.notice, **told)
        words = f"{court}已经{ENDED[said.outcome]}。原因：{because(said.notice)}。"
        tell(row, key, f"您提交的起诉材料（{{receipt}}）{words}", by=by, at=at)
    elif row.status == "sent":
        moves.move(row, "arrive", by=by, at=at)
    row.refresh_from_db()


def _check_open(row: Outgoing) -> None:
    moves.require_state(
        row, "sent", "arrived", sentence="本件已经有处理结果，不能再登记这份回执；请与受诉法院核对以哪一份为准。"
    )


def _check_notice(said: Reply) -> None:
    if not said.notice.strip():
        raise Refused("回执没有写明补正的内容或者不予受理的理由，请受诉法院重新导出。")


def _check_addressed(said: Manifest | Reply) -> None:
    """For us, from a court of the table, and of our own kind: a demonstration is nothing for a real court."""
    court = this_court()
    if said.receiver.name != court.name:
        raise Refused(f"这份文件是发给{said.receiver.name}的，不是发给本院的，请转交该院或者退回发送的法院。")
    _check_known(said.sender, court)
    if said.demonstration != court.is_demonstration:
        raise Refused(
            "这是演示系统导出的文件，不能作为真实案件登记。"
            if said.demonstration
            else "这是真实案件的文件，不能导入演示系统；请在正式系统中接收。"
        )


def _check_known(sender: CourtNamed, court: Court) -> None:
    found = courts.by_name(sender.name)
    if found is None:
        raise Refused(f"法院名录里没有“{sender.name}”，不能确认是哪个法院发送的，请核实来源。")
    if found.code != sender.code:
        raise Refused(
            f"{sender.name}的代字应当是“{found.code or '空'}”，文件写的是“{sender.code or '空'}”，请核实来源。"
        )
    if sender.name == court.name:
        raise Refused("这份文件是本院自己发出的，不能由本院接收，请发给受诉法院。")


def _check_litigants(said: Manifest, *, on: datetime.date) -> None:
    """As the counter reads litigants; a name or number that it would not take goes back to the sender."""
    for each in said.content.litigants:
        read = filing_queries.read_litigant(each.model_dump(exclude={"role", "capacity"}), on=on)
        wrong = next(iter(read.wrong.values()), "")
        if not wrong and read.fields.get("identity_kind", "") != each.identity_kind:
            wrong = "填写了证件号码，没有写明是哪种证件。"
        if wrong:
            raise Refused(f"当事人{each.name}的信息不能登记：{wrong}请协作法院核对后重新发送。")


def _check_submission(row: Incoming | None, said: Manifest) -> None:
    if row is None:
        if said.submission != 1:
            raise Refused(f"这是第{said.submission}次提交的补正材料，本院没有收到过首次提交的立案包，请先接收首次的。")
        return
    last = max(each.submission for each in row.parcels.filter(direction=Parcel.Direction.IN))
    if said.submission <= last:
        raise Refused(
            f"收据号{said.receipt_number}第{said.submission}次提交的材料已经收到过，内容与这份不同，"
            "请与协作法院核对以哪一份为准。"
        )
    if row.filing.status != "correcting":
        raise Refused("本件没有在等待补正，不能接收新的材料；请先在立案审查中办理，或者与协作法院联系。")


def _draft(said: Manifest, papers: tuple[Paper, ...]) -> FilingDraft:
    for each in papers:
        if each.kind not in KINDS:
            raise Refused(f"材料“{each.name}”的种类本院不能识别，请协作法院核对后重新导出。")
    kept = files.keep_many([each.content for each in papers], PDF)
    materials = [
        MaterialDraft(each.kind, each.name, file.pk, file.sha256, each.pages, each.purpose)
        for each, file in zip(papers, kept, strict=True)
    ]
    return replace(
        draft_of(said.content, materials),
        assisting_court=said.sender.name,
        first_filed_on=china_day(said.handed_in_at),
    )


def _some(record: Outgoing | Incoming | None) -> Outgoing | Incoming:
    if record is None:
        raise LookupError("a parcel belongs to something")
    return record
