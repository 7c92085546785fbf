"""Addresses of the litigant shell."""

from django.urls import path

from tianping.accounts.permissions import PUBLIC, permitted
from tianping.kernel.web.elder import choose_elder_mode
from tianping.portal import public

urlpatterns = [
    path("", permitted(PUBLIC)(public.home), name="home"),
    path("elder/", permitted(PUBLIC)(choose_elder_mode), name="elder_mode"),
]
