"""The frozen report of a session as PDF and as Word, for whoever may see it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from issues.sheets import pdf, word
from issues.sheets.paper import Paper
from issues.views.papers import PDF, WORD, sent
from meetings import reported
from meetings.models import ClosedReport, Meeting
from meetings.sheets import changed, session_report


@require_safe
def report_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """As PDF."""
    paper, name = _report(request, pk)
    return sent(pdf.render(paper), f"{name}.pdf", PDF)


@require_safe
def report_docx(request: HttpRequest, pk: int) -> HttpResponse:
    """As a Word file."""
    paper, name = _report(request, pk)
    return sent(word.render(paper), f"{name}.docx", WORD)


def _report(request: HttpRequest, pk: int) -> tuple[Paper, str]:
    meetings = Meeting.objects.visible_to(request.user)
    report = get_object_or_404(
        ClosedReport.objects.select_related("meeting__body"),
        meeting__in=meetings.values("pk"),
        meeting=pk,
    )
    found = reported.of(report, actor=request.user)
    since = changed.since_last(report, team=found.team)
    name = f"{report.meeting}_報告" + ("_公表前を含む" if found.team else "")
    return session_report.laid_out(report, found, since), name
