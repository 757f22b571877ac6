"""対応状況一覧: the table, and what is said about it. Its columns: `issues.columns`.

Excel, CSV, JSON Lines, PDF and the page to print all show an `Overview`, so that they never differ.
Where its rows come from: `reports.lists.current_rows` for what is true now, `reports.lists.frozen`
for a closed session. A row holds only what its reader may see; whoever shows it need not ask again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils import timezone

from issues.columns import declared
from issues.columns.column import Column
from issues.columns.rows import Rows, Tally
from japan.eras import format_era

TITLE = "対応状況一覧"


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
        """Those of its files."""
        return declared.of_files(inside=self.inside)

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
