"""What the rows of some requests draw on, as one reader may see it: plain values, in a number of
queries that does not depend on how many requests there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

from django.db.models import OuterRef, Q, QuerySet, Subquery

from accounts.rules import Actor
from issues.enums import ReplyStatus
from issues.history import quotations
from issues.history.quotations import Place
from issues.models import Joining, LocalRequest, Opinion, Reply, RequestPoint, Standing
from issues.querysets.chunks import among
from issues.querysets.replies import SUBMITTED_DAY


class Heard(NamedTuple):
    """A request with what the reader hears of the voices."""

    key: int
    number: str
    kind: str
    organization: int
    speaker: str
    said_on: date
    title: str
    ask: str
    trouble: str
    lead: int | None
    due_on: date | None
    first_due_on: date | None
    status: str
    round: int
    public: bool
    fictional: bool
    progress: str
    judgement: str
    reflected_in: str
    made_up: bool
    external_number: str
    owed_on: date | None


class Answer(NamedTuple):
    """A reply that the reader may see."""

    request: int
    key: int
    ministry: int
    status: str
    reply_class: str
    timing_on: date | None
    means: Sequence[str]
    text: str
    on: date
    fictional: bool


class View(NamedTuple):
    """An opinion that stands and that the reader may see."""

    request: int
    reply: int
    round: int
    organization: int
    stance: str
    text: str
    fictional: bool


@dataclass(frozen=True)
class Kept:
    """By the key of the request. `points` with whether it is the primary one; `joined` and
    `shared` (関係府省) are keys of organizations; `answers` the newest ones; `views` in the order
    in which they were given; `places` where the first words stand that may be looked up."""

    requests: dict[int, Heard]
    points: dict[int, list[tuple[int, bool]]]
    shared: dict[int, list[int]]
    joined: dict[int, list[int]]
    answers: dict[int, Answer]
    views: dict[int, list[View]]
    places: dict[int, Place]

    @property
    def organizations(self) -> set[int | None]:
        """The keys of all organizations that are named somewhere."""
        found: set[int | None] = {each.organization for each in self.requests.values()}
        found.update([each.lead for each in self.requests.values()])
        found.update(*self.shared.values(), *self.joined.values())
        found.update([each.ministry for each in self.answers.values()])
        found.update([view.organization for view in chain(*self.views.values())])
        return found


def kept_of(keys: Sequence[int], actor: Actor) -> Kept:
    """All that there is to be read about these requests."""
    answers: dict[int, Answer] = {}
    read = set()
    for row in _answers(keys, actor):
        read.add(row[1])
        if row[0] not in answers:
            answers[row[0]] = Answer._make(row)
    views: dict[int, list[View]] = {}
    for row in _views(keys, actor):
        if row[1] in read:
            views.setdefault(row[0], []).append(View._make(row))
    return Kept(
        requests={row[0]: Heard._make(row) for row in _requests(keys, actor)},
        points=_pairs(
            (key, (point, primary))
            for key, point, primary in RequestPoint.objects.filter(local_request__in=among(keys))
            .order_by()
            .values_list("local_request", "point", "primary")
        ),
        shared=_pairs(_shared(keys)),
        joined=_pairs(_joined(keys, actor)),
        answers=answers,
        views=views,
        places=quotations.places(among(keys), actor=actor),
    )


def _requests(keys: Sequence[int], actor: Actor) -> QuerySet[Any, Any]:
    rows = LocalRequest.objects.filter(pk__in=among(keys)).order_by().heard_by(actor)
    now = Standing.objects.now().filter(local_request=OuterRef("pk")).values("owed_on")
    rows = rows.annotate(public=Q(published_at__isnull=False), owed=Subquery(now[:1]))
    return rows.values_list(
        "pk", "number", "kind", "organization", "speaker", "said_on", "title", "ask", "trouble",
        "lead_ministry", "due_on", "first_due_on", "status", "round", "public", "fictional",
        "progress_heard", "judgement_heard", "reflected_heard", "made_up_heard",
        "external_number", "owed",
    )  # fmt: skip


def _answers(keys: Sequence[int], actor: Actor) -> QuerySet[Any, Any]:
    rows = Reply.objects.visible_to(actor).exclude(status=ReplyStatus.DRAFT).of_charge()
    rows = rows.filter(local_request__in=among(keys)).order_by("-round", "-edition", "-pk")
    return rows.annotate(on=SUBMITTED_DAY).values_list(
        "local_request", "pk", "ministry", "status", "reply_class", "timing_on", "means", "text",
        "on", "fictional",
    )  # fmt: skip


def _views(keys: Sequence[int], actor: Actor) -> QuerySet[Any, Any]:
    rows = Opinion.objects.visible_to(actor).standing(of=among(keys))
    rows = rows.filter(reply__local_request__in=among(keys)).order_by("given_at", "pk")
    return rows.values_list(
        "reply__local_request", "reply", "reply__round", "organization", "stance", "text",
        "fictional",
    )  # fmt: skip


def _shared(keys: Sequence[int]) -> QuerySet[Any, Any]:
    through: Any = LocalRequest.co_ministries.through
    rows: QuerySet[Any, Any] = through.objects.filter(localrequest__in=among(keys)).order_by()
    return rows.values_list("localrequest", "organization")


def _joined(keys: Sequence[int], actor: Actor) -> QuerySet[Any, Any]:
    rows = Joining.objects.visible_to(actor).accepted().filter(local_request__in=among(keys))
    return rows.order_by("joined_at", "pk").values_list("local_request", "organization")


def _pairs(rows: Iterable[tuple[int, Any]]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for key, value in rows:
        found[key].append(value)
    return found
