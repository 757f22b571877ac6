"""What was taken down, told at its own address: 410 with the public line instead of 404."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import ResolverMatch

from publication.enums import RemovalKind
from publication.models import Removal
from publication.removals import removable
from publication.removals.removable import Removable


def told_at(request: HttpRequest) -> Removal | None:
    """The take-down because of which this address shows nothing; None for any other reason."""
    match = request.resolver_match
    if match is None:
        return None
    for row in removable.rows().values():
        key = _asked_for(row, match)
        obj = _hidden(row, key, request) if key is not None else None
        if obj is not None and (removal := standing_on(obj)) is not None:
            return removal
    return None


def standing_on(obj: Any) -> Removal | None:
    """The newest take-down of a thing that nobody outside sees now."""
    down = Removal.objects.of(obj).standing().filter(kind=RemovalKind.UNPUBLISHED)
    return (
        down.first()
        if removable.removable_of(obj).has_its_own is False or not obj.published_at
        else None
    )


def _asked_for(row: Removable, match: ResolverMatch) -> dict[str, Any] | None:
    name = match.view_name or ""
    for beginning, (argument, field) in row.addresses.items():
        here = name == beginning or name.startswith(f"{beginning}:")
        if here and argument in match.kwargs:
            return {field: match.kwargs[argument]}
    return None


def _hidden(row: Removable, key: dict[str, Any], request: HttpRequest) -> Any:
    """The thing, unless this reader sees it (then something else is missing)."""
    rows = row.model._default_manager.filter(**key)
    obj = rows.first()
    if obj is None or rows.visible_to(request.user).exists():
        return None
    return obj
