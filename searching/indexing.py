"""Making documents: of what was written since the last time, or of everything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from time import monotonic
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet

from japan.forms import BAR, forms_of
from japan.text import normalise
from searching import keys
from searching.groups import Entry, Group, Keys, all_groups
from searching.models import Change, Document

FEW = 50
"""So many changes a reader's own search takes in, the newest ones; more wait for the work in the
background."""
STEP = 500
_LOCK = 0x5EA2C4
"""One at a time: of two that read a row, the one with the older words must not write last."""


def catch_up(most: int = FEW) -> bool:
    """Take in up to so many changes. False when some are left, or somebody else is at it. Waits for
    nobody."""
    if not Change.objects.exists():
        return True
    with transaction.atomic():
        if not _my_turn():
            return False
        newest = list(Change.objects.order_by("-pk").values_list("group", "owner")[:most])
        owners: dict[str, set[int]] = defaultdict(set)
        for group, owner in newest:
            owners[group].add(owner)
        followed = 0
        for group, found in owners.items():
            # Read before the words are: what is noted later tells of words that may be newer.
            noted = Change.objects.filter(group=group, owner__in=found)
            taken = list(noted.values_list("pk", flat=True))
            before = _names(group, found)
            make(all_groups()[group], found)
            Change.objects.filter(pk__in=taken).delete()
            followed += _follow(group, _renamed(before, _names(group, found)))
    if len(newest) + followed >= most:
        return False
    return catch_up(most - len(newest)) if followed else True


def work_off(*, seconds: float | None = None) -> None:
    """Take in all that is noted, one part after the other; with `seconds` no longer than that."""
    until = None if seconds is None else monotonic() + seconds
    while Change.objects.exists() and (until is None or monotonic() < until):
        newest = Change.objects.order_by("pk").values_list("pk", flat=True).last()
        catch_up(STEP)
        if newest is not None and Change.objects.filter(pk=newest).exists():
            return  # somebody else is at it


def make(group: Group, owners: Keys) -> None:
    """The documents of these results, anew; of those that are gone none."""
    Document.objects.filter(group=group.key, owner__in=owners).delete()
    Document.objects.bulk_create(document(group, each) for each in group.entries(owners))


def ask_for_all(*, missing: bool = False) -> int:
    """Note that everything has to be made anew, or that alone which has no documents."""
    asked = 0
    for group in all_groups().values():
        rows: QuerySet[Any] = group.owners().order_by()
        if missing:
            made = Document.objects.filter(group=group.key, owner=OuterRef("pk"))
            noted = Change.objects.filter(group=group.key, owner=OuterRef("pk"))
            rows = rows.filter(~Exists(made), ~Exists(noted))
        asked += _ask_for(group, rows)
    return asked


def _ask_for(group: Group, rows: QuerySet[Any]) -> int:
    asked = 0
    for some in _by_steps(rows.values_list("pk", flat=True).iterator(STEP)):
        Change.objects.bulk_create(Change(group=group.key, owner=pk) for pk in some)
        asked += len(some)
    return asked


def _names(group: str, owners: Keys) -> dict[int, tuple[str, str]]:
    """How these results are called and read, as documents say; nothing of a group by whose names
    no other is found."""
    if not any(group in each.named_by for each in all_groups().values()):
        return {}
    rows = Document.objects.filter(group=group, owner__in=owners)
    return {
        owner: (title, read)
        for owner, title, read in rows.values_list("owner", "title", "readings")
    }


def _renamed(before: dict[int, Any], after: dict[int, Any]) -> list[int]:
    return [owner for owner, name in before.items() if after.get(owner, name) != name]


def _follow(group: str, renamed: list[int]) -> int:
    """Note everything in whose words the names of these results stand."""
    if not renamed:
        return 0
    return sum(
        _ask_for(each, each.named_by[group](renamed).order_by())
        for each in all_groups().values()
        if group in each.named_by
    )


def _by_steps(found: Iterator[int]) -> Iterator[list[int]]:
    some: list[int] = []
    for pk in found:
        some.append(pk)
        if len(some) == STEP:
            yield some
            some = []
    if some:
        yield some


def document(group: Group, entry: Entry) -> Document:
    """A row of the index (not saved) out of the words of something."""
    title, number = normalise(entry.title), normalise(entry.number)
    shown = "\n".join((entry.title, *(text for _, text in entry.texts if text)))
    text = "\n".join(filter(None, (number, *map(normalise, shown.split("\n")))))
    forms = forms_of(shown)
    runs = (*(f"{BAR}{kana}{BAR}" for kana in entry.kana), *forms.runs)
    known = [
        *keys.letters(text.replace("\n", " ")),
        *(keys.TITLE + each for each in keys.letters(title)),
        *(keys.FORM + word for word in forms.words),
        *keys.of_readings(runs),
        *keys.of_number(number),
    ]
    return Document(
        group=group.key,
        owner=entry.owner,
        noun=entry.noun,
        key=entry.key,
        forum=entry.forum,
        day=entry.day,
        title=title,
        text=text,
        forms=forms.sequence,
        readings=" ".join(runs),
        keys=[group.sign + each for each in dict.fromkeys(known)],
    )


def _my_turn() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        return bool(cursor.fetchone()[0])
