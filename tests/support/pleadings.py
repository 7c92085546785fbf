"""A whole pleading on a loan, written by the verbs."""

import datetime
from typing import Any

from tests.support.court import AT
from tests.support.uploads import PHOTO
from tianping.accounts.models import User
from tianping.intake.application import actions
from tianping.intake.application.actions import Carried
from tianping.intake.application.models import Application

LOAN = "民间借贷纠纷"
LENT = {
    "written": "note",
    "signed_on": "2022-05-01",
    "principal_fen": 5_000_000,
    "lent_on": "2022-05-01",
    "paid_by": ["transfer"],
    "has_due": "yes",
    "due_on": "2022-11-01",
    "has_interest": "no",
    "principal_owed_fen": 5_000_000,
    "bears_fee": "yes",
}
PLAINTIFF: dict[str, Any] = {
    "kind": "natural",
    "name": "甄秀兰",
    "identity_kind": "resident_id",
    "identity_number": "622827196001010023",
    "address": "甘肃省庆阳市镇原县城关镇东街1号",
    "phone": "13800000001",
}
DEFENDANT: dict[str, Any] = {"kind": "natural", "name": "贾有财", "address": "甘肃省庆阳市镇原县平泉镇西村2组"}


def whole(
    by: User, cause: str = LOAN, answers: dict[str, Any] | None = None, *, at: datetime.datetime = AT
) -> Application:
    """A pleading with nothing missing, written by the verbs."""
    made = actions.begin(cause, Carried(answers or LENT), by=by, at=at)
    for role, typed in (("plaintiff", PLAINTIFF), ("defendant", DEFENDANT)):
        actions.put_person(made, role, typed, by=by, at=at)
    actions.choose_agent(made, None, by=by, at=at)
    document = actions.put_document(made, "identity", "身份证", by=by, at=at)
    actions.add_sheet(document, PHOTO, "身份证.jpg", by=by, at=at)
    actions.choose_mediation(made, False, by=by, at=at)
    service = {"service_address": PLAINTIFF["address"], "service_recipient": "甄秀兰", "service_phone": "13800000001"}
    actions.confirm_service(made, {**service, "electronic_service": True}, by=by, at=at)
    return Application.objects.get(pk=made.pk)
