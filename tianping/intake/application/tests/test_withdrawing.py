"""撤回、退回诉状: a suit that ends before it is decided on, and what whoever sues sees of it."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.support.court import AT, People
from tests.support.pleadings import PLAINTIFF, whole
from tests.support.uploads import PHOTO, SIGNATURE
from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.cases.models import Clock
from tianping.intake.application import actions
from tianping.intake.application.models import Application
from tianping.intake.application.tests.conftest import PageOf, citizen, key
from tianping.intake.filing import actions as filing_actions
from tianping.intake.filing.actions import Acceptance, PaperCorrections, Point, Withdrawal
from tianping.intake.filing.models import Filing
from tianping.kernel.models import Message
from tianping.kernel.refusals import Forbidden, Refused

UNTIL = datetime.date(2023, 2, 20)
ON_THE_LAST_DAY, A_DAY_LATER = AT.replace(day=20), AT.replace(day=21)


def handed_in(by: User) -> Application:
    """A pleading that is with the court."""
    application = whole(by)
    actions.sign(application, "甄秀兰", SIGNATURE, by=by, at=AT)
    actions.hand_in(application, by=by, at=AT)
    return Application.objects.get()


def asked(people: People, by: User) -> Filing:
    """The same, and the court asks for one correction until the 20th."""
    filing = handed_in(by).filing
    filing_actions.ask_correction(filing, [Point("请写明被告的电话。")], until=UNTIL, by=people.clerk, at=AT)
    return Filing.objects.get()


def last_message() -> str:
    """What was sent last."""
    return Message.objects.order_by("-pk")[0].text


def test_whoever_presses_the_button_after_it_was_accepted_is_told_that_nothing_was_withdrawn(
    people: People, plaintiff: User, page_of: PageOf
) -> None:
    application, client = handed_in(plaintiff), page_of(plaintiff)
    address, pressed = f"/apply/{application.pk}/withdraw/", {"reason": "对方已经还款", **key()}
    assert client.get(address).status_code == 200
    filing_actions.accept_many([application.filing], Acceptance(), by=people.clerk, at=AT)
    page = client.post(address, pressed, follow=True).content.decode()
    assert "没有撤回：您打开撤回页面以后，法院已经登记立案。" in page and "申请撤诉" in page
    assert Filing.objects.get().status == "accepted"
    assert "没有撤回" not in client.get(address, follow=True).content.decode()


def test_whoever_sues_takes_it_back_on_the_page_of_the_receipt(
    people: People, plaintiff: User, page_of: PageOf
) -> None:
    application, client = handed_in(plaintiff), page_of(plaintiff)
    address = f"/apply/{application.pk}/withdraw/"
    assert address in client.get(f"/apply/{application.pk}/receipt/").content.decode()
    assert client.post(address, key()).status_code == 422
    sent = client.post(address, {"reason": "对方已经还款", **key()})
    assert sent.headers["Location"] == f"/apply/{application.pk}/receipt/"
    filing = Filing.objects.get()
    assert (filing.status, filing.ended_because) == ("withdrawn", "对方已经还款")
    assert not Clock.objects.filter(period_id="C-FILE-7", stopped_on__isnull=True).exists()
    page = client.get(f"/apply/{application.pk}/receipt/").content.decode()
    assert "起诉人撤回" in page
    assert address not in page
    assert "已经按您的申请撤回" in last_message()


def test_the_second_press_and_an_old_page_change_nothing(people: People, plaintiff: User, page_of: PageOf) -> None:
    application, client = handed_in(plaintiff), page_of(plaintiff)
    address = f"/apply/{application.pk}/withdraw/"
    client.post(address, {"reason": "对方已经还款", **key()})
    again = client.post(address, {"reason": "再撤一次", **key()})
    assert again.headers["Location"] == f"/apply/{application.pk}/"
    assert Filing.objects.get().ended_because == "对方已经还款"


def test_nobody_takes_back_the_suit_of_somebody_else(people: People, plaintiff: User, page_of: PageOf) -> None:
    application, stranger = handed_in(plaintiff), citizen("waishou", "外守仁")
    with pytest.raises(Forbidden):
        actions.withdraw(application, "不告了", by=stranger, at=AT)
    assert (
        page_of(stranger).post(f"/apply/{application.pk}/withdraw/", {"reason": "不告了", **key()}).status_code == 404
    )
    assert Filing.objects.get().status == "received"


def test_what_was_accepted_is_not_taken_back_here(people: People, plaintiff: User) -> None:
    application = handed_in(plaintiff)
    filing_actions.accept_many([application.filing], Acceptance(), by=people.clerk, at=AT)
    with pytest.raises(Refused, match="已经立案的向承办法官申请撤诉"):
        actions.withdraw(Application.objects.get(), "对方已经还款", by=plaintiff, at=AT)


def test_a_suit_being_corrected_is_taken_back_too(people: People, plaintiff: User, page_of: PageOf) -> None:
    asked(people, plaintiff)
    application, client = Application.objects.get(), page_of(plaintiff)
    assert "不补正了，撤回起诉" in client.get(f"/apply/{application.pk}/").content.decode()
    client.post(f"/apply/{application.pk}/withdraw/", {"reason": "不再起诉", **key()})
    assert Filing.objects.get().status == "withdrawn"


def test_the_clerk_records_it_at_the_window(people: People, plaintiff: User, page_of: PageOf) -> None:
    filing, client = handed_in(plaintiff).filing, page_of(people.clerk)
    address = f"/filing/{filing.pk}/withdraw/"
    assert address in client.get(f"/filing/{filing.pk}/").content.decode()
    asked = client.get(address).content.decode()
    assert "登记以后不能恢复" in asked
    typed = {"withdrawn-reason": "双方和解"}
    refused = client.post(address, {**typed, **key()})
    assert (refused.status_code, "请上传起诉人签名的撤回申请书" in refused.content.decode()) == (422, True)
    paper = SimpleUploadedFile("申请.png", PHOTO)
    sent = client.post(address, {**typed, "withdrawn-scans": paper, **key()})
    assert sent.headers["Location"] == f"/filing/{filing.pk}/"
    assert Filing.objects.get().status == "withdrawn"
    page = client.get(f"/filing/{filing.pk}/").content.decode()
    assert "双方和解" in page
    assert "撤回起诉申请书" in page


def test_without_a_signed_paper_it_is_said_why_there_is_none(people: People, plaintiff: User) -> None:
    filing = handed_in(plaintiff).filing
    for wrong in (Withdrawal("双方和解"), Withdrawal("双方和解", unsigned_because=" ")):
        with pytest.raises(Refused, match="没有书面申请的，请写明为什么没有"):
            filing_actions.withdraw_at_window(filing, wrong, by=people.clerk, at=AT)
    spoken = Withdrawal("双方和解", unsigned_because="不会写字，当面核对身份证")
    filing_actions.withdraw_at_window(filing, spoken, by=people.clerk, at=AT)
    assert Filing.objects.get().ended_because == "双方和解（没有书面申请：不会写字，当面核对身份证）"


def test_a_clerk_takes_no_pleading_of_the_window_back_without_the_paper(people: People, page_of: PageOf) -> None:
    application = handed_in(people.clerk)
    answer = page_of(people.clerk).post(f"/apply/{application.pk}/withdraw/", {"reason": "不告了", **key()})
    assert answer.headers["Location"] == f"/filing/{application.filing.pk}/withdraw/"
    assert Filing.objects.get().status == "received"


def test_nothing_goes_back_while_the_term_runs(people: People, plaintiff: User, page_of: PageOf) -> None:
    # 登记立案规定第七条：在指定期限内没有补正的，退回诉状并记录在册。
    filing = asked(people, plaintiff)
    with pytest.raises(Refused, match="补正期限到2023年2月20日（含当日）"):
        filing_actions.give_back(filing, by=people.clerk, at=ON_THE_LAST_DAY)
    assert "逾期没有补正，退回诉状" not in page_of(people.clerk).get(f"/filing/{filing.pk}/").content.decode()


def test_after_the_term_the_pleading_goes_back_and_that_is_recorded(
    people: People, plaintiff: User, page_of: PageOf
) -> None:
    filing = asked(people, plaintiff)
    filing_actions.give_back(filing, by=people.clerk, at=A_DAY_LATER)
    assert (filing.status, filing.ended_because) == (
        "given_back",
        "在2023年2月20日前没有补正，退回诉状并记录在册",
    )
    assert "已经退回并记录在册" in last_message()
    page = page_of(plaintiff).get(f"/apply/{Application.objects.get().pk}/receipt/").content.decode()
    assert "补正期限内没有补正，法院退回诉状" in page
    with pytest.raises(Refused, match="已经提交给法院，不能再改"):
        actions.answer(Application.objects.get(), {"bears_fee": "no"}, by=plaintiff, at=A_DAY_LATER)


def test_what_was_corrected_in_time_does_not_go_back(people: People, plaintiff: User) -> None:
    filing = asked(people, plaintiff)
    filing_actions.take_paper_corrections(filing, PaperCorrections((1,)), by=people.clerk, at=AT)
    with pytest.raises(Refused, match="本件不在补正中"):
        filing_actions.give_back(filing, by=people.clerk, at=A_DAY_LATER)


def by_lawyer(authority: str, scope: str = "") -> tuple[Application, User]:
    """A pleading that a lawyer wrote, signed and handed in for the plaintiff."""
    lawyer = citizen("lvshi", "律衡", Post.LAWYER)
    application = whole(lawyer)
    agent = {"name": "律衡", "kind": "lawyer", "authority": authority, "scope": scope, "firm": "示范律师事务所",
             "licence_number": "16227201010000001", "phone": "13800000004"}  # fmt: skip
    actions.choose_agent(application, agent, by=lawyer, at=AT)
    letter = actions.put_document(application, "authority", "授权委托书", by=lawyer, at=AT)
    actions.add_sheet(letter, PHOTO, by=lawyer, at=AT)
    actions.sign(application, "律衡", by=lawyer, at=AT)
    actions.hand_in(application, by=lawyer, at=AT)
    return Application.objects.get(), lawyer


def test_an_agent_without_special_authority_takes_nothing_back(people: People) -> None:
    # 民事诉讼法第六十二条第二款.
    application, lawyer = by_lawyer("general")
    if application.agents.get().user_id is None:
        application.agents.update(user=lawyer)
    with pytest.raises(Refused, match="一般授权的代理人"):
        actions.withdraw(Application.objects.get(), "已经和解", by=lawyer, at=AT)
    assert Filing.objects.get().status == "received"


@pytest.mark.parametrize(
    ("authority", "scope", "sentence"),
    [
        ("general", "", "您是一般授权的代理人，不能代原告甄秀兰撤回起诉"),
        ("special", "代为进行和解、提起上诉", "您的授权委托书没有写明“代为撤诉”，不能代原告甄秀兰撤回起诉"),
    ],
)
def test_an_agent_known_by_name_is_told_on_the_page_who_must_sign(
    people: People, page_of: PageOf, authority: str, scope: str, sentence: str
) -> None:
    application, lawyer = by_lawyer(authority, scope)
    assert application.agents.get().user_id is None
    address, client = f"/apply/{application.pk}/withdraw/", page_of(lawyer)
    page = client.get(address).content.decode()
    assert sentence in page and "请甄秀兰本人到本院诉讼服务大厅" in page and "确认撤回" not in page
    refused = client.post(address, {"reason": "已经和解", **key()})
    assert (refused.status_code, sentence in refused.content.decode()) == (422, True)
    assert Filing.objects.get().status == "received"


def test_an_agent_takes_it_back_whose_letter_names_it(people: People) -> None:
    application, lawyer = by_lawyer("special", "代为撤回起诉、进行和解")
    actions.withdraw(application, "已经和解", by=lawyer, at=AT)
    assert Filing.objects.get().status == "withdrawn"


def test_nobody_takes_back_what_another_plaintiff_sues_for(people: People, plaintiff: User) -> None:
    application = whole(plaintiff)
    second = {**PLAINTIFF, "name": "甄秀梅", "identity_number": "622827196201010028", "phone": "13800000005"}
    actions.put_person(application, "plaintiff", second, by=plaintiff, at=AT)
    application = Application.objects.get()
    actions.sign(application, "甄秀兰", SIGNATURE, by=plaintiff, at=AT)
    actions.sign(application, "甄秀梅", SIGNATURE, by=plaintiff, at=AT)
    actions.hand_in(application, by=plaintiff, at=AT)
    with pytest.raises(Refused, match="原告甄秀梅没有委托您代理.*请甄秀梅本人到本院诉讼服务大厅"):
        actions.withdraw(Application.objects.get(), "已经和解", by=plaintiff, at=AT)
