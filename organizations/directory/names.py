"""Which organization a name in minutes means, and never a guess between two.

Names come with a post (一宮市長), with the prefecture or without, with the district (郡), with a
section (総務省自治行政局), after a surname (村岡山口県知事), in full width or with stray spaces.
A bare name that several carry (美郷町) is certain only where the prefecture or the organizations
known in the context leave one of them. Plain Python; the official lists are read once.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from organizations.directory.official import organizations
from organizations.directory.spellings import Folded, Reading, fold, read_at, read_kana


@dataclass(frozen=True)
class Resolution:
    """What a name means. `code` is a 全国地方公共団体コード or a national short code, None unless
    exactly one organization is meant; `candidates` are the codes that may be meant. `kind` and
    `name` are those of the one organization, else ""."""

    code: str | None = None
    kind: str = ""
    name: str = ""
    candidates: tuple[str, ...] = ()

    @property
    def certain(self) -> bool:
        return self.code is not None


@dataclass(frozen=True)
class Mention:
    """An organization named in a text: `text[start:end] == quote`."""

    start: int
    end: int
    quote: str
    resolution: Resolution


_SURNAME_LENGTH = 6
_SURNAME = re.compile(r"[\u3400-\u9fff々〆ケの]+")
_DISTRICT = re.compile(r".{1,4}?郡")
_HEAD = {"prefecture": "知事", "special_ward": "区長", "town": "町長", "village": "村長"}
_OFFICE = re.compile(
    r"$|長|副|知事|職務代理|議会|議員|役所|役場|庁|職員|教育|選出|代表|東京事務所|様|殿|さん|側|提出"
    r"|[のはケをにでともや、。,./()「」ー~:・]|から|より|など|等|ほか"
    r"|.*?(?:[部局課室係班官監]|担当|主幹|参事|理事|cio)"
)
_HEADS_MEETING = re.compile(
    r"(?:市長会|町村会|町村長会|市町村長会|市議会議長会|町村議会議長会)(?![見談])"
)
_MUNICIPALITY = re.compile(
    r"[^部局課室の]{1,7}?[市区町村](?:$|長|副|議会|役所|役場|職員|[の、。・(])"
)
_OTHER_WORD = {"市": ("場", "町村"), "町": ("村",), "区": ("域", "間", "分", "画")}
_WARD = re.compile(r"[^市区町村、。]{1,5}区")
_KANJI = re.compile(r"[\u3400-\u9fff々ァ-ヺー]")
_HIRAGANA = re.compile(r"[ぁ-ゖ]")


def resolve(
    text: str, *, prefecture: str | None = None, among: Collection[str] | None = None
) -> Resolution:
    """The organization that `text`, a name, post or label as printed, means.

    `prefecture` (愛知県) says in which one a municipality lies; `among` are the codes that come
    into question at all, such as those of the attendees; what they rule out is no candidate.
    Give `among` for labels of speakers: 松田町長 may be a mayor named 松田 and then is not 松田町.
    """
    folded = fold(text.strip("　 \n\t○◎●◆△*【】（）()"))
    readings = _readings(folded)
    codes = [code for reading in readings for code in reading.codes]
    sure = all(reading.sure for reading in readings)
    return _resolution(_allowed(codes or read_kana(text), prefecture, among), sure=sure)


def find_all(
    text: str, *, among: Collection[str] | None = None, surnames: Collection[str] = ()
) -> tuple[Mention, ...]:
    """The organizations named in running text, in order, never overlapping.

    With `among`, names that can mean none of those codes are left out. `surnames` are those of the
    people in the room: with 中野 among them 中野市長 is that person and no mention of 中野市. Right
    after another municipality (一宮市の中野市長) it is taken for a surname anyway.
    """
    folded = fold(text)
    persons = {fold(surname).text for surname in surnames}
    mentions: list[Mention] = []
    position = 0
    while position < len(folded.text):
        reading = read_at(folded, position)
        if reading is None or not _is_mention(folded, reading, persons):
            position += 1
            continue
        whole = _with_what_belongs_to_it(folded, reading)
        possible = _in_prefecture_before(whole.codes, folded, mentions, position)
        if codes := _allowed(possible, None, among):
            mentions.append(_mention(folded, whole, codes))
        position = whole.end
    return tuple(mentions)


def _mention(folded: Folded, reading: Reading, codes: tuple[str, ...]) -> Mention:
    start, end = folded.offsets[reading.start], folded.end_in_original(reading.end)
    found = _resolution(codes, sure=reading.sure)
    return Mention(start, end, folded.original[start:end], found)


def _readings(folded: Folded) -> list[Reading]:
    """The ways to read a label: a name at the start, or after a surname or a district's name."""
    first = read_at(folded, 0)
    if first is not None and not first.codes:
        return []
    fits = first is not None and _fits(folded, first)
    inner = _inner_readings(folded, first.end - 1 if first else _SURNAME_LENGTH)
    if first is None or not fits:
        return inner
    crossing = [each for each in inner if each.end > first.end]
    return [first] if first.with_prefecture else [first, *crossing]


