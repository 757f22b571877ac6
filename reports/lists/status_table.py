"""対応状況一覧: what one row of it is, which columns it has, and what is said about it.

Excel, CSV, PDF and the page to print all show an `Overview`, so that they never differ. Where its
rows come from: `reports.lists.current_rows` for what is true now, `meetings.frozen_overview` for a
closed session. A row holds only what its reader may see; whoever shows it need not ask again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import cached_property
from typing import TypeAlias

from django.utils import timezone

from japan.eras import format_era
from reports.lists.rows import Row, Rows, Tally

Value: TypeAlias = str | int | date | None
"""What a cell holds."""
Found: TypeAlias = Value | bool | tuple[str, ...]
"""What a field of a row holds."""

TITLE = "対応状況一覧"
YES = "○"


class Sort(Enum):
    """What a column holds, as a sheet has to know it."""

    TEXT = "text"
    LONG = "long"
    DATE = "date"
    NUMBER = "number"
    MARK = "mark"


@dataclass(frozen=True)
class Column:
    """One column. `width` in half-width characters; `inside` ones are left out of what everybody
    may see, for there they would say the same in every row. `own`: nearly every row says something
    of its own, so that nothing is gained by remembering what was said."""

    name: str
    heading: str
    sort: Sort = Sort.TEXT
    width: int = 12
    inside: bool = False
    own: bool = False

    def value(self, row: Row) -> Value:
        """What a cell holds: text, a number or a day; None for an empty one."""
        return as_value(getattr(row, self.name))

    def words(self, row: Row) -> str:
        """The same as text, with days as 2024-06-05."""
        return as_words(getattr(row, self.name))


def as_value(found: Found) -> Value:
    """What a cell holds for this field of a row."""
    if isinstance(found, bool):
        return YES if found else None
    if isinstance(found, tuple):
        return "、".join(found) or None
    return None if found == "" else found


def as_words(found: Found) -> str:
    """The same as text."""
    value = as_value(found)
    return value.isoformat() if isinstance(value, date) else str(value or "")


COLUMNS = (
    Column("number", "番号", width=11, own=True),
    Column("kind", "種別", width=10),
    Column("organization_code", "団体コード", width=12),
    Column("organization", "団体", width=18),
    Column("size", "団体の区分", width=12),
    Column("prefecture", "都道府県", width=11),
    Column("joined", "共同提案の団体", width=18),
    Column("speaker", "発言者", width=18),
    Column("said_on", "発言の日", Sort.DATE, 15),
    Column("title", "件名", width=32, own=True),
    Column("ask", "求める措置", Sort.LONG, 44, own=True),
    Column("trouble", "支障事例・効果", Sort.LONG, 44, own=True),
    Column("primary_point", "主な論点", width=20),
    Column("other_points", "ほかの論点", width=20),
    Column("lead_ministry", "主担当府省", width=14),
    Column("co_ministries", "関係府省", width=14),
    Column("due_on", "回答期限", Sort.DATE, 15),
    Column("first_due_on", "最初の回答期限", Sort.DATE, 15),
    Column("status", "状況", width=12),
    Column("unanswered", "未回答", Sort.MARK, 9),
    Column("round", "回答の回", Sort.NUMBER, 10),
    Column("reply_class", "回答の区分", width=18),
    Column("reply_timing", "対応時期", Sort.DATE, 15),
    Column("reply_means", "手段", width=18),
    Column("reply_text", "回答", Sort.LONG, 50, own=True),
    Column("replied_on", "回答の日", Sort.DATE, 15),
    Column("reply_pending", "回答は公表前", Sort.MARK, 13, inside=True),
    Column("stance", "団体の見解", width=12),
    Column("opinion", "見解の内容", Sort.LONG, 32, own=True),
    Column("other_stances", "ほかの団体の見解", width=22),
    Column("progress", "府省の進捗", width=12),
    Column("judgement", "事務局の判断", width=14),
    Column("reflected_in", "反映先", width=24),
    Column("meeting", "会合", width=18),
    Column("passage", "原文の場所", width=24, own=True),
    Column("public", "公表", Sort.MARK, 8, inside=True),
    Column("fictional", "架空", Sort.MARK, 8),
)


def columns(*, inside: bool) -> tuple[Column, ...]:
    """The columns in their order; `inside` for a file that may hold what is not public."""
    return tuple(column for column in COLUMNS if inside or not column.inside)


@dataclass(frozen=True)
class Group:
    """Several columns that share one on paper, the first without its heading. `share` is the
    width of it in parts of the page, which together make 100."""

    heading: str
    names: tuple[str, ...]
    share: int

    def lines(self, row: Row, shown: Sequence[Column]) -> list[tuple[str, str]]:
        """(heading, words) of what is not empty; the heading is "" for the first column. Days
        are written in eras."""
        there = {column.name: column for column in shown}
        found = []
        for place, name in enumerate(self.names):
            if name not in there or _is_said_already(name, row):
                continue
            column = there[name]
            value = column.value(row)
            words = format_era(value, weekday=False) if isinstance(value, date) else value
            if words not in (None, ""):
                found.append(("" if place == 0 else column.heading, str(words)))
        return found


def _is_said_already(name: str, row: Row) -> bool:
    """A first date that still stands, and the prefecture of a prefecture."""
    return (name == "first_due_on" and row.first_due_on == row.due_on) or (
        name == "prefecture" and row.prefecture == row.organization
    )


GROUPS = (
    Group("番号・団体", ("number", "organization", "size", "prefecture", "joined", "kind"), 11),
    Group("件名・求める措置", ("title", "ask", "trouble", "speaker", "said_on"), 27),
    Group("論点", ("primary_point", "other_points"), 9),
    Group("府省・期限", ("lead_ministry", "co_ministries", "due_on", "first_due_on"), 10),
    Group("状況", ("status", "unanswered", "round", "reflected_in", "public", "fictional"), 9),
    Group(
        "回答",
        ("reply_class", "reply_timing", "reply_means", "replied_on", "reply_text", "reply_pending"),
        22,
    ),
    Group("見解・進捗", ("stance", "opinion", "other_stances", "progress", "judgement"), 12),
)
"""The same columns on a page that is printed, A4 on its side. The code of the organization and the
address of the words stay in the files."""


@dataclass(frozen=True)
class About:
    """What is said about a table: page 「この表について」, the head of the paper.

    `moment` is the time whose truth it shows, `written` the one at which it was written down (for a
    closed session, when it was closed), `session` the closed session or "". `conditions` are those
    in force, in words; `readers` says who may be given it; `notes` what else to know. `digest` is
    the SHA-256 of the frozen content, "" for what is true now.
    """

    moment: datetime
    written: datetime
    session: str
    conditions: tuple[str, ...]
    order: str
    readers: str
    source: str
    notes: tuple[str, ...] = ()
    digest: str = ""

    @property
    def time(self) -> str:
        """The moment in words: 令和6年6月5日（水）18時00分."""
        return _in_words(self.moment)

    @property
    def heading(self) -> str:
        """対応状況一覧（準備会合 確定の時点）."""
        return f"{TITLE}（{self.session} 確定の時点）" if self.session else TITLE


def _in_words(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{format_era(local.date())}{local.hour}時{local.minute:02}分"


@dataclass(frozen=True)
class Overview:
    """The table: rows in order. `inside`: it may hold what is not public."""

    about: About
    rows: Rows
    inside: bool

    @property
    def columns(self) -> tuple[Column, ...]:
        """Its columns."""
        return columns(inside=self.inside)

    @cached_property
    def tally(self) -> Tally:
        """What is counted over all rows, where nobody has counted them."""
        tally = Tally()
        for _ in tally.counting(self.rows):
            pass
        return tally

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """How many rows stand at each status."""
        return self.tally.counts

    @property
    def fictional(self) -> int:
        """How many rows are 架空."""
        return self.tally.fictional

    def facts(self, tally: Tally | None = None) -> list[tuple[str, str]]:
        """(label, words) of all that is said about the table, in order; whoever has counted its
        rows already says what came of it."""
        tally = tally or self.tally
        about, counts = self.about, "、".join(f"{label}{n}件" for label, n in tally.counts)
        facts = [
            ("時点", f"{about.time}現在"),
            *(("会合", f"{s}（{_in_words(about.written)}に確定）") for s in [about.session] if s),
            ("件数", f"{tally.total}件{f'（{counts}）' if counts else ''}"),
            ("条件", "\n".join(about.conditions) or "なし（すべての要望）"),
            ("並び順", about.order),
            ("見られる人", about.readers),
            ("出典", about.source),
            *(("架空の見本", FICTIONAL.format(count=n)) for n in [tally.fictional] if n),
            *(("注意", note) for note in (*about.notes, *NOTES)),
        ]
        return [*facts, ("内容のSHA-256", about.digest)] if about.digest else facts


NOTES = (
    "「未回答」は、この時点で、回答期限を過ぎても府省の回答がない要望です。",
    "「回答」は、この表を見られる人が読める回答のうち、いちばん新しいものです。",
)
FOR_EVERYBODY = "どなたでも見られる内容だけを載せています。"
FOR_EVERYBODY_THEN = "確定のときに、どなたでも見られた内容だけを載せています。"
FOR_THE_TEAM = "公表前の内容を含みます。事務局と構成員の間だけで使ってください。"
FOR_ONE_ORGANIZATION = "{organization}の人が見られる内容です。公表前の内容を含むことがあります。"
FICTIONAL = "「架空」の{count}件は、要望・回答・見解のどれかが、使い方を示すための見本です。"
