"""What `full_clean` checks, with one query for all that concerns no other row of the table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, reduce
from operator import and_
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.models import CheckConstraint, ForeignKey, Q
from django.db.models.functions import Coalesce
from django.db.models.sql import Query

from workflow.asking.together import Given


def full_clean(obj: models.Model) -> None:
    """Raise the ValidationError that `obj.full_clean()` raises.

    Django asks the database about every check constraint by itself, each within a savepoint, and
    about each row that is referred to. A model here has up to seven constraints and five keys, and
    nearly always all is well.
    """
    if not _is_sound(obj):
        obj.full_clean()


def _is_sound(obj: models.Model) -> bool:
    model = type(obj)
    asked = _asked_of(model)
    try:
        obj.clean_fields(exclude={key.name for key in asked.keys})
        obj.clean()
        obj.validate_unique()
        if not asked.holds(obj):
            return False
        for constraint in asked.others:
            constraint.validate(model, obj)
    except ValidationError:
        return False
    return True


class _Cell(Given):
    """Stands for what the column of a field will hold."""

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        """Of the column's type, so that what is said of it means the same as in the table."""
        return f"%s::{self.output_field.cast_db_type(connection)}", [self.output_field]


@dataclass(frozen=True)
class _Asked:
    """What is asked about a row of a model. `params`: the fields whose values it is asked with,
    among values that are the same for all."""

    sql: str
    params: tuple[Any, ...]
    keys: tuple[Any, ...]
    others: tuple[models.BaseConstraint, ...]

    def holds(self, obj: models.Model) -> bool:
        """All conditions hold, and all that the row refers to is there."""
        if any(getattr(obj, key.attname) is None and not key.blank for key in self.keys):
            return False
        if not self.sql:
            return True
        params = [_value(obj, each) for each in self.params]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, params)
            return bool(cursor.fetchone()[0])


def _value(obj: models.Model, param: Any) -> Any:
    if not isinstance(param, models.Field):
        return param
    return param.get_db_prep_save(getattr(obj, param.attname), connection)


@cache
def _asked_of(model: type[models.Model]) -> _Asked:
    every = model._meta.constraints
    checks = [each for each in every if isinstance(each, CheckConstraint)]
    others = tuple(each for each in every if not isinstance(each, CheckConstraint))
    keys = tuple(field for field in model._meta.concrete_fields if _is_plain_key(field))
    asked: list[str] = []
    params: list[Any] = []
    if checks:
        sql, values = _condition(model, reduce(and_, (Q(each.condition) for each in checks)))
        asked.append(sql)
        params += values
    for key in keys:
        sql, values = _is_there(key)
        asked.append(sql)
        params += values
    sql = f"SELECT {' AND '.join(asked)}" if asked else ""
    return _Asked(sql, tuple(params), keys, others)


def _is_there(key: Any) -> tuple[str, list[Any]]:
    """What a key refers to is there, if it refers to something."""
    cell, values = _Cell(key.name, key).as_sql(None, connection)
    target, quote = key.target_field, connection.ops.quote_name
    found = (
        f"SELECT FROM {quote(target.model._meta.db_table)} WHERE {quote(target.column)} = {cell}"
    )
    return f"({cell} IS NULL OR EXISTS ({found}))", [*values, *values]


def _is_plain_key(field: Any) -> bool:
    """A key to any row of a table: nothing else has to be true of that row."""
    return (
        isinstance(field, ForeignKey)
        and not field.remote_field.limit_choices_to
        and not field.remote_field.parent_link
        and not field.validators
    )


def _condition(model: type[models.Model], condition: Q) -> tuple[str, list[Any]]:
    """As `Q.check` asks it, for any row. What is not known holds, as in a table."""
    query = Query(None)
    for field in model._meta.concrete_fields:
        query.add_annotation(_Cell(field.name, field), field.name, select=False)
        if field.primary_key:
            query.add_annotation(_Cell("pk", field), "pk", select=False)
    query.add_q(Q(Coalesce(condition, True, output_field=models.BooleanField())))
    compiler = query.get_compiler(connection=connection)
    sql, params = compiler.compile(query.where)
    return f"({sql})", list(params)
