"""Very many requests, written at once."""

from issues.models import LocalRequest, RequestPoint
from tests.factories.issues import a_request

LONG = "移行の経費が見込みを大きく超え、町の財源だけでは賄えない。" * 8


def many_requests(count):
    """So many published requests that differ in number and title, each with a point; every tenth
    is a concern. They are found by the words of the first one."""
    first = a_request("標準化の移行経費を支援してほしい", published=True, ask=LONG, trouble=LONG)
    point = first.request_points.get().point
    rows = []
    for serial in range(2, count + 1):
        copy = LocalRequest.objects.get(pk=first.pk) if serial == 2 else _again(rows[-1])
        copy.pk, copy.number, copy.title = None, f"R6-{serial:04d}", f"要望その{serial}"
        copy.kind = "concern" if serial % 10 == 0 else "request"
        rows.append(copy)
    made = LocalRequest.objects.bulk_create(rows)
    RequestPoint.objects.bulk_create(
        RequestPoint(local_request=row, point=point, primary=True) for row in made
    )


def _again(row):
    values = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields}
    return LocalRequest(**values)
