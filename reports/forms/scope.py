"""What a dashboard is asked for in its address: size class, point, and two closed sessions."""

from __future__ import annotations

from typing import Any

from django import forms

from issues.filters import sizes
from issues.filters.lists import PointChoice
from issues.models import DiscussionPoint, Forum


class ScopeForm(forms.Form):
    """Sent by GET; empty is everything."""

    size = forms.ChoiceField(
        label="団体の区分", choices=[("", "すべて"), *sizes.CHOICES], required=False
    )
    point = PointChoice(
        label="論点",
        queryset=DiscussionPoint.objects.all(),
        to_field_name="code",
        empty_label="すべて",
        required=False,
    )

    def __init__(self, data: Any, *, forum: Forum | None) -> None:
        super().__init__(data)
        fields: Any = self.fields
        fields["point"].queryset = DiscussionPoint.objects.of_forum(forum)

    def chosen(self) -> dict[str, Any]:
        """What a `Scope` takes of it, once it is valid."""
        return {"size": self.cleaned_data["size"], "point": self.cleaned_data["point"]}
