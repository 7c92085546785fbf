"""撤回执行申请: by the applicant, or by counsel whose mandate names it."""

import pytest

from tests.support.court import AT, FOUNDED, PASSWORD, People
from tests.support.enforced import draft, ended, looker, on
from tianping.accounts.actions import add_person, appoint
from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.accounts.queries import acting
from tianping.cases.models import Case, Counsel, Litigant
from tianping.cases.permissions import Looker
from tianping.enforcement import actions
from tianping.enforcement.models import Application
from tianping.enforcement.tests.test_titles import drafted, paper
from tianping.kernel.refusals import Refused

LATER = on(2023, 4, 3)


@pytest.fixture
def lawyer(people: People) -> User:
    """A lawyer with an account."""
    user = add_person("lawyer", "冯律师", PASSWORD, by=None, at=FOUNDED)
    appoint(user, Post.LAWYER, since=FOUNDED.date(), by=None, at=FOUNDED)
    return acting(user, AT.date())


def sent_by(litigant: Litigant, user: User, scope: str) -> None:
    """A letter of authority that names this lawyer for the litigant."""
    authority = Counsel.Authority.SPECIAL if scope else Counsel.Authority.GENERAL
    Counsel.objects.create(
        litigant=litigant,
        name=user.full_name,
        kind=Counsel.Kind.LAWYER,
        authority=authority,
        scope=scope,
        person_key=f"user:{user.pk}",
        user=user,
        since=AT.date(),
    )


def received(user: User) -> Application:
    kept = actions.start_draft({}, by=user, at=LATER)
    actions.attach(kept, paper())
    return actions.receive_on_title(drafted(), kept=kept, by=user, at=LATER)


@pytest.mark.parametrize(("scope", "sentence"), [("", "一般授权"), ("代为进行和解", "没有写明“代为撤回申请”")])
def test_counsel_withdraws_only_with_a_mandate_that_names_it(
    people: People, lawyer: User, scope: str, sentence: str
) -> None:
    case = ended(people, Case.ClosingWay.JUDGMENT)
    made = actions.apply(looker(case), draft(case), at=LATER)
    sent_by(made.applicant, lawyer, scope)
    sees = Looker(case, made.applicant, lawyer, as_counsel=True)
    with pytest.raises(Refused, match=f"{sentence}.*请由当事人本人办理"):
        actions.withdraw_own(made, "已经付清", looker=sees, at=LATER)
    Counsel.objects.filter(user=lawyer).update(authority=Counsel.Authority.SPECIAL, scope="代为放弃、变更诉讼请求")
    actions.withdraw_own(made, "已经付清", looker=sees, at=LATER)
    made.refresh_from_db()
    assert made.status == "withdrawn"


def test_on_an_outside_title_a_lawyer_without_a_mandate_is_told_who_signs(people: People, lawyer: User) -> None:
    made = received(lawyer)
    with pytest.raises(Refused, match="请由秦来访本人签名.*“代为撤回申请”的授权委托书"):
        actions.withdraw_on_title(made, "已经付清", by=lawyer, at=LATER)
    sent_by(made.applicant, lawyer, "")
    with pytest.raises(Refused, match="一般授权的诉讼代理人不能代为撤回申请"):
        actions.withdraw_on_title(made, "已经付清", by=lawyer, at=LATER)
    Counsel.objects.filter(user=lawyer).update(authority=Counsel.Authority.SPECIAL, scope="代为撤回申请")
    actions.withdraw_on_title(made, "已经付清", by=lawyer, at=LATER)
    made.refresh_from_db()
    assert made.status == "withdrawn"


def test_of_a_company_its_own_account_withdraws_and_a_lawyer_does_not(
    people: People, worker: User, lawyer: User
) -> None:
    made = received(worker)
    Litigant.objects.filter(pk=made.applicant_id).update(
        kind="legal", name="镇原示范建材有限公司", representative="郑法人", identity_kind="", identity_number=""
    )
    made = Application.objects.get(pk=made.pk)
    with pytest.raises(Refused, match="请由镇原示范建材有限公司的法定代表人或者负责人郑法人签名"):
        actions.withdraw_on_title(made, "已经付清", by=lawyer, at=LATER)
    actions.withdraw_on_title(made, "已经付清", by=worker, at=LATER)
    made.refresh_from_db()
    assert made.status == "withdrawn"


def test_the_applicant_withdraws_what_they_applied_for(people: People, worker: User) -> None:
    made = received(worker)
    actions.withdraw_on_title(made, "已经付清", by=worker, at=LATER)
    made.refresh_from_db()
    assert made.status == "withdrawn"
