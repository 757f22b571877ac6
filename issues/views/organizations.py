"""団体: who asked, and where each request stands in plain words."""

from __future__ import annotations

from itertools import islice
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts import rules
from accounts.rules import Actor
from issues.due_dates import ledger
from issues.enums import OPEN
from issues.filters.organizations import OrganizationFilters
from issues.forums import chosen_forum
from issues.models import Commitment, FollowUp, LocalRequest, Standing
from issues.pages import follow_up_rows
from issues.querysets.organizations import with_counts
from issues.standing import in_words, showing
from issues.standing.moments import Moment
from issues.transitions.requests import LOCAL_REQUEST
from issues.views import looking_back
from issues.views.paging import page_of
from organizations.models import Organization
from workflow.kept.kept_pages import kept_page

SHOWN = 50
"""Records of one sort shown on an organization's page; the rest stand in the list."""


@require_safe
@kept_page
def list_page(request: HttpRequest) -> HttpResponse:
    """Organizations, those with requests first."""
    visible = (
        LocalRequest.objects.visible_to(request.user)
        .of_forum(chosen_forum.forum_of(request))
        .live()
    )
    filters = OrganizationFilters(request.GET, Organization.objects.all(), request=request)
    counted = with_counts(filters.qs, visible).select_related("prefecture")
    page = page_of(request, counted.order_by("-has_requests", "position", "code"))
    context = {"filters": filters, "page": page}
    return render(request, "organizations/list.html", context)


@require_safe
@kept_page
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """One organization: its requests, and for a ministry what was put to it and what it said."""
    organization = get_object_or_404(Organization.objects.select_related("prefecture"), code=code)
    past = looking_back.context(request)
    held = _then if past["moment"] else _now
    context = {
        **past,
        "organization": organization,
        "is_own": rules.acts_for(request.user, organization),
        "today": timezone.localdate(),
        **_requests(request, organization, past["moment"]),
        **held(request, organization, past["moment"]),
    }
    return render(request, "organizations/detail.html", context)


def _requests(
    request: HttpRequest, organization: Organization, moment: Moment | None
) -> dict[str, Any]:
    """Its requests and those it leads, with the statuses of now or of the moment."""
    live = (
        Standing.objects.when(moment)
        .of_forum(chosen_forum.forum_of(request))
        .visible_to(request.user)
    )
    live = live.live().order_by("serial")
    own = live.filter(organization=organization)
    shown = {
        "open": own.filter(status__in=OPEN),
        "closed": own.exclude(status__in=OPEN),
        "led": live.filter(lead_ministry=organization),
    }
    return {**_with_sentences(shown, request.user), "total": own.count()}


def _now(request: HttpRequest, organization: Organization, moment: None) -> dict[str, Any]:
    own = LocalRequest(organization=organization)
    return {
        "commitments": _commitments(request, organization)[:SHOWN],
        "ledger": _in_ledger(request, organization),
        "tasks": _tasks(request, organization),
        "may_log": LOCAL_REQUEST.decide("log", request.user, own),
    }


def _then(request: HttpRequest, organization: Organization, moment: Moment) -> dict[str, Any]:
    """What it had said by then. Its dates and tasks are told on the page of now."""
    said = _commitments(request, organization).filter(said_on__lte=moment.on)
    return {"commitments": said[:SHOWN], "ledger": None, "tasks": [], "may_log": False}


def _commitments(request: HttpRequest, organization: Organization) -> Any:
    visible = (
        Commitment.objects.visible_to(request.user).of_forum(chosen_forum.forum_of(request)).live()
    )
    return visible.filter(organization=organization).for_list()


def _in_ledger(request: HttpRequest, organization: Organization) -> ledger.Line | None:
    """How a ministry keeps its dates, over what the reader sees; None for all others."""
    if not organization.is_national:
        return None
    on, forum = timezone.localdate(), chosen_forum.forum_of(request)
    return ledger.line_of(organization, actor=request.user, on=on, forum=forum)


def _tasks(request: HttpRequest, organization: Organization) -> list[follow_up_rows.Row]:
    """Its open 対応依頼 that the reader sees."""
    given = FollowUp.objects.visible_to(request.user).of_forum(chosen_forum.forum_of(request))
    given = given.filter(organization=organization).open()
    rows = given.order_by("due_on", "pk")[:SHOWN]
    return follow_up_rows.rows(rows, actor=request.user, on=timezone.localdate())


def _with_sentences(parts: dict[str, Any], actor: Actor) -> dict[str, list[Any]]:
    """The first rows of each part with their sentences; what they belong to is read once."""
    found = {name: list(rows.for_list()[:SHOWN]) for name, rows in parts.items()}
    together = [row for rows in found.values() for row in rows]
    requests = iter(showing.as_requests(together, actor=actor))
    lines = ((row, in_words.sentence(row)) for row in requests)
    return {name: list(islice(lines, len(rows))) for name, rows in found.items()}
