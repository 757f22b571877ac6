"""団体の区分 as a reader may choose it: one kind of organization, or 町村 together."""

from __future__ import annotations

from organizations.enums import LOCAL_GOVERNMENTS, TOWNS_AND_VILLAGES, OrganizationKind

ASKERS = (*LOCAL_GOVERNMENTS, OrganizationKind.ASSOCIATION)
"""Kinds of organizations that a request may come from."""

TOGETHER = "town_village"
"""The key of 町村 in an address."""

CHOICES = (
    *((kind.value, kind.label) for kind in LOCAL_GOVERNMENTS),
    (TOGETHER, "町村（町と村）"),
    (OrganizationKind.ASSOCIATION.value, OrganizationKind.ASSOCIATION.label),
)


def kinds(size: str) -> tuple[str, ...]:
    """The kinds that belong to a choice."""
    if size == TOGETHER:
        return tuple(kind.value for kind in TOWNS_AND_VILLAGES)
    return (size,)
