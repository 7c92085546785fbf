"""What somebody answered on the way to a suit. No name, no number: nothing in it tells who it was."""

import uuid

from django.db import models


class Guide(models.Model):
    """The answers given on one path (引导记录), found again by a code until it expires.

    The code is derived from the row's own key and never stored; ``fingerprint`` is what a code is compared with.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fingerprint = models.CharField(max_length=64, unique=True)
    path = models.CharField(max_length=40)
    answers = models.JSONField(default=dict)
    begun_on = models.DateField()
    expires_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["expires_on"], name="guide_expires")]
