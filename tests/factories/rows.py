"""Rows as no move would leave them, and the standings that follow from them."""

from issues.standing import keeping
from tests.factories.accounts import one_of_the_cast
from workflow.models import StatusChange
from workflow.step import record


def put(requests, **fields):
    """Set columns of these requests past the moves; another status gets into the record."""
    before = dict(requests.values_list("pk", "status"))
    rows = type(requests.first())._base_manager.filter(pk__in=before)
    rows.update(**fields)
    for row in rows:
        if "status" in fields and row.status != before[row.pk]:
            _note_status(row, before[row.pk])
    keeping.rebuild(before)


def _note_status(row, before):
    entry = record(row, verb="prepared", label="試験の用意", by=one_of_the_cast("secretariat"))
    StatusChange.objects.create(
        entry=entry, content_type=entry.content_type, object_id=row.pk, from_status=before,
        to_status=row.status, effective_at=entry.recorded_at, recorded_at=entry.recorded_at,
    )  # fmt: skip
