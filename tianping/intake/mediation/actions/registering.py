"""The register of mediation organisations and of those who mediate for them (特邀调解组织、特邀调解员名册)."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may
from tianping.accounts.queries import posts_on
from tianping.intake.mediation.models import Membership, Organisation, Referral
from tianping.intake.mediation.permissions import KEEP_REGISTER, MEDIATORS
from tianping.kernel import audit
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Overtaken, Refused

Kind = Organisation.Kind


@dataclass(frozen=True)
class OrganisationFacts:
    """What is published of an organisation (在线调解规则第五条第二款); ``host_id``: within which other it stands."""

    kind: Kind = Kind.PEOPLE
    host_id: int | None = None
    phone: str = ""
    address: str = ""
    hours: str = ""
    description: str = ""


@transaction.atomic
def enter_organisation(
    name: str, facts: OrganisationFacts | None = None, *, by: User, at: datetime.datetime
) -> Organisation:
    """Enter an organisation in the register (入册).

    Raises Refused for a name that is there already, and for a host that is none.
    """
    check_may(by, KEEP_REGISTER)
    name = name.strip()
    if not name:
        raise Refused("请填写调解组织的名称。")
    if Organisation.objects.filter(name=name).exists():
        raise Refused(f"名册中已有“{name}”，不能重复登记。")
    published = _published(facts or OrganisationFacts())
    organisation = Organisation.objects.create(name=name, entered_on=china_day(at), entered_by=by, **published)
    audit.record("organisation.enter", f"organisation:{organisation.pk}", by=by, at=at)
    return organisation


@transaction.atomic
def change_organisation(
    organisation: Organisation, facts: OrganisationFacts, *, by: User, at: datetime.datetime
) -> None:
    """Change what is published of an organisation (更改公布信息); its name stays, papers bear it."""
    check_may(by, KEEP_REGISTER)
    if organisation.closed_on is not None:
        raise Refused("该调解组织已经退出名册，不再公布。")
    if facts.host_id is not None and Organisation.objects.filter(host=organisation).exists():
        raise Refused("该组织里设有工作室或者对接站，不能再设在别的组织里。")
    Organisation.objects.filter(pk=organisation.pk).update(**_published(facts, of=organisation))
    audit.record("organisation.change", f"organisation:{organisation.pk}", by=by, at=at)


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
def add_member(
    organisation: Organisation,
    user: User,
    *,
    specialty: str = "",
    phone: str = "",
    by: User,
    at: datetime.datetime,
) -> Membership:
    """Somebody with a mediator's post mediates for an organisation from today on (加入); ``specialty``: 擅长领域.

    ``phone``: the mobile number at which they are told of referrals and sessions; it is not published.
    """
    check_may(by, KEEP_REGISTER)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    day = china_day(at)
    if organisation.closed_on is not None:
        raise Refused("该调解组织已经退出名册，不能再登记调解员。")
    if not posts_on(user, day) & MEDIATORS:
        raise Refused(f"{user.full_name}没有调解员岗位，请先由安全管理员授予岗位。")
    if Membership.objects.filter(organisation=organisation, user=user, until__isnull=True).exists():
        raise Refused(f"{user.full_name}已经登记在该调解组织，不需要重复登记。")
    membership = Membership.objects.create(
        organisation=organisation,
        user=user,
        since=day,
        added_by=by,
        specialty=specialty.strip(),
        phone=phone.strip(),
    )
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


def _published(facts: OrganisationFacts, *, of: Organisation | None = None) -> dict[str, object]:
    """The columns of what is published. Raises Refused for a host that is not on the register or itself a guest."""
    if facts.host_id is not None:
        if facts.kind not in (Organisation.Kind.STUDIO, Organisation.Kind.STATION):
            raise Refused("只有法官工作室、诉调对接站可以设在别的组织里，请核对种类。")
        hosts = Organisation.objects.filter(pk=facts.host_id, closed_on__isnull=True, host__isnull=True)
        if not hosts.exists() or (of is not None and facts.host_id == of.pk):
            raise Refused("所设的组织不在名册中，请重新选择。")
    return {
        "kind": facts.kind,
        "host_id": facts.host_id,
        "phone": facts.phone.strip(),
        "address": facts.address.strip(),
        "hours": facts.hours.strip(),
        "description": facts.description.strip(),
    }
