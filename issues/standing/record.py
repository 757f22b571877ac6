"""What the record holds of requests, read in bulk: the only source of rounds and standings.

Everything here has two times: `counted_from`, from when it counts, and `known_from`, when it was
written down. What was entered at once has one time for both (`SAME_MOMENT`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from issues.models import DiscussionPoint, Joining, LocalRequest
from issues.standing import questions
from organizations.models import Organization
from publication.removals import blacking
from workflow.asking.together import Answers
from workflow.models import HistoryEntry, plain

SAME_MOMENT = timedelta(minutes=1)
"""What was written down so soon counts from when it was written down."""


@dataclass(frozen=True)
class Entry:
    """One operation on the request. `to_status` is "" where the status stayed."""

    key: int
    verb: str
    changes: Mapping[str, Sequence[Any]]
    details: Mapping[str, Any]
    from_status: str
    to_status: str
    counted_from: datetime
    known_from: datetime


@dataclass(frozen=True)
class Said:
    """A reply, an opinion or a word of another voice. `value` is its class; `by` the organization
    that said it; `public_from` None for what is not public; `ended` when it was taken back."""

    key: int
    value: str
    by: int | None
    counted_from: datetime
    known_from: datetime
    public_from: datetime | None
    ended: datetime | None
    at: datetime
    """When it was said, to the second: what decides between two of one moment."""
    round: int = 0
    edition: int = 0
    dated: bool = False


@dataclass(frozen=True)
class Joined:
    """A body that was accepted, for as long as it was on this request."""

    organization: int
    counted_from: datetime
    known_from: datetime
    ended: datetime | None
    public_from: datetime | None


@dataclass(frozen=True)
class Due:
    """A task's due date from then on; None: it is no longer open."""

    task: int
    on: date | None
    counted_from: datetime
    known_from: datetime


@dataclass(frozen=True)
class Slip:
    """A due date that was a slip of the pen, and what was meant."""

    written: date
    meant: date
    known_from: datetime


@dataclass
class Record:
    """All that the record holds of one request. `present` are its fields now, as the record writes
    them; `names` leads from what the record calls points and ministries to their keys."""

    key: int
    number: str
    forum: int
    said_on: date
    published_at: datetime | None
    present: Mapping[str, Any]
    points: tuple[int, ...]
    names: Names
    hidden: Sequence[str] = ()
    entries: list[Entry] = field(default_factory=list)
    replies: list[Said] = field(default_factory=list)
    opinions: list[Said] = field(default_factory=list)
    progress: list[Said] = field(default_factory=list)
    judgements: list[Said] = field(default_factory=list)
    joined: list[Joined] = field(default_factory=list)
    tasks: list[Due] = field(default_factory=list)
    slips: list[Slip] = field(default_factory=list)

    @cached_property
    def before(self) -> Mapping[str, Any]:
        """What each field that was ever changed had been before its first change. Asked for once
        all entries are there."""
        found: dict[str, Any] = {}
        for entry in self.entries:
            for name, change in entry.changes.items():
                found.setdefault(name, change[0])
        return found


@dataclass(frozen=True)
class Names:
    """Keys of the points of each forum by code, in their own order (numbers of points change), and
    of ministries by name."""

    points: Mapping[int, Mapping[str, int]]
    ministries: Mapping[str, int]

    @classmethod
    def load(cls) -> Names:
        """Two queries."""
        ministries = Organization.objects.ministries().values_list("name", "pk")
        points = DiscussionPoint.objects.order_by("pk").values_list("forum", "code", "pk")
        return cls.of(points, ministries)

    @classmethod
    def of(cls, points: Iterable[Any], ministries: Iterable[Any]) -> Names:
        """Of rows as `load` reads them."""
        ordered: dict[int, dict[str, int]] = defaultdict(dict)
        for forum, code, key in points:
            ordered[forum][code] = key
        return cls(ordered, dict(ministries))

    def in_order(self, forum: int, codes: Sequence[str]) -> tuple[int, ...]:
        """The keys of these points of a forum, the primary one, named first, before all others."""
        known = self.points.get(forum, {})
        others = [key for code, key in known.items() if code in codes[1:]]
        return tuple([*(known[code] for code in codes[:1] if code in known), *others])


