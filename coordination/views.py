"""The pages that belong to no single app: start page, help, health."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from coordination.health import asking
from coordination.start import page
from issues.views import looking_back
from workflow.kept.kept_pages import kept_page


@require_safe
@kept_page
def home(request: HttpRequest) -> HttpResponse:
    """What waits for whoever is looking, what came in, and for visitors the way to search."""
    past = looking_back.context(request)
    told = page.page_of(request, now=timezone.now(), on=timezone.localdate(), moment=past["moment"])
    return render(request, "home.html", {**past, **told})


@require_safe
@kept_page
def help_page(request: HttpRequest) -> HttpResponse:
    """How the product is used, in plain words."""
    return render(request, "help.html")


@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """200 when PostgreSQL and Redis answer, else 503 with which of them does not, within three
    seconds."""
    answers = asking.all_at_once()
    status = 200 if all(answers.values()) else 503
    return JsonResponse(
        {"status": "ok" if status == 200 else "unavailable", **answers}, status=status
    )
