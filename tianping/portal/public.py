"""What this court can do for a citizen today (首页)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    """The first page: the ways that exist on this installation."""
    return render(request, "portal/home.html")
