"""What was worked out from the record, kept for as long as the record has not grown.

Every table that a reader could notice a write to has a trigger, and each statement that writes
makes a number go up (`workflow_grown_seq`). A result is kept with the number that stood before it
was worked out, and is good until the number differs. It is kept only when no transaction was
writing at that time: what one of them commits later has raised the number already and would not be
noticed.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, NamedTuple, TypeVar

from django.apps import AppConfig, apps
from django.core.exceptions import EmptyResultSet
from django.db import connection, connections
from django.db.models import QuerySet

T = TypeVar("T")

TRIGGER = "workflow_grow"
UNNOTICED = frozenset(
    {
        "accounts_signinattempt",
        "django_session",
        "pghistory_context",
        "workflow_sentform",
    }
)
"""Tables that are written to by mere use, and that no kept result is worked out from. The versions
of rows (`…event`) are not watched either: they follow from writes that count by themselves."""


class Stamp(NamedTuple):
    """How far the record had grown; `quiet`: nobody was writing."""

    database: str
    number: int
    quiet: bool


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


def stamp() -> Stamp:
    """How far the record has grown; one query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT stamp, quiet FROM workflow_grown()")
        number, quiet = cursor.fetchone()
    return Stamp(str(connection.settings_dict["NAME"]), number, quiet)


def stamp_for(request: Any) -> Stamp:
    """The same, asked once for whatever is being answered."""
    about = vars(request) if hasattr(request, "__dict__") else {}
    if "_grown" not in about:
        about["_grown"] = stamp()
    found: Stamp = about["_grown"]
    return found


def kept(request: Any, key: Hashable, rows: QuerySet[Any], make: Callable[[], T]) -> T:
    """`make()`, which is worked out from `rows`, or what it gave last. `request`: whatever is
    being answered; the record is looked at once for it."""
    name = _name(key, rows)
    if name is None:
        return make()
    now = stamp_for(request)
    if (found := results.get(name, now)) is not None:
        result: T = found[0]
        return result
    made = make()
    results.put(name, now, made)
    return made


def _name(key: Hashable, rows: QuerySet[Any]) -> Hashable:
    """The question as the database would be asked; None for one that finds nothing anyway."""
    try:
        sql, params = rows.order_by().query.sql_with_params()
    except EmptyResultSet:
        return None
    return key, sql, str(params)


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
    """Give each table of an app its trigger; called when it has been migrated."""
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
            cursor.execute(
                f"CREATE TRIGGER {TRIGGER} AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE"
                f' ON public."{table}" FOR EACH STATEMENT EXECUTE FUNCTION public.workflow_grow()'
            )
