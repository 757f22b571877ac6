"""首長に見せる1枚: to read, to print, as PDF and as Word."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts import rules
from reports.papers import own_sheet, own_sheet_paper
from reports.papers.own_sheet import Sheet
from reports.views.papers import Laid, pdf_of, word_of
from workflow.doors import person, refuse_unless
from workflow.machine import ALLOWED, Decision, RefusalKind

_ONLY = Decision(RefusalKind.FORBIDDEN, "「首長に見せる1枚」を使えるのは、自治体です。")


@require_safe
@login_required
def show(request: HttpRequest) -> HttpResponse:
    """The sheet as a page that prints on one A4."""
    sheet = _sheet(request)
    rows, words = own_sheet_paper.ON_PAGE
    context = {
        "sheet": sheet,
        "facts": list(own_sheet_paper.facts(sheet)),
        "rows": sheet.first(rows),
        "rest": max(0, sheet.total - rows),
        "words": words,
    }
    return render(request, "reports/papers/own_sheet.html", context)


@require_safe
@login_required
def sheet_pdf(request: HttpRequest) -> HttpResponse:
    """The same as PDF."""
    return pdf_of(_laid(request))


@require_safe
@login_required
def sheet_docx(request: HttpRequest) -> HttpResponse:
    """The same as a Word file."""
    return word_of(_laid(request))


def _laid(request: HttpRequest) -> Laid:
    sheet = _sheet(request)
    return own_sheet_paper.fitted(sheet), f"要望の状況_{sheet.organization}"


def _sheet(request: HttpRequest) -> Sheet:
    user = person(request)
    refuse_unless(ALLOWED if rules.is_local(user) else _ONLY)
    assert user.acting is not None  # decided above
    return own_sheet.sheet_of(user, user.acting, on=timezone.localdate())
