"""Keeping rounds and standings in step with the record: after each move, and anew by command."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

from django.db import transaction

from issues.models import FollowUp, Joining, LocalRequest, Opinion, Reply, Round, Standing
from issues.standing import questions, record, rounds, stretches
from issues.standing.record import Record
from issues.standing.rounds import Asked
from issues.standing.state import State
from issues.standing.stretches import Stretch

AT_ONCE = 500
"""How many requests are read together."""


@dataclass(frozen=True)
class Difference:
    """A request whose rows are not what its record says."""

    key: int
    number: str
    rounds: bool
    standings: bool


def after_move(sender: Any, *, obj: Any, verb: str, **_: Any) -> None:
    """Bring the requests up to date that a move touched; called in the move's transaction."""
    if touched := concerned(obj, verb):
        rebuild(touched)


def after_beginnings(sender: Any, *, objs: Sequence[Any], verb: str, **_: Any) -> None:
    """The same for many things that began together."""
    rebuild(key for obj in objs for key in concerned(obj, verb))


def concerned(obj: Any, verb: str) -> list[int]:
    """The requests (keys) whose standing may follow from a move of this thing."""
    if isinstance(obj, LocalRequest):
        public = verb in ("publish", "unpublish")
        held = obj.standing_joinings.values_list("local_request", flat=True) if public else ()
        return [obj.pk, *held]
    if isinstance(obj, Reply | Joining):
        return [obj.local_request_id]
    if isinstance(obj, Opinion):
        return [obj.reply.local_request_id]
    if isinstance(obj, FollowUp) and obj.content_type.model_class() is LocalRequest:
        return [obj.object_id]
    return []


def rebuild(keys: Iterable[int]) -> int:
    """Write the rows of these requests as their records say; gives how many requests had to be
    changed. Rows that are right stay as they are."""
    changed = 0
    for part in _parts(keys):
        with transaction.atomic():
            held = list(_with_rows(part))
            first = [(each.key, asked, rounds.rounds_of(each)) for each, asked, _ in held]
            then = [(each.key, stood, stretches.stretches_of(each)) for each, _, stood in held]
            changed += len(_replace(Round, first) | _replace(Standing, then))
    return changed


def differences(keys: Iterable[int]) -> Iterator[Difference]:
    """The requests whose rows are not what their records say."""
    for part in _parts(keys):
        for each, asked, stood in _with_rows(part):
            wrong = (
                _differs(asked, rounds.rounds_of(each)),
                _differs(stood, stretches.stretches_of(each)),
            )
            if any(wrong):
                yield Difference(each.key, each.number, *wrong)


def _parts(keys: Iterable[int]) -> Iterator[list[int]]:
    wanted = list(keys)
    for start in range(0, len(wanted), AT_ONCE):
        yield wanted[start : start + AT_ONCE]


def _with_rows(keys: list[int]) -> Iterator[tuple[Record, list[Round], list[Standing]]]:
    asked: dict[int, list[Round]] = {key: [] for key in keys}
    stood: dict[int, list[Standing]] = {key: [] for key in keys}
    answers = questions.ask(keys)
    for row in answers["rounds"]:
        asked[row.local_request_id].append(row)
    for standing in answers["standings"]:
        stood[standing.local_request_id].append(standing)
    for each in record.read_from(answers):
        yield each, asked[each.key], stood[each.key]


def _replace(
    model: Any, held: Iterable[tuple[int, list[Any], Sequence[Asked | Stretch]]]
) -> set[int]:
    """Of each request, with its rows and what they should be, delete what is wrong and insert what
    is missing. Gives the requests (keys) that this was done to."""
    gone, missing, touched = [], [], set()
    for key, rows, wanted in held:
        there = {_as_tuple(row): row for row in rows}
        right = {_values(each): each for each in wanted}
        old = [row.pk for values, row in there.items() if values not in right]
        new = [values for values in right if values not in there]
        gone += old
        missing += [
            model(local_request_id=key, **dict(zip(_names(model), values, strict=True)))
            for values in new
        ]
        if old or new:
            touched.add(key)
    if gone:
        model.objects.filter(pk__in=gone).delete()
    model.objects.bulk_create(missing)
    return touched


def _differs(rows: list[Any], wanted: Sequence[Asked | Stretch]) -> bool:
    return {_as_tuple(row) for row in rows} != {_values(each) for each in wanted}


def _names(model: Any) -> list[str]:
    if model is Round:
        return [each.name for each in fields(Asked)]
    times = [each.name for each in fields(Stretch) if each.name != "state"]
    return times + [each.name for each in fields(State)]


def _values(each: Asked | Stretch) -> tuple[Any, ...]:
    if isinstance(each, Asked):
        return _hashable(getattr(each, name) for name in _names(Round))
    times = [getattr(each, f.name) for f in fields(Stretch) if f.name != "state"]
    return _hashable((*times, *(getattr(each.state, f.name) for f in fields(State))))


def _as_tuple(row: Any) -> tuple[Any, ...]:
    return _hashable(getattr(row, name) for name in _names(type(row)))


def _hashable(values: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(tuple(v) if isinstance(v, list) else _frozen(v) for v in values)


def _frozen(value: Any) -> Any:
    return Basis(value) if isinstance(value, dict) else value


class Basis(dict[str, Any]):
    """A JSON value that can be compared among others."""

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(repr(sorted(self.items())))
