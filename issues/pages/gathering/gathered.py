"""The rows around one request (or commitment) for one reader, asked for at once.

`about` asks for what somebody needs. A page that needs all of it asks first (`hold`); whatever it
draws finds the rows with the request.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, TypeAlias

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db import models

from accounts import rules
from accounts.models import Membership, User
from accounts.rules import Actor
from issues.history import quotations
from issues.history.quotations import Origin
from issues.models import Commitment, LocalRequest, RequestPoint
from issues.pages.gathering import later, questions
from issues.pages.gathering.given import AT, KNOWN, MINE
from issues.querysets import prefetched
from issues.standing.moments import Moment
from issues.standing.state import serial
from organizations.models import Organization
from workflow.asking import together
from workflow.asking.together import Answers
from workflow.models import HistoryEntry

Record: TypeAlias = LocalRequest | Commitment

RECORD = (
    "replies", "opinions", "joinings", "corrections", "follow_ups", "spoken_at", "handlings",
    "blacked_out", "points", "joined", "carried", "passages",
)  # fmt: skip
"""What the history is told from."""
TALK = (
    "replies", "counting_replies", "attachments", "opinions", "counting_opinions", "joined",
    "rounds",
)  # fmt: skip
VOICES = ("opinions", "heard_opinions", "progress", "judgement")
RELATIVES = ("relatives", "thread", "joined_alike", "joinings", "read_joinings")
TASKS = ("follow_ups", "uncounted", "merged")
DUE = ("due_changes", "joined", "carried")
BOTH = (
    *RECORD, *TALK, *VOICES, *TASKS, "settlement", "previous", "next", "commitments", "told",
    "taken_up", "stands", "ministries",
)  # fmt: skip
"""What a page shows, now and as of a session."""
NOW = (
    *BOTH, *RELATIVES, *DUE, "belonging", "co_ministries", "reporting", "answering",
    "following", "asked_beside", "askings", "handovers",
)  # fmt: skip
STOOD = ("then", "asked_then", "points", "settlement")
"""What a request is set back by."""
THEN = (*BOTH, *STOOD)

COMMITMENT = (*RECORD, *TASKS, "told", "answered")
"""What the page of a commitment shows."""


class Rows:
    """Answers by the names of `gathering.questions`."""

    def __init__(
        self, record: Record, names: Iterable[str], actor: Actor, moment: Moment | None
    ) -> None:
        self.record = record
        self.reader = actor
        self.moment = moment
        every = (
            questions.OF_REQUEST if isinstance(record, LocalRequest) else questions.OF_COMMITMENT
        )
        asked = tuple(name for name in dict.fromkeys(names) if name in every)
        self._actor = _stand_in(actor)
        known = moment is not None and moment.known is not None
        when = None if moment is None else Moment(None, AT, KNOWN if known else None)  # type: ignore[arg-type]
        self.answers = together.ask(
            (type(record).__name__, rules.role_of(actor), moment is not None, known, asked),
            lambda: {name: every[name](self._actor, when) for name in asked},
            **self._given(),
        )

    def _given(self) -> dict[str, Any]:
        record, moment, membership = self.record, self.moment, rules.acting(self.reader)
        return {
            "record": record.pk,
            "forum": record.forum_id,
            "number": record.number,
            "serial": _serial(record),
            "mine": membership.organization_id if membership else None,
            "reader": self.reader.pk,
            "at": moment.at if moment else None,
            "known": moment.known if moment else None,
        }

    def __getitem__(self, name: str) -> list[Any]:
        return self.answers[name]

    def has(self, names: Iterable[str]) -> bool:
        """All of these were asked for."""
        return all(name in self.answers for name in names)

    def counting(self, name: str, keys: str) -> list[Any]:
        """The rows of one question whose keys are the answer to another."""
        those = set(self[keys])
        return [row for row in self[name] if row.pk in those]

    def one(self, name: str) -> Any:
        """The only row; None without any."""
        return next(iter(self.answers[name]), None)

    @cached_property
    def hanging(self) -> list[models.Model]:
        """What hangs on it and has a record of its own, as far as the reader sees it."""
        mine = [task for task in self["follow_ups"] if task.object_id == self.record.pk]
        names = ("replies", "opinions", "joinings", "corrections")
        return [*(row for name in names for row in self.get(name)), *mine]

    @cached_property
    def meetings(self) -> list[Any]:
        """The sessions at which it was spoken of or dealt with."""
        spoken = [row.speech.source.meeting for row in self["spoken_at"]]
        return [*spoken, *(row.meeting for row in self.get("handlings"))]

    def get(self, name: str) -> list[Any]:
        """The rows; none where nobody asked for them."""
        return self.answers.get(name, [])

    @property
    def entries(self) -> list[HistoryEntry]:
        """The record of these things, oldest first."""
        return self._later["entries"]

    @property
    def own_entries(self) -> list[HistoryEntry]:
        """Those of the record itself."""
        kind = ContentType.objects.get_for_model(self.record)
        key = (kind.pk, self.record.pk)
        mine = [e for e in self.entries if (e.content_type_id, e.object_id) == key]
        return sorted(mine, key=lambda entry: (entry.recorded_at, entry.pk))

    @property
    def editions(self) -> list[tuple[int, int]]:
        """The editions of the minutes quoted that may be read; see `quotations.editions`."""
        return self._later.get("editions", [])

    @property
    def origins(self) -> list[Origin]:
        """Its passages that the reader sees, in the order of the minutes."""
        if not self["passages"]:
            return []
        return quotations.told([self.record], self["passages"], self.editions)[self.record.pk]

    @property
    def versions(self) -> Iterator[later.Version]:
        """For the team: the versions of these things that the database keeps."""
        return later.versions(self._later)

    @cached_property
    def _later(self) -> Answers:
        """What is asked once this is known; see `gathering.later`."""
        things = [self.record, *self.hanging]
        meetings = {row.speech.source.meeting_id for row in self["passages"]}
        return later.ask(things, meetings, reader=self._actor, mine=self._given()["mine"])


def found(number: str, *, actor: Actor) -> LocalRequest | None:
    """The request with this number as a list shows it, but for its points; None where the actor
    does not see it."""
    reader, membership = _stand_in(actor), rules.acting(actor)
    answers = together.ask(
        ("request by number", rules.role_of(actor)),
        lambda: {"found": questions.by_number(reader)},
        number=number,
        mine=membership.organization_id if membership else None,
    )
    return next(iter(answers["found"]), None)


def about(
    record: Record, names: Iterable[str], *, actor: Actor, moment: Moment | None = None
) -> Rows:
    """These rows around the record as the actor sees them; those that are held where they are
    the same reader's and of the same time."""
    held: Rows | None = record.__dict__.get("_rows")
    if held is not None and held.reader == actor and held.moment == moment and held.has(names):
        return held
    return Rows(record, names, actor, moment)


def hold(record: Record, rows: Rows) -> None:
    """Keep the rows with a record that is going to be shown, not changed."""
    record.__dict__["_rows"] = rows
    if rows.has(("belonging", "co_ministries")):
        points = {point.pk: point for point in rows["points"]}
        for row in rows["belonging"]:
            row.point = points[row.point_id]
        prefetched.hold(record, "request_points", RequestPoint, rows["belonging"])
        prefetched.hold(record, "co_ministries", Organization, rows["co_ministries"])


def _serial(record: Record) -> int | None:
    if not isinstance(record, LocalRequest):
        return None
    return serial(record.number, record.said_on)


def _stand_in(actor: Actor) -> Actor:
    """Somebody of the same role in any body: questions are put for all of them alike."""
    membership = rules.acting(actor)
    if membership is None:
        return AnonymousUser()
    person = User(is_active=True)
    person.acting = Membership(role=membership.role, organization_id=MINE)
    return person
