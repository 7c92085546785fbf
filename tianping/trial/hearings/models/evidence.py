"""Evidence as it was shown in the hearing (举证、质证): who offered it, what for, what the others say of it."""

from django.db import models
from django.db.models import Q

from tianping.cases.models import Litigant
from tianping.kernel.history import keeps_history
from tianping.trial.hearings.models.guards import only_while_open
from tianping.trial.hearings.models.record import Record


@keeps_history()
class Exhibit(models.Model):
    """One piece of evidence (证据) offered in a hearing, and whether the bench admits it (认证)."""

    class Admission(models.TextChoices):
        """What the bench says of it."""

        OPEN = "", "待认证"
        ADMITTED = "admitted", "采信"
        REFUSED = "refused", "不予采信"

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="exhibits", db_index=False)
    number = models.PositiveSmallIntegerField()
    offered_by = models.ForeignKey(Litigant, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    purpose = models.CharField(max_length=500)
    admission = models.CharField(max_length=10, choices=Admission.choices, blank=True)
    admission_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "number"], name="exhibit_numbered_once"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(purpose=""), name="exhibit_says_what_for"),
            models.CheckConstraint(
                condition=~Q(admission="refused") | ~Q(admission_reason=""), name="exhibit_refused_with_reason"
            ),
        ]
        triggers = only_while_open("exhibit")


@keeps_history()
class Opinion(models.Model):
    """What another litigant says of an exhibit (质证意见): genuine, lawful, relevant (真实性、合法性、关联性)."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="+", db_index=False)
    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="opinions")
    litigant = models.ForeignKey(Litigant, on_delete=models.PROTECT, related_name="+")
    genuine = models.BooleanField()
    lawful = models.BooleanField()
    relevant = models.BooleanField()
    text = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["exhibit", "litigant"], name="one_opinion_of_a_litigant"),
            models.CheckConstraint(
                condition=Q(genuine=True, lawful=True, relevant=True) | ~Q(text=""), name="objection_says_why"
            ),
        ]
        indexes = [models.Index(fields=["record", "id"])]
        triggers = only_while_open("opinion")
