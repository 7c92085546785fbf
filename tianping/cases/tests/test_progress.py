"""The litigants' look-up: one case by number and code, and nothing else to anybody."""

import datetime

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from tests.support.cases import BANK, IDENTITY_NUMBER, PHONE, code_of, open_cases
from tests.support.court import AT, DAY, People
from tianping.accounts.posts import Post
from tianping.cases import actions, panels, permissions, public
from tianping.cases.models import Case
from tianping.cases.queries import lookup
from tianping.kernel.models import AuditEntry

NOTE = actions.NoteDraft("limitation", "诉讼时效可能已经届满", "《民法典》第一百八十八条")
SORRY = "案号或者查询码不对，请对照受理单或者通知书核对后再试。"


def ask(
    number: str,
    code: str,
    client: Client | None = None,
    address: str = "10.0.0.1",
    headers: dict[str, str] | None = None,
):
    typed = {"number": number, "code": code}
    return (client or Client()).post("/progress/", typed, REMOTE_ADDR=address, headers=headers)


def looked_up(case: Case, client: Client | None = None, role: str = "plaintiff") -> str:
    client = client or Client()
    response = ask(case.number, code_of(case, role), client)
    assert response.status_code == 302
    assert response["Location"] == "/progress/case/"
    return client.get("/progress/case/").content.decode()


def test_number_and_code_open_the_progress_of_that_case(people: People, case: Case) -> None:
    text = looked_up(case)
    for shown in (
        case.number, "已立案，待交费", "案件已经立案，等待原告交纳案件受理费。", "预交受理费", "2023年2月13日",
        "黄**", BANK, "金融借款合同纠纷", f"已登记立案，案号{case.number}。", "12368",
    ):  # fmt: skip
        assert shown in text, shown


def test_each_litigant_sees_their_own_periods_and_lines_and_nobody_elses(people: People, case: Case) -> None:
    plaintiff, defendant = case.matter.litigants.order_by("position")
    starts = [
        actions.ClockStart(case.matter_id, case.pk, period, DAY, Post.COURT_CLERK, litigant_id=each.pk)
        for period, each in (("C-EVID-SIMPLE", plaintiff), ("C-ANSWER-15", defendant))
    ]
    actions.start_clocks(starts, on=DAY)
    lines = [(case.matter_id, case.pk, each.pk, f"只告诉{each.role}。") for each in (plaintiff, defendant)]
    actions.tell_many(lines, by=people.clerk, at=AT)
    suing, sued = looked_up(case), looked_up(case, role="defendant")
    assert "您以原告" in suing
    assert "您以被告黄**" in sued
    # The verb to give a period up names both kinds to everybody; the running periods stand under their titles.
    for own, text, other in (("<dd>举证期限", suing, sued), ("<dd>答辩期", sued, suing)):
        assert own in text
        assert own not in other
    for own, text, other in (("只告诉plaintiff", suing, sued), ("只告诉defendant", sued, suing)):
        assert own in text
        assert own not in other


def test_a_replaced_code_stops_for_its_litigant_alone(people: People, case: Case) -> None:
    client = Client()
    looked_up(case, client, role="defendant")
    plaintiff = case.matter.litigants.get(role="plaintiff")
    actions.replace_lookup_code(case, plaintiff, by=people.clerk, at=AT)
    assert client.get("/progress/case/").status_code == 200
    assert ask(case.number, code_of(case, "defendant")).status_code == 302


def test_a_known_and_an_unknown_number_take_the_same_work(
    people: People, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, code = [], lookup._code

    def counted(*parts):
        made.append(parts)
        return code(*parts)

    monkeypatch.setattr(lookup, "_code", counted)
    for number in (case.number, "（2023）甘1027民初999号"):
        made.clear()
        lookup.litigant_with_code(number, "ABCDEFGH")
        assert len(made) == lookup.COMPARED


@pytest.mark.parametrize("spelling", ["(2023)甘1027民初1", " 2023 甘1027 民初 1 号 ", "〔2023〕甘1027民初1号"])
@pytest.mark.parametrize(
    "write", [str.lower, lambda code: f"{code[:4]} {code[4:]}", lambda code: f"{code[:4]}-{code[4:]}"]
)
def test_any_usual_spelling_will_do(people: People, case: Case, spelling: str, write) -> None:
    assert ask(spelling, write(code_of(case))).status_code == 302


def test_full_width_letters_will_do(people: People, case: Case) -> None:
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in code_of(case))
    assert ask(case.number, wide).status_code == 302


