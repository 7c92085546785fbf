"""People of the demonstration court. None of them exists; their log-ins are printed for everybody to try."""

import datetime
from dataclasses import dataclass

from tianping.accounts import actions
from tianping.accounts.models import Division, User
from tianping.accounts.posts import ADMINISTRATORS, Post
from tianping.accounts.queries import acting, first_page_of

LOG_IN_WORD = "tianping-2023"
DIVISIONS = (
    "立案庭",
    "民事审判第一庭",
    "民事审判第二庭",
    "刑事审判庭",
    "执行局",
    "审判管理办公室",
    "政治部",
    "综合办公室",
)
FILING, FIRST_CIVIL, SECOND_CIVIL, CRIMINAL, ENFORCEMENT, MANAGEMENT, POLITICAL, OFFICE = DIVISIONS


@dataclass(frozen=True)
class DemonstrationPerson:
    """One person: what they type, what they are called, what they are. The first post names the role."""

    username: str
    full_name: str
    posts: tuple[Post, ...]
    division: str = ""


PEOPLE = (
    DemonstrationPerson("system", "钟守拙", (Post.SYSTEM_ADMINISTRATOR,), OFFICE),
    DemonstrationPerson("security", "辛知止", (Post.SECURITY_ADMINISTRATOR,), POLITICAL),
    DemonstrationPerson("audit", "申明远", (Post.AUDIT_ADMINISTRATOR,), MANAGEMENT),
    DemonstrationPerson("filing1", "温如初", (Post.FILING_CLERK,), FILING),
    DemonstrationPerson("filing2", "和景行", (Post.FILING_CLERK,), FILING),
    DemonstrationPerson("judge1", "方砚秋", (Post.JUDGE,), FIRST_CIVIL),
    DemonstrationPerson("judge2", "曾子衡", (Post.JUDGE,), FIRST_CIVIL),
    DemonstrationPerson("judge3", "单雨桐", (Post.JUDGE,), FIRST_CIVIL),
    DemonstrationPerson("judge4", "查既白", (Post.JUDGE,), SECOND_CIVIL),
    DemonstrationPerson("judge5", "仇听澜", (Post.JUDGE,), SECOND_CIVIL),
    DemonstrationPerson("judge6", "马迪娜·阿依", (Post.JUDGE,), SECOND_CIVIL),
    DemonstrationPerson("judge7", "柳𬱖", (Post.JUDGE,), CRIMINAL),
    DemonstrationPerson("judge8", "程慎独", (Post.JUDGE,), FILING),
    DemonstrationPerson("assistant1", "宋知微", (Post.JUDGE_ASSISTANT,), FIRST_CIVIL),
    DemonstrationPerson("assistant2", "许望舒", (Post.JUDGE_ASSISTANT,), SECOND_CIVIL),
    DemonstrationPerson("clerk1", "田乐之", (Post.COURT_CLERK,), FIRST_CIVIL),
    DemonstrationPerson("clerk2", "江见月", (Post.COURT_CLERK,), SECOND_CIVIL),
    DemonstrationPerson("clerk3", "谷雨生", (Post.COURT_CLERK,), FILING),
    DemonstrationPerson("assessor1", "田守信", (Post.PEOPLES_ASSESSOR,)),
    DemonstrationPerson("assessor2", "苗春耕", (Post.PEOPLES_ASSESSOR,)),
    DemonstrationPerson("assessor3", "贾明理", (Post.PEOPLES_ASSESSOR,)),
    DemonstrationPerson("assessor4", "史存真", (Post.PEOPLES_ASSESSOR,)),
    DemonstrationPerson("enforcement1", "石开山", (Post.ENFORCEMENT_OFFICER,), ENFORCEMENT),
    DemonstrationPerson("cashier", "钱清源", (Post.CASHIER,), OFFICE),
    DemonstrationPerson("accountant", "计有余", (Post.ACCOUNTANT,), OFFICE),
    DemonstrationPerson("petitions", "闻达", (Post.PETITION_OFFICER,), OFFICE),
    DemonstrationPerson("political", "尚思齐", (Post.POLITICAL_OFFICER,), POLITICAL),
    DemonstrationPerson("branch", "向红旗", (Post.BRANCH_SECRETARY, Post.COURT_CLERK), FIRST_CIVIL),
    DemonstrationPerson("management", "纪衡", (Post.TRIAL_MANAGER,), MANAGEMENT),
    DemonstrationPerson("head1", "庭前柏", (Post.DIVISION_HEAD, Post.JUDGE), FIRST_CIVIL),
    DemonstrationPerson("head2", "安立言", (Post.DIVISION_HEAD, Post.JUDGE), FILING),
    DemonstrationPerson("vice", "傅持正", (Post.VICE_PRESIDENT, Post.JUDGE)),
    DemonstrationPerson("president", "严若水", (Post.PRESIDENT, Post.JUDGE)),
    DemonstrationPerson("litigant", "甄当事", (Post.LITIGANT,)),
    DemonstrationPerson("lawyer", "卢师言", (Post.LAWYER,)),
    DemonstrationPerson("mediator", "和为贵", (Post.MEDIATOR,)),
    DemonstrationPerson("mediator2", "苗解忧", (Post.MEDIATOR,)),
    DemonstrationPerson("mediator3", "岳平川", (Post.MEDIATOR,)),
    DemonstrationPerson("organisation", "乡里和（某县总工会调解室）", (Post.MEDIATION_ORGANISATION,)),
    DemonstrationPerson("enterprise", "商有信（示范企业）", (Post.ENTERPRISE,)),
)

