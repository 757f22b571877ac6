"""止まっている仕事: background work that does not get on, for the secretariat."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.views.doors import for_secretariat
from jobs import handing, kinds
from jobs.models import Job


@dataclass(frozen=True)
class Row:
    """A job in the words of its kind."""

    job: Job
    label: str
    title: str
    url: str


@for_secretariat
@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """What is held up, and what was given up in the last thirty days."""
    rows = [_row(job) for job in handing.stuck(now=timezone.now())]
    return render(request, "work.html", {"rows": rows})


@for_secretariat
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Have it done once more."""
    handing.again(get_object_or_404(Job, pk=pk), now=timezone.now())
    messages.success(request, "もう一度頼みました。")
    return redirect("work")


@for_secretariat
@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it up."""
    stopped = handing.stop(get_object_or_404(Job, pk=pk), now=timezone.now())
    messages.success(request, "やめました。" if stopped else "この仕事は、すでに終わっています。")
    return redirect("work")


def _row(job: Job) -> Row:
    kind = kinds.kind_of(job.kind)
    return Row(job, kind.label, kind.title(job.subject), kind.url(job.subject))
