"""What was to be corrected (补正) comes to the counter or over the net, or does not come in time."""

import datetime
from collections.abc import Mapping, Sequence

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may
from tianping.cases import actions as case_actions
from tianping.enforcement.actions.titles import Paper, attach
from tianping.enforcement.models import Application, Correction, TitlePaper
from tianping.enforcement.permissions import RECEIVE
from tianping.enforcement.queries import points_of
from tianping.kernel import audit, moves
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused
from tianping.law.wording import chinese_date

NOT_CORRECTING = "该执行申请没有在补正，或者已经补正，请刷新页面查看。"
NOTHING_CAME = "请写明当事人带来了哪几项补正材料；一项也没有带来的，不登记。"
LONGEST_LINE = 300


@transaction.atomic
def take_corrections(
    application: Application,
    came: Mapping[int, str],
    papers: Sequence[Paper] = (),
    *,
    by: User,
    at: datetime.datetime,
) -> None:
    """The counter takes in what was brought (窗口收取补正材料): ``came``, for each point by its place what it is.

    Once something came for every point, the application is looked at again; until then the rest may still come. Raises
    Refused where nothing was brought, or only what came before.
    """
    check_may(by, RECEIVE)
    _locked(application)
    waiting = {point.place: point.text for point in points_of(application) if point.came is None}
    notes = {place: note.strip() for place, note in sorted(came.items()) if note.strip()}
    if not notes or not set(notes) <= set(waiting):
        raise Refused(NOTHING_CAME)
    _keep(application, list(notes.items()), papers, by=by, at=at)
    said = "；".join(f"{waiting[place].rstrip('。；')}：{note}" for place, note in notes.items())
    said += "".join(f"；{name}（扫描件）" for _kind, name, _content in papers)
    missing = [text for place, text in waiting.items() if place not in notes]
    audit.record("enforcement.take_corrections", f"enforcement:{application.pk}", by=by, at=at, points=list(notes))
    _note(application, f"窗口收到补正材料：{said}。", by=by, at=at)
    if not missing:
        moves.move(application, "correct", by=by, at=at)
        _tell(application, "补正材料本院已经收到，正在重新审查。", by=by, at=at)
        return
    last = f"请在{chinese_date(application.correct_by)}前补正" if application.correct_by else "请尽快补正"
    _tell(application, f"部分补正材料本院已经收到，还没有补正：{'；'.join(missing)}。{last}。", by=by, at=at)


@transaction.atomic
def correct(
    application: Application, papers: Sequence[Paper], explanation: str = "", *, by: User, at: datetime.datetime
) -> None:
    """The applicant hands corrections in over the net (网上补正): files, what they explain, or both."""
    _locked(application)
    if not papers and not explanation.strip():
        raise Refused("请上传补正的材料，或者写明补正的内容；都没有的，不能提交补正。")
    said = explanation.strip() or "补正材料见上传的文件"
    _keep(application, [(None, said)], papers, by=by, at=at)
    moves.move(application, "correct", by=by, at=at)
    files = f"；上传{len(papers)}个文件" if papers else ""
    _note(application, f"申请执行人网上提交补正：{said}{files}。", by=by, at=at)


@transaction.atomic
def end_corrections(application: Application, *, by: User, at: datetime.datetime) -> None:
    """The days are over and not all was corrected (期限届满没有补正): the review goes on with what there is."""
    check_may(by, RECEIVE)
    _locked(application)
    last = application.correct_by
    if last is None or china_day(at) <= last:
        until = f"补正期限到{chinese_date(last)}才届满" if last else "还没有通知补正"
        raise Refused(f"{until}，现在不能结束补正；当事人带来补正材料的，请登记收到的材料。")
    missing = [point.text.rstrip("。；") for point in points_of(application) if point.came is None]
    moves.move(application, "end_corrections", by=by, at=at)
    words = f"补正期限{chinese_date(last)}届满，申请执行人没有补正：{'；'.join(missing)}。"
    _note(application, words, by=by, at=at)


def _locked(application: Application) -> None:
    """Two who take the same thing in come one after the other."""
    locked = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    moves.require_state(locked, "correcting", sentence=NOT_CORRECTING)


def _keep(
    application: Application,
    came: Sequence[tuple[int | None, str]],
    papers: Sequence[Paper],
    *,
    by: User,
    at: datetime.datetime,
) -> None:
    for paper in papers:
        added = attach(application, paper)
        TitlePaper.objects.filter(pk=added.pk).update(added_at=at, added_by=by)
    rows = [Correction(application=application, point=place, received=said, at=at, by=by) for place, said in came]
    Correction.objects.bulk_create(rows)


def _note(application: Application, line: str, *, by: User, at: datetime.datetime) -> None:
    place = (application.matter.pk, application.title_case_id, line[:LONGEST_LINE])
    case_actions.note_many([place], by=by, at=at, for_litigants=False)


def _tell(application: Application, words: str, *, by: User, at: datetime.datetime) -> None:
    text = f"您的执行申请（{application.number}），{words}"
    place = (application.matter.pk, application.title_case_id, application.applicant_id, text[:LONGEST_LINE])
    case_actions.tell_many([place], by=by, at=at)
