"""The frozen report of a session as PDF and as Word, for whoever may see it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from meetings.sessions import report_changes, report_page, report_paper
from meetings.views.sessions.doors import closed_report
from reports.views.papers import Laid, pdf_of, word_of


@require_safe
def report_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """As PDF."""
    return pdf_of(_report(request, pk))


@require_safe
def report_docx(request: HttpRequest, pk: int) -> HttpResponse:
    """As a Word file."""
    return word_of(_report(request, pk))


def _report(request: HttpRequest, pk: int) -> Laid:
    report = closed_report(request, pk)
    found = report_page.report_of(report, actor=request.user)
    since = report_changes.since_last(report, actor=request.user)
    name = f"{report.meeting}_報告" + ("_公表前を含む" if found.team else "")
    return report_paper.laid_out(report, found, since), name
