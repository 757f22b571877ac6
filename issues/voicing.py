"""三者の見方: the ministry's progress, the secretariat's judgement and the organizations' views,
side by side and never folded into one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, QuerySet

from accounts.rules import Actor
from issues.enums import JudgementClass, ProgressClass, Stance
from issues.models import Judgement, LocalRequest, Opinion, ProgressReport
from issues.moments import Moment
from issues.querysets import CONTENT


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
    reports = local_request.progress_reports.select_related("ministry", "reported_by")
    judged = local_request.judgements.select_related("judged_by")
    if moment is None:
        opinions = tuple(_in_round(Opinion.objects.visible_to(actor).standing(), local_request))
        return _voices(local_request, reports.last(), judged.last(), opinions)
    progress = reports.filter(reported_at__lte=moment.at).last()
    judgement = judged.filter(judged_at__lte=moment.at).last()
    local_request.progress = progress.progress if progress else ""
    local_request.judgement = judgement.judgement if judgement else ""
    given = Opinion.objects.visible_to(actor).filter(given_at__lte=moment.at)
    newest = {opinion.organization_id: opinion for opinion in _in_round(given, local_request)}
    return _voices(local_request, progress, judgement, tuple(newest.values()))


def _in_round(opinions: QuerySet[Opinion], local_request: LocalRequest) -> QuerySet[Opinion]:
    here = opinions.filter(reply__local_request=local_request, reply__round=local_request.round)
    return here.select_related("organization", "given_by").order_by("given_at", "pk")


def _voices(
    local_request: LocalRequest,
    progress: ProgressReport | None,
    judgement: Judgement | None,
    opinions: tuple[Opinion, ...],
) -> Voices:
    return Voices(progress, judgement, opinions, _disagreements(local_request, opinions))


def disagreements(
    local_requests: Sequence[LocalRequest], *, actor: Actor
) -> dict[int, tuple[str, ...]]:
    """The same sentences for many requests, by their keys; one query."""
    standing = Opinion.objects.visible_to(actor).standing()
    rows = standing.filter(
        reply__local_request__in=local_requests, reply__round=F("reply__local_request__round")
    ).select_related("organization", "reply")
    heard: dict[int, list[Opinion]] = {}
    for opinion in rows:
        heard.setdefault(opinion.reply.local_request_id, []).append(opinion)
    return {row.pk: _disagreements(row, heard.get(row.pk, [])) for row in local_requests}


def _disagreements(local_request: LocalRequest, opinions: Sequence[Opinion]) -> tuple[str, ...]:
    """As `LocalRequestQuerySet.disagreeing` finds them, in words; from what the reader hears."""
    done = local_request.progress == ProgressClass.DONE
    idle = local_request.progress in (ProgressClass.NOT_DONE, ProgressClass.NOT_STUDIED)
    content = local_request.judgement in CONTENT
    judged, progress = local_request.get_judgement_display(), local_request.get_progress_display()
    unhappy = [o.organization.name for o in opinions if o.stance == Stance.DISSATISFIED]
    found = []
    if unhappy and done:
        found.append(f"府省は「{progress}」としていますが、{'、'.join(unhappy)}は不服です。")
    if unhappy and content:
        found.append(f"事務局は「{judged}」としていますが、{'、'.join(unhappy)}は不服です。")
    if done and local_request.judgement == JudgementClass.IMPROVE:
        found.append(f"府省は「{progress}」、事務局は「{judged}」としています。")
    if idle and content:
        found.append(f"府省は「{progress}」ですが、事務局は「{judged}」としています。")
    return tuple(found)
