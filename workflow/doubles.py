"""Two people, or two screens, did the same at once, and the database took only one: the sentence
for the other. Every unique constraint there is has one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models
from django.db.models import Field, UniqueConstraint
from psycopg.errors import UniqueViolation

from workflow.machine import Decision, RefusalKind, Refused

GENERAL = "同じものが、すでに登録されています。"
LOOK = "画面を開き直して、今の内容を確かめてください。"


@contextmanager
def refused() -> Iterator[None]:
    """What the database refuses as a second one of its kind is a `Refused` (conflict). Stands
    around the transaction."""
    try:
        yield
    except IntegrityError as error:
        if (reason := sentence(error)) is None:
            raise
        raise Refused(Decision(RefusalKind.CONFLICT, reason)) from error


def sentence(error: IntegrityError) -> str | None:
    """What to say about a unique constraint that was hit; None for any other trouble."""
    cause = error.__cause__
    if not isinstance(cause, UniqueViolation):
        return None
    return about(cause.diag.table_name or "", cause.diag.constraint_name or "")


def about(table: str, constraint: str) -> str:
    """The sentence for the constraint of this name."""
    model = _model_of(table)
    if model is None:
        return GENERAL + LOOK
    for each in model._meta.constraints:
        if each.name == constraint and isinstance(each, UniqueConstraint):
            fields = [f for f in model._meta.concrete_fields if f.name in each.fields]
            return _own_words(each) or _general(model, fields)
    return _general(model, _fields_of(model, constraint))


def _own_words(constraint: UniqueConstraint) -> str:
    words = str(constraint.violation_error_message or "")
    own = words and words != str(constraint.default_violation_error_message)
    return words if own else ""


def _model_of(table: str) -> type[models.Model] | None:
    every = apps.get_models(include_auto_created=True)
    return next((model for model in every if model._meta.db_table == table), None)


def _fields_of(model: type[models.Model], constraint: str) -> list[Field[Any, Any]]:
    """The fields of a constraint that the database named itself: after table and columns."""
    table = model._meta.db_table
    for names in model._meta.unique_together:
        columns = [f for f in model._meta.concrete_fields if f.name in names]
        if constraint.startswith("_".join((table, *(str(c.column) for c in columns)))):
            return columns
    unique = (f for f in model._meta.concrete_fields if f.unique)
    return [f for f in unique if constraint.startswith(f"{table}_{f.column}_")]


def _general(model: type[models.Model], fields: list[Field[Any, Any]]) -> str:
    names = "と".join(f"「{name}」" for field in fields if (name := _name(field)))
    of = f"{names}が同じ" if names else "同じ"
    return f"{of}{_noun(model)}が、すでにあります。{LOOK}"


def _name(field: Field[Any, Any]) -> str:
    """The field as the screen calls it; a link without words of its own as what it leads to."""
    words = str(field.verbose_name)
    if not words.isascii():
        return words
    return _noun(field.related_model) if field.is_relation else ""


def _noun(model: Any) -> str:
    if model._meta.auto_created:
        return "つながり"
    words = str(model._meta.verbose_name)
    return "もの" if words.isascii() else words
