"""期限の記録: who kept which dates, and why some were moved."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from issues.due_dates import ledger
from issues.forums import chosen_forum
from issues.models import DueChange
from issues.pages import follow_up_subjects
from issues.pages.follow_up_subjects import Subject
from issues.views.paging import page_of
from organizations.models import Organization
from workflow.kept.kept_pages import kept_page


@require_safe
@kept_page
def show(request: HttpRequest) -> HttpResponse:
    """The sums by ministry, and each change of a due date; `?ministry=digital` leaves its own."""
    forum = chosen_forum.forum_of(request)
    rows = ledger.newest_changes(request.user, forum)
    code = request.GET.get("ministry", "")
    ministry = Organization.objects.filter(code=code).first() if code else None
    if ministry is not None:
        rows = rows.filter(ministry=ministry)
    page = page_of(request, rows, keys_first=True)
    context = {
        "ledger": ledger.ledger_of(
            request.user, on=timezone.localdate(), forum=forum, request=request
        ),
        "ministry": ministry,
        "page": page,
        "rows": [
            (change, about(change), ledger.tells_reasons(request.user, change)) for change in page
        ],
    }
    return render(request, "issues/ledger.html", context)


def about(change: DueChange) -> Subject:
    """What the date belongs to, as a list shows it."""
    about = follow_up_subjects.subject_of(change.subject)
    return Subject("対応依頼", "", about.title, about.url) if change.follow_up_id else about
