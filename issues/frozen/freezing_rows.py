"""What the frozen records of some requests draw on, as it was at a moment: plain values, in a
number of queries that does not depend on how many requests there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from issues.history import quotations
from issues.models import (
    Judgement,
    LocalRequest,
    Opinion,
    ProgressReport,
    Reply,
    Settlement,
    Standing,
)
from issues.querysets.chunks import among
from issues.querysets.replies import SUBMITTED_DAY
from issues.standing import fields_then
from issues.standing.moments import Moment


class Stood(NamedTuple):
    """A request where it stood."""

    request: int
    kind: str
    title: str
    status: str
    organization: int
    points: Sequence[int]
    joined: Sequence[int]
    open_joined: Sequence[int]
    lead: int | None
    co_ministries: Sequence[int]
    round: int
    due_on: date | None
    first_due_on: date | None
    asked: dict[str, list[str]] | None
    owed_on: date | None
    reply: int | None
    reply_class: str
    open_reply: int | None
    first_reply: str
    open_first_reply: str
    stance: str
    open_stance: str
    progress: str
    open_progress: str
    judgement: str
    open_judgement: str
    re_raises: int | None
    task_due_on: date | None
    published: bool
    number: str
    said_on: date
    fictional: bool
    external_number: str


class Answer(NamedTuple):
    """A reply that counted."""

    request: int
    key: int
    round: int
    edition: int
    reply_class: str
    ministry: str
    timing_on: date | None
    means: Sequence[str]
    text: str
    on: date
    public: bool
    fictional: bool


class View(NamedTuple):
    """An opinion that counted."""

    request: int
    reply: int
    round: int
    organization: int
    name: str
    stance: str
    text: str
    public: bool
    fictional: bool


@dataclass(frozen=True)
class Kept:
    """By the key of the request. `answers` the newest first, `views` in the order in which they
    were given; `settled` is what everybody reads of the settlement that stood; `made_up` the
    requests of which a voice is 架空."""

    stood: dict[int, Stood]
    words: dict[int, dict[str, Any]]
    answers: dict[int, list[Answer]]
    views: dict[int, list[View]]
    settled: dict[int, str]
    made_up: set[int]
    passages: dict[int, list[Any]]
    numbers: dict[int, str]

    @property
    def organizations(self) -> set[int | None]:
        """The keys of all organizations that are named by their keys."""
        found: set[int | None] = set()
        for each in self.stood.values():
            found.update((each.organization, each.lead, *each.joined, *each.co_ministries))
            found.update(each.open_joined)
            found.update(int(key) for key in each.asked or ())
        return found


def kept_of(keys: Sequence[int], standings: Sequence[int], moment: Moment) -> Kept:
    """All that there is to be read about these requests and about where they stood (keys)."""
    stood = {row[0]: Stood._make(row) for row in _stood(standings)}
    answers = _by_request(map(Answer._make, _answers(keys, moment)))
    counted = {answer.key for each in answers.values() for answer in each}
    views = (view for view in map(View._make, _views(keys, moment)) if view.reply in counted)
    raised = [row.re_raises for row in stood.values() if row.re_raises]
    numbers = LocalRequest.objects.filter(pk__in=raised).order_by().values_list("pk", "number")
    return Kept(
        stood=stood,
        words=fields_then.words(among(keys), moment.at),
        answers=answers,
        views=_by_request(views),
        settled=_settled(keys, moment),
        made_up=_made_up(keys, moment),
        passages=_passages(keys),
        numbers=dict(numbers) if raised else {},
    )


def _stood(keys: Sequence[int]) -> QuerySet[Any, Any]:
    rows = Standing.objects.filter(pk__in=among(keys)).order_by()
    return rows.values_list(
        "local_request", "kind", "title", "status", "organization", "points", "joined",
        "open_joined", "lead_ministry", "co_ministries", "round", "due_on", "first_due_on",
        "asked", "owed_on", "reply", "reply_class", "open_reply", "first_reply",
        "open_first_reply", "stance",
        "open_stance", "progress", "open_progress", "judgement", "open_judgement", "re_raises",
        "task_due_on", "published", "local_request__number", "local_request__said_on",
        "local_request__fictional", "local_request__external_number",
    )  # fmt: skip


def _answers(keys: Sequence[int], moment: Moment) -> QuerySet[Any, Any]:
    rows = Reply.kept.counting_at(moment.at).filter(local_request__in=among(keys))
    rows = rows.order_by("-round", "-submitted_at", "-pk")
    return rows.annotate(on=SUBMITTED_DAY, public=Q(published_at__isnull=False)).values_list(
        "local_request", "pk", "round", "edition", "reply_class", "ministry__name", "timing_on",
        "means", "text", "on", "public", "fictional",
    )  # fmt: skip


def _views(keys: Sequence[int], moment: Moment) -> QuerySet[Any, Any]:
    rows = Opinion.kept.counting_at(moment.at).filter(reply__local_request__in=among(keys))
    rows = rows.annotate(public=Q(published_at__isnull=False)).order_by("given_at", "pk")
    return rows.values_list(
        "reply__local_request", "reply", "reply__round", "organization", "organization__full_name",
        "stance", "text", "public", "fictional",
    )  # fmt: skip


def _settled(keys: Sequence[int], moment: Moment) -> dict[int, str]:
    rows = Settlement.objects.standing(moment.at).filter(local_request__in=among(keys))
    rows = rows.annotate(public=Q(published_at__isnull=False))
    told = rows.values_list("local_request", "reflected_in", "public")
    return {key: words if public else "" for key, words, public in told}


def _made_up(keys: Sequence[int], moment: Moment) -> set[int]:
    found: set[int] = set()
    voices: tuple[Any, ...] = (ProgressReport, Judgement, Settlement)
    for model in voices:
        rows = model.objects.standing(moment.at).filter(local_request__in=among(keys))
        found.update(rows.filter(fictional=True).values_list("local_request", flat=True))
    return found


def _passages(keys: Sequence[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for passage in quotations.passages_of(among(keys)):
        found.setdefault(passage.local_request_id, []).append(passage)
    return found


def _by_request(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row)
    return found
