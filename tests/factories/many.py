"""Very many requests, written at once."""

from django.contrib.contenttypes.models import ContentType

from issues.models import LocalRequest, RequestPoint
from issues.standing import keeping
from tests.factories.issues import a_request
from workflow.models import HistoryEntry, StatusChange

LONG = "移行の経費が見込みを大きく超え、町の財源だけでは賄えない。" * 8


def many_requests(count):
    """So many published requests that differ in number and title, each with a point; every tenth
    is a concern. They are found by the words of the first one."""
    first = a_request("標準化の移行経費を支援してほしい", published=True, ask=LONG, trouble=LONG)
    point = first.request_points.get().point
    rows = []
    stored = LocalRequest.objects.get(pk=first.pk)
    for serial in range(2, count + 1):
        fields = {"number": f"R6-{serial:04d}", "title": f"要望その{serial}"}
        kind = "concern" if serial % 10 == 0 else "request"
        rows.append(_again(stored, **fields, kind=kind))
    made = LocalRequest.objects.bulk_create(rows)
    RequestPoint.objects.bulk_create(
        RequestPoint(local_request=row, point=point, primary=True) for row in made
    )

    _write_down(first, made)
    keeping.rebuild(row.pk for row in made)


def _write_down(first, made):
    """What the record holds of the first one, for each of the others."""
    kind = ContentType.objects.get_for_model(LocalRequest)
    of_first = {"content_type": kind, "object_id": first.pk}
    entries = list(HistoryEntry.objects.filter(**of_first).order_by("pk"))
    changes = {change.entry_id: change for change in StatusChange.objects.filter(**of_first)}
    copies = [(_again(entry, object_id=row.pk), entry.pk) for row in made for entry in entries]
    HistoryEntry.objects.bulk_create(copy for copy, _ in copies)
    StatusChange.objects.bulk_create(
        _again(changes[key], object_id=copy.object_id, entry_id=copy.pk)
        for copy, key in copies
        if key in changes
    )


def _again(row, **fields):
    values = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields}
    return type(row)(**{**values, "id": None, **fields})
