"""管辖权异议、回避申请、撤诉申请: handed in under a number, on the bench's desk until settled, a piece of the file."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.support.clients import Browse, send
from tests.support.court import AT, PASSWORD, People
from tests.support.uploads import SCAN
from tianping.accounts.actions import add_person, appoint
from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.cases.actions import CounselDraft, name_counsel_many
from tianping.cases.models import Case, Counsel, Litigant, TimelineEntry
from tianping.cases.permissions import Looker
from tianping.kernel.refusals import Forbidden, Overtaken, Refused
from tianping.papers.dossier import actions, queries
from tianping.papers.dossier.actions import Upload
from tianping.papers.dossier.models import HandIn
from tianping.papers.dossier.tests.conftest import IN_TIME, LATE, looker, looking

OBJECTION, RECUSAL = HandIn.Kind.OBJECTION, HandIn.Kind.RECUSAL
WHY, COURT = "我经常居住在兰州，合同也在兰州履行。", "兰州市城关区人民法院"


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages live in the days of the period."""
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: IN_TIME)


def asked(case: Case, kind: HandIn.Kind = OBJECTION, target: str = COURT, *, late: bool = False) -> HandIn:
    """The defendant's request, handed in."""
    at = LATE if late else IN_TIME
    draft = actions.begin(looker(case), kind, at=at)
    actions.write(draft, WHY, target=target)
    return actions.hand_in(draft, at=at)


def test_an_objection_in_the_answer_period_is_in_time_and_has_its_number(case: Case) -> None:
    made = asked(case)
    assert (made.status, made.number, made.late) == ("asked", "（2023）甘1027收材1号", False)
    assert made.because == ["《中华人民共和国民事诉讼法》（2021年修正）第一百三十条"]


def test_a_late_objection_is_taken_and_the_bench_decides(case: Case) -> None:
    made = asked(case, late=True)
    assert (made.status, made.late) == ("asked", True)
    assert "仍然收下" in made.steps[-1]
    assert "由审判组织审查决定" in made.steps[-1]


def test_a_recusal_is_asked_for_by_either_side_and_is_never_late(case: Case) -> None:
    draft = actions.begin(looker(case, "plaintiff"), RECUSAL, at=LATE)
    actions.write(draft, WHY, target="书记员田乐之")
    made = actions.hand_in(draft, at=LATE)
    assert not made.late
    for article in ("第四十七条", "第四十八条", "第五十条"):
        assert any(text.endswith(article) for text in made.because), article


def test_only_who_is_sued_objects_to_the_jurisdiction(case: Case) -> None:
    with pytest.raises(Refused, match="不能提交管辖权异议"):
        actions.begin(looker(case, "plaintiff"), OBJECTION, at=IN_TIME)
    case.matter.litigants.filter(role="defendant").update(role="third")
    with pytest.raises(Refused, match="不能提交管辖权异议"):
        actions.begin(looker(case, "third"), OBJECTION, at=IN_TIME)


def test_without_a_reason_nothing_is_asked(case: Case) -> None:
    with pytest.raises(Refused, match="请写明提出管辖权异议的理由"):
        actions.hand_in(actions.begin(looker(case), OBJECTION, at=IN_TIME), at=IN_TIME)


def test_a_request_is_not_sent_on_like_an_answer_and_starts_no_period(people: People, case: Case) -> None:
    made = asked(case)
    assert not queries.to_forward(people.judge).exists()
    with pytest.raises(Overtaken):
        actions.forward(made, by=people.judge, at=IN_TIME)


def test_the_bench_settles_it_and_the_litigant_is_told(people: People, case: Case) -> None:
    made = asked(case)
    with pytest.raises(Refused, match="请写明处理结果"):
        actions.settle(made, " ", by=people.judge, at=IN_TIME)
    for stranger in (people.second_judge, people.president, people.clerk):
        with pytest.raises(Forbidden):
            actions.settle(made, "已经裁定驳回异议", by=stranger, at=IN_TIME)
    actions.settle(made, "已经裁定驳回异议", by=people.judge, at=IN_TIME)
    assert made.outcome == "已经裁定驳回异议"
    assert TimelineEntry.objects.get(text__contains="法院的处理：已经裁定驳回异议").litigant == made.litigant
    with pytest.raises(Overtaken):
        actions.settle(made, "再一次", by=people.judge, at=IN_TIME)


