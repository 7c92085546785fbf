"""Citizens: signing up with a number, saying who they are, correcting it, being verified, withdrawing consent."""

import datetime
import secrets
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from tianping.accounts.actions.register import appoint
from tianping.accounts.events import LawyerConfirmed
from tianping.accounts.models import Identity, User
from tianping.accounts.permissions import CONFIRM_LAWYER, VERIFY_IDENTITY, check_may
from tianping.accounts.posts import OUTSIDERS, Post
from tianping.accounts.queries import holdings_on, posts_on
from tianping.kernel import audit, messages, names, outbox
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Overtaken, Refused
from tianping.law import identities
from tianping.law.names import read_name

# The documents by which a natural person can be known (law.identities).
DOCUMENTS = ("resident_id", "hmt_permit", "foreign_permanent")


@dataclass(frozen=True)
class IdentityDraft:
    """What a citizen says of themselves."""

    full_name: str
    identity_kind: str
    identity_number: str
    address: str = ""
    licence_number: str = ""
    firm: str = ""


@transaction.atomic
def sign_up(phone: str, draft: IdentityDraft, *, at: datetime.datetime) -> User:
    """A citizen who has shown by a code that the number is theirs signs up (注册), as a litigant.

    Raises Refused for a document number that cannot be real, or a number that somebody has signed up with meanwhile.
    """
    user = User(username=f"p{secrets.token_hex(8)}", full_name=_name(draft), sort_key=names.sort_key(_name(draft)))
    user.set_unusable_password()
    user.save()
    register_identity(user, phone, draft, by=user, at=at)
    appoint(user, Post.LITIGANT, since=china_day(at), by=None, at=at)
    return user


@transaction.atomic
def register_identity(
    user: User, phone: str, draft: IdentityDraft, *, by: User | None, at: datetime.datetime
) -> Identity:
    """Write down who a person outside the court is, with their consent (登记身份信息); staff do not sign in so."""
    if not posts_on(user, china_day(at)) <= OUTSIDERS:
        raise Refused("本院工作人员不能用手机号码登录，请用本院登记的登录名登录。")
    try:
        with transaction.atomic():
            identity = Identity.objects.create(
                user=user, phone=_phone(phone, at), consented_at=at, consented_by=by, **_said(draft, at)
            )
    except IntegrityError as error:
        raise Refused("这个手机号码已经注册，请返回重新获取验证码登录。") from error
    audit.record("identity.register", f"person:{user.pk}", by=by, at=at)
    return identity


@transaction.atomic
def correct_identity(identity: Identity, draft: IdentityDraft, *, by: User, at: datetime.datetime) -> list[str]:
    """Correct what is kept of oneself (更正个人信息, 个人信息保护法第四十六条); which fields were changed.

    Raises Refused for name and document once they were verified: that is done at the counter.
    """
    said, user = _said(draft, at), identity.user
    changed = [name for name, value in said.items() if getattr(identity, name) != value]
    if _name(draft) != user.full_name:
        changed.append("full_name")
    if identity.verified_at is not None and {"full_name", "identity_kind", "identity_number"} & set(changed):
        raise Refused("姓名和证件已经核验，需要更正的，请带上身份证件到本院诉讼服务大厅办理。")
    if {"licence_number", "firm"} & set(changed):
        # What a clerk confirmed was another licence.
        said |= {"licence_confirmed_at": None, "licence_confirmed_by": None}
        _end_post(user, Post.LAWYER, by=by, at=at)
    if changed:
        Identity.objects.filter(pk=identity.pk).update(**said)
        User.objects.filter(pk=user.pk).update(full_name=_name(draft), sort_key=names.sort_key(_name(draft)))
        audit.record("identity.correct", f"person:{user.pk}", by=by, at=at, fields=sorted(changed))
    return changed


@transaction.atomic
def change_phone(identity: Identity, phone: str, *, by: User, at: datetime.datetime) -> None:
    """Sign in with another number from now on (更换手机号码); the caller has had its code checked."""
    number = _phone(phone, at)
    if Identity.objects.filter(phone=number).exclude(pk=identity.pk).exists():
        raise Refused("这个手机号码不能使用，请换一个，或者带上身份证件到本院诉讼服务大厅办理。")
    Identity.objects.filter(pk=identity.pk).update(phone=number)
    audit.record("identity.change_phone", f"person:{identity.pk}", by=by, at=at)


