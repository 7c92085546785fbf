"""Files that leave the house: under their own name, of a known type, never opened in the browser."""

import io

from django.http import FileResponse
from django.http.response import HttpResponseBase


def attachment(content: bytes, name: str, media_type: str) -> HttpResponseBase:
    """A download of these bytes."""
    response = FileResponse(io.BytesIO(content), as_attachment=True, filename=name, content_type=media_type)
    response["X-Content-Type-Options"] = "nosniff"
    return response
