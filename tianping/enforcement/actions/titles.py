"""Applying on a title that another body or court made (申请执行其他机构、其他法院的文书), at home or at the counter."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may, held_posts
from tianping.accounts.queries import this_court
from tianping.cases import actions as case_actions
from tianping.cases.actions import LitigantDraft, MatterDraft
from tianping.cases.models import Case, Litigant
from tianping.cases.permissions import own_accesses
from tianping.enforcement.actions.applying import ApplicationDraft, check_asked, check_holder, written
from tianping.enforcement.models import Application, OutsideTitle, TitlePaper
from tianping.enforcement.models import ApplicationDraft as Kept
from tianping.enforcement.permissions import APPLY, RECEIVE
from tianping.enforcement.queries import OVER
from tianping.kernel import audit, files, uploads
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused, tried
from tianping.law import case_numbers
from tianping.law.answers import Refusal
from tianping.law.courts import by_code
from tianping.law.enforcement_titles import KINDS, PAPERS, TitleFacts, check_court, check_days, missing_papers
from tianping.law.roles import named_twice, on_both_sides

MOST_DRAFTS, MOST_PAPERS = 10, 20
INSISTS = "已告知管辖法院，申请人坚持在本院申请"
# A file as it is handed in: of which kind of paper, under which name, its bytes.
Paper = tuple[str, str, bytes]


@dataclass(frozen=True)
class TitleDraft:
    """A title as it was described, the sides that it names, and what is asked for.

    ``cause_name``: the cause of the dispute (案由), empty where the kind of title always has one.
    """

    kind: str
    body: str
    number: str
    made_on: datetime.date
    effective_on: datetime.date
    litigants: tuple[LitigantDraft, ...]
    asked: ApplicationDraft
    served_on: datetime.date | None = None
    tried_by: str = ""
    assets_place: str = ""
    cause_name: str = ""
    # The counter named the court that has jurisdiction, and the applicant insists on this one: it is ruled upon.
    insists_here: bool = False

    @property
    def facts(self) -> TitleFacts:
        """What decides on the court."""
        homes = tuple(each.address for each in self.litigants if each.role == "defendant" and each.address)
        return TitleFacts(self.kind, self.tried_by, homes, self.assets_place, self.asked.amount_fen)


def start_draft(answers: Mapping[str, Any], *, by: User, at: datetime.datetime) -> Kept:
    """Begin an application that is filled in page by page (草稿)."""
    check_may(by, APPLY)
    if Kept.objects.filter(kept_by=by).count() >= MOST_DRAFTS:
        raise Refused("未提交的执行申请过多，请先提交或者放弃以前的申请。")
    return Kept.objects.create(answers=dict(answers), kept_at=at, kept_by=by)


def keep_draft(draft: Kept, answers: Mapping[str, Any], *, at: datetime.datetime) -> None:
    """Keep what was answered so far."""
    draft.answers, draft.kept_at = {**draft.answers, **answers}, at
    draft.save(update_fields=["answers", "kept_at"])


@transaction.atomic
def drop_draft(draft: Kept) -> None:
    """Forget what was answered, and the files that no application took over: it was handed in, or given up."""
    left = list(TitlePaper.objects.filter(draft=draft).select_related("file"))
    TitlePaper.objects.filter(draft=draft).delete()
    for each in left:
        files.forget(each.file)
    draft.delete()


@transaction.atomic
def attach(to: Application | Kept, paper: Paper) -> TitlePaper:
    """Add a file to an application, or to one that is being written. Raises Refused for one that cannot go on file."""
    kind, name, content = paper
    of = {"draft": to} if isinstance(to, Kept) else {"application": to}
    type(to).objects.select_for_update(of=("self",)).get(pk=to.pk)
    if TitlePaper.objects.filter(**of).count() >= MOST_PAPERS:
        raise Refused(f"最多上传{MOST_PAPERS}个文件，请合并以后再上传，或者到立案窗口补交。")
    accepted = uploads.check(content)
    stored = files.keep(accepted.content, accepted.media_type)
    title = name.strip()[:120] or PAPERS[kind]
    return TitlePaper.objects.create(**of, kind=kind, name=title, file=stored, pages=accepted.pages)


@transaction.atomic
def detach(draft: Kept, paper_id: int) -> None:
    """Take a file out again before the application is handed in."""
    row = TitlePaper.objects.filter(draft=draft, pk=paper_id).select_related("file").first()
    if row is not None:
        row.delete()
        files.forget(row.file)


@transaction.atomic
def receive_on_title(
    draft: TitleDraft, *, papers: Sequence[Paper] = (), kept: Kept | None = None, by: User, at: datetime.datetime
) -> Application:
    """Receive an application on an outside title: a citizen's own (``kept``), or one that the counter takes in.

    Raises Refused with all that is wrong: another court has jurisdiction (and nobody insists on this one at the
    counter), a paper is missing, the same title was applied for already.
    """
    at_the_counter = RECEIVE.allows(held_posts(by))
    check_may(by, RECEIVE if at_the_counter else APPLY)
    day = china_day(at)
    own = list(TitlePaper.objects.filter(draft=kept).values_list("kind", flat=True)) if kept is not None else []
    draft = draft if at_the_counter else _of_citizen(draft)
    insists = draft.insists_here and not _is_ours(draft.facts, on=day)
    handed_in = [*own, *(kind for kind, _name, _content in papers)]
    _check(draft, handed_in, by, on=day, insists=insists)
    kind = KINDS[draft.kind]
    (matter,) = case_actions.open_matters(
        [
            MatterDraft(
                cause_name=kind.cause or draft.cause_name.strip(),
                claim_fen=draft.asked.amount_fen,
                claim_text=draft.asked.request.strip(),
                litigants=draft.litigants,
            )
        ],
        at=at,
    )
    litigants = list(Litigant.objects.filter(matter=matter).select_related("matter"))
    applicant = next(each for each in litigants if each.role == Litigant.Role.PLAINTIFF)
    respondents = [each for each in litigants if each.role == Litigant.Role.DEFENDANT]
    title = OutsideTitle.objects.create(
        kind=draft.kind,
        body=draft.body.strip(),
        number=draft.number.strip(),
        made_on=draft.made_on,
        served_on=draft.served_on,
        effective_on=draft.effective_on,
        tried_by=draft.tried_by.strip() if kind.of_court else "",
        assets_place=draft.assets_place.strip(),
    )
    channel = Application.Channel.COUNTER if at_the_counter else Application.Channel.PORTAL
    words = f"{title.body}{title.number}{kind.word}"[:120]
    based_on = {"title": words, "outside": title, "insists_here": insists}
    made = written(draft.asked, applicant, respondents, channel, by=by, at=at, **based_on)
    for paper in papers:
        attach(made, paper)
    line = f"本院已收到执行申请，收件编号{made.number}。{f'{INSISTS}。' if insists else ''}"
    case_actions.note_many([(matter.pk, None, line)], by=by, at=at, for_litigants=False)
    return made


@transaction.atomic
def sign(
    application: Application, name: str, picture: bytes | None, *, draft: Kept, by: User, at: datetime.datetime
) -> None:
    """Sign an application that was just received (申请人签名), and take over the files of its draft.

    Over the net nobody signs in the name of anybody but whoever is signed in.
    """
    if name.strip() != by.full_name:
        raise Refused(f"签名的人应当是登录的{by.full_name}本人，请核对姓名。")
    application.signed_name = name.strip()
    if picture:
        taken = uploads.signature(picture)
        application.signature = files.keep(taken.content, taken.media_type)
    application.save(update_fields=["signed_name", "signature"])
    TitlePaper.objects.filter(draft=draft).update(draft=None, application=application)
    way = "pad" if picture else "typed"
    audit.record("enforcement.sign", f"enforcement:{application.pk}", by=by, at=at, way=way)


def check_title(draft: TitleDraft, *, on: datetime.date) -> None:
    """Raise Refused for days that cannot be, and for a title that another court enforces."""
    _check_days(draft, on=on)
    check_forum(draft.facts, on=on)


def check_forum(facts: TitleFacts, *, on: datetime.date) -> None:
    """Raise Refused for a title that another court enforces (管辖); it is named."""
    own = by_code(this_court().code)
    if own is not None:
        _lawful(lambda: check_court(facts, own, on=on))


def check_sides(litigants: Sequence[LitigantDraft]) -> None:
    """Raise Refused where somebody applies against themselves, or stands on a side twice."""
    for each in on_both_sides(litigants):
        raise Refused(f"被执行人{each.name}的证件号码与申请执行人相同，不能申请执行自己；请核对被执行人。")
    for each in named_twice(litigants):
        raise Refused(f"{each.name}填写了两次，请删去一次。")


def check_not_ours(kind: str, number: str, by: User) -> None:
    """A paper of a case that this court keeps is applied for from the case, where nothing is typed again."""
    if not KINDS[kind].of_court:
        return
    try:
        canonical = case_numbers.parse(number).canonical
    except Refusal:
        return
    case = Case.objects.filter(number=canonical).first()
    knows = case is not None and own_accesses(by).filter(litigant__matter=case.matter_id).exists()
    if case is not None and (knows or RECEIVE.allows(held_posts(by))):
        raise Refused(f"{canonical}是本院的案件，请打开这件案件申请执行，当事人和文书的内容不用再填写。")


def check_once(kind: str, body: str, number: str, applicant: LitigantDraft) -> None:
    """Raise Refused where the same applicant has applied on the same title, and it is not over."""
    same = Application.objects.filter(
        outside__kind=kind,
        outside__body=body.strip(),
        outside__number=number.strip(),
        applicant__name=applicant.name,
        applicant__identity_number=applicant.identity_number,
    )
    earlier = same.exclude(status__in=OVER).first()
    if earlier is not None:
        raise Refused(f"依据这份文书的执行申请已经收到，收件编号{earlier.number}，不需要重复申请。")


def _of_citizen(draft: TitleDraft) -> TitleDraft:
    """What was typed at home, where nobody of the court told or read anything."""
    return replace(draft, insists_here=False, asked=replace(draft.asked, payee_explained=False))


def _check(draft: TitleDraft, handed_in: Sequence[str], by: User, *, on: datetime.date, insists: bool) -> None:
    """Raise Refused with all that is wrong, in one go (一次性告知)."""
    if draft.kind not in KINDS:
        raise Refused("请选择是哪一种文书。商事仲裁委员会的裁决书、调解书，请向中级人民法院申请执行。")
    applicants = [each for each in draft.litigants if each.role == "plaintiff"]
    holder, explained = draft.asked.payee_holder, draft.asked.payee_explained
    checks: list[Callable[[], None]] = [
        lambda: _check_complete(draft),
        lambda: check_sides(draft.litigants),
        lambda: _check_days(draft, on=on),
        lambda: check_asked(draft.asked, on=on),
        lambda: _check_papers(draft.kind, handed_in),
        lambda: check_not_ours(draft.kind, draft.number, by),
        *(() if insists else (lambda: check_forum(draft.facts, on=on),)),
        *(partial(check_holder, holder, each.name, explained=explained) for each in applicants),
        *(partial(check_once, draft.kind, draft.body, draft.number, each) for each in applicants),
    ]
    said = [str(refusal) for check in checks if (refusal := tried(check)) is not None]
    if said:
        raise Refused("".join(said))


def _check_complete(draft: TitleDraft) -> None:
    kind = KINDS[draft.kind]
    if not draft.body.strip() or not draft.number.strip():
        raise Refused("请写明文书是谁作出的、文书的编号。")
    if not kind.cause and not draft.cause_name.strip():
        raise Refused("请写明案由，照文书上写的填写。")
    if kind.of_court and not draft.tried_by.strip():
        raise Refused("请写明第一审法院；支付令写作出支付令的法院。")
    roles = [each.role for each in draft.litigants]
    if roles.count("plaintiff") != 1 or "defendant" not in roles:
        raise Refused("请写明申请执行人和至少一名被执行人；几个人都要申请的，每人各交一份申请。")


def _check_days(draft: TitleDraft, *, on: datetime.date) -> None:
    due_on = draft.asked.performance_due_on
    _lawful(lambda: check_days(draft.kind, draft.made_on, draft.served_on, draft.effective_on, due_on=due_on, on=on))


def _check_papers(kind: str, handed_in: Sequence[str]) -> None:
    missing = missing_papers(kind, handed_in)
    if missing:
        raise Refused(f"还没有上传{'、'.join(missing)}，请上传以后再提交。")


def _is_ours(facts: TitleFacts, *, on: datetime.date) -> bool:
    """Whether this court may have jurisdiction, as far as what was typed says so."""
    return facts.kind not in KINDS or tried(lambda: check_forum(facts, on=on)) is None


def _lawful(ask: Callable[[], object]) -> None:
    try:
        ask()
    except Refusal as refusal:
        raise Refused(refusal.sentence) from refusal
