"""Uploads are hostile until proven otherwise: told by their bytes, opened in a process apart, kept harmless."""

from tianping.kernel.uploads.taking import (
    ACCEPT,
    ENDINGS,
    LARGEST,
    Accepted,
    Box,
    check,
    check_many,
    cropped,
    merged,
    rotated,
    signature,
)

__all__ = [
    "ACCEPT",
    "ENDINGS",
    "LARGEST",
    "Accepted",
    "Box",
    "check",
    "check_many",
    "cropped",
    "merged",
    "rotated",
    "signature",
]
