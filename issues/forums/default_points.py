"""The default set of discussion points: data that another effort replaces with its own."""

from __future__ import annotations

import json
from pathlib import Path

from issues.forums import chosen_forum
from issues.models import DiscussionPoint

DEFAULT_POINTS = Path(__file__).parent / "data" / "discussion_points.json"


def load_points(path: Path = DEFAULT_POINTS) -> int:
    """Load points of the first 協議の場 that are not there yet, numbered in the file's order; make
    that where there is none. Points that exist are left as they are: people may have edited them.
    Returns how many there are now."""
    content = json.loads(path.read_text(encoding="utf-8"))
    forum = chosen_forum.first()
    for position, point in enumerate(content["points"], 1):
        DiscussionPoint.objects.get_or_create(
            forum=forum,
            code=point["code"],
            defaults={
                "position": position,
                "name": point["name"],
                "short_name": point["short_name"],
                "statement": point["statement"],
                "source": content["source"],
            },
        )
    return forum.points.count()
