"""The pages that belong to no single app: start page, help, health."""

from __future__ import annotations

from typing import Any

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from kombu.exceptions import OperationalError

from coordination import start_page
from coordination.celery import app as celery
from issues.views import looking_back

HEALTH_PATIENCE_SECONDS = 2


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What to do next, for whoever is looking."""
    past = looking_back.context(request)
    told = start_page.of(request.user, on=timezone.localdate(), moment=past["moment"])
    return render(request, "home.html", {**past, **told})


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """How the product is used, in plain words."""
    return render(request, "help.html")


@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """200 when PostgreSQL and Redis answer, else 503 with which of them does not."""
    answers = {"database": _database_answers(), "redis": _redis_answers()}
    status = 200 if all(answers.values()) else 503
    return JsonResponse(
        {"status": "ok" if status == 200 else "unavailable", **answers}, status=status
    )


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _redis_answers() -> bool:
    # Through Celery's own connection: work is handed over by just this one.
    connection_to_redis: Any = celery.connection_for_write()
    with connection_to_redis as broker:
        try:
            broker.ensure_connection(max_retries=1, timeout=HEALTH_PATIENCE_SECONDS)
            return bool(broker.default_channel.client.ping())
        except (OperationalError, *broker.connection_errors):
            return False
