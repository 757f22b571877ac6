"""利用の記録: who came in, what was taken away, whose rights changed. For the secretariat."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.forms.access import AccessFilter, RightsFilter
from accounts.views.doors import for_secretariat

PER_PAGE = 100


@for_secretariat
@require_safe
def access_page(request: HttpRequest) -> HttpResponse:
    """Coming in, going, changing roles, files taken along: the latest first."""
    return _page(request, AccessFilter(request.GET), "accounts/people/access.html")


@for_secretariat
@require_safe
def rights_page(request: HttpRequest) -> HttpResponse:
    """Invitations, memberships, stops and passwords: the latest first."""
    return _page(request, RightsFilter(request.GET), "accounts/people/rights.html")


def _page(request: HttpRequest, form: AccessFilter | RightsFilter, template: str) -> HttpResponse:
    rows = form.events()
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, template, {"form": form, "page": page})
