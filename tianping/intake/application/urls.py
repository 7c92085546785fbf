"""Addresses of pleadings being written."""

from django.urls import path

from tianping.accounts.navigation import Entry
from tianping.accounts.permissions import permitted
from tianping.intake.application.permissions import APPLY
from tianping.intake.application.views import courts, documents, finishing, people, questions, serving, tasks

NAVIGATION = (Entry("立案", "窗口起诉状", "application_list", APPLY),)

AUDIT_WORDS = {
    "application.give_up": "放弃起诉状",
    "application.sign": "签署起诉状",
    "filing.corrected": "提交补正后的起诉状",
}

own = permitted(APPLY)

urlpatterns = [
    path("", own(tasks.applications), name="application_list"),
    path("new/", own(tasks.new), name="application_new"),
    path("<int:pk>/", own(tasks.tasks), name="application"),
    path("<int:pk>/give-up/", own(tasks.give_up), name="application_give_up"),
    path("<int:pk>/court/", own(courts.court), name="application_court"),
    path("<int:pk>/ask/<slug:key>/", own(questions.ask), name="application_ask"),
    path("<int:pk>/sections/<slug:key>/", own(questions.section), name="application_section"),
    path("<int:pk>/people/<slug:side>/", own(people.people), name="application_people"),
    path("<int:pk>/people/<slug:side>/new/", own(people.person), name="application_person_new"),
    path("<int:pk>/people/<slug:side>/<int:person_id>/", own(people.person), name="application_person"),
    path("<int:pk>/people/<slug:side>/<int:person_id>/contact/", own(people.contact), name="application_contact"),
    path("<int:pk>/people/<slug:side>/<int:person_id>/remove/", own(people.remove_person),
         name="application_person_remove"),
    path("<int:pk>/agent/", own(people.agent), name="application_agent"),
    path("<int:pk>/agent/new/", own(people.agent_details), name="application_agent_new"),
    path("<int:pk>/agent/<int:agent_id>/", own(people.agent_details), name="application_agent_details"),
    path("<int:pk>/agent/<int:agent_id>/remove/", own(people.remove_agent), name="application_agent_remove"),
    path("<int:pk>/mediation/", own(people.mediation), name="application_mediation"),
    path("<int:pk>/relief/", own(people.relief), name="application_relief"),
    path("<int:pk>/service/", own(serving.service), name="application_service"),
    path("<int:pk>/service/<int:person_id>/", own(serving.service_of), name="application_service_of"),
    path("<int:pk>/place/", own(finishing.place), name="application_place"),
    path("<int:pk>/documents/", own(documents.documents), name="application_documents"),
    path("<int:pk>/documents/new/", own(documents.document_name), name="application_document_new"),
    path("<int:pk>/documents/identity/", own(documents.take_identity_along), name="application_identity"),
    path("<int:pk>/documents/<int:document_id>/", own(documents.document), name="application_document"),
    path("<int:pk>/documents/<int:document_id>/name/", own(documents.document_name), name="application_document_name"),
    path("<int:pk>/documents/<int:document_id>/remove/", own(documents.remove_document),
         name="application_document_remove"),
    path("<int:pk>/documents/<int:document_id>/award/", own(documents.file_as_award),
         name="application_document_award"),
    path("<int:pk>/sheets/<int:sheet_id>/", own(documents.sheet), name="application_sheet"),
    path("<int:pk>/sheets/<int:sheet_id>/file/", own(documents.sheet_file), name="application_sheet_file"),
    path("<int:pk>/check/", own(finishing.check), name="application_check"),
    path("<int:pk>/pleading/", own(finishing.pleading), name="application_pleading"),
    path("<int:pk>/sign/", own(finishing.sign), name="application_sign"),
    path("<int:pk>/withdraw/", own(finishing.withdraw), name="application_withdraw"),
    path("<int:pk>/receipt/", own(finishing.receipt), name="application_receipt"),
]  # fmt: skip
