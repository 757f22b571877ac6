"""Looking at what belongs to a request."""

from issues.models import FollowUp


def hanging_on(obj):
    """What hangs on a request: words, organizations that joined, tasks."""
    return (
        [p.quote for p in obj.passages.order_by("pk")],
        [
            j.organization.full_name
            for j in obj.joinings.accepted().order_by("organization__full_name")
        ],
        [f.title for f in FollowUp.objects.filter(object_id=obj.pk).order_by("pk")],
    )
