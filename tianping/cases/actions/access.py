"""Who may act as a litigant on the litigants' pages when signed in, and that this ends."""

import datetime
from collections.abc import Sequence

from django.db import transaction

from tianping.accounts.models import User
from tianping.cases.models import Litigant, LitigantAccess
from tianping.cases.queries import accesses_beside
from tianping.kernel import audit
from tianping.kernel.refusals import Overtaken


def give_access(
    user: User, litigant: Litigant, how: LitigantAccess.How, *, by: User | None, at: datetime.datetime
) -> LitigantAccess:
    """Let a person act as a litigant (本人案件); who has it already keeps what they have."""
    (access,) = give_access_many([(user.pk, litigant.pk)], how, by=by, at=at)
    return access


@transaction.atomic
def give_access_many(
    wanted: Sequence[tuple[int, int]], how: LitigantAccess.How, *, by: User | None, at: datetime.datetime
) -> list[LitigantAccess]:
    """The bulk form of ``give_access`` for (user id, litigant id), in their order; the caller knows it is right."""
    before = _active(wanted)
    rows = [
        LitigantAccess(user_id=user, litigant_id=litigant, how=how, given_at=at, given_by=by)
        for user, litigant in dict.fromkeys(wanted)
        if (user, litigant) not in before
    ]
    LitigantAccess.objects.bulk_create(rows, ignore_conflicts=True)
    facts = [
        audit.Fact("access.give", f"litigant:{row.litigant_id}", {"how": str(how), "to": row.user_id}) for row in rows
    ]
    audit.record_many(facts, by=by, at=at)
    after = _active(wanted)
    return [after[pair] for pair in wanted]


@transaction.atomic
def end_access(access: LitigantAccess, *, by: User | None, at: datetime.datetime) -> None:
    """A person acts no more in this matter for this side (不再显示此案). Raises Overtaken if that was ended already."""
    if not end_accesses(accesses_beside(access), by=by, at=at):
        raise Overtaken("该案件已经不在“我的案件”中，请刷新页面查看。")


def end_accesses(ids: Sequence[int], *, by: User | None, at: datetime.datetime) -> int:
    """End accesses that are not ended yet; how many there were."""
    open_ones = list(
        LitigantAccess.objects.select_for_update()
        .filter(pk__in=ids, ended_at__isnull=True)
        .order_by("pk")
        .values_list("pk", "litigant_id", "user_id")
    )
    LitigantAccess.objects.filter(pk__in=[pk for pk, _, _ in open_ones]).update(ended_at=at, ended_by=by)
    facts = [audit.Fact("access.end", f"litigant:{litigant}", {"of": user}) for _, litigant, user in open_ones]
    audit.record_many(facts, by=by, at=at)
    return len(open_ones)


def _active(wanted: Sequence[tuple[int, int]]) -> dict[tuple[int, int], LitigantAccess]:
    rows = LitigantAccess.objects.filter(
        user__in={user for user, _ in wanted}, litigant__in={litigant for _, litigant in wanted}, ended_at__isnull=True
    )
    return {(row.user_id, row.litigant_id): row for row in rows}
