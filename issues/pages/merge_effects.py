"""統合: what goes along with a merge, what stays, who reads it then; told before the button."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from accounts.rules import Actor
from issues.actions import going_along
from issues.enums import AWAITING_REPLY, ReplyStatus, RequestStatus
from issues.history import quotations
from issues.history.quotations import Origin
from issues.models import FollowUp, Joining, LocalRequest, Reply
from issues.pages.gathering import gathered
from issues.querysets import kinship
from workflow import history
from workflow.pointing import pointing_at


@dataclass(frozen=True)
class Along:
    """A joining that would go along; `public`: everybody reads it now and will go on."""

    joining: Joining
    public: bool


@dataclass(frozen=True)
class GoesAlong:
    """What a merge does. `joins`: the requester joins the other request, and its words
    (`words_public` or not) stand there; `passages`, `follow_ups`, `replies` and `links` are
    numbers of what stays. `asks_due`: a choice has to be made between the two due dates;
    `answered`: the other one has been answered already."""

    joinings: tuple[Along, ...]
    joins: bool
    words_public: bool
    passages: int
    follow_ups: int
    replies: int
    links: int
    asks_due: bool
    refused: str
    answered: bool
    same_ministry: bool


@dataclass(frozen=True)
class Merged:
    """A request that went into another one, with its own words in the minutes."""

    local_request: LocalRequest
    origins: tuple[Origin, ...]


def goes_along(local_request: LocalRequest, into: LocalRequest) -> GoesAlong:
    """What would happen if one were merged into the other, as `relations.merge` does it."""
    waits = local_request.status in AWAITING_REPLY
    replies = local_request.replies.exclude(status=ReplyStatus.DRAFT)
    return GoesAlong(
        joinings=tuple(
            Along(joining, going_along.stays_public(joining, local_request))
            for joining in going_along.moving(local_request, into)
        ),
        joins=going_along.joins(local_request, into),
        words_public=local_request.is_published,
        passages=local_request.passages.count(),
        follow_ups=_follow_ups(local_request).count(),
        replies=replies.count(),
        links=local_request.related.count(),
        asks_due=going_along.asks_about_due(local_request, into),
        refused=going_along.forgotten(local_request, into),
        answered=waits and into.status == RequestStatus.REPLIED,
        same_ministry=local_request.lead_ministry_id == into.lead_ministry_id,
    )


def went_along(local_request: LocalRequest) -> dict[str, Any]:
    """How many joiners the merge moved, and whether it changed a due date: `unmerge` brings both
    back."""
    entry = history.entries_of(local_request).filter(verb="merge").last()
    moved = entry.details.get("moved", {}) if entry is not None else {}
    return {"joinings": len(moved.get("joinings", [])), "due": bool(moved.get("due"))}


def merged_into(local_request: LocalRequest) -> list[int]:
    """The keys of all requests that went into it, also by way of others."""
    rows = LocalRequest.objects.filter(kinship.merged_into(local_request.pk))
    return list(rows.order_by().values_list("pk", flat=True))


def words(local_request: LocalRequest, *, actor: Actor) -> list[Merged]:
    """The requests that went into it, as far as the actor sees them, with their own words."""
    around = gathered.about(local_request, ("merged", *gathered.RECORD), actor=actor)
    merged = around["merged"]
    found = quotations.told(merged, around["passages"], around.editions)
    return [Merged(row, tuple(found[row.pk])) for row in merged if found[row.pk]]


def left_behind(local_request: LocalRequest, *, actor: Actor) -> list[Reply]:
    """Replies that the actor's ministry had begun for requests that were merged into this one."""
    keys = merged_into(local_request)
    if not keys:
        return []
    begun = Reply.objects.visible_to(actor).filter(local_request__in=keys, status=ReplyStatus.DRAFT)
    return list(begun.select_related("local_request", "ministry").order_by("pk"))


def _follow_ups(local_request: LocalRequest) -> Any:
    return FollowUp.objects.filter(**pointing_at(local_request))
