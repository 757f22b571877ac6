"""Reading minutes: bytes or pasted text in, `ParsedMinutes` out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from confined.limits import MAX_FILE_BYTES
from japan.eras import find_month
from meetings.minutes.accounting.heading_lines import FACTS
from meetings.minutes.accounting.whole import account, without_supplied
from meetings.minutes.demands.paper import paper_title, read_paper
from meetings.minutes.document import (
    ParsedMinutes,
    ReadingNote,
    Side,
    SourceKind,
    UnreadableMinutes,
)
from meetings.minutes.doubts import doubts
from meetings.minutes.formats import docx, html, markdown, pdf, text
from meetings.minutes.formats.detect import FileKind, kind_of
from meetings.minutes.formats.source import MAX_LINES, SourceText, guard_length
from meetings.minutes.parts.agenda import read_agenda
from meetings.minutes.parts.bodies import Bodies, Body
from meetings.minutes.parts.decisions import find_decisions
from meetings.minutes.parts.header import Header, facts, split_header
from meetings.minutes.parts.joining import Joined, mend
from meetings.minutes.parts.lines import Line, clean, close_up, split_lines
from meetings.minutes.parts.papers import read_papers
from meetings.minutes.parts.sections import Part, heading_of
from meetings.minutes.parts.transcripts import unrolled
from meetings.minutes.people.attendee_entries import Person
from meetings.minutes.people.attendees import read_attendees
from meetings.minutes.people.company import in_company
from meetings.minutes.people.labels import is_question
from meetings.minutes.people.sides import code_of
from meetings.minutes.people.speakers import Speakers

_READERS = {
    FileKind.TEXT: text.read,
    FileKind.MARKDOWN: markdown.read,
    FileKind.HTML: html.read,
    FileKind.DOCX: docx.read,
    FileKind.PDF: pdf.read,
}
_EMPTY = "文章がありません。議事録の本文が入ったファイルを選ぶか、本文を貼り付けてください。"
_BY_SIDE = (
    "発言者の名前がありません。地方側・国側などの見出しごとに、1件の発言として読みました。"
    "所属を確かめてください。"
)
_BY_MARK = (
    "発言者の名前がありません。問や意見は地方側、答や回答は国側の発言と見ています。"
    "出席者の一覧に両方がいないときは、立場を決めていません。所属を確かめてください。"
)
_SHOWN_LABELS = 5
_LOCAL_COUNCIL = re.compile(r"[市区町村県都道府]議会|(?:定例会|臨時会)(?![議合])|町議会|村議会")


def read_minutes(data: bytes, filename: str) -> ParsedMinutes:
    """Read one file. `filename` only helps to tell the format.

    Raises UnreadableMinutes, with a Japanese message that says what to do, when the file is empty,
    too large, broken, encrypted, without words, or of a format that is not read.
    """
    if not data:
        raise UnreadableMinutes("ファイルが空です。議事録の本文が入ったファイルを選んでください。")
    if len(data) > MAX_FILE_BYTES:
        limit = MAX_FILE_BYTES // (1024 * 1024)
        raise UnreadableMinutes(
            f"ファイルが大きすぎます。{limit}MBまでです。画像を減らすか、本文だけを保存してください。"
        )
    kind, notes = kind_of(data, filename)
    source = _READERS[kind](data)
    return _understand(replace(source, notes=(*notes, *source.notes)))


def read_text(pasted: str) -> ParsedMinutes:
    """Read pasted text. Raises UnreadableMinutes when it is empty or too long."""
    return _understand(SourceText(pasted))


def _understand(source: SourceText) -> ParsedMinutes:
    guard_length(source.text)
    cleaned, dropped = clean(source.text)
    closed, wide = close_up(cleaned)
    transcript = unrolled(closed)
    split = split_lines(transcript.text)
    _guard_lines(split.lines)
    notes = [*source.notes, *_mended(dropped, wide)]
    if title := paper_title(split.lines):
        parsed = _as_paper(read_paper(split.lines, title), notes)
    else:
        parsed = _assemble(mend(split.lines), notes)
    left_out = (*transcript.left_out, *split.left_out, *parsed.left_out)
    left_out = without_supplied(left_out, transcript.supplied)
    return replace(parsed, left_out=(*source.left_out, *left_out))


def _as_paper(parsed: ParsedMinutes, notes: list[ReadingNote]) -> ParsedMinutes:
    """A paper of demands with what a person should look at."""
    return replace(parsed, notes=(*notes, *_missing(parsed), *doubts(parsed)))


def _guard_lines(lines: Sequence[Line]) -> None:
    if not lines:
        raise UnreadableMinutes(_EMPTY)
    if len(lines) > MAX_LINES:
        raise UnreadableMinutes(
            f"行が多すぎます（{len(lines):,}行）。{MAX_LINES:,}行までです。"
            "会合ごとに分けて取り込んでください。"
        )


def _mended(dropped: int, wide: int) -> list[ReadingNote]:
    """What was taken out between the letters."""
    notes: list[ReadingNote] = []
    if dropped:
        message = f"見えない制御文字を{dropped}字除きました。"
        notes.append(ReadingNote("control_characters", message))
    if wide:
        message = f"1字ずつ空けて書かれた{wide}行は、間を詰めて読みました。"
        notes.append(ReadingNote("set_wide", message))
    return notes


def _assemble(joined: Joined, notes: list[ReadingNote]) -> ParsedMinutes:
    lines = joined.lines
    header, people, body = _parts_of(lines)
    speakers = Speakers(people)
    spoken = body.gather(lines, speakers)
    meeting = facts(header, [line.text for line in lines[body.first :]])
    decisions = find_decisions(spoken.speeches, spoken.directions)
    parsed = ParsedMinutes(
        meeting=meeting,
        attendees=tuple(person.attendee for person in people),
        agenda=read_agenda(header.lines(Part.AGENDA)),
        documents=read_papers(header.lines(Part.PAPERS)),
        speeches=spoken.speeches,
        stage_directions=spoken.directions,
        decisions=decisions,
        joins=joined.joins,
        headings=spoken.headings,
        kind=body.kind,
    )
    found = account(parsed, header, lines, body.first)
    parsed = replace(parsed, heading_lines=found.heading_lines, left_out=found.left_out)
    notes += _remarks(parsed, speakers, body)
    notes += doubts(parsed)
    return replace(parsed, notes=tuple(notes))


def _parts_of(lines: Sequence[Line]) -> tuple[Header, list[Person], Body]:
    """The list tells who speaks, and the first speech tells where the list ends: find the turns by
    their labels alone, read the list above them, and look again knowing the names."""
    bodies = Bodies(lines)
    body = bodies.find(lambda label: False)
    header, people = _header(lines, body)
    again = bodies.find(Speakers(people).knows)
    if again != body:
        header, people = _header(lines, again)
    return header, people, again


def _header(lines: Sequence[Line], body: Body) -> tuple[Header, list[Person]]:
    header = split_header(lines[: body.first])
    if body.kind is SourceKind.NONE:
        _keep_narrative_apart(header)
    default = _default_side(header)
    people = read_attendees(header.lines(Part.PEOPLE), default=default)
    people += read_attendees(header.lines(Part.ABSENT), absent=True, default=default)
    return header, in_company(people)


def _keep_narrative_apart(header: Header) -> None:
    """In minutes without speeches sentences belong to no list of the heading."""
    for part in (Part.PEOPLE, Part.AGENDA, Part.PAPERS, Part.ABSENT):
        kept = [line for line in header.lines(part) if not line.text.endswith("。")]
        header.parts[part] = kept


def _default_side(header: Header) -> Side | None:
    """Where a post tells no side: the council of a local government is local. Nobody is national
    by default."""
    title = header.named or " ".join(line.text for line in header.lines(Part.TITLE)[:3])
    words = title.split("（")[0].replace("令和", " ").strip()
    return Side.LOCAL if _begins_local(words) or _LOCAL_COUNCIL.search(title) else None


def _begins_local(words: str) -> bool:
    if heading_of(words):
        return False
    tail = words.split("度")[-1].split("回")[-1].strip(" 　")
    return code_of(words) is not None or code_of(tail) is not None


def _remarks(parsed: ParsedMinutes, speakers: Speakers, body: Body) -> list[ReadingNote]:
    """What a person should look at before saving."""
    notes = _missing(parsed)
    if body.kind is SourceKind.SIDES:
        notes.append(ReadingNote("side_headings", _BY_SIDE))
    if body.kind in (SourceKind.ANSWERS, SourceKind.QUESTIONS):
        notes.append(ReadingNote("sides_by_mark", _BY_MARK))
    unknown = [
        speech.label
        for speech in parsed.speeches
        if not body.names_nobody
        and is_question(speech.label) is None
        and speech.attendee is None
        and not speakers.names_secretariat(speech.label)
    ]
    if unknown:
        notes.append(_unknown_speakers(unknown, speakers))
    overlaps = [join.overlap for join in parsed.joins if join.overlap]
    if overlaps:
        shown = "、".join(f"「{words}」" for words in overlaps[:_SHOWN_LABELS])
        message = f"ページの変わり目で重なっていた文字を1回だけ残しました：{shown}"
        notes.append(ReadingNote("overlap_dropped", message))
    return notes


def _missing(parsed: ParsedMinutes) -> list[ReadingNote]:
    notes: list[ReadingNote] = []
    if not parsed.speeches:
        message = "発言者ごとの発言が見つかりません。要旨だけの記録かもしれません。"
        notes.append(ReadingNote("no_speeches", message))
    if parsed.meeting.date is None:
        notes.append(ReadingNote("no_date", _no_date(parsed)))
    if not parsed.attendees:
        message = "出席者の一覧が見つかりません。発言者の所属を確かめてください。"
        notes.append(ReadingNote("no_attendees", message))
    return notes


def _no_date(parsed: ParsedMinutes) -> str:
    """A meeting has a day: of a month alone it is said that the day is missing."""
    for line in parsed.heading_lines:
        if line.part == FACTS and (month := find_month(line.text)):
            return f"「{month}」とだけあり、日がありません。開催日を入力してください。"
    return "開催日を読み取れません。日付を入力してください。"


def _unknown_speakers(spoken: Sequence[str], speakers: Speakers) -> ReadingNote:
    """`spoken` holds the label of every speech whose speaker is not known."""
    labels = list(dict.fromkeys(spoken))
    shown = "、".join(f"「{label}」" for label in labels[:_SHOWN_LABELS])
    more = f"ほか{len(labels) - _SHOWN_LABELS}件" if len(labels) > _SHOWN_LABELS else ""
    several = any(speakers.identify(label).several for label in labels)
    reason = (
        "出席者の一覧にいないか、当てはまる人が何人もいます"
        if several
        else "出席者の一覧にいません"
    )
    message = f"発言者{shown}{more}は{reason}（{len(spoken)}件の発言）。所属を確かめてください。"
    return ReadingNote("unknown_speaker", message)
