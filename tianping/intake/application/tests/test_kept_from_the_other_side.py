"""住址、电话对对方保密: whoever is beaten is not found by the papers that the other side reads."""

import subprocess

import pikepdf
import pytest

from tests.support.court import AT, DAY, People
from tests.support.pleadings import PLAINTIFF, whole
from tianping.accounts.models import User
from tianping.cases.models import Matter
from tianping.intake.application import actions, queries
from tianping.intake.application.models import Application, Person
from tianping.intake.application.tests.conftest import PageOf, key
from tianping.intake.filing.models import Filing
from tianping.intake.filing.queries import COPIED
from tianping.kernel import files
from tianping.kernel.refusals import Refused
from tianping.law.withheld_contacts import WITHHELD

REFUGE, HER_PHONE = "甘肃省庆阳市镇原县屯字镇南村7组", "13800000001"
DIVORCE = {
    "married_on": "2010-05-01",
    "living": "together",
    "grounds": ["violence"],
    "grounds_detail": "被告多次动手打人",
    "sued_before": "no",
    "has_children": "no",
    "has_property": "no",
    "has_debts": "no",
    "divorce": "yes",
}
TYPED = {"service_address": REFUGE, "service_recipient": "甄秀兰", "service_phone": HER_PHONE}


def divorce(by: User, **changed: object) -> Application:
    """A whole pleading for divorce; papers go to her parents' house."""
    application = whole(by, "离婚纠纷", {**DIVORCE, **changed})
    actions.confirm_service(application, {**TYPED, "electronic_service": True}, by=by, at=AT)
    return Application.objects.get(pk=application.pk)


def read(content: bytes) -> str:
    """The text of a PDF without its lines and blanks."""
    text = subprocess.run(["pdftotext", "-raw", "-", "-"], input=content, capture_output=True, check=True)
    return "".join(text.stdout.decode().split())


def handed_in(application: Application, by: User) -> dict[str, str]:
    """The text of what the court made of a pleading, by kind."""
    actions.sign(application, "甄秀兰", by=by, at=AT)
    filing = Filing.objects.get(pk=actions.hand_in(application, by=by, at=AT))
    return {each.kind: read(files.read(each.file)) for each in filing.materials.filter(kind__in=["pleading", "place"])}


def test_the_copy_for_the_other_side_says_neither_where_she_is_nor_her_number(plaintiff: User) -> None:
    papers = handed_in(divorce(plaintiff), plaintiff)
    for secret in (REFUGE, HER_PHONE, PLAINTIFF["address"], PLAINTIFF["identity_number"]):
        assert secret not in papers["pleading"]
        assert secret in papers["place"]
    assert WITHHELD in papers["pleading"]
    assert "女，1960年1月1日出生" in papers["pleading"]
    assert "place" not in COPIED


def test_the_receipt_counts_the_pages_of_the_pleading_as_they_are(plaintiff: User) -> None:
    application = divorce(plaintiff, grounds_detail="被告多次动手打人。" * 400)
    actions.sign(application, "甄秀兰", by=plaintiff, at=AT)
    filing = Filing.objects.get(pk=actions.hand_in(application, by=plaintiff, at=AT))
    pleading = filing.materials.get(kind="pleading")
    with pikepdf.open(files.path_of(pleading.file.sha256)) as opened:
        assert pleading.pages == len(opened.pages) > 1


def test_what_is_kept_is_kept_in_the_papers_of_the_court_too(plaintiff: User) -> None:
    handed_in(divorce(plaintiff), plaintiff)
    her, him = Filing.objects.get().matter.litigants.order_by("position")
    assert (her.withholds_contact, her.home_told, her.address) == (True, WITHHELD, PLAINTIFF["address"])
    assert him.home_told.startswith("住甘肃省")


def test_without_violence_the_pleading_says_where_she_lives_and_where_papers_go_only_the_court(plaintiff: User) -> None:
    papers = handed_in(divorce(plaintiff, grounds=["gambling"]), plaintiff)
    assert f"住{PLAINTIFF['address']}" in papers["pleading"]
    for secret in (REFUGE, PLAINTIFF["identity_number"]):
        assert secret not in papers["pleading"]


