"""公表の机: the secretariat's page of what waits, what is set, and what went out."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from publication.rehearsal import desk
from publication.views.batches import member


@login_required
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """All of it on one page."""
    member(request)
    return render(request, "publication/desk.html", {"desk": desk.of_secretariat()})
