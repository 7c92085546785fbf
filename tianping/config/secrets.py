"""The server's own secret: taken from the environment, else made once and kept beside the data."""

import os
import secrets
from pathlib import Path


def server_secret() -> str:
    """The signing key of this installation.

    An installation sets ``TIANPING_SECRET_KEY``; a demonstration makes one on first use in ``var/secret``
    (readable by its owner only), so that log-ins survive a restart.
    """
    from_environment = os.environ.get("TIANPING_SECRET_KEY")
    if from_environment:
        return from_environment
    path = Path(__file__).resolve().parents[2] / "var" / "secret"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}")
        draft.write_text(secrets.token_urlsafe(50), encoding="ascii")
        draft.chmod(0o600)
        # link() fails if another process was first; either way one secret stands.
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text(encoding="ascii").strip()
