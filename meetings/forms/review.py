"""What a person writes on the card of a candidate before deciding on it."""

from __future__ import annotations

from typing import Any

from django import forms

from issues.enums import RequestKind
from meetings.actions.suggestions import point_codes
from meetings.enums import SuggestionType
from meetings.forms.passages import TOO_LONG, KnownOrganizationField
from meetings.forms.points import PointsMixin
from meetings.models import Suggestion


class CardForm(PointsMixin, forms.Form):
    """Summary, kind, points, and where nothing tells it the organization. `version` is the one
    that the person saw."""

    version = forms.IntegerField(min_value=1)
    summary = forms.CharField(
        max_length=100,
        error_messages={
            "required": "要旨を書いてください。",
            "max_length": TOO_LONG,
        },
    )
    kind = forms.ChoiceField(choices=RequestKind.choices, required=False)
    organization = KnownOrganizationField(required=False)

    def __init__(self, *args: Any, suggestion: Suggestion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.suggestion = suggestion

    def clean_summary(self) -> str:
        """A summary is one line."""
        return " ".join(self.cleaned_data["summary"].split())

    def clean_points(self) -> list[str]:
        """At least one, where the candidate has some to choose from or had some before."""
        codes: list[str] = self.cleaned_data["points"]
        if not codes and point_codes(self.suggestion):
            raise forms.ValidationError("論点を1つ以上選んでください。", code="required")
        return codes

    def changes(self) -> dict[str, Any]:
        """What differs from the candidate as it stands, as the verb `edit` takes it."""
        written: dict[str, Any] = {"summary": self.cleaned_data["summary"]}
        if self.suggestion.type == SuggestionType.REQUEST and self.cleaned_data["kind"]:
            written["kind"] = self.cleaned_data["kind"]
        changed = {k: v for k, v in written.items() if v != getattr(self.suggestion, k)}
        if self.chosen_codes() != point_codes(self.suggestion):
            changed["chosen_points"] = self.chosen_codes()
        return changed
