"""訂正の申出: what waits, for whoever may read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from accounts.rules import Actor
from issues.enums import CorrectionStatus
from issues.models import Commitment, Correction, Joining, LocalRequest
from issues.pages.gathering import gathered
from issues.publishing import corrected_words
from publication.removals import blacking

DECIDED = 20
"""How many decided ones are listed."""


@dataclass(frozen=True)
class About:
    """The record that a correction is about, in words, and its page."""

    words: str
    url: str
    fictional: bool


def waiting_for(actor: Actor) -> dict[str, Any]:
    """`waiting` and `decided`, as (correction, what it is about, the reason as this reader may
    read it); the oldest waiting first."""
    rows = Correction.objects.visible_to(actor).select_related("organization")
    decided = rows.exclude(status=CorrectionStatus.PROPOSED).order_by("-decided_at", "-pk")
    return {"waiting": _rows(rows.waiting(), actor), "decided": _rows(decided[:DECIDED], actor)}


def on(subject: Any, *, actor: Actor) -> list[Correction]:
    """Those of one record that wait and that the actor reads."""
    if isinstance(subject, LocalRequest | Commitment):
        found: list[Correction] = gathered.about(subject, ("corrections",), actor=actor)[
            "corrections"
        ]
        return [row for row in found if row.status == CorrectionStatus.PROPOSED]
    waiting = Correction.objects.visible_to(actor).waiting().about(subject)
    return list(waiting.select_related("organization"))


def waiting(actor: Actor) -> Any:
    """Those that wait; for the start page."""
    return Correction.objects.visible_to(actor).waiting()


def subject_of(correction: Correction) -> About:
    """What it is about; a joining is named by its request and its body."""
    subject: Any = correction.subject
    if isinstance(subject, Joining):
        request = subject.local_request
        words = f"要望 {request.number} に加わった{subject.organization.name}の支障事例"
        return About(words, f"{request.get_absolute_url()}#joining-{subject.pk}", request.fictional)
    kind = subject._meta.verbose_name
    return About(f"{kind} {subject}", subject.get_absolute_url(), subject.fictional)


def _rows(rows: Any, actor: Actor) -> list[tuple[Correction, About, str]]:
    found = list(rows.prefetch_related("subject"))
    hidden = corrected_words.hidden_from(actor, found)
    return [
        (row, subject_of(row), blacking.without(row.reason, words))
        for row, words in zip(found, hidden, strict=True)
    ]