def test_whoever_is_asked_to_withdraw_does_not_settle_it(people: People, court_clerk: User, case: Case) -> None:
    made = asked(case, RECUSAL, f"独任审判员{people.judge.full_name}")
    with pytest.raises(Forbidden, match="被申请回避的人员"):
        actions.settle(made, "不成立", by=people.judge, at=IN_TIME)
    actions.settle(made, "已经登记，报院长决定", by=court_clerk, at=IN_TIME)


def test_requests_are_pieces_of_the_file_and_open_ends_until_settled(people: People, case: Case) -> None:
    draft = actions.begin(looker(case), OBJECTION, at=IN_TIME)
    actions.write(draft, WHY, target=COURT)
    actions.attach(draft, Upload(SCAN, "居住证明"))
    made = actions.hand_in(draft, at=IN_TIME)
    catalogue = queries.catalogue_of(case)
    titles = {each.entry.title: each.entry for each in catalogue.primary}
    assert "居住证明" in titles
    sheet = titles["管辖权异议（黄小明）"].sheet
    assert sheet is not None
    assert ("认为有管辖权的法院", COURT) in sheet.rows
    assert any("管辖权异议" in line and made.number in line for line in catalogue.missing)
    actions.settle(made, "已经裁定驳回异议", by=people.judge, at=IN_TIME)
    assert not any("管辖权异议" in line for line in queries.catalogue_of(case).missing)


@pytest.mark.usefixtures("now")
def test_the_way_of_an_objection_on_the_phone(case: Case) -> None:
    client, address = looking(case), "/progress/request/objection/"
    assert "提出管辖权异议" in client.get("/progress/case/").content.decode()
    empty = send(client, address, text=WHY)
    assert empty.status_code == 422
    assert WHY in empty.content.decode()
    assert send(client, address, text=WHY, target=COURT)["Location"] == "/progress/hand-in/objection/"
    assert "没有的，可以直接进入下一步" in client.get("/progress/hand-in/objection/").content.decode()
    page = client.get("/progress/hand-in/objection/check/").content.decode()
    assert WHY in page
    assert COURT in page
    confirmed = client.get(send(client, "/progress/hand-in/objection/check/", true="on")["Location"]).content.decode()
    assert "收材1号" in confirmed
    assert "作出裁定送达给您" in confirmed
    assert all("十日内上诉" in each for each in (page, confirmed))


