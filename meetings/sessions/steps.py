"""会合の手順: how far a session is, the one way forward from there, and the other doors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from accounts.rules import Actor
from meetings.enums import MeetingStatus
from meetings.models import ClosedReport, Meeting
from meetings.sessions import series
from meetings.sessions.checklist import Lack, Stage, lacks
from meetings.transitions import MEETING

STEPS = (
    (Stage.PREPARE, "prepare", "準備", "議事、案件、出席予定者、資料"),
    (Stage.RECORD, "record", "記録", "案件ごとの取扱いと決定"),
    (Stage.PUBLISH, "publish", "公表", "議事要旨と取扱い"),
    (Stage.CLOSE, "close", "確定", "持越しと対応状況一覧"),
)
"""The pages of the steps, in their order: what was not published cannot be closed."""


@dataclass(frozen=True)
class Step:
    """One part of the work. `now`: the one that comes next; `here`: the page that is open. `url`
    is "" where it is not the reader's to open."""

    name: str
    detail: str
    url: str
    done: bool
    now: bool
    here: bool


@dataclass(frozen=True)
class Door:
    """A link, or with `posts` a button that makes the move."""

    name: str
    url: str
    icon: str = ""
    posts: bool = False


@dataclass(frozen=True)
class Course:
    """`way`: the one way forward for this reader, None where the page itself holds it or nothing
    is to be done; `waits`: what it waits for. `minutes`: to bring them in, or to read them."""

    steps: tuple[Step, ...]
    way: Door | None
    waits: str
    minutes: Door | None
    others: tuple[Door, ...]


def course_of(meeting: Meeting, *, actor: Actor, here: str) -> Course:
    """The course of a session, for the team. `here` names the page that shows it: prepare, record,
    publish, close, report, detail or order."""
    missing = lacks(meeting)
    done = _done(meeting, missing)
    moves = {offer.transition.verb for offer in MEETING.offered(actor, meeting)}
    now = next((stage for stage in Stage if not done[stage]), None)
    way, waits = _way(meeting, missing, now, moves, actor, here)
    minutes = _minutes(meeting, moves)
    others = (door for door in _others(meeting, moves, here) if way is None or door.url != way.url)
    return Course(
        steps=() if meeting.is_called_off else tuple(_steps(meeting, moves, done, now, here)),
        way=way,
        waits=waits,
        minutes=None if minutes is None or (way and way.url == minutes.url) else minutes,
        others=tuple(others),
    )


def _done(meeting: Meeting, missing: tuple[Lack, ...]) -> dict[Stage, bool]:
    """A closed session is done with all of it."""
    closed = meeting.status == MeetingStatus.CLOSED
    open_stages = {lack.stage for lack in missing if lack.needed}
    return {
        stage: closed or (meeting.took_place and stage not in open_stages and stage != Stage.CLOSE)
        for stage in Stage
    }


def _steps(
    meeting: Meeting, moves: set[str], done: dict[Stage, bool], now: Stage | None, here: str
) -> Iterator[Step]:
    closed = meeting.status == MeetingStatus.CLOSED
    for stage, page, name, detail in STEPS:
        shown = "report" if stage == Stage.CLOSE and closed else page
        may = stage <= Stage.RECORD or shown == "report" or _may(shown, moves)
        yield Step(
            name, detail, _at(shown, meeting) if may else "", done[stage], stage == now,
            here == shown,
        )  # fmt: skip


def _may(page: str, moves: set[str]) -> bool:
    """The page of publishing stands open once there is something to publish; that of closing says
    itself what is missing."""
    return bool(moves & {"publish", "publish_more"}) if page == "publish" else "arrange" in moves


def _way(
    meeting: Meeting,
    missing: tuple[Lack, ...],
    now: Stage | None,
    moves: set[str],
    actor: Actor,
    here: str,
) -> tuple[Door | None, str]:
    """The way forward, or what it waits for."""
    if meeting.is_called_off:
        return None, ""
    if now is None:
        return _after(meeting, moves, actor, here), ""
    if now == Stage.PREPARE:
        return _begin(meeting, actor, here)
    if now == Stage.CLOSE:
        close = Door("会合を確定する", _at("close", meeting), "lock")
        return (close if here != "close" and "close" in moves else None), ""
    lack = next((lack for lack in missing if lack.stage == now and _is_theirs(lack, moves)), None)
    if lack is None or lack.url == _at(here, meeting):
        return None, ""
    left = f"（残り{len(lack.matters)}件）" if lack.matters else ""
    return Door(f"{lack.action}{left}", lack.url, "arrow"), ""


def _is_theirs(lack: Lack, moves: set[str]) -> bool:
    """The reader can mend it: reading the minutes is the team's, all else the secretariat's."""
    return "/review/" in lack.url or "arrange" in moves


def _begin(meeting: Meeting, actor: Actor, here: str) -> tuple[Door | None, str]:
    hold = MEETING.decide("hold", actor, meeting)
    if hold:
        return Door("開催済にして記録を始める", _at("hold", meeting), "arrow", posts=True), ""
    if not MEETING.decide("arrange", actor, meeting):
        return None, ""
    prepare = Door("議題を組む", _at("prepare", meeting), "arrow")
    return (None if here == "prepare" else prepare), hold.reason


def _after(meeting: Meeting, moves: set[str], actor: Actor, here: str) -> Door | None:
    """A closed session leads to its report, and that to the next session."""
    if here != "report" and ClosedReport.objects.filter(meeting=meeting).exists():
        return Door("報告を見る", _at("report", meeting), "file")
    if (following := series.following(meeting)) is not None:
        return Door(f"{following}の準備へ", _at("prepare", following), "arrow")
    if MEETING.decide("plan", actor, Meeting()):
        return Door("次の会合を予定に入れる", _plan(meeting), "plus")
    return None


def _minutes(meeting: Meeting, moves: set[str]) -> Door | None:
    if meeting.current_source_id is not None:
        return Door("候補と文の確認", _at("review", meeting), "check")
    if moves & {"receive_minutes", "reimport"}:
        return Door("議事要旨を取り込む", _at("reimport", meeting), "upload")
    return None


def _others(meeting: Meeting, moves: set[str], here: str) -> Iterator[Door]:
    """The doors that are opened now and then."""
    if here != "detail":
        yield Door("会合のページ", meeting.get_absolute_url())
    if here != "order":
        yield Door("議事次第", _at("order", meeting))
    if meeting.current_source_id is not None and "reimport" in moves:
        yield Door("訂正版を取り込む", _at("reimport", meeting))
    if moves & {"publish", "publish_more"} and here != "publish":
        name = "追加の公表" if meeting.is_published else "公表"
        yield Door(name, _at("publish", meeting))
    if moves & {"edit", "correct"}:
        yield Door("会合の修正", _at("edit", meeting))
    if "postpone" in moves:
        yield Door("中止・延期", _at("call_off", meeting))
    if "reinstate" in moves:
        name = f"{meeting.get_status_display()}を取り消す"
        yield Door(name, _at("reinstate", meeting))
    if meeting.took_place and "black_out" in moves:
        address = reverse("publication:removals:unpublish", args=("meeting", meeting.pk))
        yield Door("公表の取りやめ・墨消し", address)
    if meeting.took_place and "black_out" in moves:
        yield Door("次の会合を予定に入れる", _plan(meeting))


def _plan(meeting: Meeting) -> str:
    return f"{reverse('meetings:plan')}?body={meeting.body_id}"


def _at(name: str, meeting: Meeting) -> str:
    return reverse(f"meetings:{name}", args=(meeting.pk,))
