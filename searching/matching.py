"""Which documents hold the words of a query: conditions, and how well each one fits."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import Case, IntegerField, Q, Value, When

from japan.forms import BAR
from japan.text import pairs
from searching import keys
from searching.query import Query, Word

NUMBER, IN_TITLE, AS_TYPED, OTHERWISE = 3, 2, 1, 0
"""How well: it is the number; the title holds all words; the text does, as typed; otherwise."""
NOTHING = Q(pk__in=())


def matching(query: Query) -> Q:
    """All of its words; those to leave out are left to the caller, for several documents tell of
    one thing."""
    return _all(query, _anyhow)


def in_title(query: Query) -> Q:
    """The same for those that come first: all words in the title, or as the number."""
    return _all(query, _in_title)


def holding(word: Word) -> Q:
    """One word, however it is written."""
    return _anyhow(word)


def rank(query: Query) -> Case:
    """One of the four figures above."""
    found = [
        When(_all(query, _is_number), then=Value(NUMBER)),
        When(_all(query, lambda word: _contains("title", word)), then=Value(IN_TITLE)),
        When(_all(query, lambda word: _contains("text", word)), then=Value(AS_TYPED)),
    ]
    return Case(
        *(each for each in found if each.condition != NOTHING),
        default=Value(OTHERWISE),
        output_field=IntegerField(),
    )


def _all(query: Query, condition) -> Q:  # type: ignore[no-untyped-def]
    found = Q()
    for word in query.words:
        found &= condition(word)
    return found if query.words else NOTHING


def _anyhow(word: Word) -> Q:
    ways = [_letters(text) for text in word.spellings]
    ways += [
        Q(keys__contains=[keys.FORM + each for each in forms.words])
        & Q(forms__contains=forms.sequence.strip())
        for forms in word.forms
    ]
    if word.kana:
        ways.append(_read(word.kana))
    return _any([*ways, _is_number(word)])


def _in_title(word: Word) -> Q:
    return _any([*(_letters(text, title=True) for text in word.spellings), _is_number(word)])


def _letters(text: str, *, title: bool = False) -> Q:
    known = keys.letters_of_word(text)
    if known is None:
        return NOTHING
    sign, field = (keys.TITLE, "title") if title else ("", "text")
    found = Q(keys__contains=[sign + each for each in known])
    # A word of one or two letters is found by its keys alone.
    return found if known == [text] else found & Q(**{f"{field}__contains": text})


def _contains(field: str, word: Word) -> Q:
    return _any([Q(**{f"{field}__contains": text}) for text in word.spellings])


def _read(kana: str) -> Q:
    """Whole words in a row are read like this: the index cuts down, bars say where words end."""
    whole = rf"\{BAR}" + rf"\{BAR}?".join(kana) + rf"\{BAR}"
    return Q(keys__contains=[keys.READING + pair for pair in pairs(kana)]) & Q(
        readings__regex=whole
    )


def _is_number(word: Word) -> Q:
    return Q(keys__contains=[word.number]) if word.number else NOTHING


def _any(ways: list[Q]) -> Q:
    possible = [way for way in ways if way != NOTHING]
    return reduce(or_, possible) if possible else NOTHING
