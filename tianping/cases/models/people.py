"""Who acts in a case besides its litigants: the bench, counsel; and who must not sit in it."""

from django.db import models
from django.db.models import F, Q

from tianping.accounts.models import User
from tianping.cases.models.matters import Case, Litigant
from tianping.kernel.history import keeps_history
from tianping.kernel.models import append_only


@keeps_history()
class Seat(models.Model):
    """Somebody sits in a case, or serves its bench (审判组织成员、法官助理、书记员), from one day until replaced."""

    class Role(models.TextChoices):
        """The place on the bench or beside it."""

        SOLE = "sole", "独任审判员"
        PRESIDING = "presiding", "审判长"
        JUDGE = "judge", "审判员"
        ASSESSOR = "assessor", "人民陪审员"
        ASSISTANT = "assistant", "法官助理"
        CLERK = "clerk", "书记员"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="seats", db_index=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="seats", db_index=False)
    role = models.CharField(max_length=10, choices=Role.choices)
    since = models.DateField()
    until = models.DateField(null=True)
    seated_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="seat_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["case", "user"], condition=Q(until__isnull=True), name="one_seat_for_one_person"
            ),
            models.UniqueConstraint(
                fields=["case", "role"],
                condition=Q(until__isnull=True, role__in=["sole", "presiding", "clerk"]),
                name="one_presiding_judge_and_one_clerk",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "id"]),
            models.Index(fields=["user", "-case"], condition=Q(until__isnull=True), name="seat_of_person"),
        ]


@keeps_history()
class Conflict(models.Model):
    """A reason known so far why somebody must not sit in cases of a litigant (回避情形, 民事诉讼法第四十七条).

    The litigant is known by identity number where there is one, else by name. Rooms above write down what they
    find out (a paired enterprise, a relative, a former client); the draw reads it.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="conflicts")
    litigant_name = models.CharField(max_length=120)
    identity_number = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=200)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    lifted_on = models.DateField(null=True)
    lifted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason="") & ~Q(litigant_name=""), name="conflict_says_why"),
            models.UniqueConstraint(
                fields=["user", "litigant_name", "identity_number"],
                condition=Q(lifted_on__isnull=True),
                name="one_conflict_known_once",
            ),
        ]
        indexes = [models.Index(fields=["identity_number"]), models.Index(fields=["litigant_name"])]


class Suspension(models.Model):
    """Somebody takes no part in a case until a request that they withdraw is decided (暂停参与本案工作).

    民事诉讼法第四十八条第二款; written down here by the room that knows of the request.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="suspensions")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "user"], condition=Q(until__isnull=True), name="suspended_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="suspension_ends_after_it_begins"
            ),
        ]


@keeps_history()
class Counsel(models.Model):
    """Somebody who acts for a litigant (委托诉讼代理人, 民事诉讼法第六十一条), from one day until the mandate ends.

    ``person_key`` tells the same person in all cases, so that nobody is summoned to two hearings at once.
    """

    class Kind(models.TextChoices):
        """Who may be counsel."""

        LAWYER = "lawyer", "律师"
        LEGAL_WORKER = "legal_worker", "基层法律服务工作者"
        EMPLOYEE = "employee", "工作人员"
        RELATIVE = "relative", "近亲属"
        RECOMMENDED = "recommended", "社区、单位或者社会团体推荐的公民"

    class Authority(models.TextChoices):
        """How much counsel may do; special authority must name what it covers (民事诉讼法第六十二条)."""

        GENERAL = "general", "一般授权"
        SPECIAL = "special", "特别授权"

    litigant = models.ForeignKey(Litigant, on_delete=models.PROTECT, related_name="counsel")
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    firm = models.CharField(max_length=120, blank=True)
    licence_number = models.CharField(max_length=40, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    authority = models.CharField(max_length=10, choices=Authority.choices)
    # What special authority covers, and where the letter of authority stands (授权委托书).
    scope = models.CharField(max_length=300, blank=True)
    letter = models.CharField(max_length=200, blank=True)
    person_key = models.CharField(max_length=80)
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)
    named_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(person_key=""), name="counsel_has_a_name"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="mandate_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["litigant", "person_key"], condition=Q(until__isnull=True), name="one_mandate_at_a_time"
            ),
        ]
        indexes = [models.Index(fields=["person_key"])]


@keeps_history()
class LitigantAccess(models.Model):
    """A signed-in person may act as a litigant on the litigants' pages (本人案件), until it is ended.

    Known by having filed the matter, by the look-up code given once, by the mandate of counsel, or by the telephone at
    which the court told them of the case. Access by a code ends when the code is replaced.
    """

    class How(models.TextChoices):
        """How the person came to it."""

        FILED = "filed", "提交立案"
        CODE = "code", "输入案号和查询码"
        COUNSEL = "counsel", "担任诉讼代理人"
        COUNTER = "counter", "窗口核对身份"
        TELEPHONE = "telephone", "手机号码和姓名一致"

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="accesses")
    litigant = models.ForeignKey(Litigant, on_delete=models.PROTECT, related_name="accesses")
    how = models.CharField(max_length=10, choices=How.choices)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "litigant"], condition=Q(ended_at__isnull=True), name="one_access_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("given_at")), name="access_ends_after_it_begins"
            ),
        ]


class Waiver(models.Model):
    """A litigant gives up the rest of a period, on record (放弃答辩期、举证期); the clock stops with it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="waivers")
    litigant = models.ForeignKey(Litigant, on_delete=models.PROTECT, related_name="+")
    period_id = models.CharField(max_length=30)
    given_on = models.DateField()
    record = models.CharField(max_length=200)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "litigant", "period_id"], name="waived_once"),
            models.CheckConstraint(condition=~Q(record=""), name="waiver_says_where_it_is_recorded"),
        ]
        triggers = append_only("waiver")
