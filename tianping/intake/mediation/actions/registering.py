"""The register of mediation organisations and of those who mediate for them (特邀调解组织、特邀调解员名册)."""

import datetime

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may
from tianping.accounts.queries import posts_on
from tianping.intake.mediation.models import Membership, Organisation, Referral
from tianping.intake.mediation.permissions import KEEP_REGISTER, MEDIATORS
from tianping.kernel import audit
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Overtaken, Refused


@transaction.atomic
def enter_organisation(
    name: str, *, phone: str = "", address: str = "", by: User, at: datetime.datetime
) -> Organisation:
    """Enter an organisation in the register (入册). Raises Refused for a name that is there already."""
    check_may(by, KEEP_REGISTER)
    name = name.strip()
    if not name:
        raise Refused("请填写调解组织的名称。")
    if Organisation.objects.filter(name=name).exists():
        raise Refused(f"名册中已有“{name}”，不能重复登记。")
    organisation = Organisation.objects.create(
        name=name, phone=phone.strip(), address=address.strip(), entered_on=china_day(at), entered_by=by
    )
    audit.record("organisation.enter", f"organisation:{organisation.pk}", by=by, at=at)
    return organisation


@transaction.atomic
def close_organisation(organisation: Organisation, reason: str, *, by: User, at: datetime.datetime) -> None:
    """Take an organisation off the register (退出名册), with the reason; nothing more is referred to it.

    Raises Refused while mediations referred to it have not ended.
    """
    check_may(by, KEEP_REGISTER)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if not reason.strip():
        raise Refused("请写明退出名册的原因。")
    if organisation.closed_on is not None:
        raise Overtaken("该调解组织已经退出名册，请刷新页面查看。")
    left = Referral.objects.filter(organisation=organisation, ended_on__isnull=True).count()
    if left:
        raise Refused(f"该组织还有{left}件没有结束的诉前调解，请先登记结果或者退回，再办理退出。")
    day = china_day(at)
    Membership.objects.filter(organisation=organisation, until__isnull=True).update(until=day, ended_by=by)
    organisation.closed_on, organisation.close_reason = day, reason.strip()
    organisation.save()
    audit.record("organisation.close", f"organisation:{organisation.pk}", by=by, at=at)


@transaction.atomic
def add_member(organisation: Organisation, user: User, *, by: User, at: datetime.datetime) -> Membership:
    """Somebody with a mediator's post mediates for an organisation from today on (加入)."""
    check_may(by, KEEP_REGISTER)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    day = china_day(at)
    if organisation.closed_on is not None:
        raise Refused("该调解组织已经退出名册，不能再登记调解员。")
    if not posts_on(user, day) & MEDIATORS:
        raise Refused(f"{user.full_name}没有调解员岗位，请先由安全管理员授予岗位。")
    if Membership.objects.filter(organisation=organisation, user=user, until__isnull=True).exists():
        raise Refused(f"{user.full_name}已经登记在该调解组织，不需要重复登记。")
    membership = Membership.objects.create(organisation=organisation, user=user, since=day, added_by=by)
    audit.record("organisation.join", f"organisation:{organisation.pk}", by=by, at=at, user=user.pk)
    return membership


@transaction.atomic
def end_membership(membership: Membership, *, by: User, at: datetime.datetime) -> None:
    """Somebody no longer mediates for an organisation (退出); what is referred to it is no longer theirs to see."""
    check_may(by, KEEP_REGISTER)
    ended = Membership.objects.filter(pk=membership.pk, until__isnull=True).update(until=china_day(at), ended_by=by)
    if not ended:
        raise Overtaken("该调解员已经退出，请刷新页面查看。")
    audit.record(
        "organisation.leave", f"organisation:{membership.organisation_id}", by=by, at=at, user=membership.user_id
    )
