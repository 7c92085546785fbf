"""Every address of a court. A room's pages stand in its own ``urls``."""

from django.urls import URLPattern, URLResolver, include, path

from tianping.cases.urls import progress_patterns
from tianping.community.feedback.urls import progress_patterns as feedback_patterns
from tianping.config.api import api
from tianping.enforcement.urls import progress_patterns as enforcement_patterns
from tianping.intake.filing.urls import progress_patterns as filing_patterns
from tianping.intake.filing.urls import public_patterns as receipt_patterns
from tianping.intake.mediation.urls import progress_patterns as mediation_patterns
from tianping.intake.mediation.urls import public_patterns as mediator_patterns
from tianping.measures.urls import progress_patterns as measure_patterns
from tianping.money.fees.urls import progress_patterns as fee_patterns
from tianping.papers.dossier.urls import progress_patterns as material_patterns
from tianping.papers.service.urls import progress_patterns as paper_patterns
from tianping.trial.assignment.urls import public_patterns
from tianping.trial.confirmation.urls import progress_patterns as confirmation_patterns
from tianping.trial.deliberation.urls import panel_patterns

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("tianping.portal.urls")),
    path("", include("tianping.portal.own_urls")),
    path("accounts/", include("tianping.accounts.urls")),
    path("cases/", include("tianping.cases.urls")),
    path("progress/", include(progress_patterns)),
    path("progress/", include(paper_patterns)),
    path("progress/", include(material_patterns)),
    path("progress/", include(feedback_patterns)),
    path("progress/", include(filing_patterns)),
    path("progress/", include(fee_patterns)),
    path("progress/", include(measure_patterns)),
    path("feedback/", include("tianping.community.feedback.urls")),
    path("statements/", include("tianping.money.statements.urls")),
    path("progress/", include(mediation_patterns)),
    path("fees/", include("tianping.money.fees.urls")),
    path("apply/", include("tianping.intake.application.urls")),
    path("filing/", include("tianping.intake.filing.urls")),
    path("receipts/", include(receipt_patterns)),
    path("crosscourt/", include("tianping.intake.crosscourt.urls")),
    path("mediation/", include("tianping.intake.mediation.urls")),
    path("mediators/", include(mediator_patterns)),
    path("guide/", include("tianping.intake.guidance.urls")),
    path("triage/", include("tianping.intake.triage.urls")),
    path("documents/", include("tianping.papers.documents.urls")),
    path("service/", include("tianping.papers.service.urls")),
    path("dossier/", include("tianping.papers.dossier.urls")),
    path("enforcement/", include("tianping.enforcement.urls")),
    path("progress/", include(enforcement_patterns)),
    path("preservation/", include("tianping.intake.preservation.urls")),
    path("measures/", include("tianping.measures.urls")),
    path("assignment/", include("tianping.trial.assignment.urls")),
    path("draws/", include(public_patterns)),
    path("scheduling/", include("tianping.trial.scheduling.urls")),
    path("hearings/", include("tianping.trial.hearings.urls")),
    path("deliberations/", include(panel_patterns)),
    path("supervised/", include("tianping.trial.deliberation.urls")),
    path("confirmations/", include("tianping.trial.confirmation.urls")),
    path("progress/", include(confirmation_patterns)),
    path("closing/", include("tianping.trial.closing.urls")),
    path("figures/", include("tianping.insight.indicators.urls")),
    path("api/v1/", api.urls),
    path("design/", include("tianping.kernel.web.urls")),
]
