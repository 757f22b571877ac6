"""三者の見方: the ministry's progress, the secretariat's judgement and the organizations' views,
side by side and never folded into one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F

from accounts.rules import Actor
from issues.enums import JudgementClass, ProgressClass, RequestStatus, Stance
from issues.models import Judgement, LocalRequest, Opinion, ProgressReport, Settlement
from issues.pages.gathering import gathered
from issues.standing.moments import Moment
from issues.standing.state import CONTENT


@dataclass(frozen=True)
class Voices:
    """The newest word of each; `disagreements` says in sentences where they contradict."""

    progress: ProgressReport | None
    judgement: Judgement | None
    opinions: tuple[Opinion, ...]
    disagreements: tuple[str, ...]

    @property
    def any(self) -> bool:
        """Somebody has spoken."""
        return bool(self.progress or self.judgement or self.opinions)


def voices_of(local_request: LocalRequest, *, actor: Actor, moment: Moment | None = None) -> Voices:
    """What the actor may hear of each voice; opinions are those standing in the present round.
    With a moment (and the request set back to it) the newest words by then."""
    around = gathered.about(local_request, gathered.VOICES, actor=actor, moment=moment)
    heard = around.counting("opinions", "heard_opinions")
    given = [opinion for opinion in heard if opinion.reply.round == local_request.round]
    opinions = tuple({opinion.organization_id: opinion for opinion in given}.values())
    progress, judgement = around.one("progress"), around.one("judgement")
    words = _disagreements(
        progress.progress if progress else "", judgement.judgement if judgement else "", opinions
    )
    return Voices(progress, judgement, opinions, words)


def settled(
    local_request: LocalRequest, *, actor: Actor, moment: Moment | None = None
) -> Settlement | None:
    """The words with which a settled request was settled, if the actor may read them. With a
    moment (and the request set back to it) the words of then."""
    if local_request.status != RequestStatus.SETTLED:
        return None
    around = gathered.about(local_request, ("settlement",), actor=actor, moment=moment)
    found: Settlement | None = around.one("settlement")
    return found


def waiting() -> Any:
    """The keys of requests with words of a voice that the secretariat may publish."""
    keys = [
        model.objects.waiting().values_list("local_request")
        for model in (ProgressReport, Judgement, Settlement)
    ]
    return keys[0].order_by().union(*(each.order_by() for each in keys[1:]))


def disagreements(
    local_requests: Sequence[LocalRequest], *, actor: Actor
) -> dict[int, tuple[str, ...]]:
    """The same sentences for many requests, by their keys; two queries."""
    standing = Opinion.objects.visible_to(actor).standing()
    opinions = standing.filter(
        reply__local_request__in=local_requests, reply__round=F("reply__local_request__round")
    ).select_related("organization", "reply")
    heard: dict[int, list[Opinion]] = {}
    for opinion in opinions:
        heard.setdefault(opinion.reply.local_request_id, []).append(opinion)
    keys = [row.pk for row in local_requests]
    said: Any = LocalRequest.objects.filter(pk__in=keys).heard_by(actor)
    return {
        pk: _disagreements(progress, judgement, heard.get(pk, []))
        for pk, progress, judgement in said.values_list("pk", "progress_heard", "judgement_heard")
    }


def _disagreements(progress: str, judgement: str, opinions: Sequence[Opinion]) -> tuple[str, ...]:
    """As `LocalRequestQuerySet.disagreeing` finds them, in words; from what the reader hears."""
    done, content = progress == ProgressClass.DONE, judgement in CONTENT
    idle = progress in (ProgressClass.NOT_DONE, ProgressClass.NOT_STUDIED)
    ministry = str(ProgressClass(progress).label) if progress else ""
    judged = str(JudgementClass(judgement).label) if judgement else ""
    unhappy = [o.organization.name for o in opinions if o.stance == Stance.DISSATISFIED]
    found = []
    if unhappy and done:
        found.append(f"府省は「{ministry}」としていますが、{'、'.join(unhappy)}は不服です。")
    if unhappy and content:
        found.append(f"事務局は「{judged}」としていますが、{'、'.join(unhappy)}は不服です。")
    if done and judgement == JudgementClass.IMPROVE:
        found.append(f"府省は「{ministry}」、事務局は「{judged}」としています。")
    if idle and content:
        found.append(f"府省は「{ministry}」ですが、事務局は「{judged}」としています。")
    return tuple(found)
