"""The ruling says who they are and who is meant: documents that the matter did not know, names in place of roles."""

import pytest
from django.test import Client

from tests.support.cases import code_of
from tests.support.clients import Browse, send
from tests.support.court import AT, DAY, MEDIATORS, People
from tests.support.mediated import DUE, KIND, applied, dispute, looker, willing
from tianping.accounts.actions import IdentityDraft, sign_up
from tianping.accounts.models import User
from tianping.accounts.queries import acting
from tianping.cases.actions import LitigantDraft, MatterDraft, open_matters
from tianping.cases.models import Litigant, Matter, TimelineEntry
from tianping.cases.permissions import Looker
from tianping.cases.queries import lookup_code
from tianping.intake.mediation import actions as mediation
from tianping.intake.mediation.actions import AgreementDraft, Payment, Referral, Signature, Way
from tianping.intake.mediation.models import Agreement
from tianping.kernel.models import AuditEntry
from tianping.papers.documents.queries import Paper
from tianping.trial.confirmation import actions
from tianping.trial.confirmation.models import Application

HIS, NUMBER, HERS = "19900000072", "622827198001010014", "622827198501010029"
OTHERS = "案件受理费由被申请人负担；申请人放弃逾期利息"


def citizen(name: str = "李被告", number: str = NUMBER) -> User:
    """Somebody who signs in by telephone."""
    return acting(sign_up(HIS, IdentityDraft(name, "resident_id", number), at=AT), DAY)


def his(referral: Referral) -> Litigant:
    return Litigant.objects.get(matter=referral.case.matter_id, name="李被告")


def begun(people: People, matter: Matter) -> Referral:
    """A mediation to which everybody is willing."""
    (referral,) = mediation.refer_many([matter], MEDIATORS, by=people.clerk, at=AT)
    mediation.accept_many([referral.pk], by=people.mediator, at=AT)
    return willing(referral.pk, people.mediator)


def offered(people: People, referral: Referral, others: str) -> Agreement:
    """The first who was sued pays whoever sued."""
    payee, payer, *_ = Litigant.objects.filter(matter=referral.case.matter_id)
    payment = Payment(payer.pk, payee.pk, 5_000_000, DUE)
    draft = AgreementDraft("被申请人向申请人借款50000元。", payments=[payment], others=others)
    return mediation.draw_up_agreement(referral, draft, by=people.mediator, at=AT)


def signed(people: People, matter: Matter, others: str) -> Referral:
    """A mediation that ended with an agreement that everybody signed."""
    referral = begun(people, matter)
    agreement = offered(people, referral, others)
    for each in Litigant.objects.filter(matter=matter):
        code = Signature(Way.CODE, code=lookup_code(referral.case, each))
        mediation.sign_agreement(Looker(referral.case, each), agreement.wording, code, at=AT)
    return referral


def notes_of(referral: Referral) -> list[tuple[str, bool]]:
    lines = TimelineEntry.objects.filter(matter=referral.case.matter_id, text__contains="身份证件号码")
    return list(lines.values_list("text", "for_litigants"))


def text_of(application: Application) -> str:
    application.refresh_from_db()
    assert application.paper is not None
    return "\n".join(line[1] for line in application.paper.body)


def test_whoever_applies_signed_in_as_themselves_is_identified_by_their_log_in(
    people: People, referral: Referral
) -> None:
    user = citizen()
    actions.apply(Looker(referral.case, his(referral), user), KIND.CONFIRMATION, True, at=AT)
    assert (his(referral).identity_kind, his(referral).identity_number) == ("resident_id", NUMBER)
    said = "按本人登录账号的身份信息补登（申请司法确认时；账号的身份信息由本人填写，没有经过窗口核验）。"
    assert notes_of(referral) == [(f"李被告的身份证件号码原来没有登记，{said}", False)]
    entry = AuditEntry.objects.get(action="litigant.document")
    assert (entry.by, entry.subject, NUMBER in str(entry.detail)) == (user, f"litigant:{his(referral).pk}", False)


def test_whoever_signs_the_agreement_is_identified_before_it_is_kept(people: People) -> None:
    referral = begun(people, dispute())
    agreement = offered(people, referral, "")
    code = Signature(Way.CODE, code=code_of(referral.case, "plaintiff"))
    mediation.sign_agreement(looker(referral.case, "plaintiff"), agreement.wording, code, at=AT)
    code = Signature(Way.CODE, code=code_of(referral.case, "defendant"))
    mediation.sign_agreement(Looker(referral.case, his(referral), citizen()), agreement.wording, code, at=AT)
    kept = Paper.objects.get(case=referral.case, kind="mediation_agreement")
    assert f"李被告，男，1980年1月1日出生，住镇原县太平镇，公民身份号码{NUMBER}。" in str(kept.body)
    assert [words for words, _ in notes_of(referral) if "签署调解协议时" in words]


