"""Fills a database with very many requests and all that hangs on them, on all processors.

Rows go in by COPY with the database's triggers and references off for the session that writes
them: no version of a row is kept by the triggers, and the lives are made so that references hold.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import datetime, timedelta
from multiprocessing import get_context
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction
from django.db.models import Max

from accounts.enums import Role
from coordination.generating import copies, indexes, people, sessions
from coordination.generating.copying import Sheets
from coordination.generating.life import Lives
from coordination.generating.world import Choice, World, first_of_years
from issues.forums import chosen_forum
from issues.models import (
    DiscussionPoint,
    DueChange,
    FollowUp,
    Joining,
    Judgement,
    LocalRequest,
    NumberSeries,
    Opinion,
    ProgressReport,
    Reply,
    RequestPoint,
    RequestTerms,
    Round,
    Settlement,
    Standing,
)
from issues.standing.record import Names
from meetings.models import Body
from organizations.enums import OrganizationKind
from organizations.models import Organization
from workflow.kept import grown
from workflow.models import HistoryEntry, StatusChange

SLICE = 500
"""Requests whose rows are written together; the same however many processes work."""
LIVES = 20_000
"""So many lives are made up, at the most; further requests share them."""
MANY = 20_000
"""From so many on, indexes are made after the writing."""
SESSIONS, LEAST_SESSIONS = 120, 6
YEARS_AT_LEAST = 3
SHORTEST_GAP = 30
"""Days from one session to the next, at the least."""
TABLES: tuple[type[models.Model], ...] = (
    LocalRequest, RequestPoint, RequestTerms, LocalRequest.co_ministries.through, Reply, Opinion,
    ProgressReport, Judgement, Settlement, Joining, FollowUp, DueChange, HistoryEntry,
    StatusChange, Round, Standing,
)  # fmt: skip
_LARGE = {HistoryEntry, Standing, LocalRequest, Reply}
LARGEST = sorted(range(len(TABLES)), key=lambda place: TABLES[place] in _LARGE, reverse=True)
"""The places of the same tables, those first that take longest."""
Say = Callable[[str], None]


class CannotGenerate(Exception):
    """Why a database is not filled, in Japanese."""


@dataclass(frozen=True)
class Order:
    """How much is wanted. `until` is the moment that counts as now."""

    requests: int
    sessions: int
    seed: int
    until: datetime
    lives: int = LIVES

    @property
    def each(self) -> int:
        """How many requests share a life."""
        return -(-self.requests // self.lives)


def fill(order: Order, *, processes: int, say: Say) -> None:
    """Write everything. With one process it works on the caller's own connection.

    Raises `CannotGenerate` where there are requests already, or no organizations and points yet.
    """
    world = prepare(order)
    sessions.write(world, order.sessions)
    slices = _slices(order)
    taken = indexes.take_off(TABLES) if order.requests >= MANY else []
    if processes == 1:
        for done, each in enumerate(slices, 1):
            _write_slice(world, each)
            _tell(say, done, len(slices), order.requests)
        if world.each > 1:
            for place in LARGEST:
                _copy(world, place)
        for index in taken:
            indexes.put_back(index)
    else:
        _write_together(world, slices, taken, processes, say)
    _finish(world)


def _slices(order: Order) -> list[range]:
    """The places of those who have a life of their own, so many at a time."""
    step = SLICE * order.each
    return [
        range(start, min(start + step, order.requests), order.each)
        for start in range(0, order.requests, step)
    ]


def refuse_unless_empty() -> None:
    """Raises `CannotGenerate` unless there are no requests, and nothing that hangs on them."""
    if LocalRequest.objects.exists() or Body.objects.exists():
        raise CannotGenerate(
            "このデータベースには、すでに要望か会議体があります。データは変えていません。"
            "generate は、測るための空のデータベース（団体と論点だけを入れたもの）でだけ使えます。"
        )


def prepare(order: Order) -> World:
    """The world in which the requests will stand; the people in it are there then."""
    refuse_unless_empty()
    local = list(Organization.objects.may_ask().order_by("code"))
    ministries = list(Organization.objects.ministries().order_by("position", "code"))
    office = Organization.objects.filter(kind=OrganizationKind.SECRETARIAT).first()
    forum = chosen_forum.first()
    offered = DiscussionPoint.objects.of_forum(forum).offered().order_by("position")
    points = list(offered.values_list("code", flat=True))
    if not (local and ministries and office and points):
        raise CannotGenerate(
            "団体か論点がまだありません。先に python manage.py setup_sample を実行してください"
            "（RONTEN_DEMO を付けずに実行すると、団体と論点だけが入ります）。"
        )
    days = max(365 * YEARS_AT_LEAST, SHORTEST_GAP * (order.sessions + 1))
    begins = order.until.date() - timedelta(days=days)
    askers = _mixed(local)[: max(2, order.requests)]
    return World(
        seed=order.seed,
        requests=order.requests,
        each=order.each,
        begins=begins,
        until=order.until,
        first_key=1 + _last_key((LocalRequest,)),
        first_of_years=first_of_years(order.requests, begins, order.until),
        keys_after=_last_key(TABLES),
        kinds={
            model._meta.model_name or "": ContentType.objects.get_for_model(model).pk
            for model in (LocalRequest, Reply, Opinion, FollowUp, Joining)
        },
        names=Names.load(),
        forum=forum.pk,
        points=points,
        secretariat=people.acting_for([office], Role.SECRETARIAT)[0],
        askers=Choice.among(people.acting_for(askers, Role.LOCAL), 0.8),
        ministries=Choice.among(people.acting_for(ministries, Role.MINISTRY), 1.0),
    )


def _mixed(local: list[Organization]) -> list[Organization]:
    """In an order that has nothing to do with where they lie, the same every time."""
    return sorted(local, key=lambda each: (hash_of(each.code), each.code))


def hash_of(code: str) -> int:
    """A number that differs without any order, the same in every process."""
    return int.from_bytes(code.encode(), "big") * 2_654_435_761 % 2**32


def _last_key(tables: tuple[type[models.Model], ...]) -> int:
    found = (model._base_manager.aggregate(last=Max("pk"))["last"] for model in tables)
    return max((last or 0) for last in found)


def _write_slice(world: World, indexes_: range) -> None:
    sheets = Sheets()
    lives = Lives(world, sheets)
    for index in indexes_:
        lives.write(index)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        sheets.write()
        cursor.execute("SET LOCAL session_replication_role = origin")


def _copy(world: World, place: int) -> None:
    # Classes that Django makes up itself do not travel from process to process.
    copies.write(world, TABLES[place], TABLES)


def _write_together(
    world: World, slices: list[range], taken: list[indexes.TakenOff], processes: int, say: Say
) -> None:
    connection.close()
    _close_pool()
    with ProcessPoolExecutor(processes, mp_context=get_context("fork")) as pool:
        waiting: list[Future[None]] = [pool.submit(_write_slice, world, each) for each in slices]
        for done, each in enumerate(as_completed(waiting), 1):
            each.result()
            _tell(say, done, len(slices), world.requests)
        if world.each > 1:
            say("同じ経過の要望を写しています。")
            for copied in [pool.submit(_copy, world, place) for place in LARGEST]:
                copied.result()
        say("索引を作っています。")
        for made in [pool.submit(indexes.put_back, each) for each in taken]:
            made.result()


def _close_pool() -> None:
    closing: Any = getattr(connection, "close_pool", None)
    if closing is not None:
        closing()


def _tell(say: Say, done: int, slices: int, requests: int) -> None:
    if done == slices or done % max(1, slices // 20) == 0:
        say(f"{requests * done // slices}件を書きました。")


def _finish(world: World) -> None:
    """Numbers and keys go on after the last ones; the planner learns what there is."""
    NumberSeries.objects.bulk_create(
        NumberSeries(prefix="", fiscal_year=year, last=last)
        for year, last in world.last_serials().items()
    )
    with connection.cursor() as cursor:
        for model in TABLES:
            table, key = model._meta.db_table, model._meta.pk.column
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('\"{table}\"', '{key}'),"
                f' (SELECT greatest(max("{key}"), 1) FROM "{table}"))'
            )
        for model in TABLES:
            # No trigger saw the rows come.
            cursor.execute(f"SELECT nextval('{grown.BEGINNING}{model._meta.db_table}')")
            cursor.execute(f'ANALYZE "{model._meta.db_table}"')
