"""首長に見せる1枚 laid out: one A4 page, whatever there is to tell. What has no room is counted."""

from __future__ import annotations

from collections.abc import Iterator

from japan.eras import format_era
from reports.papers.briefing import cut
from reports.papers.own_sheet import Row, Sheet
from typesetting import pdf
from typesetting.paper import CAUTION, Block, Column, Facts, Paper, Prose, Table

SPARE = 12
"""What stays empty at the foot of the page, in millimetres."""
ROOMS = ((14, 90), (12, 70), (10, 50), (8, 40), (6, 30))
"""Rows, and letters of a text, from much to what fits whatever there is to tell."""
ON_PAGE = ROOMS[2]
"""The same for the page that a browser prints."""
_COLUMNS = (
    Column("番号", 11, strong=True),
    Column("要望", 27),
    Column("今どうなっているか", 30, lead=True),
    Column("国のいちばん新しい回答", 32, lead=True),
)


def fitted(sheet: Sheet) -> Paper:
    """The paper with as much as one page takes."""
    for room in ROOMS[:-1]:
        paper = laid_out(sheet, *room)
        if pdf.pages(paper, spare=SPARE) == 1:
            return paper
    return laid_out(sheet, *ROOMS[-1])


def laid_out(sheet: Sheet, rows: int, words: int) -> Paper:
    """The paper with so many rows, and so many letters of each text."""
    return Paper(
        title=f"{sheet.organization}の要望の状況",
        over="首長に見せる1枚",
        moment=f"{format_era(sheet.on)}の状況",
        blocks=tuple(_blocks(sheet, rows, words)),
        on=sheet.on,
        caution=CAUTION if sheet.internal else "",
        fictional=sheet.fictional,
        compact=True,
    )


def _blocks(sheet: Sheet, rows: int, words: int) -> Iterator[Block]:
    yield Facts(tuple(facts(sheet)))
    shown = sheet.first(rows)
    table = tuple(_row(row, words) for row in shown)
    yield Table("要望", _COLUMNS, table, empty="要望は、まだ登録されていません。")
    if sheet.total > len(shown):
        yield Prose(f"ほか{sheet.total - len(shown)}件", small=True)


def facts(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """What stands above the requests, as (label, words)."""
    yield "要望", f"{sheet.total}件（加わった要望を含む）"
    asked = f"見解 {sheet.asked}件" if sheet.asked else ""
    tasks = f"対応依頼 {sheet.tasks}件" if sheet.tasks else ""
    yield "求められていること", "、".join(each for each in (asked, tasks) if each) or "ありません"
    yield "次の会合", sheet.session


def _row(row: Row, words: int) -> tuple[str, ...]:
    marks = ("" if row.public else "（未公表）") + ("（架空）" if row.fictional else "")
    asked = f"\n求められていること：{row.asked}" if row.asked else ""
    return (
        row.number,
        f"{cut(row.title, words)}{marks}",
        f"{row.status_label}\n{row.sentence}{asked}",
        f"{row.answer}\n{cut(row.words, words)}" if row.answer else "まだありません",
    )
