"""Tables of the portal: who asked the court to call them."""

from django.db import models

from tianping.accounts.models import User
from tianping.kernel.history import keeps_history
from tianping.portal.states import CALL_BACK


@keeps_history()
class CallBack(models.Model):
    """Somebody who needs help and left a telephone (请人帮我): on which page they were, and what they say of it."""

    machine = CALL_BACK

    name = models.CharField(max_length=50, blank=True)
    phone = models.CharField(max_length=20)
    # The address of the page; what stands behind its question mark is not kept.
    page = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    status = models.CharField(max_length=20, default=CALL_BACK.initial)
    asked_at = models.DateTimeField()
    # Who was signed in; None: a visitor.
    asked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(phone=""), name="call_back_has_a_phone"),
            models.CheckConstraint(
                condition=models.Q(status__in=["waiting", "called", "done"]), name="call_back_in_a_state"
            ),
        ]
        indexes = [models.Index(fields=["status", "asked_at"]), models.Index(fields=["phone"])]
        verbose_name = "回电"
