"""論点整理ペーパー laid out: one discussion point on one A4 page.

What has no room is counted (ほか○件), longer texts end with …; the type is never made smaller.
PDF and Word say the same: Word's lines are not counted here, so the page keeps some room to spare.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from issues.pages.point_follow_ups import Task
from japan.eras import format_era
from reports.papers.briefing import Asked, Briefing, Dispute, Promise, cut
from typesetting import pdf
from typesetting.paper import CAUTION, Block, Bullets, Column, Facts, Heading, Paper, Prose, Table

SPARE = 12
"""What stays empty at the foot of the page, in millimetres."""
_REQUESTS = (
    Column("番号", 11, strong=True),
    Column("団体・件名", 43),
    Column("状況", 12),
    Column("最新の回答", 34, lead=True),
)


@dataclass(frozen=True)
class Room:
    """How much of everything there is room for: rows, and letters of a text."""

    requests: int
    promises: int
    tasks: int
    disputes: int
    memo: int
    statement: int
    words: int


ROOMS = (
    Room(6, 5, 5, 4, 480, 600, 100),
    Room(6, 4, 4, 3, 360, 400, 80),
    Room(5, 3, 3, 3, 300, 300, 60),
    Room(4, 3, 3, 2, 240, 200, 50),
    Room(3, 2, 2, 2, 180, 160, 40),
    Room(2, 1, 1, 1, 120, 120, 40),
)
"""From what is shown when there is little to tell to what fits whatever there is to tell."""


def fitted(brief: Briefing) -> Paper:
    """The paper with as much as one page takes."""
    for room in ROOMS[:-1]:
        paper = laid_out(brief, room)
        if pdf.pages(paper, spare=SPARE) == 1:
            return paper
    return laid_out(brief, ROOMS[-1])


def laid_out(brief: Briefing, room: Room) -> Paper:
    """The paper with so much."""
    moment = f"{format_era(brief.on)}の状況"
    if brief.as_of:
        moment = f"{brief.as_of} 確定の時点（{format_era(brief.on)}）の状況"
    return Paper(
        title=f"論点{brief.position}　{brief.name}",
        over="論点整理ペーパー",
        moment=moment,
        blocks=tuple(_blocks(brief, room)),
        on=brief.on,
        caution=CAUTION if brief.team else "",
        fictional=brief.fictional,
        compact=True,
    )


def _blocks(brief: Briefing, room: Room) -> Iterator[Block]:
    yield Facts(tuple(_facts(brief, room)))
    yield Heading(f"要望　{brief.total}件")
    counts = "　".join(f"{each.label} {each.count}件" for each in brief.outcomes if each.count)
    if counts:
        yield Prose(counts)
    shown = brief.requests[: room.requests]
    if shown:
        yield Table("主な要望", _REQUESTS, tuple(_asked(row, room) for row in shown))
        yield from _rest(brief.total - len(shown))
    if brief.disputes:
        yield Heading("見解の不一致")
        yield Bullets(tuple(_dispute(each, room) for each in brief.disputes[: room.disputes]))
        yield from _rest(len(brief.disputes) - room.disputes)
    yield Heading(f"国側の発言・約束　{brief.promises_total}件")
    promises = brief.promises[: room.promises]
    yield from _listed(tuple(_promise(each, room) for each in promises), brief.promises_total)
    yield Heading(f"対応依頼（未完了）　{brief.tasks_total}件")
    tasks = brief.tasks[: room.tasks]
    yield from _listed(tuple(_task(each, room) for each in tasks), brief.tasks_total)


def _facts(brief: Briefing, room: Room) -> Iterator[tuple[str, str]]:
    since = f"（{format_era(brief.since)}から）" if brief.since else ""
    yield "状況", f"{brief.status_label}{since}"
    source = cut(brief.source, room.words)
    yield "論点の内容", f"「{cut(brief.statement, room.statement)}」（出典：{source}）"
    if brief.memo is not None:
        memo = brief.memo
        day = format_era(memo.held_on)
        yield "整理メモ", f"{_memo(memo.text, room)}\n（{memo.session}　{day}）"
    yield "次の会合", _next(brief, room)


def _memo(text: str, room: Room) -> str:
    """As it was written, lines and all, while it is short; else in one go."""
    short = len(text) <= room.memo and text.count("\n") < room.memo // 40
    return text if short else cut(text, room.memo)


def _next(brief: Briefing, room: Room) -> str:
    coming = brief.next_session
    if coming is None:
        return "未定"
    words = (coming.name, format_era(coming.held_on), cut(coming.place, room.words))
    return "　".join(word for word in words if word)


def _asked(row: Asked, room: Room) -> tuple[str, ...]:
    marks = _marks(public=row.public, fictional=row.fictional)
    answer = cut(row.answer, room.words)
    if not answer and row.due_on:
        answer = f"回答期限 {format_era(row.due_on, weekday=False)}"
    return (
        row.number,
        f"{row.organization}{marks}\n{cut(row.title, room.words)}",
        row.status_label,
        f"{row.outcome_label}\n{answer}",
    )


def _dispute(each: Dispute, room: Room) -> str:
    marks = _marks(fictional=each.fictional)
    words = cut("".join(each.sentences), room.words * 2)
    return f"{each.number} {cut(each.title, room.words)}{marks}：{words}"


def _promise(each: Promise, room: Room) -> str:
    marks = _marks(public=each.public, fictional=each.fictional)
    who = f"{each.organization}、" if each.organization else ""
    became = f"：{cut(each.became, room.words)}" if each.became else ""
    return f"{each.number} {cut(each.title, room.words)}{marks}（{who}{each.status_label}）{became}"


def _task(each: Task, room: Room) -> str:
    late = f"　{each.days_late}日超過" if each.days_late else ""
    about = "、".join(word for word in (each.organization, each.about) if word)
    due = format_era(each.due_on, weekday=False)
    marks = _marks(fictional=each.fictional)
    return f"{cut(each.title, room.words)}{marks}（{about}）期限 {due}{late}"


def _marks(*, public: bool = True, fictional: bool) -> str:
    return ("" if public else "（未公表）") + ("（架空）" if fictional else "")


def _listed(items: tuple[str, ...], total: int) -> Iterator[Block]:
    if items:
        yield Bullets(items)
        yield from _rest(total - len(items))
    else:
        yield Prose("ありません。")


def _rest(number: int) -> Iterator[Block]:
    if number > 0:
        yield Prose(f"ほか{number}件", small=True)
