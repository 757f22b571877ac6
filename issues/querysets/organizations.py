"""Which organizations, with how many requests each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from organizations.models import Organization

if TYPE_CHECKING:
    from issues.models import LocalRequest


def with_counts(
    organizations: QuerySet[Organization], visible: QuerySet[LocalRequest]
) -> QuerySet[Any]:
    """Annotates `requests`, how many of the visible requests are its own, and `has_requests`."""
    own = visible.filter(organization=OuterRef("pk")).order_by().values("organization")
    number = Subquery(own.annotate(n=Count("pk")).values("n"))
    return organizations.annotate(requests=Coalesce(number, 0)).annotate(
        has_requests=Case(When(Q(requests__gt=0), then=Value(1)), default=Value(0))
    )
