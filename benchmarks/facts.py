"""What the pages to be measured need to know of a generated database."""

from django.db.models import Count

from accounts.enums import Role
from accounts.models import Membership
from issues.models import DiscussionPoint, LocalRequest, Standing
from meetings.models import Meeting


def of_database():
    """Keys, codes and numbers, chosen alike in a database of any size."""
    now = Standing.objects.now()
    asker = _most(now, "organization")
    lead = _most(now, "lead_ministry")
    closed = Meeting.objects.exclude(closed_at=None).order_by("held_on")
    middle = closed[closed.count() // 2]
    old = now.filter(published=True, status="settled", said_on__lt=middle.held_on)
    rows = old.order_by("serial")
    point = now.values_list("points__0", flat=True).annotate(n=Count("pk")).order_by("-n")[0]
    return {
        "requests": LocalRequest.objects.count(),
        "number": rows[rows.count() // 2].local_request.number,
        "organization": LocalRequest.objects.filter(organization=asker)[0].organization.code,
        "ministry": LocalRequest.objects.filter(lead_ministry=lead)[0].lead_ministry.code,
        "point": DiscussionPoint.objects.get(pk=point).code,
        "session": middle.pk,
        "open_session": Meeting.objects.filter(closed_at=None).latest("held_on").pk,
        "people": {
            "secretariat": _person(Role.SECRETARIAT),
            "ministry": _person(Role.MINISTRY, lead),
            "local": _person(Role.LOCAL, asker),
        },
    }


def _most(rows, name):
    counted = rows.exclude(**{name: None}).values_list(name).annotate(n=Count("pk"))
    return counted.order_by("-n", name)[0][0]


def _person(role, organization=None):
    found = Membership.objects.filter(role=role).order_by("pk")
    if organization is not None:
        found = found.filter(organization=organization)
    return found[0].user_id
