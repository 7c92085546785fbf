"""Posts (岗位): what a person is in the court, or before it. What a post may do stands in each room's permissions."""

from django.db import models


class Post(models.TextChoices):
    """Every post that MISSION names; the value is stored, the label is shown."""

    LITIGANT = "litigant", "当事人"
    LAWYER = "lawyer", "律师"
    MEDIATOR = "mediator", "调解员"
    MEDIATION_ORGANISATION = "mediation_organisation", "调解组织"
    ENTERPRISE = "enterprise", "企业"
    FILING_CLERK = "filing_clerk", "立案员"
    JUDGE = "judge", "法官"
    JUDGE_ASSISTANT = "judge_assistant", "法官助理"
    COURT_CLERK = "court_clerk", "书记员"
    PEOPLES_ASSESSOR = "peoples_assessor", "人民陪审员"
    ENFORCEMENT_OFFICER = "enforcement_officer", "执行员"
    CASHIER = "cashier", "出纳"
    ACCOUNTANT = "accountant", "会计"
    PETITION_OFFICER = "petition_officer", "信访专员"
    POLITICAL_OFFICER = "political_officer", "政治部干部"
    BRANCH_SECRETARY = "branch_secretary", "党支部书记"
    TRIAL_MANAGER = "trial_manager", "审管办干部"
    DIVISION_HEAD = "division_head", "庭长"
    VICE_PRESIDENT = "vice_president", "副院长"
    PRESIDENT = "president", "院长"
    SYSTEM_ADMINISTRATOR = "system_administrator", "系统管理员"
    SECURITY_ADMINISTRATOR = "security_administrator", "安全管理员"
    AUDIT_ADMINISTRATOR = "audit_administrator", "审计管理员"


ADMINISTRATORS = frozenset({Post.SYSTEM_ADMINISTRATOR, Post.SECURITY_ADMINISTRATOR, Post.AUDIT_ADMINISTRATOR})
OUTSIDERS = frozenset({Post.LITIGANT, Post.LAWYER, Post.MEDIATOR, Post.MEDIATION_ORGANISATION, Post.ENTERPRISE})
MEDIATORS = frozenset({Post.MEDIATOR, Post.MEDIATION_ORGANISATION})
# Those who sign in by telephone; mediators have a name and a password from the court, as staff have.
CITIZENS = OUTSIDERS - MEDIATORS
COURT_STAFF = frozenset(Post) - OUTSIDERS - ADMINISTRATORS
LEADERS = frozenset({Post.PRESIDENT, Post.VICE_PRESIDENT, Post.DIVISION_HEAD, Post.TRIAL_MANAGER})
EVERYONE = frozenset(Post)

# Where work begins after log-in: the first of a person's posts in this order whose page this installation has.
FIRST_PAGES: tuple[tuple[Post, str], ...] = (
    (Post.SYSTEM_ADMINISTRATOR, "/accounts/people/"),
    (Post.SECURITY_ADMINISTRATOR, "/accounts/people/"),
    (Post.AUDIT_ADMINISTRATOR, "/accounts/audit/"),
    (Post.FILING_CLERK, "/filing/"),
    (Post.JUDGE, "/cases/today/"),
    (Post.JUDGE_ASSISTANT, "/cases/today/"),
    (Post.COURT_CLERK, "/cases/today/"),
    (Post.PEOPLES_ASSESSOR, "/cases/today/"),
    (Post.ENFORCEMENT_OFFICER, "/enforcement/"),
    (Post.CASHIER, "/fees/"),
    (Post.ACCOUNTANT, "/fees/"),
    (Post.PRESIDENT, "/cases/today/"),
    (Post.VICE_PRESIDENT, "/cases/today/"),
    (Post.DIVISION_HEAD, "/cases/today/"),
    (Post.TRIAL_MANAGER, "/cases/"),
    (Post.MEDIATOR, "/mediation/"),
    (Post.MEDIATION_ORGANISATION, "/mediation/"),
    (Post.LITIGANT, "/mine/"),
    (Post.LAWYER, "/mine/"),
    (Post.ENTERPRISE, "/mine/"),
)
EVERYBODYS_FIRST_PAGE = "/accounts/me/"

# After so many minutes without a request a person is signed out; the shortest of a person's posts counts.
IDLE_MINUTES_ADMINISTRATORS = 15
IDLE_MINUTES_STAFF = 30
IDLE_MINUTES_OUTSIDERS = 60
IDLE_WARNING_MINUTES = 2


def idle_minutes(posts: frozenset[Post]) -> int:
    """Minutes without a request after which somebody with these posts is signed out."""
    if posts & ADMINISTRATORS:
        return IDLE_MINUTES_ADMINISTRATORS
    if posts and posts <= OUTSIDERS:
        return IDLE_MINUTES_OUTSIDERS
    return IDLE_MINUTES_STAFF
