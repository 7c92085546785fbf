"""Agreements that litigants reach (调解协议), made from elements, read and signed by all of them."""

from django.db import models
from django.db.models import Q

from tianping.accounts.models import User
from tianping.cases.models import Counsel
from tianping.intake.mediation.models.referrals import Referral
from tianping.intake.mediation.models.sessions import SIGNED_VISIBLY, Signed
from tianping.intake.mediation.states import AGREEMENT
from tianping.kernel.history import keeps_history
from tianping.kernel.models import append_only


@keeps_history()
class Agreement(models.Model):
    """An agreement as a mediator wrote it down (特邀调解规定第二十四条): facts, what is in dispute, what is agreed.

    ``payments``: who pays whom how much until when, ``[{payer, payee, fen, on}]``. Another wording is another
    agreement: the first becomes void, and so do the signatures under it. It binds once all have signed.
    """

    machine = AGREEMENT

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="agreements")
    facts = models.TextField()
    dispute = models.TextField(blank=True)
    payments = models.JSONField(default=list)
    others = models.TextField(blank=True)
    # What stands in it, sentence by sentence, made from the elements.
    lines = models.JSONField()
    wording = models.CharField(max_length=64)
    status = models.CharField(max_length=20, default=AGREEMENT.initial)
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # Who mediated; a clerk at the counter only writes it down (记录人). None: whoever drew it up.
    mediated_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    effective_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["referral"], condition=~Q(status="void"), name="one_agreement_of_a_mediation"
            ),
            models.CheckConstraint(condition=~Q(lines=[]), name="agreement_says_something"),
            models.CheckConstraint(
                condition=Q(status="effective", effective_on__isnull=False)
                | (~Q(status="effective") & Q(effective_on__isnull=True)),
                name="agreement_binds_from_a_day",
            ),
        ]

    @property
    def mediator(self) -> User:
        """Who mediated (调解员)."""
        return self.mediated_by or self.drawn_by

    @property
    def recorder(self) -> str:
        """Who wrote it down for the mediator (记录人), by name; empty where the mediator did."""
        return "" if self.mediator == self.drawn_by else self.drawn_by.full_name


class AgreementSignature(Signed):
    """A litigant signed an agreement (在线调解规则第十九条)."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="signatures")
    # Who signed for the litigant by special mandate (代为和解); None: the litigant themselves.
    counsel = models.ForeignKey(Counsel, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "litigant"], name="agreement_signed_once"),
            models.CheckConstraint(condition=SIGNED_VISIBLY, name="agreement_signed_visibly"),
        ]
        triggers = append_only("agreement_signature")
