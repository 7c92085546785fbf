"""A corrected pleading: each litigant keeps their own row, and nobody comes to act for another."""

import pytest

from tests.support.court import AT, People, open_court
from tianping.cases.actions import LitigantDraft, MatterDraft, give_access_many, open_matters, rewrite_matter
from tianping.cases.models import Litigant, LitigantAccess, Matter

ZHEN = LitigantDraft("plaintiff", "natural", "甄秀兰", identity_number="622827196001010023")
MEI = LitigantDraft("plaintiff", "natural", "甄秀梅", identity_number="622827196201010028")
JIA = LitigantDraft("defendant", "natural", "贾有财")
YI = LitigantDraft("defendant", "natural", "易人")


def draft(*litigants: LitigantDraft) -> MatterDraft:
    """A loan between these."""
    return MatterDraft("民间借贷纠纷", 1_000_000, litigants)


@pytest.fixture
def people(db: None) -> People:
    """The court's people."""
    return open_court()


@pytest.fixture
def matter(people: People) -> Matter:
    """Two plaintiffs against one defendant; each is acted for by somebody of their own."""
    (made,) = open_matters([draft(ZHEN, MEI, JIA)], at=AT)
    who = zip(
        (people.clerk, people.judge, people.stranger),
        Litigant.objects.filter(matter=made).order_by("position"),
        strict=True,
    )
    give_access_many([(user.pk, row.pk) for user, row in who], LitigantAccess.How.CODE, by=None, at=AT)
    return made


def rows(matter: Matter) -> dict[str, int]:
    """Name → row."""
    return dict(Litigant.objects.filter(matter=matter).order_by("position").values_list("name", "pk"))


def acting(matter: Matter) -> list[tuple[str, str]]:
    """Who acts for whom."""
    found = LitigantAccess.objects.filter(litigant__matter=matter).order_by("litigant__position")
    return list(found.values_list("user__full_name", "litigant__name"))


def test_whoever_stands_elsewhere_now_keeps_their_row_and_who_acts_for_them(people: People, matter: Matter) -> None:
    before = rows(matter)
    rewrite_matter(matter, draft(MEI, ZHEN, JIA), (), at=AT)
    assert rows(matter) == before
    assert list(rows(matter)) == ["甄秀梅", "甄秀兰", "贾有财"]
    assert sorted(acting(matter)) == sorted(
        [(people.clerk.full_name, "甄秀兰"), (people.judge.full_name, "甄秀梅"), (people.stranger.full_name, "贾有财")]
    )


def test_a_plaintiff_who_is_gone_leaves_no_way_to_the_defendant(people: People, matter: Matter) -> None:
    before = rows(matter)
    rewrite_matter(matter, draft(ZHEN, JIA), (), at=AT)
    assert rows(matter) == {"甄秀兰": before["甄秀兰"], "贾有财": before["贾有财"]}
    assert acting(matter) == [(people.clerk.full_name, "甄秀兰"), (people.stranger.full_name, "贾有财")]


def test_another_defendant_is_not_acted_for_by_the_one_before(people: People, matter: Matter) -> None:
    rewrite_matter(matter, draft(ZHEN, MEI, YI), (), at=AT)
    assert acting(matter) == [(people.clerk.full_name, "甄秀兰"), (people.judge.full_name, "甄秀梅")]


def test_a_name_that_was_mended_is_the_same_person(people: People, matter: Matter) -> None:
    before = rows(matter)
    mended = LitigantDraft("plaintiff", "natural", "甄秀阑", identity_number=ZHEN.identity_number)
    rewrite_matter(matter, draft(mended, MEI, JIA), (), at=AT)
    assert rows(matter)["甄秀阑"] == before["甄秀兰"]
    assert acting(matter)[0] == (people.clerk.full_name, "甄秀阑")
