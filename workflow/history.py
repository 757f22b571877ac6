"""Reading the record."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import QuerySet

from workflow.models import HistoryEntry, StatusChange
from workflow.pointing import pointing_at


def entries_of(obj: models.Model) -> QuerySet[HistoryEntry]:
    """The entries of one object, oldest first, ready to show."""
    return (
        HistoryEntry.objects.filter(**pointing_at(obj))
        .select_related("by", "acting_for", "status_change")
        .order_by("recorded_at", "pk")
    )


def status_as_of(obj: models.Model, moment: datetime) -> str | None:
    """The last status that counted at `moment`; None when the object had none yet."""
    return (
        StatusChange.objects.filter(
            **pointing_at(obj),
            effective_at__lte=moment,
        )
        .order_by("effective_at", "pk")
        .values_list("to_status", flat=True)
        .last()
    )


def first_change_after(obj: models.Model, moment: datetime) -> StatusChange | None:
    """The first change of status that counts after `moment`."""
    return (
        StatusChange.objects.filter(
            **pointing_at(obj),
            effective_at__gt=moment,
        )
        .order_by("effective_at", "pk")
        .first()
    )


def previous_status(obj: models.Model) -> str:
    """The status before the present one, as it was written down last; "" without any."""
    return (
        StatusChange.objects.filter(**pointing_at(obj))
        .order_by("recorded_at", "pk")
        .values_list("from_status", flat=True)
        .last()
        or ""
    )
