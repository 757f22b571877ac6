"""The desks stand on the start page; the addresses that they had lead there."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe


@require_safe
def moved(request: HttpRequest) -> HttpResponse:
    """The start page, which is the desk of whoever is signed in."""
    return redirect("home")
