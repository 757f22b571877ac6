"""三者の見方: the ministry's progress, the secretariat's judgement and the organizations' views,
side by side and never folded into one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet

from accounts.rules import Actor
from issues.enums import JudgementClass, ProgressClass, RequestStatus, Stance
from issues.models import Judgement, LocalRequest, Opinion, ProgressReport, Settlement
from issues.moments import Moment
from issues.standings.state import CONTENT


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


def of(local_request: LocalRequest, *, actor: Actor, moment: Moment | None = None) -> Voices:
    """What the actor may hear of each voice; opinions are those standing in the present round.
    With a moment (and the request set back to it) the newest words by then."""
    at = moment.at if moment is not None else None
    reports = local_request.progress_reports.visible_to(actor).standing(at)
    judged = local_request.judgements.visible_to(actor).standing(at)
    if moment is None:
        heard = Opinion.objects.visible_to(actor).standing()
        opinions = tuple(_in_round(heard, local_request))
    else:
        given = _in_round(Opinion.kept.counting_at(moment.at).visible_to(actor), local_request)
        opinions = tuple({opinion.organization_id: opinion for opinion in given}.values())
    progress = reports.select_related("ministry", "reported_by").last()
    judgement = judged.select_related("judged_by").last()
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
    at = moment.at if moment is not None else None
    newest = local_request.settlements.standing(at).last()
    if newest is None:
        return None
    found: Settlement | None = Settlement.objects.visible_to(actor).filter(pk=newest.pk).first()
    return found


def waiting() -> Any:
    """The keys of requests with words of a voice that the secretariat may publish."""
    keys = [
        model.objects.waiting().values_list("local_request")
        for model in (ProgressReport, Judgement, Settlement)
    ]
    return keys[0].order_by().union(*(each.order_by() for each in keys[1:]))


def _in_round(opinions: QuerySet[Opinion], local_request: LocalRequest) -> QuerySet[Opinion]:
    here = opinions.filter(reply__local_request=local_request, reply__round=local_request.round)
    return here.select_related("organization", "given_by").order_by("given_at", "pk")


def disagreements(
    local_requests: Sequence[LocalRequest], *, actor: Actor
) -> dict[int, tuple[str, ...]]:
    """The same sentences for many requests, by their keys; two queries."""
    standing = Opinion.objects.visible_to(actor).standing()
    rows = standing.filter(
        reply__local_request__in=local_requests, reply__round=F("reply__local_request__round")
    ).select_related("organization", "reply")
    heard: dict[int, list[Opinion]] = {}
    for opinion in rows:
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
