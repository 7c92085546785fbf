"""Addresses of filing."""

from django.urls import path

from tianping.accounts.navigation import Entry
from tianping.intake.filing.permissions import FILE_BATCH
from tianping.intake.filing.views import batches

NAVIGATION = (Entry("立案", "批量立案", "batch_list", FILE_BATCH),)

urlpatterns = [
    path("batches/", batches.batch_list, name="batch_list"),
    path("batches/new/", batches.upload, name="batch_upload"),
    path("batches/template/", batches.template, name="batch_template"),
    path("batches/<int:pk>/", batches.batch, name="batch"),
    path("batches/<int:pk>/columns/", batches.map_columns, name="batch_columns"),
    path("batches/<int:pk>/mends/", batches.mend, name="batch_mends"),
    path("batches/<int:pk>/designation/", batches.designate, name="batch_designation"),
    path("batches/<int:pk>/file/", batches.file, name="batch_file"),
    path("batches/<int:pk>/abandon/", batches.abandon, name="batch_abandon"),
    path("batches/<int:pk>/progress/", batches.progress, name="batch_progress"),
    path("batches/<int:pk>/returned/", batches.returned, name="batch_returned"),
]
