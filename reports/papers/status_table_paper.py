"""対応状況一覧 as a paper: A4 on its side, grouped by discussion point, about itself on page 1.

It holds the columns of `issues.columns`, several of them in one cell, as the 一覧表 of a ministry
has them; the codes of organizations and the addresses of passages stay in the files. What this
module does not put into words of its own stands at the end of its group's cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils import timezone

from issues.columns import groups
from issues.columns.column import Column as Told
from issues.columns.column import Group
from issues.columns.groups import printed
from issues.columns.rows import Row, Rows
from japan.eras import format_era
from reports.lists import status_table
from reports.lists.frozen import FICTIONAL_SESSION
from reports.lists.producing import Progress, unheard
from reports.lists.status_table import Overview
from typesetting import pdf
from typesetting.paper import CAUTION, Block, Column, Facts, Heading, Paper, Table

_NO_POINT = "論点を決めていない要望"
_COLUMNS = (
    Column("番号・団体", 12, lead=True),
    Column("件名・求める措置・支障事例", 30, lead=True),
    Column("府省・回答期限", 14, lead=True),
    Column("状況", 10, lead=True),
    Column("回答", 22, lead=True),
    Column("見解・進捗・判断", 12),
)


def write(table: Overview, progress: Progress = unheard) -> bytes:
    """The PDF."""
    paper = laid_out(table)
    progress(len(table.rows) // 4, len(table.rows))
    data = pdf.render(paper)
    progress(len(table.rows), len(table.rows))
    return data


def laid_out(table: Overview) -> Paper:
    """The paper."""
    return Paper(
        title=table.about.heading,
        moment=f"{table.about.time}現在",
        blocks=tuple(_blocks(table)),
        on=timezone.localdate(table.about.moment),
        caution=CAUTION if table.inside else "",
        fictional=bool(table.fictional) or FICTIONAL_SESSION in table.about.notes,
        landscape=True,
        compact=True,
    )


def _blocks(table: Overview) -> Iterator[Block]:
    yield Facts(tuple(_joined(table.facts())))
    if not table.rows:
        yield Table(status_table.TITLE, _COLUMNS, (), empty="条件に合う要望はありません。")
    for point, rows in _by_point(table.rows):
        name = f"論点{point}" if point else _NO_POINT
        yield Heading(f"{name}　{len(rows)}件")
        yield Table(name, _COLUMNS, tuple(_cells(row, table) for row in rows))


def _joined(facts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Several facts of one label in one line of the form."""
    found: dict[str, list[str]] = {}
    for label, words in facts:
        found.setdefault(label, []).append(words)
    return ((label, "\n".join(words)) for label, words in found.items())


def _by_point(rows: Rows) -> list[tuple[str, list[Row]]]:
    """The rows by their primary point, in the order of the points; within one in their own."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.primary_point, []).append(row)
    return sorted(groups.items(), key=lambda group: _place(group[0]))


def _place(point: str) -> tuple[int, str]:
    """A point is named 「1 費用」; what has none comes last."""
    number = point.partition(" ")[0]
    return (int(number) if number.isdecimal() else 10_000, point)


def _cells(row: Row, table: Overview) -> tuple[str, ...]:
    rest = [column for column in table.columns if column.name not in _IN_WORDS]
    columns = (
        (*_who(row), *_rest(row, rest, groups.WHO)),
        (*_what(row), *_rest(row, rest, groups.WHAT, groups.POINTS)),
        (*_whose(row), *_rest(row, rest, groups.WHOSE)),
        (*_where(row, table), *_rest(row, rest, groups.WHERE)),
        (*_answer(row), *_rest(row, rest, groups.REPLY)),
        (*_views(row), *_rest(row, rest, groups.VIEWS)),
    )
    return tuple("\n".join(line for line in lines if line) for lines in columns)


_IN_WORDS = frozenset(
    (
        "number", "organization", "size", "prefecture", "joined", "kind", "title", "ask", "trouble",
        "primary_point", "other_points", "speaker", "said_on", "lead_ministry", "co_ministries",
        "due_on", "first_due_on", "status", "unanswered", "round", "reflected_in", "public",
        "fictional", "reply_class", "reply_pending", "reply_timing", "reply_means", "replied_on",
        "reply_text", "stance", "opinion", "other_stances", "progress", "judgement",
    )
)  # fmt: skip
"""The columns that the functions below say, each in its way."""


def _rest(row: Row, columns: Iterable[Told], *within: Group) -> Iterator[str]:
    """What the other columns of these groups say."""
    for column in columns:
        if column.group in within:
            yield _labelled(column.heading, printed(column, row))


def _who(row: Row) -> Iterator[str]:
    yield row.number
    yield f"{row.organization}（{row.size}）"
    yield _labelled("共同提案", "、".join(row.joined))
    yield row.kind


def _what(row: Row) -> Iterator[str]:
    yield row.title
    yield row.ask
    yield _labelled("支障事例・効果", row.trouble)
    yield _labelled("ほかの論点", "、".join(row.other_points))
    said = (row.speaker, _day(row.said_on), row.meeting)
    yield _labelled("発言", "　".join(part for part in said if part))


def _whose(row: Row) -> Iterator[str]:
    yield row.lead_ministry or "未定"
    yield _labelled("関係府省", "、".join(row.co_ministries))
    yield _labelled("期限", _day(row.due_on))
    if row.first_due_on != row.due_on:
        yield _labelled("最初の期限", _day(row.first_due_on))


def _where(row: Row, table: Overview) -> Iterator[str]:
    yield row.status
    yield "未回答（期限を過ぎています）" if row.unanswered else ""
    yield f"第{row.round}次" if row.round else ""
    yield _labelled("反映先", row.reflected_in)
    yield "未公表" if table.inside and not row.public else ""
    yield "架空" if row.fictional else ""


def _answer(row: Row) -> Iterator[str]:
    yield row.reply_class
    yield "公表前の回答" if row.reply_pending else ""
    yield _labelled("対応時期", _day(row.reply_timing))
    yield _labelled("手段", "、".join(row.reply_means))
    yield _labelled("回答の日", _day(row.replied_on))
    yield row.reply_text


def _views(row: Row) -> Iterator[str]:
    yield _labelled("見解", row.stance)
    yield row.opinion
    yield "\n".join(row.other_stances)
    yield _labelled("府省の進捗", row.progress)
    yield _labelled("事務局の判断", row.judgement)


def _labelled(label: str, words: str) -> str:
    return f"{label}：{words}" if words else ""


def _day(on: date | None) -> str:
    return format_era(on, weekday=False) if on else ""
