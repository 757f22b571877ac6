"""The ministries that a request may be put to: what its words name, and who answered earlier ones.

They are offered beside the decision and never taken by themselves. What words say of ministries is
known to the app above this one; the settings name it (`LIKELY_MINISTRIES`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from accounts.rules import Actor
from issues.history import quotations
from issues.models import LocalRequest, RequestPoint, Round
from organizations.models import Organization

MOST = 3
BEFORE = 200
"""So many letters before the words of the minutes are looked at as well."""
LOOKED_AT = 200
"""The newest requests on the same point of which it is asked who answered them."""
EARLIER = 50


@dataclass
class Likely:
    """One ministry with what speaks for it: the words, and the requests that it answered."""

    ministry: Organization
    terms: tuple[str, ...] = ()
    same_asker: list[LocalRequest] = field(default_factory=list)
    same_point: list[LocalRequest] = field(default_factory=list)

    @property
    def shown(self) -> list[LocalRequest]:
        """Some of the requests that it answered, those of the same organization first."""
        return [*self.same_asker, *self.same_point][:3]


@cache
def _words_say() -> Callable[..., Iterable[Any]]:
    found: Callable[..., Iterable[Any]] = import_string(settings.LIKELY_MINISTRIES)
    return found


def of(local_request: LocalRequest, *, actor: Actor) -> list[Likely]:
    """What speaks for which ministry, the likeliest first, at most three."""
    found = {each.ministry.pk: each for each in by_words([local_request], actor=actor)[0]}
    for row in _answered(local_request, actor):
        likely = found.setdefault(row.ministry_id, Likely(row.ministry))
        same = row.local_request.organization_id == local_request.organization_id
        requests = likely.same_asker if same else likely.same_point
        if row.local_request not in requests:
            requests.append(row.local_request)
    ordered = sorted(
        found.values(),
        key=lambda each: (not each.terms, -len(each.same_asker), -len(each.same_point)),
    )
    return ordered[:MOST]


def by_words(local_requests: Sequence[LocalRequest], *, actor: Actor) -> list[list[Likely]]:
    """What their words alone say, for many requests in the same few queries, in their order."""
    origins = quotations.of_many(local_requests, actor=actor)
    said = [_said(each, origins[each.pk]) for each in local_requests]
    codes = {score.code for scores in said for score in scores}
    known = {row.code: row for row in Organization.objects.filter(code__in=codes)} if codes else {}
    return [
        [Likely(known[score.code], tuple(score.terms)) for score in scores if score.code in known]
        for scores in said
    ]


def _said(local_request: LocalRequest, origins: list[quotations.Origin]) -> list[Any]:
    quotes = "\n".join(origin.words for origin in origins)
    before = "\n".join(origin.before[-BEFORE:] for origin in origins)
    written = "\n".join((local_request.title, local_request.ask))
    return list(_words_say()(quotes or written, before=before))


def _answered(local_request: LocalRequest, actor: Actor) -> Iterable[Round]:
    """Rounds in which earlier requests of the same organization, or on the same primary point, were
    answered; the newest first."""
    visible = LocalRequest.objects.visible_to(actor).live().exclude(pk=local_request.pk)
    points = [each.point_id for each in local_request.request_points.all()]
    same = visible.filter(organization=local_request.organization_id, points__in=points)
    near = RequestPoint.objects.filter(point__in=points[:1]).order_by("-local_request")
    keys = {*same.order_by("-pk").values_list("pk", flat=True)[:LOOKED_AT]}
    keys |= {*near.values_list("local_request", flat=True)[:LOOKED_AT]}
    rows = Round.objects.filter(
        answered_at__isnull=False, local_request__in=visible.filter(pk__in=keys).values("pk")
    )
    rows = rows.select_related("ministry", "local_request").order_by("-answered_at", "-pk")
    return rows[:EARLIER]