# Whoever signs in with a telephone number; the codes can be read at /outbox/.
CITIZENS = {
    "litigant": ("19900009001", actions.IdentityDraft("甄当事", "resident_id", "62102719600312998X", "镇原县城关镇")),
    "lawyer": (
        "19900009002",
        actions.IdentityDraft(
            "卢师言", "resident_id", "621027199009019996", "庆阳市西峰区", "16210201810999999", "示范律师事务所"
        ),
    ),
}


def create_people(*, at: datetime.datetime) -> dict[str, User]:
    """Add everybody and give them their posts; returns the first person of each post by the post's value.

    The three administrators come with the installation; everybody else is added by the system administrator and
    appointed by the security administrator, as on a court that works.
    """
    divisions = {name: actions.add_division(name, order, by=None, at=at) for order, name in enumerate(DIVISIONS)}
    first: dict[str, User] = {}
    for person in PEOPLE:
        added = _add(person, first, divisions, at)
        for post in person.posts:
            first.setdefault(post.value, added)
        if person.username in CITIZENS:
            _say_who(added, acting(first[Post.FILING_CLERK], at.date()), *CITIZENS[person.username], at)
    return first


def _say_who(citizen: User, clerk: User, phone: str, draft: actions.IdentityDraft, at: datetime.datetime) -> None:
    """A citizen says who they are, and a clerk compares it with the document, and a lawyer's licence."""
    identity = actions.register_identity(citizen, phone, draft, by=citizen, at=at)
    actions.verify_identity(identity, by=clerk, at=at)
    identity.refresh_from_db()
    if draft.licence_number:
        actions.confirm_lawyer(identity, by=clerk, at=at)


def _add(
    person: DemonstrationPerson, first: dict[str, User], divisions: dict[str, Division], at: datetime.datetime
) -> User:
    installed = bool(ADMINISTRATORS.intersection(person.posts))
    added = actions.add_person(
        person.username,
        person.full_name,
        LOG_IN_WORD,
        by=None if installed else first[Post.SYSTEM_ADMINISTRATOR],
        at=at,
    )
    for post in person.posts:
        actions.appoint(
            added,
            post,
            since=at.date(),
            division=divisions.get(person.division),
            by=None if installed else first[Post.SECURITY_ADMINISTRATOR],
            at=at,
        )
    return added


def logins() -> list[dict[str, str]]:
    """Every log-in of the demonstration: role, its Chinese name, the person, what to type, the first page."""
    return [
        {
            "role": person.posts[0].value,
            "post": str(person.posts[0].label),
            "name": person.full_name,
            "user": person.username,
            "password": LOG_IN_WORD,
            "first_page": first_page_of(frozenset(person.posts)),
        }
        for person in PEOPLE
    ]
