"""What was worked out from the record, kept for as long as the record has not grown.

Every table that a reader could notice a write to has a trigger, and each statement that writes
makes a number go up (the sequence `grown_<table>`). A result is kept with the numbers that stood
before it was worked out, those of the tables that it is worked out from, and is good until one of
them differs. It is kept only when no transaction was writing at that time: what one of them
commits later has raised the number already and would not be noticed.
"""

from __future__ import annotations

import json
import re
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import lru_cache
from threading import Lock
from typing import Any, NamedTuple, TypeVar

from django.apps import AppConfig, apps
from django.core.exceptions import EmptyResultSet
from django.db import connection, connections
from django.db.models import QuerySet

T = TypeVar("T")

TRIGGER, BEGINNING = "workflow_grow", "grown_"
_NAMES = re.compile(r'"([a-z0-9_]+)"')
UNNOTICED = frozenset(
    {
        "accounts_signinattempt",
        "django_session",
        # Follows from the day, which every kept page is kept for.
        "issues_look",
        "pghistory_context",
        "searching_change",
        "workflow_sentform",
    }
)
"""Tables that are written to by mere use, and from which no result is worked out that is kept
beyond a day. The versions
of rows (`…event`) are not watched either: they follow from writes that count by themselves."""


class Stamp(NamedTuple):
    """How far some tables had grown together; `quiet`: nobody was writing."""

    database: str
    number: int
    quiet: bool


class Growth(NamedTuple):
    """How far each table had grown."""

    database: str
    numbers: Mapping[str, int]
    quiet: bool

    def of(self, tables: Iterable[str]) -> Stamp:
        """Of these tables; numbers only go up, so that their sum tells of each."""
        number = sum(self.numbers.get(table, 0) for table in tables)
        return Stamp(self.database, number, self.quiet)

    @property
    def whole(self) -> Stamp:
        """Of all tables."""
        return Stamp(self.database, sum(self.numbers.values()), self.quiet)


class Store:
    """Results of one kind with their stamps, the latest used ones. For all threads of a process."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._held: OrderedDict[Hashable, tuple[Stamp, Any]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, stamp: Stamp) -> Any:
        """What was kept for this key, as a tuple of one; None unless it still holds."""
        with self._lock:
            found = self._held.get(key)
            if found is None or found[0][:2] != stamp[:2]:
                return None
            self._held.move_to_end(key)
            return (found[1],)

    def __contains__(self, key: Hashable) -> bool:
        return key in self._held

    def put(self, key: Hashable, stamp: Stamp, result: Any) -> None:
        """Keep a result that was worked out after the stamp was taken, if that is safe."""
        if not stamp.quiet:
            return
        with self._lock:
            self._held[key] = stamp, result
            self._held.move_to_end(key)
            while len(self._held) > self.most:
                self._held.popitem(last=False)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._held.clear()

    def __len__(self) -> int:
        return len(self._held)


results = Store(most=2_000)


def growth() -> Growth:
    """How far the record has grown; one query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT numbers::text, quiet FROM workflow_grown()")
        numbers, quiet = cursor.fetchone()
    return Growth(str(connection.settings_dict["NAME"]), json.loads(numbers or "{}"), quiet)


def growth_for(request: Any) -> Growth:
    """The same, asked once for whatever is being answered."""
    about = vars(request) if hasattr(request, "__dict__") else {}
    if "_grown" not in about:
        about["_grown"] = growth()
    found: Growth = about["_grown"]
    return found


def asked_before(request: Any) -> Growth | None:
    """What `growth_for` told this request; None where it was not asked."""
    found: Growth | None = vars(request).get("_grown")
    return found


def stamp_for(request: Any) -> Stamp:
    """How far the whole record has grown."""
    return growth_for(request).whole


def kept(request: Any, key: Hashable, rows: QuerySet[Any], make: Callable[[], T]) -> T:
    """`make()`, which is worked out from the tables that the query `rows` names and from nothing
    else, or what it gave last. `request`: whatever is being answered; the record is looked at once
    for it."""
    try:
        sql, params = rows.order_by().query.sql_with_params()
    except EmptyResultSet:
        return make()  # nothing is found anyway
    return kept_of(request, (key, str(params)), sql, make)


def kept_of(request: Any, key: Hashable, sql: str, make: Callable[[], T]) -> T:
    """The same for a statement that names the tables; `key` says with which values it is asked."""
    name = key, sql
    now = growth_for(request).of(_tables_in(sql))
    meanwhile = _made_for(request)
    found = meanwhile.get(name) or results.get(name, now)
    if found is None:
        found = meanwhile[name] = (make(),)
        results.put(name, now, found[0])
    result: T = found[0]
    return result


def _made_for(request: Any) -> dict[Hashable, tuple[Any]]:
    """What was made for this page already, also while somebody is writing: a page that asks twice
    is told the same. Whoever writes is told anew each time."""
    reads = getattr(request, "method", "") == "GET" and hasattr(request, "__dict__")
    made: dict[Hashable, tuple[Any]] = vars(request).setdefault("_kept", {}) if reads else {}
    return made


@lru_cache(maxsize=1_000)
def _tables_in(sql: str) -> frozenset[str]:
    return frozenset(_NAMES.findall(sql))


def watched() -> set[str]:
    """The tables whose writes are noticed."""
    models = apps.get_models(include_auto_created=True)
    return {table for model in models if (table := _watched(model))}


def _watched(model: Any) -> str:
    """The model's table; "" for one that is not watched."""
    meta = model._meta
    if not meta.managed or meta.proxy or meta.db_table in UNNOTICED:
        return ""
    return "" if hasattr(model, "pgh_tracked_model") else str(meta.db_table)


def watch(sender: AppConfig, using: str, **_: Any) -> None:
    """Give each table of an app its number and its trigger; called when it has been migrated."""
    wanted = {_watched(model) for model in sender.get_models(include_auto_created=True)} - {""}
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT to_regproc('public.workflow_grow') IS NOT NULL")
        if not cursor.fetchone()[0]:
            return  # migrated to a state from before
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relkind = 'r' AND relname = ANY(%s) AND NOT EXISTS (SELECT FROM pg_trigger"
            " WHERE tgrelid = pg_class.oid AND tgname = %s) ORDER BY relname",
            [sorted(wanted), TRIGGER],
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f'CREATE SEQUENCE IF NOT EXISTS public."{BEGINNING}{table}"')
            cursor.execute(
                f"CREATE TRIGGER {TRIGGER} AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE"
                f' ON public."{table}" FOR EACH STATEMENT EXECUTE FUNCTION public.workflow_grow()'
            )
