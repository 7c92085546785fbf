"""A package as another court would write it, and ways to spoil it."""

import datetime
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.support.court import AT, People, open_court
from tests.support.uploads import SCAN
from tianping.cases.actions import LitigantDraft, MatterDraft
from tianping.intake.crosscourt.packages.archive import with_digest
from tianping.intake.crosscourt.packages.content import Paper, content_digest, content_of
from tianping.intake.crosscourt.packages.writing import package
from tianping.intake.filing.actions import AgentDraft, FilingDraft
from tianping.kernel import uploads

OURS = {"name": "镇原县人民法院", "code": "甘1027"}
THEIRS = {"name": "霍邱县人民法院", "code": "皖1522"}
YESTERDAY = AT - datetime.timedelta(days=1)
ELEMENTS = {"written": "note", "signed_on": "2022-05-01", "principal_fen": 5_000_000, "has_interest": "no"}
MATTER = MatterDraft(
    "民间借贷纠纷",
    5_000_000,
    (
        LitigantDraft(
            "plaintiff",
            "natural",
            "甄秀兰",
            identity_kind="resident_id",
            identity_number="622827196001010023",
            phone="13800000001",
            address="安徽省六安市霍邱县城关镇东街1号",
        ),
        LitigantDraft("defendant", "natural", "贾有财", address="甘肃省庆阳市镇原县平泉镇西村2组"),
    ),
    claim_text="1.请求判令被告偿还借款本金50,000.00元。",
    facts_text="2022年5月1日出借，至今未还。",
    elements=ELEMENTS,
)
AGENT = AgentDraft(
    "卢师言", "lawyer", "general", "某某律师事务所", "16208201010000001", "13800000003", "", "授权委托书"
)
DRAFT = FilingDraft(MATTER, consents_to_mediation=True, agents=(AGENT,))


@pytest.fixture(scope="session")
def pdf() -> bytes:
    """A scan of two pages as every court takes it."""
    return uploads.check(SCAN).content


@pytest.fixture
def people(db: None) -> People:
    """The court that receives, with its people."""
    return open_court()


@pytest.fixture(autouse=True)
def parcels(settings: Any, tmp_path: Path) -> Path:
    """A folder of parcels for this test alone."""
    settings.PARCEL_FOLDER = tmp_path
    return tmp_path


def papers_of(pdf: bytes) -> list[Paper]:
    """A pleading and a document, two pages each."""
    return [Paper("pleading", "起诉状", "", 2, pdf), Paper("identity", "身份证", "证明身份", 2, pdf)]


def sent_by_another(
    pdf: bytes, *, papers: list[Paper] | None = None, draft: FilingDraft = DRAFT, **facts: Any
) -> bytes:
    """A package for us from 霍邱县人民法院; ``facts`` of the manifest are changed before it is written."""
    said, content = papers or papers_of(pdf), content_of(draft)
    whole = {
        "demonstration": True,
        "sender": THEIRS,
        "receiver": OURS,
        "receipt_number": "跨2023-000007",
        "submission": 1,
        "handed_in_at": YESTERDAY,
        "sent_at": YESTERDAY,
        "checked": {"identity": True, "papers": len(said), "legible": True, "by": "安某"},
        "content": content.model_dump(mode="json"),
        "receipt": {"content_sha256": content_digest(content, said), "proof": None},
    }
    return package({**whole, **facts}, said).content


def files_of(content: bytes) -> dict[str, bytes]:
    """What lies in a package."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A ZIP of whatever names and bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def rewritten(content: bytes, **changes: Any) -> bytes:
    """The manifest changed, and its own hash made to fit again."""
    files = files_of(content)
    said = json.dumps({**json.loads(files["manifest.json"]), **changes}, ensure_ascii=False).encode()
    return zipped({**files, **with_digest("manifest", said)})
