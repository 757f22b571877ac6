"""原文: the words in the minutes that a record rests on, with what stands around them.

Passages and meetings belong to the app above this one. They are reached through the relation that
it adds to a record, never imported.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import QuerySet

from accounts.rules import Actor, sees_everything
from issues.models import Commitment, LocalRequest
from publication.models import Removal

_RELATED = (
    "speech__source__meeting__body",
    "speech__attendance",
    "public_speech__source__meeting__body",
    "public_speech__attendance",
)
_IN_ORDER = ("speech__source__meeting__held_on", "speech__index", "start", "pk")


@dataclass(frozen=True)
class Origin:
    """One passage as a page shows it. `before` and `after` are the rest of its paragraph, "" for
    readers who may not see the meeting; they get no `url` either."""

    key: int
    words: str
    before: str
    after: str
    who: str
    meeting: Any
    url: str
    anchor_status: str
    anchor_label: str
    anchor_reason: str
    source_sha256: str
    speech_index: int
    fictional: bool


def meetings() -> Any:
    """All meetings, with the `visible_to` of their own app."""
    return apps.get_model("meetings", "Meeting")._default_manager.select_related("body")


def handlings(actor: Actor) -> Any:
    """What sessions did with requests and points, as far as the actor sees it."""
    return apps.get_model("meetings", "Handling")._default_manager.visible_to(actor)


def memos(actor: Actor) -> Any:
    """The running summaries (整理メモ) that the actor may read, in the order of their sessions."""
    rows = apps.get_model("meetings", "PointMemo")._default_manager.visible_to(actor)
    rows = rows.select_related("meeting__body", "written_by")
    return rows.order_by("meeting__held_on", "meeting__session_number", "pk")


def closed_editions(actor: Actor) -> Any:
    """The editions of minutes that the actor may not read."""
    every = apps.get_model("meetings", "MinutesSource")._default_manager
    return every.exclude(pk__in=every.visible_to(actor).values("pk"))


def passages(actor: Actor) -> Any:
    """The passages that the actor may read."""
    return apps.get_model("meetings", "Passage")._default_manager.visible_to(actor)


def passages_of(requests: Any) -> Any:
    """All passages that these requests (keys) rest on, with their meetings, for the record."""
    rows = _passages().filter(local_request__in=requests).order_by()
    return rows.select_related("speech__source__meeting__body", "public_speech__source").defer(
        "speech__text"
    )


def asked_at(meetings: Iterable[Any], local_requests: Any, *, actor: Actor) -> Any:
    """The passages in the minutes of these meetings that these requests rest on, of those that the
    actor may read."""
    rows = passages(actor)
    return rows.filter(speech__source__meeting__in=meetings, local_request__in=local_requests)


def taken_down_passages() -> Any:
    """The keys of the quotes whose publication was taken back."""
    return Removal.objects.taken_down(_passages().model)


def _passages() -> Any:
    return apps.get_model("meetings", "Passage")._default_manager.all()


def _read_by(actor: Actor) -> QuerySet[Any]:
    """All passages but those that were taken down, which the team reads as well."""
    every: QuerySet[Any] = _passages()
    return every if sees_everything(actor) else every.exclude(pk__in=taken_down_passages())


def quoted(actor: Actor) -> QuerySet[Any]:
    """The passages of `_read_by` with all that is shown of them, in the order of the minutes."""
    return _read_by(actor).select_related(*_RELATED).order_by(*_IN_ORDER)


def places_of(**record: Any) -> Any:
    """All passages of a `local_request` or `commitment` (key), each with the session at which it
    was said and no more."""
    meeting = "speech__source__meeting"
    rows = _passages().filter(**record).select_related(f"{meeting}__body")
    shown = (
        "session_number", "held_on", "fictional", "published_at", "body__short_name", "body__forum",
    )  # fmt: skip
    return rows.only("start", *(f"{meeting}__{name}" for name in shown))


def editions(actor: Actor) -> Any:
    """The editions of minutes that the actor may read, with their meetings, the newest last."""
    sources = apps.get_model("meetings", "MinutesSource")._default_manager.visible_to(actor)
    return sources.order_by("edition").values_list("pk", "meeting")


def origins_of(record: LocalRequest | Commitment, *, actor: Actor) -> list[Origin]:
    """The passages of a record that the actor sees, in the order of the minutes; two queries."""
    return of_many([record], actor=actor)[record.pk]


def of_many(
    records: Sequence[LocalRequest | Commitment], *, actor: Actor
) -> dict[int, list[Origin]]:
    """The same for many records of one sort, by their keys, in the same two queries.

    Words of an edition that the actor may not read stay closed. Where the public edition had the
    passage, it is shown as it stands there; an internal record shows the bare quote from the
    current edition, for it was put before the actor; otherwise nothing is shown.
    """
    found: dict[int, list[Origin]] = {record.pk: [] for record in records}
    if not records:
        return found
    relation = _relation(records[0])
    rows = list(quoted(actor).filter(**{f"{relation}__in": list(found)}))
    meetings = {row.speech.source.meeting_id for row in rows}
    return told(records, rows, list(editions(actor).filter(meeting__in=meetings)))


def told(
    records: Sequence[LocalRequest | Commitment],
    passages: Iterable[Any],
    editions_read: Iterable[tuple[int, int]],
) -> dict[int, list[Origin]]:
    """The same from passages of `quoted` and from the `editions` of their meetings; passages of
    other records are left out."""
    found: dict[int, list[Origin]] = {record.pk: [] for record in records}
    if not records:
        return found
    relation = _relation(records[0])
    seen = _Editions(editions_read)
    published = {record.pk for record in records if record.published_at}
    for row in passages:
        owner = getattr(row, f"{relation}_id")
        if owner not in found:
            continue
        origin = seen.origin(row, published=owner in published)
        if origin is not None:
            found[owner].append(origin)
    return found


def _relation(record: LocalRequest | Commitment) -> str:
    return "local_request" if isinstance(record, LocalRequest) else "commitment"


class Place(NamedTuple):
    """Where words stand: the meeting in words, and their address."""

    meeting: str
    url: str


def places(keys: Any, *, actor: Actor) -> dict[int, Place]:
    """Where the first words stand that each of these requests (keys) rests on and that the actor
    may look up, as `of_many` gives them; a fixed number of queries and no more of a passage than
    its address."""
    model: Any = _passages().model
    read = _read_by(actor).filter(local_request__in=keys).order_by(*_IN_ORDER)
    rows = list(
        read.values_list(
            "local_request", "pk", "speech__source", "speech__source__meeting", "speech__number",
            "public_speech__source", "public_speech__source__meeting", "public_speech__number",
        )
    )  # fmt: skip
    read_now = _Editions(editions(actor).filter(meeting__in={row[3] for row in rows}))
    firsts: dict[int, tuple[int, int, int]] = {}
    for owner, key, source, *here, public_source, public_meeting, public_number in rows:
        if owner not in firsts:
            if source in read_now.seen:
                firsts[owner] = (*here, key)
            elif public_source in read_now.seen:
                firsts[owner] = (public_meeting, public_number, key)
    found = meetings().in_bulk({meeting for meeting, _, _ in firsts.values()})
    named = {pk: str(meeting) for pk, meeting in found.items()}
    return {
        owner: Place(named[meeting], model.address(meeting, number, key))
        for owner, (meeting, number, key) in firsts.items()
    }


class _Editions:
    """Which editions of minutes the actor may read: pairs of `editions`."""

    def __init__(self, read: Iterable[tuple[int, int]]) -> None:
        self.seen = dict(read)
        self.newest = {meeting: pk for pk, meeting in self.seen.items()}

    def origin(self, row: Any, *, published: bool) -> Origin | None:
        """The passage as the actor may read it; None where nothing of it."""
        source = row.speech.source
        if source.pk in self.seen:
            # A later edition that lost the words is told of once it can be read itself.
            lost = self.newest[source.meeting_id] != source.pk
            return _origin(row if lost else row.without_doubt(), open_meeting=True)
        if row.public_speech is not None and row.public_speech.source_id in self.seen:
            return _origin(row.as_public(), open_meeting=True)
        if not published and source.pk == source.meeting.current_source_id:
            return _origin(row, open_meeting=False)
        return None


def _origin(passage: Any, *, open_meeting: bool) -> Origin:
    before, after = _paragraph(passage) if open_meeting else ("", "")
    attendance = passage.speech.attendance
    return Origin(
        key=passage.pk,
        words=passage.quote,
        before=before,
        after=after,
        who=f"{attendance.name} {attendance.title}".strip() if attendance else passage.speech.label,
        meeting=passage.speech.source.meeting if open_meeting else None,
        url=passage.get_absolute_url() if open_meeting else "",
        anchor_status=passage.anchor_status,
        anchor_label=passage.get_anchor_status_display(),
        anchor_reason=passage.anchor_reason,
        source_sha256=passage.source_sha256,
        speech_index=passage.speech.index,
        fictional=passage.speech.source.meeting.fictional,
    )


def _paragraph(passage: Any) -> tuple[str, str]:
    """What stands before and after the quote in its paragraph (or paragraphs)."""
    text: str = passage.speech.text
    begin = text.rfind("\n", 0, passage.start) + 1
    end = text.find("\n", passage.end)
    return text[begin : passage.start], text[passage.end : len(text) if end < 0 else end]
