"""A move on a candidate that was refused: why, who was faster, and what the person had written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.http import QueryDict

from accounts.models import User
from meetings.enums import SuggestionStatus
from meetings.models import Suggestion
from meetings.review.review_values import Card
from workflow import history
from workflow.machine import RefusalKind, Refused


@dataclass(frozen=True)
class Clash:
    """`suggestion` as it stands now; the fields as typed (None: nothing was sent along)."""

    refused: Refused
    suggestion: Suggestion
    summary: str | None
    kind: str
    codes: tuple[str, ...] | None
    primary: str
    organization: str
    version: str
    by: User | None
    at: datetime | None

    @property
    def decided(self) -> bool:
        """Somebody has decided meanwhile; nothing can be saved here any more."""
        return self.suggestion.status != SuggestionStatus.PENDING

    @property
    def is_conflict(self) -> bool:
        return self.refused.decision.refusal is RefusalKind.CONFLICT

    @property
    def differs(self) -> bool:
        """What was typed is not what stands there."""
        return self.summary is not None and self.summary != self.suggestion.summary

    @property
    def record(self) -> Any:
        """What the candidate became, where it was accepted."""
        return self.suggestion.became

    def over(self, card: Card) -> Card:
        """The card with the points ticked as they were sent."""
        codes = self.codes or ()
        choices = tuple(
            replace(each, ticked=each.point.code in codes, primary=each.point.code == self.primary)
            for each in card.choices
        )
        return replace(card, choices=choices)


def clash_of(pk: int, refused: Refused, data: QueryDict | None) -> Clash:
    """What to show: the candidate read afresh, beside what was typed (`data`)."""
    fresh = Suggestion.objects.select_related(
        "decided_by", "local_request", "commitment", "speech"
    ).get(pk=pk)
    last = history.entries_of(fresh).last()
    return Clash(
        refused=refused,
        suggestion=fresh,
        summary=data.get("summary", "") if data is not None else None,
        kind=data.get("kind", "") if data is not None else "",
        codes=tuple(data.getlist("points")) if data is not None else None,
        primary=data.get("primary", "") if data is not None else "",
        organization=data.get("organization", "") if data is not None else "",
        version=data.get("version", "") if data is not None else "",
        by=fresh.decided_by or (last.by if last else None),
        at=fresh.decided_at or (last.recorded_at if last else None),
    )
