"""The frozen report of a session as a paper: what it dealt with, where everything stood then.

Made from the frozen content alone. Later corrections are dated additions on the page of the
report; they are not in it, for a paper that was handed out must not change.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.utils import timezone

from japan.eras import format_era
from meetings.models import ClosedReport
from meetings.sessions.report_changes import Since
from meetings.sessions.report_page import Done, Entry, Reported
from reports.lists import status_table
from typesetting.paper import CAUTION, Block, Bullets, Column, Facts, Heading, Paper, Prose, Table

MOST = 300
"""Up to so many requests are listed one by one; beyond, the file of the 対応状況一覧 does."""
_LATER = (
    "確定の後に分かった訂正・追記は、この報告に入っていません。会合の報告のページで見られます。"
)
_DONE = (Column("案件", 40, lead=True), Column("取扱い", 10))
_CHANGED = (
    Column("番号", 12, strong=True),
    Column("件名", 58),
    Column("前回", 15),
    Column("この会合の確定時", 15),
)
_ENTRIES = (
    Column("要望", 30, lead=True),
    Column("団体", 12),
    Column("論点", 6),
    Column("主担当府省", 10),
    Column("回答期限", 11),
    Column("状況", 12, lead=True),
    Column("回答", 13, lead=True),
    Column("団体の見解", 8),
)


def laid_out(report: ClosedReport, reported: Reported, since: Since | None) -> Paper:
    """The paper."""
    meeting = reported.meeting
    entries = any(entry.fictional for entry in reported.entries)
    return Paper(
        title=f"{meeting['label']}　報告",
        over=f"{meeting['body']}　対応状況の報告",
        moment=f"{_time(reported.moment)} 確定の時点の状況",
        blocks=tuple(_blocks(report, reported, since)),
        on=timezone.localdate(datetime.fromisoformat(reported.moment)),
        caution=CAUTION if reported.team else "",
        fictional=bool(meeting.get("fictional")) or entries,
        landscape=True,
        compact=True,
    )


def _blocks(report: ClosedReport, reported: Reported, since: Since | None) -> Iterator[Block]:
    yield Facts(tuple(_facts(report, reported)))
    yield Heading(f"論点ごとの状況　要望{reported.total}件")
    yield _matrix(reported)
    yield Prose("2つの論点に関わる要望は、計では1件と数えます。", small=True)
    yield from _dealt_with(reported)
    if since is not None:
        yield Heading(f"{since.session}の確定から変わったもの　{len(since.matters)}件")
        rows = tuple((m.name, m.title, m.before, m.after) for m in since.matters)
        yield Table("変わったもの", _CHANGED, rows, empty="状況が変わったものはありません。")
    yield from _memos(reported)
    yield from _list(reported)


def _facts(report: ClosedReport, reported: Reported) -> Iterator[tuple[str, str]]:
    meeting = reported.meeting
    yield "会合", meeting["title"] or meeting["label"]
    yield "開催日", format_era(date.fromisoformat(meeting["held_on"]))
    if meeting["place"]:
        yield "場所", meeting["place"]
    yield "確定の時点", _time(reported.moment)
    yield (
        "見られる人",
        status_table.FOR_THE_TEAM if reported.team else status_table.FOR_EVERYBODY_THEN,
    )
    yield "訂正・追記", _LATER
    yield "内容のSHA-256", report.sha256
    if not reported.intact:
        yield "注意", "保存された内容と、確定のときの記録（SHA-256）が合いません。"


def _matrix(reported: Reported) -> Table:
    statuses = tuple(Column(count.label, 8, number=True) for count in reported.sums)
    columns = (
        Column("論点", 34),
        Column("論点の状況", 13),
        *statuses,
        Column("計", 6, number=True),
    )
    rows = tuple(
        (
            f"{point.position}　{point.name}",
            point.status_label,
            *(str(count.number) for count in point.counts),
            str(point.total),
        )
        for point in reported.points
    )
    sums = (*(str(count.number) for count in reported.sums), str(reported.total))
    return Table("論点と状況ごとの要望の件数", columns, rows, foot=("要望の件数", "", *sums))


def _dealt_with(reported: Reported) -> Iterator[Block]:
    yield Heading(f"この会合での取扱い　{len(reported.done)}件")
    notes = any(done.note for done in reported.done)
    columns = (*_DONE, Column("記録", 50)) if notes else _DONE
    rows = tuple(
        (_matter(done, reported), done.outcome, *((done.note,) if notes else ()))
        for done in reported.done
    )
    yield Table("この会合での取扱い", columns, rows, empty="取り扱った案件はありません。")
    if reported.decisions:
        yield Heading("決定")
        yield Bullets(reported.decisions)


def _matter(done: Done, reported: Reported) -> str:
    if done.number:
        return f"{done.number}\n{done.title}"
    place = next((p.position for p in reported.points if p.code == done.point), "")
    return f"論点{place}\n{done.title}"


def _memos(reported: Reported) -> Iterator[Block]:
    memos = [point for point in reported.points if point.memo]
    if memos:
        yield Heading("整理メモ")
        yield Facts(tuple((f"論点{p.position}\n{p.name}", p.memo) for p in memos))


def _list(reported: Reported) -> Iterator[Block]:
    count = len(reported.entries)
    yield Heading(f"対応状況一覧　{count}件")
    if count > MOST:
        yield Prose(
            f"要望が{MOST}件を超えるため、ここには載せていません。"
            "会合の報告のページにある「対応状況一覧」のファイルをご覧ください。"
        )
        return
    rows = tuple(_entry(entry, reported) for entry in reported.entries)
    empty = "この時点で公表されていた要望はありません。"
    yield Table(status_table.TITLE, _ENTRIES, rows, empty=empty)


def _entry(entry: Entry, reported: Reported) -> tuple[str, ...]:
    unseen = "（未公表）" if reported.team and not entry.public else ""
    marks = unseen + ("（架空）" if entry.fictional else "")
    return (
        f"{entry.number}{marks}\n{entry.title}",
        entry.organization,
        "、".join(str(place) for place in entry.points),
        entry.ministry or "未定",
        _day(entry.due_on),
        _lines(entry.status_label, entry.reflected_in),
        _lines(entry.reply, _day(entry.replied_on)),
        entry.stance,
    )


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _day(on: date | None) -> str:
    return format_era(on, weekday=False) if on else ""


def _time(moment: str) -> str:
    local = timezone.localtime(datetime.fromisoformat(moment))
    return f"{format_era(local.date())}{local.hour}時{local.minute:02d}分"
