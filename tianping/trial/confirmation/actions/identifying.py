"""Who applied is identified (补登身份证件), so that the ruling says who they are."""

import datetime

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may
from tianping.cases import actions as case_actions
from tianping.cases.actions import Document
from tianping.cases.models import Litigant
from tianping.kernel.refusals import Refused
from tianping.trial.confirmation.models import Application
from tianping.trial.confirmation.permissions import IDENTIFY_APPLICANT


@transaction.atomic
def identify(
    application: Application, litigant_id: int, document: Document, *, by: User, at: datetime.datetime
) -> None:
    """Enter the document that an applicant showed (补登身份证件), where the mediation did not know it.

    Raises Refused for whoever is no applicant, and for what ``enter_document`` refuses.
    """
    check_may(by, IDENTIFY_APPLICANT)
    case = application.case or application.mediated_in
    natural = Litigant.objects.filter(matter=case.matter_id, kind=Litigant.Kind.NATURAL)
    litigant = natural.filter(pk=litigant_id).first()
    if litigant is None:
        raise Refused("请选择补登身份证件的当事人，只能是本案的自然人。")
    case_actions.enter_document(case, litigant, document, by=by, at=at)
