"""What every page shows of the 協議の場."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from issues.forums import chosen_forum


def choice(request: HttpRequest) -> dict[str, Any]:
    """`forums` to choose from; asked for by whole pages alone, not by parts of them."""
    return {"forums": SimpleLazyObject(lambda: chosen_forum.links(request))}
