"""How names of organizations are written, and finding one at a place in a text.

Everything here works on folded text: normalised, without any space, ヶ ケ が カ alike, の ノ 之
alike, 塩竈 and 塩釜 alike. What is alike only by variant kanji is told apart again where it
matters: 鹿嶋市 (茨城県) is not 鹿島市 (佐賀県).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from japan.text import normalise_with_offsets
from organizations.directory.official import OfficialOrganization, organizations

_ALIKE_IN_NAMES = str.maketrans("ヶガがヵカノ之竈", "ケケケケケのの釜")
_NO_ORGANIZATION = ("東京消防庁", "全国知事会議", "大臣官房")
_DISTRICT = re.compile(r"[^、。]{1,4}?郡")
_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}
_READING_ENDINGS = (("チョウ", "町"), ("マチ", "町"), ("ソン", "村"), ("ムラ", "村"))


@dataclass(frozen=True)
class Folded:
    """A text folded for names; `offsets` lead back to `original` (one more than characters)."""

    original: str
    text: str
    offsets: tuple[int, ...]

    def written(self, start: int, end: int) -> str:
        """What stands in the original for a folded span."""
        return self.original[self.offsets[start] : self.end_in_original(end)]

    def end_in_original(self, end: int) -> int:
        """Where in the original a folded span ends, white space after it not included."""
        last = self.offsets[end - 1]
        stretch = self.original[last : self.offsets[end]]
        return last + max(len(stretch.rstrip()), 1)


@dataclass(frozen=True)
class Reading:
    """A name read at a place: folded span, the codes it may mean, whether it is a sure sign."""

    start: int
    end: int
    codes: tuple[str, ...]
    sure: bool = True
    with_prefecture: bool = False


def fold(text: str) -> Folded:
    """`text` as names are compared."""
    normalised, offsets = normalise_with_offsets(text)
    kept = [at for at, sign in enumerate(normalised) if not sign.isspace()]
    folded = "".join(normalised[at] for at in kept).translate(_ALIKE_IN_NAMES)
    return Folded(text, folded, (*(offsets[at] for at in kept), len(text)))


def read_at(folded: Folded, start: int) -> Reading | None:
    """The longest name that begins at `start`; of a blocked phrase the codes are empty."""
    forms = _forms()
    for length in range(min(_longest_form(), len(folded.text) - start), 1, -1):
        form = forms.get(folded.text[start : start + length])
        if form is not None:
            reading = Reading(start, start + length, form.codes, form.sure, form.with_prefecture)
            return _spelled_so(folded, _with_district(folded, reading))
    return None


def read_kana(text: str) -> tuple[str, ...]:
    """Codes of the local governments whose whole reading is `text`, 町 read ちょう or まち."""
    return _by_kana().get(_kana_key(text), ())


@dataclass(frozen=True)
class _Form:
    codes: tuple[str, ...]
    sure: bool = True
    with_prefecture: bool = False


def _with_district(folded: Folded, reading: Reading) -> Reading:
    """秋田県 read on to 秋田県仙北郡美郷町, where such a town is in that prefecture."""
    if len(reading.codes) != 1 or organizations()[reading.codes[0]].kind != "prefecture":
        return reading
    district = _DISTRICT.match(folded.text, reading.end)
    if district is None:
        return reading
    prefecture = folded.text[reading.start : reading.end]
    for length in range(_longest_form(), 1, -1):
        end = district.end() + length
        form = _forms().get(prefecture + folded.text[district.end() : end])
        if form and form.with_prefecture and end <= len(folded.text):
            return Reading(reading.start, end, form.codes, with_prefecture=True)
    return reading


def _spelled_so(folded: Folded, reading: Reading) -> Reading:
    """Of several names alike by variant kanji, those spelled as written, if there are any."""
    if len(reading.codes) < 2:
        return reading
    written = _exact(folded.written(reading.start, reading.end))
    so = tuple(code for code in reading.codes if written.endswith(_exact(_name(code))))
    return Reading(reading.start, reading.end, so or reading.codes, reading.sure)


def _name(code: str) -> str:
    return organizations()[code].name


def _exact(name: str) -> str:
    plain = unicodedata.normalize("NFKC", name).translate(_ALIKE_IN_NAMES)
    return "".join(plain.split())


@lru_cache(maxsize=1)
def _forms() -> dict[str, _Form]:
    forms: dict[str, _Form] = {}
    for each in organizations().values():
        for name in (each.name, *each.aliases, *each.posts):
            key = fold(name).text
            earlier = forms[key].codes if key in forms else ()
            forms[key] = _Form((*earlier, each.code))
        for post in each.perhaps:
            forms[fold(post).text] = _Form((each.code,), sure=False)
        if each.is_municipality:
            forms[fold(each.full_name).text] = _Form((each.code,), with_prefecture=True)
    for phrase in _NO_ORGANIZATION:
        forms[fold(phrase).text] = _Form(())
    return forms


@lru_cache(maxsize=1)
def _longest_form() -> int:
    return max(map(len, _forms()))


@lru_cache(maxsize=1)
def _by_kana() -> dict[str, tuple[str, ...]]:
    kana_of_prefecture = {
        each.name: each.kana for each in organizations().values() if each.kind == "prefecture"
    }
    found: dict[str, tuple[str, ...]] = {}
    for each in organizations().values():
        for reading in _readings(each, kana_of_prefecture):
            found[reading] = (*found.get(reading, ()), each.code)
    return found


def _readings(each: OfficialOrganization, kana_of_prefecture: dict[str, str]) -> tuple[str, ...]:
    own = _kana_key(each.kana)
    if not each.is_municipality:
        return (own,)
    return (own, _kana_key(kana_of_prefecture[each.prefecture]) + own)


def _kana_key(kana: str) -> str:
    katakana = "".join(unicodedata.normalize("NFKC", kana).split()).translate(_KATAKANA)
    for ending, kanji in _READING_ENDINGS:
        if katakana.endswith(ending):
            return katakana.removesuffix(ending) + kanji
    return katakana
