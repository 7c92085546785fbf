"""Addresses of filing."""

from django.urls import path

from tianping.accounts.navigation import Entry
from tianping.accounts.permissions import permitted
from tianping.intake.filing.permissions import FILE_BATCH
from tianping.intake.filing.views import batches

NAVIGATION = (Entry("立案", "批量立案", "batch_list", FILE_BATCH),)

bulk = permitted(FILE_BATCH)

urlpatterns = [
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
    path("batches/<int:pk>/returned/", bulk(batches.returned), name="batch_returned"),
]
