"""A program that calls the API: its session, its keys, and what it hands in."""

import uuid
from typing import Any

from django.test import Client

from tianping.accounts.models import User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
CREDIT_CODE = "91620000MA71R0UQ3N"


class Caller:
    """Somebody's program; nobody's if no user is given."""

    def __init__(self, user: User | None = None, *, enforces_csrf: bool = False) -> None:
        self.client = Client(enforce_csrf_checks=enforces_csrf)
        if user is not None:
            self.client.force_login(user, backend=BACKEND)

    def get(self, path: str, **asked: Any) -> Any:
        return self.client.get(f"/api/v1{path}", asked)

    def send(self, path: str, body: Any, *, key: str | None = "", method: str = "post", **headers: str) -> Any:
        """Send JSON under a key of its own, the given one, or none at all."""
        if key is not None:
            headers["Idempotency-Key"] = key or str(uuid.uuid4())
        call = getattr(self.client, method)
        return call(f"/api/v1{path}", body, content_type="application/json", headers=headers)

    def upload(self, content: Any, *, key: str = "") -> Any:
        headers = {"Idempotency-Key": key or str(uuid.uuid4())}
        return self.client.post("/api/v1/batches", {"workbook": content}, headers=headers)


def a_person(name: str, number: str = "622727199001010056") -> dict[str, Any]:
    return {"kind": "natural", "name": name, "identity_kind": "resident_id", "identity_number": number}


def a_claim(**changes: Any) -> dict[str, Any]:
    """A claim for property between two people."""
    return {
        "kind": "property",
        "cause_name": "买卖合同纠纷",
        "claim_fen": 1_234_500,
        "claim_text": "请求判令被告支付货款12345元。",
        "consents_to_mediation": True,
        "plaintiffs": [{"kind": "natural", "name": "张三"}],
        "defendants": [{"kind": "natural", "name": "李四", "phone": "13900000001"}],
        **changes,
    }


def a_loan(**changes: Any) -> dict[str, Any]:
    """A private loan by its elements."""
    loan = {
        "signed_on": "2021-03-01",
        "lent_on": "2021-03-02",
        "due_on": "2022-03-01",
        "principal_fen": 5_000_000,
        "annual_rate": "6",
        "principal_owed_fen": 4_000_000,
        "interest_owed_fen": 240_000,
        "interest_until": "2022-12-31",
    }
    return {
        "kind": "private",
        "loan": {**loan, **changes},
        "plaintiffs": [{"kind": "natural", "name": "张三"}],
        "defendants": [{"kind": "natural", "name": "李四"}],
    }
