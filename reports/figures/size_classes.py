"""The small-town lens: every figure by the size of the organization, so that towns and villages
never vanish in an average."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, Q

from issues.filters import sizes
from issues.models import Joining
from organizations.enums import LOCAL_GOVERNMENTS, OrganizationKind
from organizations.models import Organization
from reports.figures.lines import Line, line
from reports.figures.scope import Scope
from reports.figures.tallies import Tallies
from workflow.kept import grown


@dataclass(frozen=True)
class SizeClass:
    """A size class with its counts. `chosen`: the page shows this one alone. `query` leads to the
    page of this class; `part` of the `whole` class asked or joined, None where not counted, and
    `part_query` leads to their list, "" where a point or a moment is chosen: it knows neither."""

    line: Line
    chosen: bool
    query: str
    part: int | None = None
    whole: int | None = None
    part_query: str = ""

    @property
    def share(self) -> str:
        """Percent with one decimal: a few towns out of 743 are not nothing."""
        if not self.whole or self.part is None:
            return ""
        return f"{self.part * 100 / self.whole:.1f}"


@dataclass(frozen=True)
class Split:
    """The classes, 町村 together, associations apart."""

    classes: tuple[SizeClass, ...]
    together: SizeClass
    associations: SizeClass

    @property
    def rows(self) -> tuple[SizeClass, ...]:
        return (*self.classes, self.together, self.associations)

    @property
    def few(self) -> tuple[str, ...]:
        """Names of the classes that are too small to be compared."""
        return tuple(each.line.label for each in self.rows if each.line.few)


def split(tallies: Tallies, scope: Scope, *, taking_part: bool = False) -> Split:
    """These counts by size class; with `taking_part` also how many of each class take part, in one
    more query."""
    shares = _shares(scope) if taking_part else {}
    rows = {key: _size_class(key, label, tallies, scope, shares) for key, label in sizes.CHOICES}
    return Split(
        classes=tuple(rows[kind.value] for kind in LOCAL_GOVERNMENTS),
        together=rows[sizes.TOGETHER],
        associations=rows[OrganizationKind.ASSOCIATION.value],
    )


def _size_class(
    key: str, label: str, tallies: Tallies, scope: Scope, shares: dict[str, tuple[int, int]]
) -> SizeClass:
    kinds = sizes.kinds(key)
    part = sum(shares.get(kind, (0, 0))[0] for kind in kinds) if shares else None
    whole = sum(shares.get(kind, (0, 0))[1] for kind in kinds) if shares else None
    return SizeClass(
        line=line(label, key, tallies.of_size(key), scope, size=key),
        chosen=scope.size == key,
        query=scope.query(size=key),
        part=part,
        whole=whole,
        part_query=""
        if scope.point or scope.moment
        else urlencode({"kind": key, "took_part": "yes"}),
    )


def _shares(scope: Scope) -> dict[str, tuple[int, int]]:
    """How many organizations of each kind asked or joined, and how many there are."""
    requests = scope.everywhere().requests()
    joined = Joining.objects.visible_to(scope.actor).accepted()
    joined = joined.filter(local_request__in=requests.values("local_request"))
    took_part = Q(pk__in=requests.values("organization"))
    took_part |= Q(pk__in=joined.order_by().values("organization"))
    askers = Organization.objects.filter(kind__in=sizes.ASKERS).order_by()
    rows = askers.values_list("kind").annotate(
        part=Count("pk", filter=took_part), whole=Count("pk")
    )
    return grown.kept(
        scope.request,
        "shares",
        rows,
        lambda: {str(kind): (part, whole) for kind, part, whole in rows},
    )
