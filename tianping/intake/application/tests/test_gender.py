"""性别: a pleading names it of everybody (民事诉讼法第一百二十四条); asked where no identity number says it."""

from tests.support.pleadings import whole
from tianping.accounts.models import User
from tianping.intake.application import queries
from tianping.intake.application.tests.conftest import PageOf, key


def test_of_a_defendant_without_a_number_it_is_asked_whether_man_or_woman(plaintiff: User, page_of: PageOf) -> None:
    application, client = whole(plaintiff), page_of(plaintiff)
    sued, sues = (application.people.get(role=role) for role in ("defendant", "plaintiff"))
    address = f"/apply/{application.pk}/people/defendants/{sued.pk}/contact/"
    page = client.get(address).content.decode()
    assert all(word in page for word in ("性别", 'value="男"', 'value="女"', "不知道"))
    typed = {"address": sued.address}
    for said, words in (("女", "贾有财，女，住"), ("", "贾有财，住")):
        assert client.post(address, {**typed, "gender": said, **key()}).status_code == 302
        assert queries.person_words(application.people.get(pk=sued.pk)).startswith(words)
    assert client.post(address, {**typed, "gender": "其他", **key()}).status_code == 422
    assert client.post(address, {**typed, "gender": "女", **key()}).status_code == 302
    assert "贾有财，女，住" in client.get(f"/apply/{application.pk}/check/").content.decode()
    # Where the number is known it is read from it, and nobody is asked.
    man = {"identity_kind": "resident_id", "identity_number": "622827196001010015"}
    application.people.filter(pk=sued.pk).update(**man)
    assert queries.person_words(application.people.get(pk=sued.pk)).startswith("贾有财，男，1960年")
    assert "性别" not in client.get(address).content.decode()
    assert "性别" not in client.get(address.replace(f"defendants/{sued.pk}", f"plaintiffs/{sues.pk}")).content.decode()
    application.people.filter(pk=sued.pk).update(kind="legal", identity_kind="", identity_number="")
    assert "性别" not in client.get(address).content.decode()
    assert "女" not in queries.person_words(application.people.get(pk=sued.pk))
