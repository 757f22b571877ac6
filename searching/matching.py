"""Which documents hold the words of a query: conditions, and how well each one fits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from operator import or_

from django.db.models import Case, IntegerField, Q, Value, When

from japan.forms import BAR
from japan.text import pairs
from searching import keys
from searching.query import Query, Word

NUMBER, IN_TITLE, AS_TYPED, OTHERWISE = 3, 2, 1, 0
"""How well: it is the number; the title holds all words; the text does, as typed; otherwise."""
NOTHING = Q(pk__in=())


@dataclass(frozen=True)
class Matching:
    """The conditions of one query on the documents of one group, whose sign its keys begin with."""

    query: Query
    sign: str

    @property
    def anyhow(self) -> Q:
        """All of its words, however they are written; those to leave out are left to the caller,
        for several documents tell of one thing."""
        return self._all(self.holding)

    @property
    def named(self) -> Q:
        """The same for those that come first: all words in the title, or as the number."""
        return self._all(self._in_title)

    @property
    def rank(self) -> Case:
        """One of the four figures above."""
        found = [
            When(self._all(self._is_number), then=Value(NUMBER)),
            When(self._all(lambda word: _contains("title", word)), then=Value(IN_TITLE)),
            When(self._all(lambda word: _contains("text", word)), then=Value(AS_TYPED)),
        ]
        return Case(*found, default=Value(OTHERWISE), output_field=IntegerField())

    def holding(self, word: Word) -> Q:
        """One word, however it is written."""
        ways = [self._letters(text) for text in word.spellings]
        ways += [
            self._keys([keys.FORM + each for each in forms.words])
            & Q(forms__contains=forms.sequence.strip())
            for forms in word.forms
        ]
        if word.kana:
            ways.append(self._read(word.kana))
        return _any([*ways, self._is_number(word)])

    def something_of(self, wanted: list[str]) -> Q:
        """Two neighbours of these keys, whichever; of few keys any of them."""
        some = [[key] for key in wanted] if len(wanted) < 3 else map(list, pairwise(wanted))
        return _any([self._keys(each) for each in some])

    def _all(self, condition: Callable[[Word], Q]) -> Q:
        found = Q()
        for word in self.query.words:
            found &= condition(word)
        return found if self.query.words else NOTHING

    def _in_title(self, word: Word) -> Q:
        titled = [self._letters(text, title=True) for text in word.spellings]
        return _any([*titled, self._is_number(word)])

    def _letters(self, text: str, *, title: bool = False) -> Q:
        known = keys.letters_of_word(text)
        if known is None:
            return NOTHING
        sort, field = (keys.TITLE, "title") if title else ("", "text")
        found = self._keys([sort + each for each in known])
        # A word of one or two letters is found by its keys alone.
        return found if known == [text] else found & Q(**{f"{field}__contains": text})

    def _read(self, kana: str) -> Q:
        """Whole words in a row are read like this: keys cut down, bars say where words end."""
        bar = rf"\{BAR}"
        whole = bar + f"{bar}?".join(kana) + bar
        found = self._keys([keys.READING + pair for pair in pairs(kana)])
        return found & Q(readings__regex=whole)

    def _is_number(self, word: Word) -> Q:
        return self._keys([word.number]) if word.number else NOTHING

    def _keys(self, some: list[str]) -> Q:
        return Q(keys__contains=[self.sign + each for each in some])


def _contains(field: str, word: Word) -> Q:
    return _any([Q(**{f"{field}__contains": text}) for text in word.spellings])


def _any(ways: list[Q]) -> Q:
    possible = [way for way in ways if way != NOTHING]
    return reduce(or_, possible) if possible else NOTHING
