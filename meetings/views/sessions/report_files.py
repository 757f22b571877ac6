"""The frozen report of a session as files: the same bytes whenever they are made."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.rules import sees_everything
from issues.views.doors import attachment, file_from
from meetings.sessions import report_files
from meetings.views.sessions.doors import closed_report


@require_safe
def download(request: HttpRequest, pk: int, audience: str, key: str) -> HttpResponse | FileResponse:
    """A file for everybody (`public`) or for the team (`team`, which nobody else finds); with
    `.sha256` behind its name, its digest as `sha256sum -c` reads it."""
    report = closed_report(request, pk)
    team = audience == report_files.TEAM
    if audience not in report_files.AUDIENCES or (team and not sees_everything(request.user)):
        raise Http404
    if not team:
        report = report.as_seen_by(AnonymousUser())
    made = report_files.made(report, key.removesuffix(".sha256"), team=team)
    if made is None:
        raise Http404
    if key.endswith(".sha256"):
        digest = made.sha256()
        return HttpResponse(
            f"{digest}  {made.filename}\n", content_type="text/plain; charset=utf-8"
        )
    if len(made.table.rows) <= settings.EXPORT_DIRECT_ROWS:
        return attachment(made.data, made.filename, made.producer.content_type)
    return file_from(made.on_disk(), made.filename, made.producer.content_type)