FIELDS = (
    "kind",
    "title",
    "organization_id",
    "lead_ministry_id",
    "round",
    "due_on",
    "first_due_on",
    "due_basis",
    "re_raises_id",
)
"""The fields of a request whose past is asked for."""


def read(keys: Iterable[int]) -> list[Record]:
    """The records of these requests; the number of queries does not depend on how many."""
    return read_from(questions.ask(keys))


def read_from(answers: Answers) -> list[Record]:
    """The records that these answers tell of."""
    names = Names.of(answers["points"], answers["ministries"])
    rows = {row.pk: row for row in answers["requests"]}
    hidden = blacking.words_in(answers["blacked_out"], {row.number for row in rows.values()})
    belonging: dict[int, list[Any]] = defaultdict(list)
    for each in answers["belonging"]:
        belonging[each.local_request_id].append(each)
    records = {
        key: _record(row, names, hidden[row.number], belonging[key]) for key, row in rows.items()
    }
    for entry in answers["entries"]:
        records[entry.object_id].entries.append(as_entry(entry, rows[entry.object_id]))
    for record in records.values():
        settle_times(record)
    _put_replies(records, answers)
    _put_opinions(records, answers)
    _put_voices(records, answers)
    _put_joined(records, answers["joinings"])
    _put_tasks(records, answers)
    for key, written, meant, at in answers["slips"]:
        records[key].slips.append(Slip(written, meant, at))
    return list(records.values())


def _record(
    row: LocalRequest, names: Names, hidden: Sequence[str], belonging: Iterable[Any]
) -> Record:
    ordered = sorted(belonging, key=lambda each: (not each.primary, each.point_id))
    present = {name: plain(getattr(row, name)) for name in FIELDS}
    return Record(
        key=row.pk,
        number=row.number,
        forum=row.forum_id,
        said_on=row.said_on,
        published_at=row.published_at,
        present=present,
        points=tuple(each.point_id for each in ordered),
        names=names,
        hidden=hidden,
    )


def both_times(counted: datetime, known: datetime) -> tuple[datetime, datetime]:
    """(from when it counts, from when it is known): one and the same unless it was entered late."""
    at_once = timedelta(0) <= known - counted < SAME_MOMENT
    return (known if at_once else counted), known


def as_entry(entry: Any, row: LocalRequest) -> Entry:
    """A `HistoryEntry` of this request, or what is like one, with its two times."""
    change = getattr(entry, "status_change", None)
    counted = change.effective_at if change is not None else entry.recorded_at
    if change is not None and change.from_status == "" and row.split_from_id is None:
        # Its words were spoken on that day, however late it was logged.
        counted = min(counted, _beginning(row.said_on))
    counted, known = both_times(counted, entry.recorded_at)
    return Entry(
        key=entry.pk,
        verb=entry.verb,
        changes=entry.changes,
        details=entry.details,
        from_status=change.from_status if change is not None else "",
        to_status=change.to_status if change is not None else "",
        counted_from=counted,
        known_from=known,
    )


def _beginning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def settle_times(record: Record) -> None:
    """What was put right while a request of the past was being entered counts from then: nobody
    knew of the mistake at the time. After that an operation counts when it is written down."""
    if not record.entries:
        return
    begun = record.entries[0].known_from
    latest = record.entries[0].counted_from
    for index, entry in enumerate(record.entries):
        if entry.to_status:
            latest = max(latest, entry.counted_from)
        elif latest < begun:
            record.entries[index] = _counting_from(entry, latest)


def _counting_from(entry: Entry, moment: datetime) -> Entry:
    return Entry(
        entry.key,
        entry.verb,
        entry.changes,
        entry.details,
        entry.from_status,
        entry.to_status,
        moment,
        entry.known_from,
    )


def _put_replies(records: Mapping[int, Record], answers: Answers) -> None:
    recorded = dict(answers["submitted"])
    for reply in answers["replies"]:
        counted, known = both_times(reply.submitted_at, recorded.get(reply.pk, reply.submitted_at))
        records[reply.local_request_id].replies.append(
            Said(
                key=reply.pk,
                value=reply.reply_class,
                by=reply.ministry_id,
                counted_from=counted,
                known_from=known,
                public_from=reply.published_at,
                ended=reply.taken_back_at,
                at=reply.submitted_at,
                round=reply.round,
                edition=reply.edition,
                dated=reply.is_dated,
            )
        )


