"""The tables of a 個票: slips, voices, sessions, history, what hangs together with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from issues.history.timeline import Line
from japan.eras import format_era
from reports.papers.dossier import Dossier
from typesetting.paper import Block, Bullets, Column, Heading, Table

_SLIPS = (
    Column("変更した日", 22),
    Column("前の期限", 22),
    Column("新しい期限", 22),
    Column("日数", 9, number=True),
)
_VOICES = (
    Column("だれの", 15, strong=True),
    Column("団体", 17),
    Column("見方", 13),
    Column("日付", 18),
)
_SESSIONS = (
    Column("会合", 24, strong=True),
    Column("開催日", 22),
    Column("取扱い", 13),
    Column("確定の時点の状況", 17),
)
_EVENTS = (Column("日付", 18), Column("できごと", 37), Column("だれが", 21), Column("状況", 24))
_PROMISES = (
    Column("番号", 14, strong=True),
    Column("要旨", 50),
    Column("府省・発言者", 22),
    Column("履行の状況", 14),
)
_JOINED = (Column("団体", 25, strong=True), Column("支障事例", 75))
_LINKS = (
    Column("関係", 18),
    Column("番号", 13, strong=True),
    Column("件名", 38),
    Column("団体", 18),
    Column("状況", 13),
)


def slips(dossier: Dossier) -> Table:
    """Each change of the due date; with reasons where the reader may read them."""
    rows: list[tuple[str, ...]] = [
        (format_era(s.changed_on), format_era(s.old), format_era(s.new), f"{s.days:+}日")
        for s in dossier.slips
    ]
    reasons = [slip.reason for slip in dossier.slips]
    return _with_last("回答期限の変更", _SLIPS, rows, Column("理由", 30), reasons)


def voices(dossier: Dossier) -> Iterator[Block]:
    """三者の見方, side by side."""
    if dossier.voices:
        yield Heading("三者の見方")
        rows: list[tuple[str, ...]] = [
            (v.whose, v.who, v.word, _short(v.on)) for v in dossier.voices
        ]
        said = [voice.text for voice in dossier.voices]
        yield _with_last("三者の見方", _VOICES, rows, Column("内容", 37), said)
        if dossier.disagreements:
            yield Bullets(dossier.disagreements)


def course(dossier: Dossier) -> Iterator[Block]:
    """What each session did with it, and all that happened."""
    if dossier.sessions:
        yield Heading("会合ごとの取扱い")
        rows: list[tuple[str, ...]] = [
            (s.name, format_era(s.held_on), s.outcome, s.status or "確定前")
            for s in dossier.sessions
        ]
        notes = [session.note for session in dossier.sessions]
        yield _with_last("会合ごとの取扱い", _SESSIONS, rows, Column("記録", 34), notes)
    yield Heading("経過")
    yield Table("経過", _EVENTS, tuple(_event(line) for line in dossier.lines))


def around(dossier: Dossier) -> Iterator[Block]:
    """What was promised about it, who joined it, which requests belong to it."""
    if dossier.promises:
        yield Heading("関係する国側の発言")
        promises = tuple(
            (p.number, _marked(p.title, p.fictional), p.who, p.status) for p in dossier.promises
        )
        yield Table("関係する国側の発言", _PROMISES, promises)
    if dossier.joined:
        yield Heading("共同提案の団体")
        joined = tuple((each.organization, each.trouble) for each in dossier.joined)
        yield Table("共同提案の団体", _JOINED, joined)
    if dossier.links:
        yield Heading("関連する要望")
        links = tuple(
            (
                link.relation,
                link.number,
                _marked(link.title, link.fictional),
                link.organization,
                link.status,
            )
            for link in dossier.links
        )
        yield Table("関連する要望", _LINKS, links)


def _with_last(
    name: str,
    columns: tuple[Column, ...],
    rows: list[tuple[str, ...]],
    last: Column,
    cells: list[str],
) -> Table:
    """A table whose last column is there only when one of its cells says something."""
    if any(cells):
        columns = (*columns, last)
        rows = [(*row, cell) for row, cell in zip(rows, cells, strict=True)]
    return Table(name, columns, tuple(rows))


def _event(line: Line) -> tuple[str, ...]:
    what = f"{line.subject}：{line.label}" if line.subject else line.label
    if line.session:
        what += f"（{line.session}）"
    if line.reason:
        what += f"\n理由：{line.reason}"
    who = line.organization or line.role
    if line.organization and line.role:
        who = f"{line.organization}（{line.role}）"
    words = [label for code, label in (line.from_status, line.to_status) if code]
    return _short(timezone.localtime(line.at).date()), what, who, " → ".join(words)


def _marked(words: str, fictional: bool) -> str:
    return f"{words}（架空）" if fictional else words


def _short(on: date) -> str:
    return format_era(on, weekday=False)
