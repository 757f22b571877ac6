"""What the pages of a closed session share: finding its report for its reader."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from meetings.models import ClosedReport, Meeting


def closed_report(request: HttpRequest, pk: int) -> ClosedReport:
    """The frozen report of this meeting as this reader gets it, for whoever sees the meeting; else
    404."""
    meetings = Meeting.objects.visible_to(request.user)
    report = get_object_or_404(
        ClosedReport.objects.select_related("meeting__body"),
        meeting__in=meetings.values("pk"),
        meeting=pk,
    )
    return report.as_seen_by(request.user)
