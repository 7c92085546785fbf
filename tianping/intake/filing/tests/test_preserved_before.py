"""A suit that is received stops the thirty days of the preservation before it."""

import datetime

from tests.support.court import AT, People
from tianping.cases.actions import LitigantDraft, MatterDraft
from tianping.intake.filing.actions import FilingDraft, receive_many
from tianping.intake.preservation.actions import ApplicationDraft, ClueDraft, SecurityDraft, receive
from tianping.kernel.clock import china_day


def test_the_same_people_in_the_same_cause_are_the_suit_that_was_waited_for(people: People) -> None:
    sides = (LitigantDraft("plaintiff", "natural", "秦来访"), LitigantDraft("defendant", "natural", "欠不还"))
    dispute = MatterDraft("民间借贷纠纷", 8_000_000, sides, "请求还款。", "到期未还。")
    asked = ApplicationDraft(
        amount_fen=8_000_000,
        reasons="变卖车辆。",
        clues=(ClueDraft(0, "vehicle", "甘M·0001演"),),
        security=SecurityDraft("cash", 8_000_000, "案款专户"),
        matter=dispute,
    )
    application = receive(asked, by=people.clerk, at=AT)
    later = AT + datetime.timedelta(days=3)
    (filing,) = receive_many([FilingDraft(dispute, False)], channel="counter", by=people.clerk, at=later)
    application.refresh_from_db()
    assert (application.suit_on, application.suit_matter_id) == (china_day(later), filing.matter_id)