def _put_opinions(records: Mapping[int, Record], answers: Answers) -> None:
    recorded = dict(answers["given"])
    for opinion in answers["opinions"]:
        counted, known = both_times(opinion.given_at, recorded.get(opinion.pk, opinion.given_at))
        records[opinion.reply.local_request_id].opinions.append(
            Said(
                key=opinion.pk,
                value=opinion.stance,
                by=opinion.organization_id,
                counted_from=counted,
                known_from=known,
                public_from=opinion.published_at,
                ended=opinion.taken_back_at,
                at=opinion.given_at,
                round=opinion.reply.round,
            )
        )


def _put_voices(records: Mapping[int, Record], answers: Answers) -> None:
    for words, name, verb in (
        (answers["progress"], "progress", "report_progress"),
        (answers["judgements"], "judgement", "judge"),
    ):
        written = {
            (key, entry.details.get("voice")): entry.known_from
            for key, record in records.items()
            for entry in record.entries
            if entry.verb == verb
        }
        for word in words:
            said_at = getattr(word, word.SAID_AT)
            recorded = written.get((word.local_request_id, word.pk), said_at)
            counted, known = both_times(said_at, recorded)
            record = records[word.local_request_id]
            kept = record.progress if name == "progress" else record.judgements
            kept.append(
                Said(
                    key=word.pk,
                    value=getattr(word, name),
                    by=getattr(word, "ministry_id", None),
                    counted_from=counted,
                    known_from=known,
                    public_from=word.published_at,
                    ended=word.taken_back_at,
                    at=said_at,
                )
            )


def _put_joined(records: Mapping[int, Record], joinings: Iterable[Joining]) -> None:
    arrived = _arrivals(records)
    for joining in joinings:
        assert joining.decided_at is not None  # asked for above
        source = joining.stands_for
        record = records[joining.local_request_id]
        begun = max(joining.decided_at, arrived.get(joining.pk, joining.decided_at))
        record.joined.append(
            Joined(
                organization=joining.organization_id,
                counted_from=while_being_entered(record, begun),
                known_from=begun,
                ended=joining.left_at,
                public_from=joining.published_at if source is None else source.published_at,
            )
        )


def while_being_entered(record: Record, at: datetime) -> datetime:
    """From when something counts that has no day of its own but the one on which it was written
    down: see `settle_times`."""
    if not record.entries:
        return at
    changes = [e.counted_from for e in record.entries if e.to_status and e.known_from <= at]
    latest = max(changes, default=at)
    return latest if latest < record.entries[0].known_from else at


def _arrivals(records: Mapping[int, Record]) -> dict[int, datetime]:
    """When a merge brought each joining to the request on which it stands."""
    taken = [
        entry.details["taken_in"]
        for record in records.values()
        for entry in record.entries
        if entry.verb == "take_in" and "taken_in" in entry.details
    ]
    if not taken:
        return {}
    merged = LocalRequest.objects.filter(number__in=taken).values("pk")
    entries = HistoryEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(LocalRequest),
        object_id__in=merged,
        verb="merge",
    )
    return {
        key: at
        for at, moved in entries.order_by("recorded_at").values_list(
            "recorded_at", "details__moved"
        )
        for key in (moved or {}).get("joinings", [])
    }


def _put_tasks(records: Mapping[int, Record], answers: Answers) -> None:
    """The due date of each task on the request, with its changes and its end."""
    entries: dict[int, list[HistoryEntry]] = defaultdict(list)
    for entry in answers["of_tasks"]:
        entries[entry.object_id].append(entry)
    for key, owner, due in answers["tasks"]:
        records[owner].tasks += _dues(key, entries[key], due)


def _dues(task: int, entries: Sequence[HistoryEntry], present: date) -> list[Due]:
    changed = [entry for entry in entries if "due_on" in entry.changes]
    on = date.fromisoformat(changed[0].changes["due_on"][0]) if changed else present
    is_open, dues = False, []
    for entry in entries:
        change = getattr(entry, "status_change", None)
        if "due_on" in entry.changes:
            on = date.fromisoformat(entry.changes["due_on"][1])
        if change is not None:
            is_open = change.to_status == "open"
        if change is not None or "due_on" in entry.changes:
            at = change.effective_at if change is not None else entry.recorded_at
            dues.append(Due(task, on if is_open else None, *both_times(at, entry.recorded_at)))
    return dues
