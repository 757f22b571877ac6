"""The heading of minutes: its parts as lists of lines, and the facts they state."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import time

from japan.eras import parse_date
from meetings.minutes.document import MeetingFacts
from meetings.minutes.parts.brackets import inside
from meetings.minutes.parts.lines import Line
from meetings.minutes.parts.naming import (
    body_of,
    session_number,
    spoken_session,
    title_among,
)
from meetings.minutes.parts.sections import Heading, Part, heading_of
from meetings.minutes.parts.times import find_times, start_and_end

_RUN_TOGETHER = re.compile(
    r"(?<!\s)\s+(?=(?:[0-9０-９]{1,2}[.．、]?\s*|[○◆●■]\s*)?"
    r"(?:開催日時|日\s*時|開催場所|場\s*所|会\s*場|出席者|出席委員|議\s*題|議事次第|配[付布]資料)\s*(?:[:：]|\s))"
)
_AT = re.compile(r"(?:於\s*[:：]?\s*|場所\s*[:：]\s*)([^\s　）)][^）)\n]{1,60})")
_CLOSING = re.compile(r"(?:閉会|散会|終了|終会|閉議|延会)")
_CLOSED_AT_END = re.compile(r"[（(〔［]([^（）()〔〕［］]{0,40})[)）〕］]$")
_PRINTED_NEAR = 8
_SIGNED_AFTER = 40
_RECORDED_BY = re.compile(r"[（(]?(?:記録?者?|文責|作成者?|書記)(?:[\s　]*[・:：/／]|[\s　]+\S)")
_SENTENCE = re.compile(r"[ぁ-ん][^。]{0,200}。")
_ABOUT_PRESENCE = re.compile(r"^[※＊*（(〔注]|出席|欠席|敬称|代理|オンライン|のとおり|省略|順不同")
_OPENING = re.compile(r"(?:開会|開議|開始)")


@dataclass
class Header:
    """Lines of each part, in order. Filled while reading, then left alone."""

    parts: dict[Part, list[Line]] = field(default_factory=dict)
    named: str = ""

    def lines(self, part: Part) -> list[Line]:
        return self.parts.get(part, [])

    def text(self, part: Part) -> str:
        return " ".join(line.text for line in self.lines(part))


def split_header(lines: Sequence[Line]) -> Header:
    """Sort the lines before the first speech into their parts."""
    header = Header()
    current = Part.TITLE
    for line in _one_field_a_line(_whole_labels(lines)):
        heading = heading_of(line.text)
        current = _after_people(current, line.text)
        if len(line.text) <= 30 and _OPENING.search(line.text) and find_times(line.text):
            header.parts.setdefault(Part.START, []).append(line)
            continue
        if heading is None or _is_entry(heading, current, line, header):
            header.parts.setdefault(current, []).append(line)
            continue
        if current is Part.TITLE and heading.part is Part.BODY and not header.lines(Part.TITLE):
            header.parts.setdefault(Part.TITLE, []).append(line)
            continue
        if heading.names_meeting:
            header.named = heading.value
        current = heading.part
        _put_value(header, current, heading, line)
    return header


def _after_people(current: Part, text: str) -> Part:
    """The part a line belongs to where nothing is said of it: a list of people ends with a sentence
    that tells of something else, and with whoever wrote the record."""
    if current not in (Part.PEOPLE, Part.ABSENT) or _ABOUT_PRESENCE.search(text):
        return current
    if _RECORDED_BY.match(text):
        return Part.OTHER
    return Part.BODY if _SENTENCE.search(text) else current


def _is_entry(heading: Heading, current: Part, line: Line, header: Header) -> bool:
    """Whether a line that looks like a heading is an entry of its list: 「2. 議事」."""
    if current is Part.AGENDA and heading.part in (Part.AGENDA, Part.BODY):
        own_list = heading.numbered and not inside(line.text)
        return own_list and bool(header.lines(Part.AGENDA)) and _in_numbered_list(line, header)
    if current is Part.PEOPLE and heading.part is Part.PEOPLE:
        return bool(heading.value) and "委員長" not in heading.label and not _colon(line.text)
    if current is Part.PAPERS and not heading.value:
        return line.text[0] in "・-" and len(header.lines(Part.PAPERS)) < 50
    return current is Part.PAPERS and heading.part is Part.PAPERS


def _in_numbered_list(line: Line, header: Header) -> bool:
    """Whether the agenda already counts in the same way as this line."""
    return any(
        _number_style(line.text) == _number_style(other.text) for other in header.lines(Part.AGENDA)
    )


def _number_style(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).lstrip("-・ ")
    match = re.match(r"(\()?(?:[0-9]+|[一二三四五六七八九十]+)([.)、])?", plain)
    return f"{match.group(1)}{match.group(2)}" if match else "none"


def _colon(text: str) -> bool:
    return ":" in text[:12] or "：" in text[:12]


def _put_value(header: Header, part: Part, heading: Heading, line: Line) -> None:
    entries = header.parts.setdefault(part, [])
    if part in (Part.PEOPLE, Part.ABSENT):
        entries.append(Line(f"【{heading.label}】", line.gap, line.indented))
    if heading.value:
        entries.append(Line(heading.value, line.gap, line.indented))


def _whole_labels(lines: Sequence[Line]) -> list[Line]:
    """Put labels back together whose characters stand on lines of their own (1, 日, 時:)."""
    whole: list[Line] = []
    for line in lines:
        short = len(line.text) <= 2 or (len(line.text) <= 3 and line.text[-1] in ":：")
        if short and whole and _goes_on(whole[-1].text, line.text):
            whole[-1] = Line(whole[-1].text + line.text, whole[-1].gap, whole[-1].indented)
        else:
            whole.append(line)
    return whole


def _goes_on(label: str, more: str) -> bool:
    """Whether a label is not whole yet, or is one of several words that begin alike (出席者)."""
    if len(label) > 5:
        return False
    if heading_of(label) is not None:
        return label[-1] not in ":：" and heading_of(label + more) is not None
    return len(label) <= 3 or heading_of(label + more) is not None


def _one_field_a_line(lines: Sequence[Line]) -> list[Line]:
    """Divide lines that hold several labelled fields."""
    divided: list[Line] = []
    for line in lines:
        pieces = _RUN_TOGETHER.split(line.text) if len(line.text) < 1000 else [line.text]
        labelled = sum(heading_of(piece) is not None for piece in pieces)
        if labelled < 2:
            divided.append(line)
            continue
        divided.extend(Line(piece, line.gap, line.indented) for piece in pieces if piece)
    return divided


def facts(header: Header, body: Sequence[str]) -> MeetingFacts:
    """The stated facts. `body` is the text of the minutes proper, for opening and closing times."""
    title = header.named or title_among([line.text for line in header.lines(Part.TITLE)])
    dated = _date_text(header)
    start, end = start_and_end(_without_dates(dated))
    start = _first_time(header.text(Part.START), 0) or start
    end = _first_time(header.text(Part.END), 0) or end or _end_beside_start(header)
    first, last = _printed_times(body)
    start, end = start or first, end or last
    series = body_of(header.named or title)
    return MeetingFacts(
        title=title,
        body=series,
        session_number=session_number(title)
        or session_number(header.named)
        or spoken_session(body, series),
        date=parse_date(dated) or parse_date(re.sub(r"\s", "", dated)),
        start=start,
        end=end,
        place=_place(header, dated),
    )


def _end_beside_start(header: Header) -> time | None:
    """The end where a line states both: 開会時刻 10:00～11:30. Opening times on lines of their own
    tell no end."""
    both = (_first_time(line.text, 1) for line in header.lines(Part.START))
    return next((end for end in both if end), None)


def _first_time(text: str, which: int) -> time | None:
    found = find_times(_without_dates(text))
    return found[which] if len(found) > which else None


def _without_dates(text: str) -> str:
    return re.sub(r"[0-9０-９]{4}[-./][0-9０-９]{1,2}[-./][0-9０-９]{1,2}", " ", text)


def _date_text(header: Header) -> str:
    """The text that states the date: its own part, else the first line of the heading with one."""
    own = header.text(Part.DATE)
    if parse_date(own) is not None:
        return own
    for part in (
        Part.START,
        Part.TITLE,
        Part.OTHER,
        Part.AGENDA,
        Part.PLACE,
        Part.PEOPLE,
        Part.BODY,
    ):
        lines = header.lines(part)
        for place, line in enumerate(lines):
            if parse_date(line.text) is not None:
                following = lines[place + 1].text if place + 1 < len(lines) else ""
                timed = find_times(_without_dates(line.text)) or not find_times(following)
                return line.text if timed else f"{line.text} {following}"
    return own


def _printed_times(body: Sequence[str]) -> tuple[time | None, time | None]:
    """開議 and 散会 times printed around the speeches as lines of their own."""
    start = end = None
    for text in body[:_PRINTED_NEAR]:
        if len(text) <= 40 and _OPENING.search(text) and (found := find_times(text)):
            start = start or found[0]
    for text in body[-_SIGNED_AFTER:]:
        at_end = _CLOSED_AT_END.search(text[-60:])
        words = at_end.group(1) if at_end else text
        if len(words) <= 40 and _CLOSING.search(words) and (found := find_times(words)):
            end = found[-1]
    return start, end


def _place(header: Header, dated: str) -> str:
    own = header.lines(Part.PLACE)
    if own:
        return " ".join(line.text for line in own[:2] if parse_date(line.text) is None).strip()
    at = _AT.search(dated) or _AT.search(header.text(Part.TITLE))
    return at.group(1).strip() if at else ""
