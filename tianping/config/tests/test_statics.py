"""静态文件: whatever a page's file names is there, so that the court starts."""

import copy
import json
from pathlib import Path

from django.core.management import call_command
from pytest_django import Settings

# The storage of a court that runs; the tests' own names files as they are.
NAMED_BY_CONTENT = "whitenoise.storage.CompressedManifestStaticFilesStorage"


def test_every_static_file_finds_what_it_names(tmp_path: Path, settings: Settings) -> None:
    storages = copy.deepcopy(settings.STORAGES)
    storages["staticfiles"] = {"BACKEND": NAMED_BY_CONTENT}
    settings.STATIC_ROOT, settings.STORAGES = tmp_path, storages
    call_command("collectstatic", interactive=False, verbosity=0)
    named = json.loads((tmp_path / "staticfiles.json").read_text(encoding="utf-8"))["paths"]
    assert {"tianping/base.css", "signature_pad/signature_pad.umd.min.js"} <= set(named)
    assert all((tmp_path / file).is_file() for file in named.values())
