"""Several questions to the database, asked at once and worked out once.

A page that looks at one thing from many sides asks many small questions. To build each of them and
to write its SQL takes longer than to answer it. Here they are built once for each sort of reader,
with places for what differs from page to page (`Given`), and asked in one statement; the answers
are rows as the querysets would have given them. What a queryset says (who sees what) still stands
there alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models import F, Func, QuerySet
from django.db.models.expressions import Expression

from workflow.asking import prepared
from workflow.asking.reading_rows import Reading, reading_of
from workflow.models import HistoryEntry

Questions: TypeAlias = Mapping[str, QuerySet[Any]]
Answers: TypeAlias = dict[str, list[Any]]


class Given(Expression):
    """Stands for a value that is told when the question is asked."""

    def __init__(self, name: str, output_field: models.Field[Any, Any] | None = None) -> None:
        super().__init__(output_field=output_field or models.BigIntegerField())
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        """A place in the statement, and this itself as the value to put there."""
        return "%s", [self]


class Among(Func):
    """The column holds one of the given values: `rows.filter(Among("pk", Given("keys")))`. With
    `IN` and a query for them no index would be used beside other conditions."""

    arg_joiner = " = ANY("
    output_field = models.BooleanField()

    def __init__(self, name: str, given: Given, kind: str = "bigint") -> None:
        super().__init__(F(name), given)
        self.template = f"(%(expressions)s::{kind}[]))"


@dataclass(frozen=True)
class _Plan:
    """A statement for several questions; `params` still holds the places."""

    sql: str
    params: tuple[Any, ...]
    readings: tuple[tuple[str, Reading], ...]
    nothing: tuple[str, ...]
    """Questions that nothing can answer."""


_PLANS: dict[Hashable, _Plan] = {}
"""By sort of reader and question: a few dozen."""


def ask(key: Hashable, make: Callable[[], Questions], /, **given: Any) -> Answers:
    """The answers to the questions of `make`, by their names, for these values; one query.
    `make()` has to follow from `key` alone."""
    return _answers(key, make, given, keeps_plan=False)


def ask_often(key: Hashable, make: Callable[[], Questions], /, **given: Any) -> Answers:
    """The same for what is asked all the time: PostgreSQL works out only once how to answer,
    whatever the values (`workflow.asking.prepared`)."""
    return _answers(key, make, given, keeps_plan=True)


def statement(key: Hashable, make: Callable[[], Questions]) -> str:
    """What `ask` would send for these questions; it names every table that they are about."""
    return _plan_for(key, make).sql


def _answers(
    key: Hashable, make: Callable[[], Questions], given: dict[str, Any], *, keeps_plan: bool
) -> Answers:
    plan = _plan_for(key, make)
    answers: Answers = {name: [] for name in plan.nothing}
    if not plan.readings:
        return answers
    if keeps_plan:
        found = prepared.row(plan.sql, plan.params, Given, given)
    else:
        params = [given[each.name] if isinstance(each, Given) else each for each in plan.params]
        with connection.cursor() as cursor:
            cursor.execute(plan.sql, params)
            found = cursor.fetchone()
    for (name, reading), cell in zip(plan.readings, found, strict=True):
        answers[name] = reading.rows(json.loads(cell)) if cell else []
    return answers


def _plan_for(key: Hashable, make: Callable[[], Questions]) -> _Plan:
    # Keys of kinds stand in the statements; another database, or one filled anew, has others.
    kinds = ContentType.objects.get_for_model(HistoryEntry).pk
    place = str(connection.settings_dict["NAME"]), kinds, key
    plan = _PLANS.get(place)
    if plan is None:
        plan = _PLANS[place] = _plan(make())
    return plan


def _plan(questions: Questions) -> _Plan:
    columns: list[str] = []
    params: list[Any] = []
    readings: list[tuple[str, Reading]] = []
    nothing: list[str] = []
    for name, queryset in questions.items():
        try:
            sql, values, reading = reading_of(queryset)
        except EmptyResultSet:
            nothing.append(name)
            continue
        columns.append(f"(SELECT json_agg(asked)::text FROM ({sql}) asked)")
        params += values
        readings.append((name, reading))
    return _Plan(f"SELECT {', '.join(columns)}", tuple(params), tuple(readings), tuple(nothing))
