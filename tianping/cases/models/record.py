"""What happened in a matter, and what only staff read of it."""

from django.db import models

from tianping.accounts.models import User
from tianping.cases.models.matters import Case, Litigant, Matter
from tianping.kernel.models import append_only


class TimelineEntry(models.Model):
    """One thing that happened in a matter, in the court's words (办理记录)."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="timeline", db_index=False)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=300)
    # Whose line it is, where only one of the litigants is to read it.
    litigant = models.ForeignKey(Litigant, null=True, on_delete=models.PROTECT, related_name="+")
    # Staff notes (limitation and the like) never reach a litigant: a court does not raise them of its own motion.
    for_litigants = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["matter", "id"])]
        triggers = append_only("timeline")


class StaffNote(models.Model):
    """A note that never blocks and that only staff see (工作提示): limitation, a minor, a possible duplicate."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="staff_notes", db_index=False)
    code = models.CharField(max_length=40)
    text = models.TextField()
    because = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["matter", "id"])]
        triggers = append_only("staff_note")
