"""Choosing discussion points: ticks, and which of the ticked ones is the primary one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from issues.models import DiscussionPoint


class PointsMixin(forms.Form):
    """Fields `points` (codes) and `primary` (one of them)."""

    points = forms.MultipleChoiceField(label="論点", required=False)
    primary = forms.ChoiceField(label="主な論点", required=False)

    def __init__(self, *args: Any, all_points: Sequence[DiscussionPoint], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.all_points = all_points
        choices = [(point.code, point.short_name) for point in all_points]
        for name in ("points", "primary"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    def chosen_codes(self) -> list[str]:
        """The codes, the primary one first. Without a primary one among them, the first ticked
        one as the page lists them takes its place."""
        codes = list(dict.fromkeys(self.cleaned_data.get("points", [])))
        primary = self.cleaned_data.get("primary", "")
        return [primary, *(c for c in codes if c != primary)] if primary in codes else codes

    def chosen_points(self) -> list[DiscussionPoint]:
        """The points themselves, the primary one first."""
        by_code = {point.code: point for point in self.all_points}
        return [by_code[code] for code in self.chosen_codes()]
