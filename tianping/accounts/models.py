"""Tables of the court's own register. No verbs here."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from tianping.accounts.posts import ADMINISTRATORS, Post
from tianping.kernel.history import keeps_history

USERNAME_PATTERN = r"^[a-z0-9][a-z0-9._-]{1,39}$"


class DateRange(Func):
    """The days from one column on and before another."""

    function = "DATERANGE"
    template = "%(function)s(%(expressions)s, '[)')"


class Court(models.Model):
    """The court that this schema is (本院): exactly one row."""

    singleton = models.BooleanField(primary_key=True, default=True, editable=False)
    code = models.CharField(max_length=10)
    name = models.CharField(max_length=60)
    province = models.CharField(max_length=20)
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(singleton=True), name="one_court_in_a_schema")]


class Division(models.Model):
    """A division of the court (庭室)."""

    name = models.CharField(max_length=40, unique=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Finds people by log-in name."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """The person with that log-in name."""
        return self.get(username=username)


@keeps_history(exclude=["password", "last_login"])
class User(AbstractBaseUser):
    """A person who can sign in (人员)."""

    username = models.CharField(max_length=40, unique=True)
    full_name = models.CharField(max_length=60)
    sort_key = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    # The password was set by the system administrator and opens nothing but the page that changes it.
    must_change_password = models.BooleanField(default=False)

    class Meta:
        constraints = [
            # One way to write a name, so that guesses cannot be spread over its spellings.
            models.CheckConstraint(condition=Q(username__regex=USERNAME_PATTERN), name="username_is_plain")
        ]

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]
    objects = UserManager()

    def __str__(self) -> str:
        return self.full_name


@keeps_history()
class PostHolding(models.Model):
    """A person holds a post, perhaps in a division, from one day on (任职) until removed from it (免职).

    On the day ``until`` the post is no longer held, so that a removal takes effect at the next request.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="holdings")
    post = models.CharField(max_length=40, choices=Post.choices)
    division = models.ForeignKey(Division, null=True, blank=True, on_delete=models.PROTECT)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    appointed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(appointed_by__isnull=True) | ~Q(appointed_by=F("user")), name="nobody_appoints_himself"
            ),
            models.CheckConstraint(
                condition=Q(ended_by__isnull=True) | Q(until__isnull=False), name="holding_ended_on_a_day"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="holding_ends_after_it_begins"
            ),
            # 三员分立: one person never holds two of the three administrators' posts at the same time.
            ExclusionConstraint(
                name="three_administrators_three_people",
                expressions=[("user", RangeOperators.EQUAL), (DateRange("since", "until"), "&&")],
                condition=Q(post__in=sorted(ADMINISTRATORS)),
            ),
            ExclusionConstraint(
                name="same_post_held_once_at_a_time",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("post", RangeOperators.EQUAL),
                    (DateRange("since", "until"), "&&"),
                ],
            ),
        ]


class Identity(models.Model):
    """Who a citizen is (身份信息): the telephone number with which they sign in, and their document. All personal data.

    What they say of themselves opens nothing by itself: a person at the counter compares it with the document
    (实名核验); with the number, which they proved, their name opens what the court told that number of.
    Kept only as long as they consent (个人信息保护法第十五条、第四十七条), so it has no history; the audit log says
    that something was corrected, and never what.
    """

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="identity", primary_key=True)
    phone = models.CharField(max_length=20, unique=True)
    identity_kind = models.CharField(max_length=20)
    identity_number = models.CharField(max_length=40, db_index=True)
    address = models.CharField(max_length=200, blank=True)
    # A lawyer's own word until a clerk has seen the licence; the post of a lawyer is given then.
    licence_number = models.CharField(max_length=40, blank=True)
    firm = models.CharField(max_length=120, blank=True)
    consented_at = models.DateTimeField()
    consented_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    verified_at = models.DateTimeField(null=True)
    verified_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    licence_confirmed_at = models.DateTimeField(null=True)
    licence_confirmed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            # Whoever only says so keeps nobody else from it.
            models.UniqueConstraint(
                fields=["identity_number"], condition=Q(verified_at__isnull=False), name="one_verified_identity"
            ),
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True) | ~Q(verified_by=F("user")), name="nobody_verifies_himself"
            ),
        ]


class SignInCode(models.Model):
    """A one-time code that was sent to a number (验证码). Neither the number nor the code can be read here."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4)
    digest = models.BinaryField(max_length=32)
    good_until = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    is_used = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["good_until"])]


class LocalFigure(models.Model):
    """What province or court decide from one day on (本院数据), with its source: figures, the hall, the account."""

    class Name(models.TextChoices):
        """The figures that the law leaves to be decided locally."""

        AVERAGE_WAGE = "average_wage", "上年度就业人员年平均工资"
        FEE_ROUNDING = "fee_rounding", "诉讼费取整方式"
        DIVORCE_BASE = "divorce_base", "离婚案件每件收费标准"
        PERSONALITY_BASE = "personality_base", "人格权案件每件收费标准"
        OTHER_BASE = "other_base", "其他非财产案件每件收费标准"
        INTELLECTUAL_BASE = "intellectual_base", "没有争议金额的知识产权民事案件每件收费标准"
        PREPAY_HALVED = "prepay_halved", "简易程序按减半数额预交"
        ASSESSOR_CAP = "assessor_cap", "人民陪审员年度参审件数上限"
        ANSWER_DAYS = "answer_days", "群众意见答复期限（日）"
        CORRECTION_DAYS = "correction_days", "起诉材料补正期限（日）"
        HALL_ADDRESS = "hall_address", "诉讼服务大厅地址"
        HALL_HOURS = "hall_hours", "诉讼服务大厅办公时间"
        HALL_PHONE = "hall_phone", "诉讼服务大厅电话"
        FEE_ACCOUNT_NAME = "fee_account_name", "诉讼费收款户名"
        FEE_ACCOUNT_BANK = "fee_account_bank", "诉讼费收款开户银行"
        FEE_ACCOUNT_NUMBER = "fee_account_number", "诉讼费收款账号"

    name = models.CharField(max_length=40, choices=Name.choices)
    value = models.CharField(max_length=120)
    valid_from = models.DateField()
    source = models.CharField(max_length=200)
    is_demonstration = models.BooleanField(default=False)
    entered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "valid_from"], name="one_value_from_one_day")]