@transaction.atomic
def verify_identity(identity: Identity, *, by: User, at: datetime.datetime) -> None:
    """A clerk has compared person, document and what was said of them (实名核验).

    Raises Refused where the same document was verified for another number: that number is given up first.
    """
    check_may(by, VERIFY_IDENTITY)
    try:
        with transaction.atomic():
            verified = Identity.objects.filter(pk=identity.pk, verified_at=None).update(verified_at=at, verified_by=by)
    except IntegrityError as error:
        raise Refused(
            "该证件号码已经在另一个手机号码下核验过。请当事人先用原号码登录并注销，或者核对证件号码是否填错。"
        ) from error
    if not verified:
        raise Overtaken("该身份已经核验过，请刷新页面查看。")
    audit.record("identity.verify", f"person:{identity.pk}", by=by, at=at)


@transaction.atomic
def confirm_lawyer(identity: Identity, *, by: User, at: datetime.datetime) -> None:
    """A clerk has seen a lawyer's licence (核对律师执业证); from now on the person holds the post of a lawyer.

    Raises Refused before the person was verified, and without licence number or firm.
    """
    check_may(by, CONFIRM_LAWYER)
    if identity.verified_at is None:
        raise Refused("请先核验本人身份，再核对律师执业证。")
    if not identity.licence_number or not identity.firm:
        raise Refused("本人没有填写执业证号和执业机构，请先由本人在“我的信息”中补充。")
    confirmed = Identity.objects.filter(pk=identity.pk, licence_confirmed_at=None)
    if not confirmed.update(licence_confirmed_at=at, licence_confirmed_by=by):
        raise Overtaken("该律师执业证已经核对过，请刷新页面查看。")
    if Post.LAWYER not in posts_on(identity.user, china_day(at)):
        appoint(identity.user, Post.LAWYER, since=china_day(at), by=by, at=at)
    audit.record("identity.confirm_lawyer", f"person:{identity.pk}", by=by, at=at)
    outbox.publish_many([LawyerConfirmed(identity.user_id)], at=at)
    text = "您的律师执业证已经核对，可以以律师身份办理。如有疑问请拨打12368。"
    key = f"lawyer:{identity.pk}:{at.isoformat()}"
    messages.queue(messages.Draft(key, identity.phone, text, subject=f"person:{identity.pk}"), by=by, at=at)


@transaction.atomic
def withdraw(identity: Identity, *, at: datetime.datetime) -> None:
    """A citizen withdraws consent (撤回同意、注销): their number and document are erased, and they sign in no more.

    What they filed stays in the court's files, as the law on files demands (个人信息保护法第十三条第一款第三项).
    """
    user = identity.user
    for post in sorted(posts_on(user, china_day(at))):
        _end_post(user, post, by=user, at=at)
    User.objects.filter(pk=user.pk).update(is_active=False)
    Identity.objects.filter(pk=identity.pk).delete()
    audit.record("identity.withdraw", f"person:{user.pk}", by=user, at=at)


def _end_post(user: User, post: Post, *, by: User, at: datetime.datetime) -> None:
    """End one's own post outside the court: it gives nothing that another would have to agree to losing."""
    day = china_day(at)
    if holdings_on(day).filter(user=user, post=post, until__isnull=True).update(until=day, ended_by=by):
        audit.record("post.end", f"person:{user.pk}", by=by, at=at, post=str(post))


def _said(draft: IdentityDraft, at: datetime.datetime) -> dict[str, object]:
    """What was said, checked as far as numbers check themselves."""
    _name(draft)
    if draft.identity_kind not in DOCUMENTS:
        raise Refused("请选择身份证件的种类。")
    check = identities.check(draft.identity_kind, draft.identity_number, on=china_day(at))
    if not check.valid:
        raise Refused(f"证件号码不对：{check.why}")
    if bool(draft.licence_number.strip()) != bool(draft.firm.strip()):
        raise Refused("律师请同时填写执业证号和执业机构；不是律师的，两项都不填。")
    return {
        "identity_kind": draft.identity_kind,
        "identity_number": check.number,
        "address": draft.address.strip(),
        "licence_number": draft.licence_number.strip(),
        "firm": draft.firm.strip(),
    }


def _name(draft: IdentityDraft) -> str:
    name = draft.full_name.strip()
    if not name:
        raise Refused("请填写姓名，与身份证件一致。")
    read = read_name(name, "姓名")
    if read.fault is not None:
        raise Refused(read.fault.sentence)
    return read.text


def _phone(phone: str, at: datetime.datetime) -> str:
    number = messages.mobile_number(phone, on=china_day(at))
    if number is None:
        raise Refused("手机号码应为11位数字，请核对后再填。")
    return number