@pytest.mark.parametrize(("grounds", "proposed"), [(["violence"], "yes"), (["abuse"], "yes"), (["gambling"], "no")])
def test_it_is_asked_and_proposed_where_the_other_side_is_violent(
    plaintiff: User, page_of: PageOf, grounds: list[str], proposed: str
) -> None:
    application = divorce(plaintiff, grounds=grounds)
    client, address = page_of(plaintiff), f"/apply/{application.pk}/service/"
    page = client.get(address).content.decode().split('id="id_withholds_contact"')[1]
    chosen = [part.split('"')[0] for part in page.split('value="')[1:3] if "checked" in part.split(">")[0]]
    assert chosen == [proposed]
    other = "no" if proposed == "yes" else "yes"
    sent = {**TYPED, "electronic_service": "yes", "withholds_contact": other, **key()}
    assert client.post(address, sent).status_code == 302
    (suing,) = queries.plaintiffs_of(Application.objects.get())
    assert queries.withholds_contact(Application.objects.get(), suing) is (other == "yes")


@pytest.mark.parametrize("written", [REFUGE, "屯字镇 南村 ７ 组", "字镇南村七组", "138 0000 0001"])
def test_whoever_writes_it_into_the_facts_mends_it_first(plaintiff: User, page_of: PageOf, written: str) -> None:
    application = divorce(plaintiff, grounds_detail=f"被告动手打人，原告搬到{written}居住")
    (gap,) = queries.gaps_of(application, on=DAY)
    assert (gap.place, gap.url) == ("grounds_detail", f"/apply/{application.pk}/ask/grounds_detail/")
    assert "请删去这里的住址、电话" in gap.sentence
    page = page_of(plaintiff).get(f"/apply/{application.pk}/check/").content.decode()
    assert gap.sentence in page and "还有1处没有填完或者要改" in page
    with pytest.raises(Refused, match="对方会看到"):
        actions.sign(application, "甄秀兰", by=plaintiff, at=AT)
    application.people.filter(role="plaintiff").update(withholds_contact=False)
    assert queries.gaps_of(Application.objects.get(), on=DAY) == []


def test_a_signed_pleading_that_tells_it_is_not_handed_in(plaintiff: User) -> None:
    application = divorce(plaintiff)
    actions.sign(application, "甄秀兰", by=plaintiff, at=AT)
    application.documents.filter(kind="identity").update(purpose=f"证明原告住在{REFUGE}")
    with pytest.raises(Refused, match="对方会看到"):
        actions.hand_in(application, by=plaintiff, at=AT)
    application.documents.update(purpose="")
    assert actions.hand_in(application, by=plaintiff, at=AT)


def test_whoever_sues_beside_her_does_not_tell_it(plaintiff: User) -> None:
    application = divorce(plaintiff)
    her = application.people.get(role="plaintiff")
    child = {"application": application, "role": "plaintiff", "position": 2, "kind": "natural", "name": "甄小兰"}
    beside = Person.objects.create(**child, address=her.address, withholds_contact=False)
    told = [each for each in queries.gaps_of(Application.objects.get(), on=DAY) if "对方会看到" in each.sentence]
    assert [each.url for each in told] == [f"/apply/{application.pk}/service/{beside.pk}/"]


def test_the_clerk_reads_that_it_is_kept(people: People, plaintiff: User, page_of: PageOf) -> None:
    handed_in(divorce(plaintiff), plaintiff)
    page = page_of(people.clerk).get(f"/filing/{Filing.objects.get().pk}/").content.decode()
    assert "住址、电话对对方当事人保密" in page and REFUGE in page
    assert "要求对对方保密的住址或者电话写在" not in page
    Matter.objects.update(facts_text=f"原告在外租住{REFUGE}")
    page = page_of(people.clerk).get(f"/filing/{Filing.objects.get().pk}/").content.decode()
    assert "甄秀兰要求对对方保密的住址或者电话写在事实与理由中" in page
