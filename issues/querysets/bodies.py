"""Organizations as the rows of files name them, kept from part to part: there are few."""

from __future__ import annotations

from typing import NamedTuple

from issues.querysets.chunks import among
from organizations.enums import OrganizationKind
from organizations.models import Organization


class Body(NamedTuple):
    """An organization. `prefecture` is the one in which it lies, which for a prefecture is itself;
    "" for all others. `prefecture_code` is its own code where it lies in none."""

    key: int
    code: str
    kind: str
    position: int
    name: str
    full_name: str
    prefecture: str
    prefecture_code: str


class Bodies(dict[int, Body]):
    """Organizations by their keys, as far as they were asked for."""

    def learn(self, keys: set[int | None]) -> None:
        """Read those that are not known yet; one query at the most."""
        missing = [key for key in keys if key is not None and key not in self]
        if missing:
            rows = Organization.objects.filter(pk__in=among(missing)).order_by()
            found = rows.values_list(
                "pk", "code", "kind", "position", "name", "full_name", "prefecture__name",
                "prefecture__code",
            )  # fmt: skip
            self.update((row[0], _body(*row)) for row in found)


def _body(
    key: int,
    code: str,
    kind: str,
    position: int,
    name: str,
    full_name: str,
    around: str | None,
    around_code: str | None,
) -> Body:
    prefecture = name if kind == OrganizationKind.PREFECTURE else around or ""
    return Body(key, code, kind, position, name, full_name, prefecture, around_code or code)
