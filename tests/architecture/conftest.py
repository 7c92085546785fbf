"""What the tests of every address share."""

from pathlib import Path

import pytest

from tests.support import bare_frame


@pytest.fixture
def addresses_only(settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Who gets in where is asked tens of thousands of times: without what stands around a page, as it is no page's own.

    A refusal is its sentence. What is sealed meanwhile is rolled back; its checkpoints may not stay behind.
    """
    settings.SHELL_FACTS = "tests.support.bare_frame.nothing_around"
    settings.CHECKPOINT_FOLDER = tmp_path
    monkeypatch.setattr("tianping.kernel.web.middleware.render", bare_frame.refused)
