"""What was understood of one file, written out for a person."""

from __future__ import annotations

from collections.abc import Iterator

from japan.eras import format_era
from meetings.minutes.document import (
    AgendaEntry,
    DirectionKind,
    MeetingFacts,
    ParsedMinutes,
    RequestKind,
    Side,
    Suggestions,
)

_SIDES = {Side.NATIONAL: "国", Side.LOCAL: "地方", Side.SECRETARIAT: "事務局", None: "不明"}
_DIRECTIONS = {
    DirectionKind.PRESS_EXIT: "報道の退室",
    DirectionKind.NO_QUESTIONS: "質問なし",
    DirectionKind.NO_HANDS: "挙手なし",
    DirectionKind.ASSENT: "賛同",
    DirectionKind.OTHER: "その他",
}
_KINDS = {
    RequestKind.REQUEST: "要望",
    RequestKind.CONCERN: "懸念",
    RequestKind.INFORMATION: "事例紹介",
}
_START_OF_SPEECH = 60
_UNKNOWN = "（不明）"


def as_text(parsed: ParsedMinutes, suggestions: Suggestions) -> str:
    """The whole as Japanese text, speeches by their first words."""
    sections = (
        ("会合", _meeting(parsed.meeting)),
        (f"出席者（{len(parsed.attendees)}人）", _attendees(parsed)),
        ("議事次第", (line for entry in parsed.agenda for line in _agenda(entry, 0))),
        (f"資料（{len(parsed.documents)}件）", _documents(parsed)),
        (f"発言（{len(parsed.speeches)}件）", _speeches(parsed)),
        (f"決定（{len(parsed.decisions)}件）", _decisions(parsed)),
        (f"要望などの候補（{len(suggestions.requests)}件）", _requests(suggestions)),
        (f"国側の約束の候補（{len(suggestions.commitments)}件）", _commitments(suggestions)),
        ("確かめてください", (note.message for note in parsed.notes)),
    )
    return "\n\n".join(_section(title, list(lines)) for title, lines in sections)


def _section(title: str, lines: list[str]) -> str:
    return "\n".join([f"■ {title}", *(f"  {line}" for line in lines or ["なし"])])


def _meeting(meeting: MeetingFacts) -> Iterator[str]:
    start = meeting.start.strftime("%H:%M") if meeting.start else _UNKNOWN
    end = meeting.end.strftime("%H:%M") if meeting.end else _UNKNOWN
    number = f"第{meeting.session_number}回" if meeting.session_number else _UNKNOWN
    yield f"名称：{meeting.title or _UNKNOWN}"
    yield f"会議体：{meeting.body or _UNKNOWN}"
    yield f"回：{number}"
    yield f"日付：{format_era(meeting.date) if meeting.date else _UNKNOWN}"
    yield f"時刻：{start}～{end}"
    yield f"場所：{meeting.place or _UNKNOWN}"


def _attendees(parsed: ParsedMinutes) -> Iterator[str]:
    for attendee in parsed.attendees:
        post = " ".join(part for part in (attendee.organization, attendee.title) if part)
        code = f"［{attendee.code}］" if attendee.code else ""
        note = f"（{attendee.note}）" if attendee.note else ""
        yield f"{_SIDES[attendee.side]}　{attendee.name}　{post}{code}{note}"


def _agenda(entry: AgendaEntry, depth: int) -> Iterator[str]:
    yield f"{'　' * depth}{entry.number} {entry.title}".rstrip()
    for item in entry.items:
        yield from _agenda(item, depth + 1)


def _documents(parsed: ParsedMinutes) -> Iterator[str]:
    for paper in parsed.documents:
        submitter = f"（提出：{paper.submitter}）" if paper.submitter else ""
        yield f"{paper.label} {paper.title}{submitter}".strip()


def _speeches(parsed: ParsedMinutes) -> Iterator[str]:
    for speech in parsed.speeches:
        who = speech.attendee or f"{speech.label}（一覧に該当者なし）"
        words = speech.text.replace("\n", " ")
        shown = words[:_START_OF_SPEECH] + ("…" if len(words) > _START_OF_SPEECH else "")
        yield f"{speech.index}. {who}：{shown}"
        for direction in parsed.stage_directions:
            if direction.after_speech == speech.index:
                place = "発言の途中" if direction.inside else "発言の後"
                yield f"　　（{direction.text}）{place}・{_DIRECTIONS[direction.kind]}"
        for heading in parsed.headings:
            if heading.after_speech == speech.index:
                yield f"　　{heading.text}"


def _decisions(parsed: ParsedMinutes) -> Iterator[str]:
    for decision in parsed.decisions:
        basis = f"（{decision.confirmed_by}）" if decision.confirmed_by else ""
        yield f"発言{decision.speech}「{decision.quote}」{basis}"


def _requests(suggestions: Suggestions) -> Iterator[str]:
    for request in suggestions.requests:
        points = "、".join(point.code for point in request.points)
        page = f"{request.page}ページ" if request.page is not None else ""
        yield f"発言{request.speech}［{_KINDS[request.kind]}］{request.summary}（{points}）{page}"
        yield f"　　「{request.quote}」"


def _commitments(suggestions: Suggestions) -> Iterator[str]:
    for commitment in suggestions.commitments:
        yield f"発言{commitment.speech}　{commitment.summary}"
        yield f"　　「{commitment.quote}」"
