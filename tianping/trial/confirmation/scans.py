"""The signed agreement that was reached outside, handed out."""

from django.http.response import HttpResponseBase

from tianping.kernel import files, uploads
from tianping.kernel.web.downloads import attachment
from tianping.trial.confirmation.models import OutsideAgreement


def scan_of(outside: OutsideAgreement) -> HttpResponseBase:
    """What both sides signed, as a download."""
    media_type = outside.scan.media_type
    name = f"{outside.agreed_on.isoformat()}_调解协议.{uploads.ENDINGS[media_type]}"
    return attachment(files.read(outside.scan), name, media_type)
