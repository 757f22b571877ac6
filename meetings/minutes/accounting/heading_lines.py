"""Where the lines before the first speech went: to a part, or out."""

from __future__ import annotations

import re
from collections.abc import Mapping

from japan.eras import parse_date
from meetings.minutes.accounting.entries import HeadingLine, LeftOut, Reason
from meetings.minutes.accounting.signs import WORDS, squeezed
from meetings.minutes.document import ParsedMinutes
from meetings.minutes.parts.sections import Part, heading_of, is_heading_word
from meetings.minutes.parts.speeches import is_heading_line
from meetings.minutes.parts.times import find_times
from meetings.minutes.summaries.proposals import columns_of

FACTS, PEOPLE, AGENDA, DOCUMENTS = "facts", "people", "agenda", "documents"
_PART_OF = {
    Part.DATE: FACTS,
    Part.START: FACTS,
    Part.END: FACTS,
    Part.PLACE: FACTS,
    Part.PEOPLE: PEOPLE,
    Part.ABSENT: PEOPLE,
    Part.AGENDA: AGENDA,
    Part.PAPERS: DOCUMENTS,
}
_GROUP = re.compile(r"[（(【〔［\[＜<《〈■●◆○・].{1,24}|.{1,14}[:：]")
_HEAD_OF_TABLE = re.compile(
    r"(?:発言者?|(?:発言|意見|質問)の?(?:要旨|内容|概要)|氏名|内容|要旨|時刻|番号|意見|質問|回答)+"
)
_PIECE = 3


def is_head_of_table(words: str, text: str) -> bool:
    """Whether `words` of the line `text` say only what is in the columns below, or beside them."""
    return bool(_HEAD_OF_TABLE.fullmatch(words) or columns_of(text))


class Told:
    """Where a line of the heading went. `entries` are the parts in which its words stand, in order;
    each is used up once."""

    def __init__(self, parsed: ParsedMinutes, entries: Mapping[str, list[Part]]) -> None:
        self._title = squeezed(parsed.meeting.title)
        self._entries = entries
        whole = [squeezed(person.name) for person in parsed.attendees]
        family = [person.name.split()[0] for person in parsed.attendees if person.name.split()]
        self._names = frozenset(name for name in (*whole, *family) if name)
        self._lengths = sorted({len(name) for name in self._names})

    def heading_line(self, text: str, kept: list[HeadingLine], left_out: list[LeftOut]) -> None:
        """Put one line among those that were taken up, or those that were not."""
        words = squeezed(text)
        heading = heading_of(text)
        value = squeezed(heading.value) if heading else ""
        if self._entries.get(words):
            self._put(words, text, self._entries[words].pop(0), kept, left_out)
        elif heading and value and self._entries.get(value) and value in words:
            label, _, rest = words.rpartition(value)
            left_out.append(LeftOut(Reason.HEADING, label + rest))
            self._put(value, heading.value, self._entries[value].pop(0), kept, left_out)
        elif heading and not value:
            left_out.append(LeftOut(Reason.HEADING, words))
        elif heading:  # several fields on one line
            kept.append(HeadingLine(_PART_OF.get(heading.part, FACTS), words))
        else:
            self._put(words, text, Part.OTHER, kept, left_out)

    def _put(
        self,
        words: str,
        text: str,
        part: Part,
        kept: list[HeadingLine],
        left_out: list[LeftOut],
    ) -> None:
        name = _PART_OF.get(part, "")
        if not WORDS.search(words):
            left_out.append(LeftOut(Reason.MARK, words))
        elif len(words) <= _PIECE and not name:  # 日 時: a letter a line
            left_out.append(LeftOut(Reason.HEADING, words))
        elif name == PEOPLE and not self._names_somebody(words):
            reason = Reason.HEADING if _GROUP.fullmatch(words) else Reason.UNPLACED
            left_out.append(LeftOut(reason, words))
        elif name or self._states_a_fact(words, text):
            kept.append(HeadingLine(name or FACTS, words))
        else:
            heading = is_heading_word(text) or (part is Part.BODY and is_heading_line(text))
            heading = heading or is_head_of_table(words, text)
            left_out.append(LeftOut(Reason.HEADING if heading else Reason.UNPLACED, words))

    def _names_somebody(self, words: str) -> bool:
        return any(
            words[place : place + length] in self._names
            for length in self._lengths
            for place in range(len(words) - length + 1)
        )

    def _states_a_fact(self, words: str, text: str) -> bool:
        if self._title and (words in self._title or self._title in words):
            return True
        return parse_date(text) is not None or bool(len(text) <= 40 and find_times(text))
