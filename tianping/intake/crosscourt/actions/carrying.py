"""How a file reaches the other court (收发方式): there is no network between courts, so it is laid out to be carried.

A carrier takes a name and bytes. Ours lays them into the court's own folder of parcels, where a person takes them
from (intranet mail, disc); whoever has a line to another court writes a carrier for it.
"""

import logging
import secrets
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import transaction

from tianping.intake.crosscourt.models import Parcel
from tianping.kernel import files
from tianping.kernel.courts import current_court

Carrier = Callable[[str, bytes], None]
logger = logging.getLogger(__name__)


def folder() -> Path:
    """The folder of parcels of the current court."""
    return settings.PARCEL_FOLDER / current_court()


def lay_out(name: str, content: bytes) -> None:
    """Lay a file into the folder; never half of it. The same file again changes nothing."""
    place = folder()
    place.mkdir(parents=True, exist_ok=True)
    written = place / f".{secrets.token_hex(8)}.part"
    written.write_bytes(content)
    written.replace(place / name)


def is_laid_out(parcel: Parcel) -> bool:
    """Whether the file still lies in the folder, for the page to say."""
    return (folder() / parcel.name).is_file()


def carry(parcel: Parcel, carrier: Carrier = lay_out) -> None:
    """Hand a file to the carrier once it is on record; a carrier that fails leaves it to be downloaded."""

    def hand_over() -> None:
        try:
            carrier(parcel.name, files.read(parcel.file))
        except OSError:
            logger.exception("parcel %s could not be laid out", parcel.pk)

    transaction.on_commit(hand_over, robust=True)
