"""Rows as PostgreSQL's COPY takes them, collected for many tables and written at once."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models

_ESCAPED = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_special = re.compile(r"[\\\n\r\t]").search
_dump = DjangoJSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Sheets:
    """Lines for each table, in the order in which they came."""

    def __init__(self) -> None:
        self.lines: dict[type[models.Model], list[str]] = defaultdict(list)

    def add(self, model: type[models.Model], **values: Any) -> None:
        """One row by attribute names; what is not named has the field's default."""
        self.lines[model].append(
            "\t".join(
                [
                    _text(values[name]) if name in values else default
                    for name, default in columns(model)
                ]
            )
        )

    def write(self) -> None:
        """COPY all of it, and forget it."""
        for model, lines in self.lines.items():
            named = ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields)
            statement = f'COPY "{model._meta.db_table}" ({named}) FROM STDIN'
            with connection.cursor() as cursor, cursor.copy(statement) as copy:
                copy.write("\n".join(lines) + "\n")
        self.lines.clear()


@cache
def columns(model: type[models.Model]) -> tuple[tuple[str, str], ...]:
    """(attribute name, its default as COPY has it) in the order of the columns."""
    return tuple((field.attname, _text(_default(field))) for field in model._meta.concrete_fields)


def _default(field: Any) -> Any:
    if field.has_default():
        return field.get_default()
    return None if field.null else ""


def _escaped(text: str) -> str:
    # Hardly any text holds one of these signs, and looking is quicker than translating.
    return text if _special(text) is None else text.translate(_ESCAPED)


def _array(values: Any) -> str:
    if not values:
        return "{}"
    if isinstance(values[0], int):
        return "{" + ",".join(map(str, values)) + "}"
    quoted = [each.replace("\\", "\\\\").replace('"', '\\"') for each in values]
    return _escaped('{"' + '","'.join(quoted) + '"}')


def _json(value: Any) -> str:
    return _escaped(_dump(value)) if value else "{}"


_FORMS: Mapping[type, Callable[[Any], str]] = {
    type(None): lambda value: "\\N",
    str: _escaped,
    bool: lambda value: "t" if value else "f",
    int: str,
    datetime: datetime.isoformat,
    date: date.isoformat,
    tuple: _array,
    list: _array,
    dict: _json,
}


def _text(value: Any) -> str:
    form = _FORMS.get(type(value))
    if form is None:  # a member of an enumeration: its value
        return _escaped(str(getattr(value, "value", value)))
    return form(value)


def as_json(value: Any) -> Any:
    """As it comes back from the database once it was stored as JSON."""
    return json.loads(_dump(value)) if isinstance(value, date | datetime) else value
