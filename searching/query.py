"""What somebody typed into the box, as words to look for and words to leave out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from japan.forms import Forms, forms_of, katakana
from japan.inflecting import otherwise_inflected
from japan.text import normalise
from searching import keys

LONGEST = 100
"""Letters of a query."""
_MOST_WORDS, _MOST_OTHERS = 8, 8
_PIECE = re.compile(
    r"(?P<minus>[-－−‐–﹣])?(?:"
    r'["“”＂](?P<curled>[^"“”＂]*)["“”＂]|「(?P<hooked>[^「」]*)」|『(?P<double>[^『』]*)』'
    r'|(?P<bare>[^\s"“”＂「」『』]+))'
)
Vocabulary = Mapping[str, tuple[str, ...]]
"""From a word (normalised) to others that mean the same."""


@dataclass(frozen=True)
class Word:
    """Something to look for, normalised. `others` mean the same; `phrase`: just these letters."""

    text: str
    others: tuple[str, ...] = ()
    phrase: bool = False

    @property
    def spellings(self) -> tuple[str, ...]:
        """The word and those that mean the same."""
        return (self.text, *self.others)

    @cached_property
    def forms(self) -> tuple[Forms, ...]:
        """The same in the spelling of the dictionary, a verb as a noun, too, and the other way;
        none of a phrase, or of a single letter."""
        if self.phrase:
            return ()
        written = dict.fromkeys((*self.spellings, *otherwise_inflected(self.text)))
        found = [forms_of(each) for each in written if len(each) > 1]
        return tuple(each for each in found if each.words)

    @property
    def kana(self) -> str:
        """In katakana, where it may be the reading of something; "" otherwise."""
        return "" if self.phrase or len(self.text) < 2 else katakana(self.text)

    @property
    def number(self) -> str:
        """The key of the record that it may be the number of."""
        return "" if self.phrase else keys.typed_number(self.text)

    @property
    def can_be_looked_up(self) -> bool:
        """A single か can not: it stands everywhere."""
        return keys.letters_of_word(self.text) is not None


@dataclass(frozen=True)
class Query:
    """All of `words` have to be there, none of `without`. `skipped`: those that are too short."""

    typed: str
    words: tuple[Word, ...] = ()
    without: tuple[Word, ...] = ()
    skipped: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words)

    @property
    def finds_nothing(self) -> bool:
        """Something was typed, but nothing by which one could look."""
        return bool(self.typed) and not self.words

    def held_by(self, text: str) -> bool:
        """A text (normalised) that stands in no index holds what is asked for, letter by letter."""
        return (
            bool(self.words)
            and all(any(each in text for each in word.spellings) for word in self.words)
            and not any(each in text for word in self.without for each in word.spellings)
        )


def parse(typed: str, vocabulary: Vocabulary) -> Query:
    """Read what was typed: words between blanks, "…", 「…」 and 『…』 as they stand, -words."""
    typed = " ".join(typed.replace("\x00", "").split())
    words: dict[str, Word] = {}
    without: dict[str, Word] = {}
    skipped = []
    for match in _PIECE.finditer(typed[:LONGEST]):
        quoted = next((match[n] for n in ("curled", "hooked", "double") if match[n]), None)
        text = normalise(quoted if quoted is not None else match["bare"] or "")
        if not text.strip("ー"):
            continue
        word = Word(text, () if quoted else _others(text, vocabulary), phrase=quoted is not None)
        if not word.can_be_looked_up:
            skipped.append(text)
        elif match["minus"]:
            without[text] = word
        else:
            words[text] = word
    kept = tuple(words.values())[:_MOST_WORDS]
    return Query(typed, kept, tuple(without.values())[:_MOST_WORDS], tuple(skipped))


def _others(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """What else to look for: ガバメントクラウド移行 for ガバクラ移行."""
    found: dict[str, None] = {}
    for term, others in vocabulary.items():
        if term == text or (len(term) > 2 and term in text):
            found.update(dict.fromkeys(text.replace(term, each) for each in others))
    found.pop(text, None)
    return tuple(found)[:_MOST_OTHERS]
