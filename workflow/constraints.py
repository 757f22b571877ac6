"""What the database holds of many tables, each rule stated once."""

from __future__ import annotations

from django.db.models import CheckConstraint, Q, TextChoices


def known(field: str, choices: type[TextChoices]) -> CheckConstraint:
    """The field holds one of these choices."""
    return CheckConstraint(
        name=f"%(app_label)s_%(class)s_{field}_is_known",
        condition=Q(**{f"{field}__in": choices.values}),
    )


def is_about_one(first: str, second: str, *, says: str) -> CheckConstraint:
    """One of the two keys is filled, and not both (`workflow.pointing.one_of`)."""
    return CheckConstraint(
        name=f"%(app_label)s_%(class)s_{says}",
        condition=Q(**{f"{first}__isnull": False, f"{second}__isnull": True})
        | Q(**{f"{first}__isnull": True, f"{second}__isnull": False}),
    )


def has_a_time(status: TextChoices) -> CheckConstraint:
    """Whoever is in this status says since when, in the field named after it, and nobody else."""
    time = f"{status.value}_at__isnull"
    return CheckConstraint(
        name=f"%(app_label)s_%(class)s_{status.value}_has_a_time",
        condition=Q(status=status, **{time: False}) | (~Q(status=status) & Q(**{time: True})),
    )
