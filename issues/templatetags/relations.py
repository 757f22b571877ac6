"""What a request's page says about other requests and about its due date, one tag each."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import RequestContext
from django.utils import timezone

from issues.desks import waiting_corrections, waiting_joinings
from issues.models import Joining, LocalRequest
from issues.pages import related_requests
from issues.transitions.requests import LOCAL_REQUEST

register = template.Library()


@register.inclusion_tag("issues/relations/panel.html", takes_context=True)
def relations_panel(context: RequestContext, local_request: LocalRequest) -> dict[str, Any]:
    """`{% relations_panel local_request %}`: related, re-raised, merged and split, and joiners."""
    actor = context["request"].user
    return {
        "request": context["request"],
        "csrf_token": context.get("csrf_token"),
        "local_request": local_request,
        "relations": related_requests.relations_of(local_request, actor=actor),
    }


@register.inclusion_tag("issues/corrections/on_subject.html", takes_context=True)
def corrections_on(context: RequestContext, subject: Any) -> dict[str, Any]:
    """`{% corrections_on local_request %}`: corrections that wait, for those who read them."""
    return {"rows": waiting_corrections.on(subject, actor=context["request"].user)}


@register.inclusion_tag("issues/joinings/moves.html", takes_context=True)
def joining_moves(context: RequestContext, joining: Joining) -> dict[str, Any]:
    """`{% joining_moves joining %}`: what the reader may do with a joining; nothing for others."""
    actor = context["request"].user
    return {
        "joining": joining,
        "moves": waiting_joinings.moves(joining, actor=actor),
        "csrf_token": context.get("csrf_token"),
        "request": context["request"],
    }


@register.inclusion_tag("issues/relations/ledger.html", takes_context=True)
def due_ledger(context: RequestContext, local_request: LocalRequest) -> dict[str, Any]:
    """`{% due_ledger local_request %}`: the first due date and each change; nothing without any."""
    actor = context["request"].user
    return {
        "local_request": local_request,
        "ledger": related_requests.ledger(local_request, actor=actor),
        "today": timezone.localdate(),
    }


@register.inclusion_tag("issues/triage/link.html", takes_context=True)
def triage_link(context: RequestContext) -> dict[str, Any]:
    """`{% triage_link %}`: the way to the queue, for whoever may triage; nothing for others."""
    actor = context["request"].user
    return {"may": bool(LOCAL_REQUEST.decide("triage", actor, LocalRequest()))}


@register.inclusion_tag("issues/relations/where_to.html", takes_context=True)
def where_to(context: RequestContext, local_request: LocalRequest) -> dict[str, Any]:
    """`{% where_to local_request %}`: where a merged request went; nothing for any other."""
    if not related_requests.is_merged(local_request):
        return {"merged": False}
    target = related_requests.merged_into(local_request, actor=context["request"].user)
    return {"merged": True, "target": target}