@pytest.mark.usefixtures("now")
def test_in_small_claims_nobody_is_told_to_appeal_against_the_ruling_on_an_objection(case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(track="small_claims")
    client = looking(case)
    send(client, "/progress/request/objection/", text=WHY, target=COURT)
    page = client.get("/progress/hand-in/objection/check/").content.decode()
    confirmed = client.get(send(client, "/progress/hand-in/objection/check/", true="on")["Location"]).content.decode()
    for each in (page, confirmed):
        assert "一经作出即生效，不能上诉" in each
        assert "十日内上诉" not in each
        assert "第二百七十六条" in each


@pytest.mark.usefixtures("now")
def test_the_bench_is_named_to_be_ticked_and_somebody_must_be_named(people: People, case: Case) -> None:
    client, address = looking(case), "/progress/request/recusal/"
    judge = f"独任审判员{people.judge.full_name}"
    assert judge in client.get(address).content.decode()
    nobody = send(client, address, text=WHY)
    assert "请选择或者写明申请哪些人员回避" in nobody.content.decode()
    assert send(client, address, text=WHY, bench=[judge], others="鉴定人李某").status_code == 302
    assert HandIn.objects.get().target == f"{judge}；鉴定人李某"
    page = client.get(address).content.decode()
    assert 'value="鉴定人李某"' in page
    assert "checked" in page


@pytest.mark.usefixtures("now")
def test_it_reaches_the_desk_of_the_bench_and_leaves_it_settled(
    people: People, court_clerk: User, case: Case, browse: Browse
) -> None:
    made, client = asked(case), browse(people.judge)
    assert "管辖权异议（黄小明）" in client.get("/cases/today/").content.decode()
    assert made.number in client.get("/dossier/materials/?group=asked").content.decode()
    address = f"/dossier/materials/{made.pk}/"
    assert COURT in client.get(address).content.decode()
    assert "登记处理结果" in client.get(address).content.decode()
    assert send(client, f"{address}settle/", outcome="").status_code == 422
    assert send(client, f"{address}settle/", outcome="已经裁定驳回异议").status_code == 302
    assert "已经裁定驳回异议" in client.get(address).content.decode()
    assert "管辖权异议（黄小明）" not in client.get("/cases/today/").content.decode()
    assert "法院已经处理：已经裁定驳回异议" in looking(case).get(f"/progress/handed-in/{made.pk}/").content.decode()
    assert browse(people.second_judge).post(f"{address}settle/", {"outcome": "不"}).status_code in {400, 404}


def test_other_kinds_have_no_such_page(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: AT + timedelta(days=1))
    for kind in ("answer", "evidence", "waiver", "nothing"):
        assert looking(case).get(f"/progress/request/{kind}/").status_code == 404


@pytest.mark.usefixtures("now")
def test_whoever_sues_asks_on_the_phone_to_withdraw_the_suit_and_the_bench_decides(
    people: People, court_clerk: User, case: Case, browse: Browse
) -> None:
    client, address = looking(case, "plaintiff"), "/progress/request/withdrawal/"
    assert address in client.get("/progress/case/").content.decode()
    page = client.get(address).content.decode()
    for told in ("是否准许由法院裁定", "撤诉的特别授权", "案件受理费减半收取"):
        assert told in page, told
    assert send(client, address, text="被告已经还清借款。").status_code == 422
    assert send(client, address, text="被告已经还清借款。", sure="on").status_code == 302
    confirmed = client.get(send(client, "/progress/hand-in/withdrawal/check/", true="on")["Location"]).content.decode()
    assert "裁定以前本案照常进行" in confirmed
    made = HandIn.objects.get()
    assert (made.kind, made.status, made.late, made.target) == ("withdrawal", "asked", False, "准许撤回本案的起诉")
    assert any(text.endswith("第一百四十八条第一款") for text in made.because)
    assert address not in client.get("/progress/case/").content.decode()
    with pytest.raises(Refused, match="法院正在审查，不用再次提交"):
        actions.begin(looker(case, "plaintiff"), HandIn.Kind.WITHDRAWAL, at=IN_TIME)
    bench = browse(people.judge)
    assert "撤诉申请（" in bench.get("/cases/today/").content.decode()
    page = bench.get(f"/dossier/materials/{made.pk}/").content.decode()
    assert "准许撤诉" in page and "没有申请撤诉" not in page
    Litigant.objects.create(matter=case.matter, role="plaintiff", kind="natural", name="周老根", position=9)
    page = bench.get(f"/dossier/materials/{made.pk}/").content.decode()
    assert "本案还有原告周老根没有申请撤诉。" in page and "案件对其余原告继续审理" in page
    assert "登记口头裁定" in page and "登记处理结果" not in page.split("<h2>处理</h2>")[1].split("<form")[-1]
    assert (
        "准许的，您退出本案，案件对其他原告继续审理" in client.get(f"/progress/handed-in/{made.pk}/").content.decode()
    )


@pytest.mark.usefixtures("now")
def test_one_of_several_who_sue_is_told_that_the_case_goes_on(case: Case) -> None:
    Litigant.objects.create(matter=case.matter, role="plaintiff", kind="natural", name="周老根", position=9)
    client, address = looking(case, "plaintiff"), "/progress/request/withdrawal/"
    page = client.get(address).content.decode()
    assert "诉讼费的负担由法院一并决定" in page and "案件受理费减半收取" not in page
    assert "我明白：法院准许撤诉的，我退出本案，案件对其他原告继续审理" in page
    send(client, address, text="不想告了。", sure="on")
    assert "案件对其他原告继续审理" in client.get("/progress/hand-in/withdrawal/check/").content.decode()


def lawyer(case: Case, role: str = "plaintiff", **letter: str) -> Looker:
    """Counsel of one side as they look at the case, signed in."""
    user = add_person("lu", "卢师言", PASSWORD, by=None, at=AT)
    appoint(user, Post.LAWYER, since=AT.date(), by=None, at=AT)
    litigant = case.matter.litigants.filter(role=role)[0]
    authority = Counsel.Authority.SPECIAL if letter else Counsel.Authority.GENERAL
    named = CounselDraft(litigant.pk, "卢师言", Counsel.Kind.LAWYER, authority, user_id=user.pk, **letter)
    name_counsel_many([named], by=None, at=AT)
    return Looker(case, litigant, user, as_counsel=True)


@pytest.mark.parametrize("letter", [{}, {"scope": "代为签收法律文书"}])
def test_counsel_withdraws_no_suit_without_the_mandate_for_it(case: Case, letter: dict[str, str]) -> None:
    counsel, own = lawyer(case, **letter), looker(case, "plaintiff")
    with pytest.raises(Refused, match="第六十二条第二款.*请由当事人本人办理.*写明“代为撤诉”的授权委托书"):
        actions.begin(counsel, HandIn.Kind.WITHDRAWAL, at=IN_TIME)
    draft = actions.begin(own, HandIn.Kind.WITHDRAWAL, at=IN_TIME)
    actions.write(draft, "已经还清。", target="准许撤回本案的起诉")
    with pytest.raises(Refused, match="委托诉讼代理人"):
        actions.hand_in(draft, looker=counsel, at=IN_TIME)
    stranger = replace(counsel, user=add_person("other", "路人甲", PASSWORD, by=None, at=AT), as_counsel=False)
    Litigant.objects.filter(pk=own.litigant.pk).update(kind="natural")
    stranger.litigant.refresh_from_db()
    with pytest.raises(Refused, match="您不是.*本人，也没有登记为其委托诉讼代理人"):
        actions.hand_in(draft, looker=stranger, at=IN_TIME)
    assert actions.hand_in(draft, looker=own, at=IN_TIME).counsel is None


def test_what_counsel_hands_in_is_theirs_on_record(case: Case) -> None:
    counsel = lawyer(case, scope="代为承认、放弃、变更诉讼请求，撤诉")
    draft = actions.begin(counsel, HandIn.Kind.WITHDRAWAL, at=IN_TIME)
    actions.write(draft, "已经还清。", target="准许撤回本案的起诉")
    made = actions.hand_in(draft, looker=counsel, at=IN_TIME)
    name = counsel.litigant.name
    assert made.by_whom == f"{name}的委托诉讼代理人卢师言"
    assert made.mandate == "特别授权：代为承认、放弃、变更诉讼请求，撤诉"
    assert TimelineEntry.objects.filter(text=f"{made.by_whom}提交撤诉申请，编号{made.number}。").exists()
    sheets = {each.entry.title: each.entry.sheet for each in queries.catalogue_of(case).primary}
    sheet = sheets[f"撤诉申请（{name}）"]
    assert sheet is not None
    assert sheet.rows[:2] == (("提交人", made.by_whom), ("代理权限", made.mandate))


@pytest.mark.usefixtures("now")
def test_the_counter_takes_from_counsel_what_their_mandate_covers(
    people: People, court_clerk: User, case: Case, browse: Browse
) -> None:
    counsel = lawyer(case)
    client, address = browse(court_clerk), f"/dossier/cases/{case.pk}/take/"
    assert "的代理人卢师言（一般授权）" in client.get(address).content.decode()
    brought = {"litigant": counsel.litigant.pk, "counsel": Counsel.objects.get().pk, "name": "申请书"}
    refused = send(client, address, **brought, kind="withdrawal", file=SimpleUploadedFile("scan.pdf", SCAN))
    assert "一般授权的诉讼代理人不能代为撤诉" in refused.content.decode()
    sued = case.matter.litigants.get(role="defendant").pk
    other = send(
        client, address, **{**brought, "litigant": sued}, kind="answer", file=SimpleUploadedFile("scan.pdf", SCAN)
    )
    assert "不是黄小明现在的委托诉讼代理人" in other.content.decode()
    taken = send(
        client, address, **brought, kind="evidence", purpose="证明借款", file=SimpleUploadedFile("scan.pdf", SCAN)
    )
    page = client.get(taken["Location"]).content.decode()
    assert "的委托诉讼代理人卢师言" in page and "一般授权" in page
    receipt = client.get(f"{taken['Location']}receipt/").content.decode()
    assert "的委托诉讼代理人卢师言（一般授权）" in receipt


def test_who_is_sued_withdraws_no_suit(case: Case) -> None:
    with pytest.raises(Refused, match="不能提交撤诉申请"):
        actions.begin(looker(case), HandIn.Kind.WITHDRAWAL, at=IN_TIME)
    case.type_code = "执"
    with pytest.raises(Refused, match="不能提交撤诉申请"):
        actions.begin(looker(case, "plaintiff"), HandIn.Kind.WITHDRAWAL, at=IN_TIME)
