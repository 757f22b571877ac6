"""What `full_clean` checks, with one query for all conditions of a table instead of one each."""

from __future__ import annotations

from functools import cache, reduce
from operator import and_

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CheckConstraint, Q


def full_clean(obj: models.Model) -> None:
    """Raise the ValidationError that `obj.full_clean()` raises.

    Django asks the database about every check constraint by itself, each within a savepoint. A
    model here has up to seven, and nearly always all of them hold.
    """
    if not _is_sound(obj):
        obj.full_clean()


def _is_sound(obj: models.Model) -> bool:
    try:
        obj.full_clean(validate_constraints=False)
        for constraint in _constraints(type(obj)):
            constraint.validate(type(obj), obj)
    except ValidationError:
        return False
    return True


@cache
def _constraints(model: type[models.Model]) -> tuple[models.BaseConstraint, ...]:
    """The model's constraints, with one in place of all that check a condition."""
    every = model._meta.constraints
    checks = [each for each in every if isinstance(each, CheckConstraint)]
    others = tuple(each for each in every if not isinstance(each, CheckConstraint))
    if not checks:
        return others
    condition = reduce(and_, (Q(each.condition) for each in checks))
    return (CheckConstraint(condition=condition, name="all_conditions"), *others)
