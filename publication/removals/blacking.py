"""墨: finding words in texts, putting ■ in their place, and putting them back. Plain functions.

As many ■ as there were characters, so that all positions in the text stay what they were.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import TextField, Value

from publication.enums import RemovalKind
from publication.models import Removal
from publication.removals.removable import Spans

INK = "■"
SHORTEST = 1


def pattern_of(words: str) -> str:
    """A regular expression, the same in Python and PostgreSQL, for these words, whatever blanks or
    line ends stand between their characters."""
    signs = [re.sub(r"([^\w\s])", r"\\\1", sign) for sign in words if not sign.isspace()]
    return r"\s*".join(signs)


@lru_cache(maxsize=256)
def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(pattern_of(words))


def places(text: str, words: str) -> Spans:
    """Where the words stand in the text, in order and apart from one another."""
    if not words.strip():
        return []
    return [found.span() for found in _compiled(words.strip()).finditer(text)]


def inked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with ■ at these places; blanks and line ends between the words stay."""
    signs = list(text)
    for start, end in spans:
        for at in range(start, min(end, len(signs))):
            if not signs[at].isspace():
                signs[at] = INK
    return "".join(signs)


def without(text: str, every: Iterable[str]) -> str:
    """The text with each of these words under ■, wherever they stand."""
    for words in sorted(set(every), key=len, reverse=True):
        text = inked(text, places(text, words))
    return text


def without_in(value: Any, every: Sequence[str]) -> Any:
    """The same for every text of a JSON value; its keys stay."""
    if isinstance(value, str):
        return without(value, every)
    if isinstance(value, dict):
        return {key: without_in(each, every) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [without_in(each, every) for each in value]
    return value


def kept(text: str, spans: Iterable[tuple[int, int]]) -> dict[str, Any]:
    """What a removal keeps of a field."""
    return {"before": text, "spans": [list(span) for span in spans]}


def differing(before: str, after: str) -> Spans:
    """The places at which two texts of one length differ."""
    spans: Spans = []
    for at, (old, new) in enumerate(zip(before, after, strict=True)):
        if old == new:
            continue
        if spans and spans[-1][1] == at:
            spans[-1] = (spans[-1][0], at + 1)
        else:
            spans.append((at, at + 1))
    return spans


def put_back(text: str, kept_of_field: dict[str, Any]) -> str | None:
    """The text with these words in their places again; None where it was rewritten since."""
    before = kept_of_field["before"]
    if len(before) != len(text):
        return None
    for start, end in kept_of_field["spans"]:
        if text[start:end] != inked(before, [(start, end)])[start:end]:
            return None
        text = text[:start] + before[start:end] + text[end:]
    return text


def words_of(removal: Removal) -> list[str]:
    """The words that a removal blacked out."""
    return [
        kept_of_field["before"][start:end]
        for kept_of_field in removal.originals.values()
        for start, end in kept_of_field["spans"]
    ]


def blacked_out(concerns: Iterable[str]) -> defaultdict[str, list[str]]:
    """The words under ■ now, by the record that they concern, of those that have any; one query."""
    asked = set(concerns)
    # As one value: an array of expressions takes longer to build than all else about a long list.
    rows = standing_on(Value(sorted(asked), output_field=ArrayField(TextField())))
    return words_in(rows, asked)


def words_in(rows: Iterable[Removal], concerns: set[str]) -> defaultdict[str, list[str]]:
    """The words that these removals blacked out, by each of these records that they concern."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        for each in concerns.intersection(row.concerns):
            found[each] += words_of(row)
    return found


def standing_on(concerns: Any) -> Any:
    """What put words of these records (an array of numbers) under ■ and stands."""
    return Removal.objects.standing().filter(
        kind=RemovalKind.BLACKED_OUT, concerns__overlap=concerns, part_of=None
    )


def original(obj: Any, name: str, text: str) -> str:
    """The field's text as it was before anything in it was blacked out."""
    for removal in Removal.objects.of(obj).standing().filter(kind=RemovalKind.BLACKED_OUT):
        if name in removal.originals:
            text = put_back(text, removal.originals[name]) or text
    return text