def _inner_readings(folded: Folded, limit: int) -> list[Reading]:
    """Names that begin after at least one and at most `limit` characters of a surname."""
    found: list[Reading] = []
    for start in range(1, min(limit, _SURNAME_LENGTH, len(folded.text)) + 1):
        if not _SURNAME.fullmatch(folded.text, 0, start):
            break
        reading = read_at(folded, start)
        if reading is None or not _fits(folded, reading):
            continue
        if not reading.codes:
            return []
        if any(each.with_prefecture and reading.end <= each.end for each in found):
            continue
        found.append(reading)
    return found


def _fits(folded: Folded, reading: Reading) -> bool:
    """Whether what follows a name in a label leaves it that organization's."""
    rest = folded.text[reading.end :]
    kind = _kind(reading)
    if kind not in ("prefecture", "municipality"):
        return True
    if _HEADS_MEETING.match(rest) or _HEADS_MEETING.match(folded.text, reading.end - 1):
        return False
    if kind == "prefecture":
        if re.match(r".{0,6}知事", rest):
            return True
        following = read_at(folded, reading.end)
        if following is not None and _kind(following) == "municipality":
            return False
        return _MUNICIPALITY.match(rest) is None and _OFFICE.match(rest) is not None
    suffix = folded.text[reading.end - 1]
    if rest.startswith(_OTHER_WORD.get(suffix, ())):
        return False
    ward = _is_designated(reading) and _WARD.match(rest)
    return bool(ward or _OFFICE.match(rest) or re.fullmatch(rf".{{1,6}}副?{suffix}長", rest))


def _is_mention(folded: Folded, reading: Reading, persons: Collection[str]) -> bool:
    """Whether a name found in running text is one, and no part of another word."""
    if _kind(reading) == "prefecture":
        return _HEADS_MEETING.match(folded.text, reading.end) is None
    if _kind(reading) != "municipality":
        return True
    name, rest = folded.text[reading.start : reading.end], folded.text[reading.end :]
    before = folded.text[max(reading.start - 1, 0) : reading.start]
    if rest.startswith(_OTHER_WORD.get(name[-1], ())):
        return False
    if _HEADS_MEETING.match(folded.text, reading.end - 1):
        return False
    if len(name) == 2 and _KANJI.match(before):
        return False
    if len(name) <= 3 and _HIRAGANA.match(name) and _HIRAGANA.match(before):
        return False
    return not (rest.startswith("長") and name[:-1] in persons)


def _with_what_belongs_to_it(folded: Folded, reading: Reading) -> Reading:
    """Read on over a ward of a designated city (大阪市港区 is 大阪市), and over a municipality that
    is not in the prefecture named before it (愛知県一宮町), which means nothing."""
    following = read_at(folded, reading.end)
    if following is None or _kind(following) != "municipality" or following.with_prefecture:
        return reading
    if _is_designated(reading) and _kinds(following) == {"special_ward"}:
        return Reading(reading.start, following.end, reading.codes, reading.sure)
    if _kind(reading) == "prefecture" and _is_mention(folded, following, ()):
        return Reading(reading.start, following.end, ())
    return reading


def _in_prefecture_before(
    codes: tuple[str, ...], folded: Folded, mentions: list[Mention], position: int
) -> list[str]:
    """Of 山口県の… what lies in 山口県; of 一宮市の…市長 nothing, since that is a surname."""
    is_local = all(organizations()[code].is_municipality for code in codes)
    if not (codes and is_local and mentions and folded.text[position - 1] == "の"):
        return list(codes)
    if mentions[-1].end != folded.offsets[position - 1]:
        return list(codes)
    holders = [organizations()[code] for code in mentions[-1].resolution.candidates]
    if all(holder.kind == "prefecture" for holder in holders):
        prefectures = {holder.prefecture for holder in holders}
        return [code for code in codes if organizations()[code].prefecture in prefectures]
    return [] if all(holder.is_local for holder in holders) else list(codes)


def _kinds(reading: Reading) -> set[str]:
    return {organizations()[code].kind for code in reading.codes}


def _kind(reading: Reading) -> str:
    """prefecture, municipality, national, or "" for a phrase that names no organization."""
    found = {
        "prefecture"
        if each.kind == "prefecture"
        else "municipality"
        if each.is_local
        else "national"
        for each in map(organizations().__getitem__, reading.codes)
    }
    return next(iter(found)) if found else ""


def _is_designated(reading: Reading) -> bool:
    return _kinds(reading) == {"designated_city"}


def _allowed(
    codes: Collection[str], prefecture: str | None, among: Collection[str] | None
) -> tuple[str, ...]:
    """Those of `codes`, each once, that lie in the prefecture and are in question."""
    return tuple(
        code
        for code in dict.fromkeys(codes)
        if (among is None or code in among)
        and (
            prefecture is None
            or not organizations()[code].is_local
            or fold(organizations()[code].prefecture).text == fold(prefecture).text
        )
    )


def _resolution(codes: tuple[str, ...], *, sure: bool) -> Resolution:
    if len(codes) != 1 or not sure:
        return Resolution(candidates=codes)
    one = organizations()[codes[0]]
    return Resolution(one.code, one.kind, one.name, codes)
