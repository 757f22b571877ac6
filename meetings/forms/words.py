"""What the secretariat writes about the words of a forum."""

from __future__ import annotations

from typing import Any

from django import forms

from issues.forms.fields.reasons import reason_field
from issues.models import Forum
from meetings.minutes.proposing.vocabulary import EFFECTS
from meetings.words import changes, forum_words, sheets
from meetings.words.changes import Change

_SAME = "今の言葉と同じです。語か重みを変えてから試してください。"


class WordForm(forms.Form):
    """One line as it shall be. It is compared with the line that is there."""

    subject = forms.ChoiceField(
        label="何の言葉か",
        error_messages={
            "required": "何の言葉かを選んでください。",
            "invalid_choice": "何の言葉かを選び直してください。",
        },
    )
    expression = forms.CharField(
        label="語",
        # What is too long is told with its notation, and whatever was typed stays.
        help_text="例：財政支援、［経費｜費用］の負担。書き方は、下の「語の書き方」にあります。",
        error_messages={"required": "語を書いてください。"},
    )
    weight = forms.FloatField(
        label="重み",
        required=False,
        help_text="3以上：それだけで決まる語、2前後：たいてい決まる語、"
        "1前後：ほかの語と合わせて決まる語、0：その中の語を数えない語。",
        error_messages={"invalid": "重みは数で書いてください（例：2.5）。"},
        widget=forms.TextInput(attrs={"inputmode": "decimal", "size": 6}),
    )
    note = forms.CharField(
        label="わけ",
        required=False,
        max_length=200,
        help_text="なぜこの語か。表に残ります。",
        error_messages={"max_length": "わけは%(limit_value)d字以内です（今は%(show_value)d字）。"},
    )
    off = forms.BooleanField(label="この語を使わない", required=False)

    def __init__(self, *args: Any, forum: Forum, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.forum = forum
        self.known = forum_words.labels(forum)
        field = self.fields["subject"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "選んでください"), *self.known.items()]

    def clean_expression(self) -> str:
        """Told together with whatever else is wrong."""
        expression: str = self.cleaned_data["expression"]
        if reason := changes.expression_problem(expression):
            raise forms.ValidationError(reason)
        return expression

    def clean(self) -> dict[str, Any]:
        """A line that can be used, and that differs from what is there."""
        data = super().clean() or {}
        if self.errors:
            return data
        subject, expression = data["subject"], data["expression"]
        now = forum_words.shown(self.forum, subject, expression)
        if data["weight"] is None and now is not None:
            data["weight"] = now.weight
        if data["weight"] is None and subject in EFFECTS:
            data["weight"] = 1.0
        found = changes.problems(subject, expression, data["weight"], known=self.known)
        for name, reason in found.items():
            self.add_error(name, reason)
        if not found:
            self._compare(data, now)
        return data

    def _compare(self, data: dict[str, Any], now: forum_words.Shown | None) -> None:
        counts = now is not None and now.used
        if data["off"] and not counts:
            self.add_error("off", "この語は、今も使っていません。")
        elif now is not None and counts and not data["off"]:
            note = data["note"] or now.note
            if (data["weight"], note) == (now.weight, now.note):
                self.add_error("weight", _SAME)
        data["old"] = now.weight if now is not None and counts else None
        if now is not None and not data["note"]:
            data["note"] = now.note

    def change(self) -> Change:
        """The change that was written, of a valid form."""
        data = self.cleaned_data
        return Change(
            data["subject"],
            data["expression"],
            data["weight"],
            data["note"],
            used=not data["off"],
            old=data["old"],
        )


class SheetForm(forms.Form):
    """A sheet that is brought back."""

    file = forms.FileField(
        label="CSVのファイル",
        allow_empty_file=True,
        max_length=200,
        help_text="列は「論点、語、重み、わけ」。UTF-8（BOM付き）かシフトJIS。2MBまで。",
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={"required": "CSVのファイルを選んでください。"},
    )
    whole = forms.BooleanField(
        label="ファイルに出てくる論点では、ファイルにない語を使わない",
        required=False,
        help_text="付けないときは、ファイルにない語は今のまま使います。",
    )

    def clean_file(self) -> Any:
        """Not more than a table of words can be."""
        file = self.cleaned_data["file"]
        if file.size > sheets.MOST_BYTES:
            raise forms.ValidationError("ファイルが大きすぎます。2MBまでです。")
        return file


class KeepForm(forms.Form):
    """Why a change is kept."""

    reason = reason_field(
        label="残す理由", help_text="記録に残ります。事務局と構成員だけが読みます。"
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
