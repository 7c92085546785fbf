"""One-time passwords (一次性密码): made from the form's own key and the server's secret, and stored nowhere."""

import uuid

from django.utils.crypto import salted_hmac

# No letter or digit that is mistaken for another when it is read out over the telephone.
SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
LENGTH, GROUP = 12, 4


def one_time_password_from(key: uuid.UUID) -> str:
    """The one-time password that belongs to a sent form; the same for the same form, so that sending twice is safe."""
    digest = salted_hmac("tianping.accounts.one_time", str(key), algorithm="sha256").digest()
    signs = "".join(SIGNS[byte % len(SIGNS)] for byte in digest[:LENGTH])
    return "-".join(signs[start : start + GROUP] for start in range(0, LENGTH, GROUP))