@pytest.mark.parametrize(
    ("name", "as_counsel", "known"),
    [
        pytest.param("李被告", True, "", id="counsel"),
        pytest.param("李某", False, "", id="another_name"),
        pytest.param("李被告", False, HERS, id="known_already"),
    ],
)
def test_nobody_elses_document_becomes_a_litigants(
    people: People, referral: Referral, name: str, as_counsel: bool, known: str
) -> None:
    Litigant.objects.filter(pk=his(referral).pk).update(identity_number=known)
    who = Looker(referral.case, his(referral), citizen(name), as_counsel=as_counsel)
    actions.apply(who, KIND.CONFIRMATION, True, at=AT)
    assert his(referral).identity_number == known and notes_of(referral) == []


def test_the_document_of_the_other_side_is_not_taken(people: People, referral: Referral) -> None:
    other = Litigant.objects.filter(matter=referral.case.matter_id, role="plaintiff")
    other.update(identity_kind="resident_id", identity_number=NUMBER)
    actions.apply(Looker(referral.case, his(referral), citizen()), KIND.CONFIRMATION, True, at=AT)
    assert his(referral).identity_number == ""


def test_staff_read_whom_the_ruling_would_not_identify_and_enter_the_document(
    people: People, referral: Referral, browse: Browse
) -> None:
    application = applied(referral)
    address, clerk = f"/confirmations/{application.pk}/", browse(people.clerk)
    page = clerk.get(address).content.decode()
    assert "没有登记王原告、李被告的身份证件号码" in page and "裁定书写不明当事人，请先补登。" in page
    typed = {"identify-litigant": his(referral).pk, "identify-kind": "resident_id"}
    wrong = send(clerk, f"{address}identify/", **typed, **{"identify-number": "622827198001010019"})
    assert wrong.status_code == 422 and his(referral).identity_number == ""
    assert send(clerk, f"{address}identify/", **typed, **{"identify-number": NUMBER}).status_code == 302
    assert notes_of(referral) == [
        (f"李被告的身份证件号码原来没有登记，由{people.clerk.full_name}核对身份证件后补登。", False)
    ]
    assert browse(people.head).post(f"{address}identify/", typed).status_code == 403
    actions.accept(application, people.judge, by=people.clerk, at=AT)
    judge = browse(people.judge)
    assert "没有登记王原告的身份证件号码" in judge.get(address).content.decode()
    hers = {"identify-litigant": Litigant.objects.get(name="王原告").pk, "identify-kind": "resident_id"}
    twice = send(judge, f"{address}identify/", **hers, **{"identify-number": NUMBER}).content.decode()
    assert "该证件号码已经登记为本案当事人李被告的" in twice
    send(judge, f"{address}identify/", **hers, **{"identify-number": HERS})
    assert "没有登记" not in judge.get(address).content.decode()
    application.refresh_from_db()
    actions.decide(application, [], "", by=people.judge, at=AT)
    assert f"申请人：李被告，男，1980年1月1日出生，住镇原县太平镇，公民身份号码{NUMBER}。" in text_of(application)


@pytest.mark.parametrize("kind", list(KIND))
def test_who_pays_and_who_waives_stands_by_name_in_the_paper_and_on_every_page(
    people: People, browse: Browse, kind: Application.Kind
) -> None:
    referral = signed(people, dispute(), OTHERS)
    named, clerk = "案件受理费由李被告负担；王原告放弃逾期利息", browse(people.clerk)
    for page in ("new", "print"):
        assert named in clerk.get(f"/confirmations/cases/{referral.case_id}/{page}/").content.decode()
    application = applied(referral, kind)
    case = actions.accept(application, people.judge, by=people.clerk, at=AT)
    judge, address = browse(people.judge), f"/confirmations/{application.pk}/"
    page = judge.get(address).content.decode()
    assert named in page and "没有写明是谁" not in page
    assert named in judge.get(f"/cases/{case.pk}/").content.decode()
    client = Client()
    client.post("/progress/", {"number": case.number, "code": code_of(case)})
    assert named in client.get("/progress/case/").content.decode()
    application.refresh_from_db()
    actions.decide(application, [], "", by=people.judge, at=AT)
    assert named in text_of(application) and "李被告支付王原告50,000元" in text_of(application)


def test_where_several_are_meant_by_a_role_the_judge_is_told(people: People, browse: Browse) -> None:
    names = (("plaintiff", "王原告"), ("defendant", "李被告"), ("defendant", "赵被告"))
    litigants = tuple(LitigantDraft(role, "natural", name) for role, name in names)
    (matter,) = open_matters([MatterDraft("民间借贷纠纷", 5_000_000, litigants)], at=AT)
    referral = signed(people, matter, OTHERS)
    for each in Litigant.objects.filter(matter=matter):
        application = actions.apply(Looker(referral.case, each), KIND.CONFIRMATION, True, at=AT)
    application.refresh_from_db()
    actions.accept(application, people.judge, by=people.clerk, at=AT)
    page = browse(people.judge).get(f"/confirmations/{application.pk}/").content.decode()
    assert "这些条款没有写明是谁" in page
    assert f"<li>{OTHERS}</li>" in page and "案件受理费由被申请人负担；王原告放弃逾期利息" in page
