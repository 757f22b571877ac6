"""Rows that stand with their record as after a prefetch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def hold(record: Any, name: str, model: Any, rows: Sequence[Any]) -> None:
    """`record.<name>.all()` gives these rows; without asking the relation for its own query, which
    takes longer than to draw the row."""
    held = model._base_manager.all()
    held._result_cache = list(rows)
    cache = getattr(record, "_prefetched_objects_cache", {})
    record._prefetched_objects_cache = {**cache, name: held}