def test_staff_notes_personal_data_and_the_courts_own_periods_are_not_there(people: People) -> None:
    (case,) = open_cases(people.clerk, ["黄小明"], notes=(NOTE,))
    actions.note_many([(case.matter_id, case.pk, "内部：建议合议")], by=people.clerk, at=AT, for_litigants=False)
    signed = [(case.matter_id, case.pk, "被告黄小明已在调解协议上签名。")]
    actions.note_many(signed, by=people.clerk, at=AT, for_litigants=True)
    text = looked_up(case)
    assert "被告黄**已在调解协议上签名。" in text
    for hidden in (
        NOTE.text,
        "时效",
        "内部",
        "黄小明",
        IDENTITY_NUMBER,
        PHONE,
        "城关镇",
        "赵立",
        "审限",
        "送达起诉状副本期",
    ):
        assert hidden not in text, hidden


def test_nothing_of_other_cases_is_there_not_even_of_the_same_matter(people: People) -> None:
    (mediation,) = open_cases(people.clerk, ["黄小明"], type_code="诉前调", track="", clocks=())
    (other,) = open_cases(people.clerk, ["赵不相干"])
    (case,) = actions.open_cases([mediation.matter], "民初", by=people.clerk, at=AT)
    text = looked_up(case)
    assert mediation.number not in text
    assert other.number not in text
    assert "赵" not in text


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("（2023）甘1027民初1号", "ABCDEFGH"),
        ("（2023）甘1027民初999号", "ABCDEFGH"),
        ("（2015）镇民初字第1号", "ABCDEFGH"),
        ("不是案号", "ABCDEFGH"),
        ("（2023）甘1027民初1号", "短"),
        ("（2023）甘1027民初1号'; DROP TABLE cases_case;--", "ABCDEFGH"),
        ("（2023）甘1027民初1号", "0" * 40),
    ],
)
def test_unknown_wrong_and_malformed_get_one_answer(people: People, case: Case, number: str, code: str) -> None:
    response = ask(number, code)
    text = response.content.decode()
    assert response.status_code == 422
    assert SORRY in text
    assert "没有查到" in text


def test_unknown_and_wrong_cost_the_same_statements(people: People, case: Case) -> None:
    counts = []
    for number in (case.number, "（2023）甘1027民初999号", "不是案号"):
        with CaptureQueriesContext(connection) as captured:
            ask(number, "ABCDEFGH")
        counts.append(len(captured))
    assert len(set(counts)) == 1


def test_the_code_of_another_case_does_not_open_this_one(people: People) -> None:
    mine, other = open_cases(people.clerk, ["甲", "乙"])
    assert ask(mine.number, code_of(other)).status_code == 422


def test_the_page_needs_the_look_up_and_carries_nothing_in_its_address(people: People, case: Case) -> None:
    assert Client().get("/progress/case/")["Location"] == "/progress/"
    client = Client()
    assert ask(case.number, code_of(case), client)["Location"] == "/progress/case/"
    assert client.get("/progress/case/")["Cache-Control"] == "no-store"


def test_looking_for_another_case_closes_the_first(people: People, case: Case) -> None:
    client = Client()
    looked_up(case, client)
    client.get("/progress/")
    assert client.get("/progress/case/").status_code == 302


