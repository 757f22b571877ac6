"""What may have been read wrongly, so that a person looks at it before anything is saved."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from meetings.minutes.accounting.entries import Reason
from meetings.minutes.document import Attendee, ParsedMinutes, ReadingNote, Side, SourceKind, Speech
from meetings.minutes.people.cutting import bare
from meetings.minutes.people.labels import MARKS, candidate
from meetings.minutes.people.names import words_of

_SHOWN = 5
_SHARE = 0.6
_SHARE_FROM = (6, 3000)
"""A share is implausible only where there are so many turns and so many characters."""
_LONGEST_SPEECH = 12_000
_MOST_LINES = 150
_LISTENING = re.compile(r"随行|陪席|傍聴|オブザーバ|記録|書記|事務局|欠席|代理|同席|説明補助")
_UNPLACED_FROM = 8
_UNPLACED_ASKED = 60
"""A remark of a sentence above the minutes is told, but not asked about."""
_START = 24
_LONGEST_START = 60
CODES = frozenset(
    (
        "hidden_turn",
        "hidden_turns",
        "empty_speech",
        "large_share",
        "long_speech",
        "long_people",
        "long_agenda",
        "long_documents",
        "unplaced_words",
        "silent_people",
        "unknown_speaker",
    )
)
"""Notes that are worked out anew once speeches were repaired. Who is not known is told beside the
list of speakers then."""


def doubts(parsed: ParsedMinutes) -> list[ReadingNote]:
    """A note for each sort of doubt. Those with `confirm` wait for a person."""
    if not parsed.speeches:
        return []
    if parsed.kind is SourceKind.DEMANDS:  # one body speaks, and nobody takes turns
        return [*_empty(parsed.speeches), *_unplaced(parsed)]
    return [
        *_hidden_turns(parsed),
        *_empty(parsed.speeches),
        *_too_much(parsed.speeches),
        *_too_long(parsed),
        *_unplaced(parsed),
        *_silent(parsed),
    ]


def _hidden_turns(parsed: ParsedMinutes) -> Iterator[ReadingNote]:
    """Paragraphs inside a speech that begin like a turn of somebody."""
    names = _names(parsed)
    found = [
        (speech, paragraph)
        for speech in parsed.speeches
        for paragraph in speech.text.split("\n")[1:]
        if _begins_like_a_turn(paragraph, names)
    ]
    for speech, paragraph in found[:_SHOWN]:
        yield ReadingNote(
            "hidden_turn",
            f"発言{speech.index}（{speech.label}）の中に、別の人の発言の始まりに見える段落があります："
            f"「{_start(paragraph)}」",
            confirm=True,
            speech=speech.index,
        )
    if len(found) > _SHOWN:
        more = len(found) - _SHOWN
        message = f"発言の始まりに見える段落は、ほかに{more}か所あります。"
        yield ReadingNote("hidden_turns", message, confirm=True)


@dataclass(frozen=True)
class _Names:
    """Family names of those on the list, and labels of those who speak: as printed, and of two
    signs or more without blanks."""

    short: frozenset[str]
    labels: tuple[str, ...]


def _names(parsed: ParsedMinutes) -> _Names:
    listed = [person for person in parsed.attendees if words_of(person.name)]
    family = [words_of(person.name)[0] for person in listed]
    posts = {words_of(person.name)[0] + person.title for person in listed if person.title}
    labels = {speech.label for speech in parsed.speeches} if parsed.kind.prints_labels else set()
    bare_labels = {bare(label) for label in labels | posts}
    return _Names(frozenset((*family, *labels)), tuple(b for b in bare_labels if len(b) > 1))


def _begins_like_a_turn(paragraph: str, names: _Names) -> bool:
    if paragraph[:1] in MARKS and bare(paragraph[1:_LONGEST_START]).startswith(names.labels):
        return True
    found = candidate(paragraph)
    if found is None or not found.rest:
        return False
    known = any(found.label[:length] in names.short for length in range(1, len(found.label) + 1))
    if found.layout in ("mark", "bold", "corner", "paren"):
        return found.sure or known
    if found.layout == "space":
        return bare(found.label) in names.labels
    return found.layout in ("colon", "tab") and known


def _empty(speeches: Sequence[Speech]) -> Iterator[ReadingNote]:
    """Speeches without a word."""
    empty = [speech for speech in speeches if not speech.text.strip()]
    if empty:
        shown = _listed([f"発言{speech.index}（{speech.label}）" for speech in empty])
        message = f"{shown}に、本文がありません。見出しを発言者と読み取ったのかもしれません。"
        yield ReadingNote("empty_speech", message, confirm=True, speech=empty[0].index)


def _too_much(speeches: Sequence[Speech]) -> Iterator[ReadingNote]:
    """One speaker who says most of all."""
    said: Counter[str] = Counter()
    for speech in speeches:
        said[speech.attendee or speech.label] += len(speech.text)
    whole = sum(said.values())
    least_turns, least_letters = _SHARE_FROM
    if len(speeches) < least_turns or whole < least_letters or len(said) < 3:
        return
    who, letters = said.most_common(1)[0]
    if letters > whole * _SHARE:
        share = round(letters * 100 / whole)
        message = (
            f"「{who}」の発言が、全体の{share}％を占めています。"
            "ほかの人の発言が混ざっていないか確かめてください。"
        )
        yield ReadingNote("large_share", message, confirm=True)


def _too_long(parsed: ParsedMinutes) -> Iterator[ReadingNote]:
    """A part that is longer than such parts are."""
    for speech in parsed.speeches:
        if len(speech.text) > _LONGEST_SPEECH:
            message = (
                f"発言{speech.index}（{speech.label}）が{len(speech.text):,}文字あります。"
                "続きに別の人の発言が入っていないか確かめてください。"
            )
            yield ReadingNote("long_speech", message, confirm=True, speech=speech.index)
    names = {"people": "出席者の一覧", "agenda": "議事次第", "documents": "資料の一覧"}
    lines = Counter(line.part for line in parsed.heading_lines)
    prose = Counter(line.part for line in parsed.heading_lines if "。" in line.text)
    for part, name in names.items():
        if lines[part] > _MOST_LINES or prose[part] > 3:
            message = f"{name}が{lines[part]}行あります。本文が入っていないか確かめてください。"
            yield ReadingNote(f"long_{part}", message, confirm=True)


def _unplaced(parsed: ParsedMinutes) -> Iterator[ReadingNote]:
    """Words that nothing took up."""
    lost = [each.text for each in parsed.left_out if each.reason is Reason.UNPLACED]
    sentences = [words for words in lost if "。" in words and len(words) >= _UNPLACED_FROM]
    if sentences:
        message = (
            f"どの項目にも入らなかった文が{len(sentences)}つあります："
            f"{_listed([f'「{_start(words)}」' for words in sentences])}"
        )
        asked = sum(map(len, sentences)) >= _UNPLACED_ASKED
        yield ReadingNote("unplaced_words", message, confirm=asked)


def _silent(parsed: ParsedMinutes) -> Iterator[ReadingNote]:
    """People on the list who never speak, all in one note; those who only listen, and minutes that
    name no speakers, are not asked about."""
    speaking = {speech.attendee for speech in parsed.speeches}
    silent = [
        person
        for person in parsed.attendees
        if person.name not in speaking and not _only_listens(person)
    ]
    if not silent or not any(speaking):
        return
    shown = _listed([f"{person.name}さん" for person in silent])
    unknown = any(speech.attendee is None for speech in parsed.speeches)
    message = f"出席者のうち{shown}の発言が見つかりません。"
    message += "ほかの人の発言に入っていないか確かめてください。" if unknown else ""
    names = tuple(person.name for person in silent)
    yield ReadingNote("silent_people", message, confirm=True, people=names)


def _only_listens(person: Attendee) -> bool:
    words = f"{person.note} {person.title} {person.position}"
    return person.side is Side.SECRETARIAT or _LISTENING.search(words) is not None


def _listed(words: Sequence[str]) -> str:
    more = f"ほか{len(words) - _SHOWN}件" if len(words) > _SHOWN else ""
    return "、".join(words[:_SHOWN]) + more


def _start(text: str) -> str:
    return text[:_START] + ("…" if len(text) > _START else "")
