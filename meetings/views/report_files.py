"""The frozen report of a session as files: the same bytes whenever they are made."""

from __future__ import annotations

import hashlib

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.rules import sees_everything
from issues.views.exports import attachment
from meetings import report_files
from meetings.models import ClosedReport, Meeting


@require_safe
def download(request: HttpRequest, pk: int, audience: str, key: str) -> HttpResponse:
    """A file for everybody (`public`) or for the team (`team`, which nobody else finds); with
    `.sha256` behind its name, its digest as `sha256sum -c` reads it."""
    meetings = Meeting.objects.visible_to(request.user)
    report = get_object_or_404(
        ClosedReport.objects.select_related("meeting__body"),
        meeting__in=meetings.values("pk"),
        meeting=pk,
    )
    team = audience == report_files.TEAM
    if audience not in report_files.AUDIENCES or (team and not sees_everything(request.user)):
        raise Http404
    made = report_files.made(report, key.removesuffix(".sha256"), team=team)
    if made is None:
        raise Http404
    if key.endswith(".sha256"):
        digest = hashlib.sha256(made.data).hexdigest()
        return HttpResponse(
            f"{digest}  {made.filename}\n", content_type="text/plain; charset=utf-8"
        )
    return attachment(made.data, made.filename, made.producer)