def test_a_look_is_open_for_half_an_hour(people: People, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client()
    looked_up(case, client)
    monkeypatch.setattr(permissions, "LOOK_OPEN_FOR", datetime.timedelta(seconds=-1))
    assert client.get("/progress/case/").status_code == 302


def test_a_replaced_code_closes_what_the_old_one_opened(people: People, case: Case) -> None:
    client, old = Client(), code_of(case)
    looked_up(case, client)
    plaintiff = case.matter.litigants.get(role="plaintiff")
    actions.replace_lookup_code(case, plaintiff, by=people.clerk, at=AT)
    assert client.get("/progress/case/").status_code == 302
    assert ask(case.number, old).status_code == 422
    assert ask(case.number, code_of(case)).status_code == 302


def test_ten_wrong_codes_an_hour_and_then_even_the_right_one_waits(people: People, case: Case) -> None:
    for _guess in range(10):
        assert ask(case.number, "ABCDEFGH").status_code == 422
    refused = ask(case.number, code_of(case))
    assert refused.status_code == 429
    assert "一小时内已经输错10次" in refused.content.decode()
    assert "以前这个案号在这里不能再查" in refused.content.decode()


def test_guessing_locks_out_neither_another_address_nor_another_case(people: People) -> None:
    case, other = open_cases(people.clerk, ["甲", "乙"])
    for _guess in range(11):
        ask(case.number, "ABCDEFGH")
    assert ask(case.number, code_of(case), address="10.0.0.2").status_code == 302
    assert ask(other.number, code_of(other)).status_code == 302


def test_unknown_numbers_are_limited_like_known_ones(people: People, case: Case) -> None:
    for _guess in range(10):
        ask("（2023）甘1027民初999号", "ABCDEFGH")
    assert ask("（2023）甘1027民初999号", "ABCDEFGH").status_code == 429


def test_spelling_a_number_anew_does_not_start_the_count_anew(people: People, case: Case) -> None:
    for _guess in range(5):
        ask("（2023）甘1027民初1号", "ABCDEFGH")
        ask("2023 甘1027民初 1", "ABCDEFGH")
    assert ask(case.number, "ABCDEFGH").status_code == 429


def test_a_claimed_address_changes_nothing(people: People, case: Case) -> None:
    for guess in range(10):
        ask(case.number, "ABCDEFGH", headers={"X-Forwarded-For": f"192.0.2.{guess}"})
    assert ask(case.number, "ABCDEFGH", headers={"X-Forwarded-For": "192.0.2.99"}).status_code == 429


def test_sixty_look_ups_a_minute_and_no_more(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(public.clock, "now", lambda: AT)
    answers = [ask(f"（2023）甘1027民初{number}号", "ABCDEFGH").status_code for number in range(1, 63)]
    assert answers == [422] * 60 + [429] * 2
    monkeypatch.setattr(public.clock, "now", lambda: AT + datetime.timedelta(minutes=1))
    assert ask("（2023）甘1027民初63号", "ABCDEFGH").status_code == 422


def test_each_look_is_recorded_and_nothing_typed_wrongly(people: People, case: Case) -> None:
    looked_up(case)
    ask("（2023）甘1027民初888号", "WRNGCDEF")
    assert AuditEntry.objects.get(action="progress.view").subject == f"case:{case.pk}"
    assert AuditEntry.objects.filter(action="progress.refused").count() == 1
    with connection.cursor() as cursor:
        for table in ("kernel_auditentry", "kernel_guess", "django_session"):
            cursor.execute(f"SELECT count(*) FROM {table} t WHERE t::text LIKE '%888%号%' OR t::text LIKE '%WRNGCDEF%'")
            assert cursor.fetchone() == (0,), table


def test_empty_fields_are_named(people: People) -> None:
    text = ask("", "").content.decode()
    assert "请填写案号。" in text
    assert "请填写查询码。" in text


def test_mediation_is_told_in_plain_words(people: People) -> None:
    (case,) = open_cases(people.clerk, ["黄小明"], type_code="诉前调", track="", clocks=("MED-PRE-30",))
    text = looked_up(case)
    assert "调解员正在组织双方调解。" in text
    assert "立案日期" not in text
    assert "承办法官" not in text


def test_a_room_above_shows_litigants_its_panel(people: People, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def load(shown, user, found):
        asked.append((shown.pk, user))
        return {"title": "交费二维码"}

    panel = panels.Panel("诉讼费", "components/empty.html", load, order=1)
    monkeypatch.setattr(panels._Connected, "litigants", panels._Page.of([panel]))
    assert "诉讼费" in looked_up(case)
    assert asked == [(case.pk, case.matter.litigants.get(role="plaintiff"))]


def test_what_is_overdue_is_told_with_its_day(people: People, case: Case) -> None:
    with override_settings(TODAY=DAY + datetime.timedelta(days=30)):
        client = Client()
        ask(case.number, code_of(case), client)
        text = client.get("/progress/case/").content.decode()
    assert "已逾期" in text
    assert "2023年2月13日" in text


@pytest.mark.parametrize(
    ("to", "opened"),
    [
        ("/progress/papers/", "/progress/papers/"),
        ("", "/progress/case/"),
        ("/progress/", "/progress/case/"),
        ("/cases/", "/progress/case/"),
        ("//evil.example/progress/", "/progress/case/"),
        ("/progress/../cases/", "/progress/case/"),
    ],
)
def test_the_look_up_goes_on_to_a_page_of_the_case_and_to_no_other(
    people: People, case: Case, to: str, opened: str
) -> None:
    answer = Client().post("/progress/", {"number": case.number, "code": code_of(case), "to": to})
    assert answer["Location"] == opened
