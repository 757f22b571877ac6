"""What the columns of one row read from: a request as it stands now, or as a closed session keeps
it; both as one reader may see them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from issues.columns.kept import Answer, Heard, View
from issues.frozen.records import Record
from issues.history.quotations import Place
from issues.models import DiscussionPoint
from issues.models.reply import means_labels
from issues.querysets.bodies import Bodies, Body


class Point(NamedTuple):
    """A point as cells name it: 「1 費用」."""

    position: int
    words: str
    code: str


NO_POINT = Point(0, "", "")


class Names:
    """Organizations, points and means as cells name them, kept from part to part: there are few."""

    def __init__(self) -> None:
        self.bodies = Bodies()
        self.points = {
            each.pk: Point(each.position, f"{each.position} {each.short_name}", each.code)
            for each in DiscussionPoint.objects.only("pk", "position", "short_name", "code")
        }
        self.means: dict[tuple[str, ...], tuple[str, ...]] = {}

    def called(self, means: Sequence[str]) -> tuple[str, ...]:
        """Means in words."""
        codes = tuple(means)
        if codes not in self.means:
            self.means[codes] = tuple(means_labels(codes))
        return self.means[codes]


class Now(NamedTuple):
    """A request as it stands now. `lead` is the ministry in charge; `primary` is `NO_POINT` where
    it has none; `shared` and `joined` are organizations in their order. `answer` is the newest
    reply that the reader sees, `views` are the opinions of the present round, `own` the
    requester's among them. `changed`: the day on which what the reader sees of it last changed.
    `on` decides on 未回答."""

    request: Heard
    organization: Body
    lead: Body | None
    primary: Point
    others: Sequence[Point]
    shared: Sequence[Body]
    joined: Sequence[Body]
    answer: Answer | None
    views: Sequence[View]
    own: View | None
    place: Place | None
    changed: date
    names: Names
    on: date


class Then(NamedTuple):
    """A request as a closed session keeps it, in format 1 or 2 (`issues.frozen.freezing`).
    `answer` is empty where the reader sees none; `names` are points in words by their codes.
    `team`: read by somebody who works on all records before they are published."""

    record: Record
    answer: Record
    views: Sequence[Record]
    own: Record
    place: Record
    names: Mapping[str, str]
    team: bool
    on: date
