"""Which column of a sheet is read as what: proposed by what was said before of the sender's
columns, then by their names; remembered once a person has said it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from issues.intake import targets
from issues.models import ColumnMemory, Intake
from organizations.models import Organization
from sheets import heads
from sheets.values import Outline, folded, letters, outline_from_json

SAMPLES = 3
SAMPLE_LENGTH = 60
LONGEST_NAME = 200


@dataclass(frozen=True)
class ColumnSeen:
    """A column as it is shown to whoever says what it is: its letter, its name over merged cells
    ("": none), what its first cells say, and whether it is hidden in the sheet."""

    index: int
    letter: str
    name: str
    samples: tuple[str, ...]
    hidden: bool


def outlines_of(intake: Intake) -> list[Outline]:
    """The sheets of the file."""
    return [outline_from_json(each) for each in intake.outlines]


def outline_of(intake: Intake, name: str) -> Outline | None:
    """The sheet of this name; None where the file has none."""
    return next((each for each in outlines_of(intake) if each.name == name), None)


def proposed_sheet(outlines: Sequence[Outline]) -> Outline:
    """The sheet that most likely holds the requests: the visible one whose head says most that is
    known, then the longest."""
    return max(
        outlines,
        key=lambda each: (not each.hidden, _known_names(each), each.rows),
    )


def proposed_head(outline: Outline) -> int:
    """The number of the row that is likely the head."""
    return heads.propose(outline, targets.known)


def _known_names(outline: Outline) -> int:
    return sum(1 for name in heads.names(outline, proposed_head(outline)) if targets.meant(name))


def columns(outline: Outline, head: int) -> list[ColumnSeen]:
    """The columns that have a name or hold something in the first rows."""
    first = heads.first_after(outline, head)
    below = [row for row in outline.first if row.number >= first]
    found = []
    for index, name in enumerate(heads.names(outline, head)):
        said = [text for row in below if (text := " ".join(row.at(index).text.split()))]
        if name or said:
            samples = tuple(_short(text) for text in said[:SAMPLES])
            hidden = index in outline.hidden_columns
            found.append(ColumnSeen(index, letters(index), name, samples, hidden))
    return found


def _short(text: str) -> str:
    return text if len(text) <= SAMPLE_LENGTH else text[: SAMPLE_LENGTH - 1] + "…"


def proposed(sender: Organization, seen: Sequence[ColumnSeen]) -> dict[str, str]:
    """What each column is likely to be, by its index as text. Where several mean what one column
    alone can be, the first one is it."""
    remembered = _remembered(sender, [each.name for each in seen])
    found: dict[str, str] = {}
    for each in seen:
        key = remembered.get(_key(each.name), targets.meant(each.name))
        if key in targets.BY_KEY and (targets.BY_KEY[key].several or key not in found.values()):
            found[str(each.index)] = key
    return found


def remember(sender: Organization, seen: Iterable[ColumnSeen], mapping: Mapping[str, str]) -> None:
    """Keep what a person has said of a sender's columns, also that one is left out."""
    rows = {
        key: ColumnMemory(organization=sender, name=key, target=mapping.get(str(each.index), ""))
        for each in seen
        if (key := _key(each.name))
    }
    ColumnMemory.objects.bulk_create(
        rows.values(),
        update_conflicts=True,
        unique_fields=("organization", "name"),
        update_fields=("target", "given_at"),
    )


def _remembered(sender: Organization, names: Iterable[str]) -> dict[str, str]:
    keys = {_key(name) for name in names if name}
    rows = ColumnMemory.objects.filter(organization=sender, name__in=keys)
    return dict(rows.values_list("name", "target"))


def _key(name: str) -> str:
    return folded(name)[:LONGEST_NAME]
