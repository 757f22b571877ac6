"""Editing a commitment of the national side."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from accounts.rules import Actor
from issues.forms.fields.points import (
    chosen,
    offer_beside,
    other_points,
    primary_point,
    put,
)
from issues.forms.fields.reasons import correction_reason
from issues.models import Commitment, LocalRequest
from japan.text import normalise

COMPARED = ("title", "points", "answers")
"""What two people may change at once, in the order of the page."""
_BETWEEN = re.compile(r"[、,，\s]+")


class CommitmentForm(forms.Form):
    """Title, points, and the requests that the commitment answers, by their numbers."""

    title = forms.CharField(
        label="要旨",
        max_length=100,
        error_messages={
            "required": "要旨を書いてください。",
            "max_length": "要旨は%(limit_value)d字以内です（今は%(show_value)d字）。",
        },
    )
    primary = primary_point()
    points = other_points()
    answers = forms.CharField(
        label="応える要望",
        required=False,
        help_text="要望の番号を「、」で区切って書きます。例：R6-0001、R6-0004",
    )

    def __init__(
        self,
        *args: Any,
        actor: Actor,
        commitment: Commitment,
        public: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer_beside(self, commitment)
        self.forum = commitment.forum_id
        if public:
            self.fields["reason"] = correction_reason()
            self.fields["reason"].required = False
        self.actor = actor

    def clean_answers(self) -> list[LocalRequest]:
        typed = [n.upper() for n in _BETWEEN.split(self.cleaned_data["answers"]) if n]
        numbers = list(dict.fromkeys(normalise(n).upper().replace("ー", "-") for n in typed))
        found = {
            r.number: r
            for r in LocalRequest.objects.visible_to(self.actor).filter(
                forum=self.forum, number__in=numbers
            )
        }
        if missing := [number for number in numbers if number not in found]:
            raise ValidationError(f"次の番号の要望は見つかりません：{'、'.join(missing)}")
        return [found[number] for number in numbers]

    def content(self) -> dict[str, Any]:
        """The fields as the verb takes them."""
        return {
            "title": self.cleaned_data["title"],
            "points": chosen(self.cleaned_data),
            "answers": self.cleaned_data["answers"],
        }

    def written(self) -> dict[str, str]:
        """What was typed, each field as one text, to compare with `written_in`."""
        content = self.content()
        return {
            "title": content["title"],
            "points": ",".join(point.code for point in content["points"]),
            "answers": "、".join(sorted(r.number for r in content["answers"])),
        }


def written_in(commitment: Commitment) -> dict[str, str]:
    """What stands in the record, each field as one text."""
    points = commitment.commitment_points.select_related("point")
    numbers = commitment.answers.order_by("number").values_list("number", flat=True)
    return {
        "title": commitment.title,
        "points": ",".join(through.point.code for through in points),
        "answers": "、".join(numbers),
    }


def as_data(written: dict[str, str]) -> QueryDict:
    """Form data that say the same."""
    data = QueryDict(mutable=True)
    data["title"], data["answers"] = written["title"], written["answers"]
    put(data, written["points"])
    return data
