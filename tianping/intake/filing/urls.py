"""Addresses of filing."""

from django.urls import path

from tianping.accounts.navigation import Entry
from tianping.accounts.permissions import PUBLIC, permitted
from tianping.intake.filing import public
from tianping.intake.filing.permissions import FILE_BATCH, RECEIVE, REVIEW, RULE, SEE_FILINGS
from tianping.intake.filing.queries import waiting_for_review
from tianping.intake.filing.views import batches, counter, papers, reviewing, ruling

NAVIGATION = (
    Entry("立案", "立案审查", "filing_list", SEE_FILINGS, waiting_for_review),
    Entry("立案", "窗口立案", "filing_new", RECEIVE),
    Entry("立案", "批量立案", "batch_list", FILE_BATCH),
)

AUDIT_WORDS = {"filing.copy": "当事人下载起诉状、证据副本"}

bulk = permitted(FILE_BATCH)

seen, received, reviewed = permitted(SEE_FILINGS), permitted(RECEIVE), permitted(REVIEW)
ruled = permitted(RULE)

urlpatterns = [
    path("", seen(reviewing.filing_list), name="filing_list"),
    path("accept/", reviewed(reviewing.accept_ticked), name="filing_accept_ticked"),
    path("refer/", reviewed(reviewing.refer_ticked), name="filing_refer_ticked"),
    path("new/", received(counter.new), name="filing_new"),
    path("new/fee/", received(counter.fee), name="filing_fee"),
    path("new/causes/", received(counter.find_causes), name="filing_causes"),
    path("<int:pk>/", seen(reviewing.filing), name="filing"),
    path("<int:pk>/materials/<int:material_id>/", seen(reviewing.material), name="filing_material"),
    path("<int:pk>/receipt/", seen(counter.receipt), name="filing_receipt"),
    path("<int:pk>/receipt/<int:version>/", seen(counter.receipt), name="filing_correction_receipt"),
    path("<int:pk>/accept/", reviewed(reviewing.accept), name="filing_accept"),
    path("<int:pk>/refer/", reviewed(reviewing.refer), name="filing_refer"),
    path("<int:pk>/ask/", reviewed(reviewing.ask_correction), name="filing_ask"),
    path("<int:pk>/correction-notice/", seen(papers.notice), name="filing_correction_notice"),
    path("<int:pk>/corrected/", reviewed(papers.take), name="filing_corrected"),
    path("<int:pk>/withdraw/", reviewed(papers.withdraw), name="filing_withdraw"),
    path("<int:pk>/give-back/", reviewed(reviewing.give_back), name="filing_give_back"),
    path("<int:pk>/refuse/", reviewed(reviewing.refuse), name="filing_refuse"),
    path("rulings/<int:pk>/", ruled(ruling.ruling), name="filing_ruling"),
    path("rulings/<int:pk>/back/", ruled(ruling.give_back), name="filing_ruling_back"),
    path("rulings/<int:pk>/again/", ruled(ruling.again), name="filing_ruling_again"),
    path("rulings/<int:pk>/materials/<int:material_id>/", ruled(ruling.material), name="filing_ruling_material"),
    path("batches/", bulk(batches.batch_list), name="batch_list"),
    path("batches/new/", bulk(batches.upload), name="batch_upload"),
    path("batches/template/", bulk(batches.template), name="batch_template"),
    path("batches/<int:pk>/", bulk(batches.batch), name="batch"),
    path("batches/<int:pk>/columns/", bulk(batches.map_columns), name="batch_columns"),
    path("batches/<int:pk>/mends/", bulk(batches.mend), name="batch_mends"),
    path("batches/<int:pk>/designation/", bulk(batches.designate), name="batch_designation"),
    path("batches/<int:pk>/file/", bulk(batches.file), name="batch_file"),
    path("batches/<int:pk>/abandon/", bulk(batches.abandon), name="batch_abandon"),
    path("batches/<int:pk>/progress/", bulk(batches.progress), name="batch_progress"),
    path("batches/<int:pk>/accept/", reviewed(batches.accept_returned), name="batch_accept_returned"),
    path("batches/<int:pk>/returned/", bulk(batches.returned), name="batch_returned"),
]

# Below /progress/: whoever has proved to know a litigant's code.
progress_patterns = [path("copies/<int:pk>/", permitted(PUBLIC)(public.copy), name="filing_copy")]
# Below /receipts/: whoever holds a receipt.
public_patterns = [path("", permitted(PUBLIC)(public.check), name="receipt_check")]
