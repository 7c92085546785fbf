"""Addresses of the design pages: every component in every state."""

from django.urls import path

from tianping.kernel.web import design

urlpatterns = [
    path("", design.staff_components, name="design"),
    path("table/", design.long_table, name="design_table"),
    path("public/", design.public_components, name="design_public"),
    path("photos/", design.photos, name="design_photos"),
    path("paper/", design.paper, name="design_paper"),
    path("error/<int:status>/", design.error_page, name="design_error"),
]
