"""What a closed session keeps of the requests, read: formats 1 and 2 (`issues.frozen.freezing`).

`team` tells whether the reader works on all records before they are published. Everybody else
reads what was public when it was frozen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, Protocol, TypeAlias

from issues.enums import (
    AWAITING_REPLY,
)
from japan import text as japanese
from searching.query import Query

Record: TypeAlias = Mapping[str, Any]


class Head(NamedTuple):
    """As much of a record as tells which one it is and who may see it."""

    number: str
    public: bool


class Records(Protocol):
    """The records of a report, in their places."""

    def __iter__(self) -> Iterator[Record]: ...

    def heads(self) -> Iterable[Head]:
        """The head of each, by place."""

    def at(self, places: Sequence[int]) -> Iterable[Record]:
        """Those at these places, in the order asked for."""


@dataclass(frozen=True)
class Held:
    """Records that are in memory."""

    records: Sequence[Record]

    def __iter__(self) -> Iterator[Record]:
        return iter(self.records)

    def heads(self) -> Iterable[Head]:
        """The head of each, by place."""
        return (Head(record["number"], record["public"]) for record in self.records)

    def at(self, places: Sequence[int]) -> Iterable[Record]:
        """Those at these places, in the order asked for."""
        return (self.records[place] for place in places)


def is_seen(public: bool, *, team: bool) -> bool:
    """Whether the reader may see a record: the team each, everybody else what was public."""
    return team or public


Content: TypeAlias = Mapping[str, Any]


def records(content: Content, *, team: bool) -> list[Record]:
    """Those that the reader may see, by number."""
    return [each for each in content["requests"] if is_seen(each["public"], team=team)]


def reply(record: Record, *, team: bool) -> Record | None:
    """The newest reply that the reader may see; None without one."""
    if "replies" in record:
        return next((each for each in record["replies"] if team or each["public"]), None)
    if not record["reply_class"] or not (team or record["reply_public"]):
        return None
    return {
        "class": record["reply_class"],
        "on": record["replied_on"],
        "public": record["reply_public"],
    }


def opinions(record: Record, *, team: bool) -> list[Record]:
    """The opinions that stood in the round of that time, of those that the reader may see."""
    if "opinions" in record:
        return [each for each in record["opinions"] if team or each["public"]]
    if not record["stance"] or not (team or record["stance_public"]):
        return []
    own = {"organization": record["organization"], "own": True, "stance": record["stance"]}
    return [own | {"text": "", "public": record["stance_public"]}]


def word(record: Record, name: str, *, team: bool) -> str:
    """`progress`, `judgement` or `reflected_in` as the reader may hear it. Older records keep the
    one word: it was public with its request."""
    said = record.get(name, "")
    return str(said if team else record.get(f"{name}_public", said))


def unanswered(record: Record, on: date) -> bool:
    """A ministry owed a reply and its date had passed on that day."""
    owed_on = record.get("owed_on", record["due_on"])  # where several were asked
    return record["status"] in AWAITING_REPLY and "" < owed_on < on.isoformat()


def holds(record: Record, query: Query, *, team: bool) -> bool:
    """What the reader sees of it holds what is asked for, letter by letter: what was frozen stands
    in no index."""
    names = ("number", "title", "ask", "trouble", "speaker", "organization")
    quotes = [words(each, team=team) for each in record.get("passages", ())]
    parts = [record.get(name, "") for name in names] + quotes
    text = "\n".join(japanese.normalise(part) for part in parts if part)
    return query.held_by(text)


def words(passage: Record, *, team: bool) -> str:
    """The words of a passage that the reader may see: those of the public edition for others than
    the team, which records before it do not keep apart."""
    if team:
        return str(passage["quote"])
    return str(passage.get("public_quote", passage["quote"])) if passage["public"] else ""


def passage(record: Record, *, team: bool) -> Record | None:
    """The first words that it rests on, from a meeting that the reader may see."""
    return next((each for each in record.get("passages", ()) if team or each["public"]), None)
