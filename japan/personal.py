"""Personal data in a text: telephone numbers, mail and postal addresses, names of persons.

Finds what a person should look at before the text is published; whether it may stand there is for
the person to say. Telephone numbers and addresses are found in full and half width and in kanji
numerals. What may be missed: a family name alone without 様, 氏, さん or an office, names written
in an unusual way, addresses without a number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from japan import person_names


class Kind(StrEnum):
    """What was found, in the order of a list. A namesake shares the family name of somebody known
    (`known`), and may be somebody else."""

    NAME = "name"
    NAMESAKE = "namesake"
    PHONE = "phone"
    MAIL = "mail"
    ADDRESS = "address"
    KNOWN = "known"

    @property
    def label(self) -> str:
        """For the screen."""
        return _LABELS[self]


_LABELS = {
    Kind.NAME: "個人の氏名",
    Kind.NAMESAKE: "氏名（出席者と同じ姓）",
    Kind.PHONE: "電話番号",
    Kind.MAIL: "メールアドレス",
    Kind.ADDRESS: "住所・郵便番号",
    Kind.KNOWN: "会合の出席者（職名あり）",
}


@dataclass(frozen=True)
class Found:
    """text[start:end] is personal data of this kind."""

    kind: Kind
    start: int
    end: int
    words: str


_DASHES = "-ー‐‑‒–—―−─"
_NUMERALS = dict(zip("〇一二三四五六七八九", "0123456789", strict=True))
_DIGITS = str.maketrans(dict.fromkeys(_DASHES, "-") | _NUMERALS)
_DASHED = str.maketrans(dict.fromkeys(_DASHES, "-"))
# Every repetition has an end: a long run of its own letters must not take long.
_GAP = r"[-() の.]{1,2}"
_PHONES = (
    re.compile(rf"(?<![\d-])(?:\+81{_GAP}|\(?0)\d{{1,4}}{_GAP}\d{{1,4}}{_GAP}\d{{3,4}}(?![\d-])"),
    re.compile(r"(?<![\d-])(?:\+81|0)\d{9,10}(?![\d-])"),
)
_PHONE_DIGITS = range(10, 13)
_SHORT_PHONE = re.compile(
    r"(?:電話|携帯|内線|ファクス|ファックス|tel|fax)(?:番号)?[^\S\n]{0,3}[:は、,.]{0,2}[^\S\n]{0,3}"
    r"(\d[-\d()]{1,13}\d)",
    re.IGNORECASE,
)
_MAIL = re.compile(
    r"[a-z0-9][a-z0-9._%+-]{0,63} ?(?:@|[(\[<] ?(?:at|アット) ?[)\]>]|★|☆|アットマーク) ?"
    r"[a-z0-9-]{1,63}(?: ?(?:\.|[(\[<] ?dot ?[)\]>]) ?[a-z0-9-]{1,63}){1,8}",
    re.IGNORECASE,
)
_POSTAL_CODE = re.compile(r"(?:〒|郵便番号)[^\S\n]{0,3}[:は]?[^\S\n]{0,3}\d{3}-?\d{4}(?!\d)")
_N = r"[\d一二三四五六七八九十百〇]{1,5}"
_LOT = re.compile(
    rf"{_N}丁目(?:の?{_N}(?:番地?|号|-)?){{0,4}}|{_N}番地?の?(?:{_N}号|{_N}(?!\d))|{_N}番地"
    r"|(?<![\d-])\d{1,4}(?:-\d{1,4}){1,3}(?![\d-])"
)
"""二丁目3番4号, 12番地の3, 1番2号, 3-12-5: the numbers at the end of an address."""
_PLACE = re.compile(r"(?:[一-龯々〇ァ-ヶー]|(?<=[一-龯])[がの](?=[一-龯])){1,30}\Z")
_ONLY_DASHES = re.compile(r"[\d-]+")
_MUNICIPALITY = re.compile(r"[市区郡町村]")
_LONGEST_PLACE = 30
_PREFECTURE = re.compile(r"北海道|東京都|(?:京都|大阪)府|[一-龯]{2,3}県")


def find(text: str, *, known: Collection[str] = ()) -> list[Found]:
    """All that was found in `text`, in order and without overlaps. `known`: full names of persons
    whose names are a public matter, with or without a space between family and given name."""
    plain = _folded(text)
    spans = [*_contacts(plain), *_addresses(plain)]
    named = person_names.find(text, known=known)
    spans += [(Kind(each.told), each.start, each.end) for each in named]
    return [Found(kind, start, end, text[start:end]) for kind, start, end in _apart(spans)]


def _contacts(plain: str) -> Iterator[tuple[Kind, int, int]]:
    for match in _MAIL.finditer(plain):
        yield Kind.MAIL, match.start(), match.end()
    digits = plain.translate(_DIGITS)
    for pattern in _PHONES:
        for match in pattern.finditer(digits):
            if sum(sign.isdigit() for sign in match.group()) in _PHONE_DIGITS:
                yield Kind.PHONE, match.start(), match.end()
    for match in _SHORT_PHONE.finditer(digits):
        yield Kind.PHONE, match.start(1), match.end(1)


def _addresses(plain: str) -> Iterator[tuple[Kind, int, int]]:
    for match in _POSTAL_CODE.finditer(plain.translate(_DIGITS)):
        yield Kind.ADDRESS, match.start(), match.end()
    dashed = plain.translate(_DASHED)
    for match in _LOT.finditer(dashed):
        place = _PLACE.search(plain, max(0, match.start() - _LONGEST_PLACE), match.start())
        if place is None:
            continue  # 改革の一丁目一番地 is none
        if _ONLY_DASHES.fullmatch(match.group()) and not _MUNICIPALITY.search(place.group()):
            continue  # 資料3-1
        prefecture = _PREFECTURE.search(place.group())
        yield Kind.ADDRESS, place.start() + (prefecture.start() if prefecture else 0), match.end()


def _folded(text: str) -> str:
    """Half width, letter for letter, so that every position stays."""
    signs = (unicodedata.normalize("NFKC", sign) for sign in text)
    return "".join(new if len(new) == 1 else old for old, new in zip(text, signs, strict=True))


def _apart(spans: list[tuple[Kind, int, int]]) -> Iterator[tuple[Kind, int, int]]:
    """The earliest first, of those that overlap the longest."""
    end = 0
    for kind, start, stop in sorted(spans, key=lambda span: (span[1], -span[2])):
        if start >= end:
            yield kind, start, stop
            end = stop
