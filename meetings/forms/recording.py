"""Recording what a session did, closing it, and adding to its report."""

from __future__ import annotations

from typing import Any

from django import forms

from issues.actions.discussion_points import MOVES
from meetings.enums import HandlingOutcome
from meetings.models import Handling, Passage, PointMemo

NOW, END = "now", "end"


class OutcomeForm(forms.Form):
    """What was done with a matter, and the note; `version` is the one that the person saw."""

    outcome = forms.ChoiceField(
        label="取扱い",
        choices=HandlingOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "取扱いを選んでください。"},
    )
    note = forms.CharField(
        label="記録",
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class MemoForm(forms.Form):
    """The summary of a point as this session leaves it."""

    text = forms.CharField(
        label="整理メモ",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "整理メモを書いてください。"},
    )
    version = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)


class StepForm(forms.Form):
    """Which way a point moves on, and why."""

    verb = forms.ChoiceField(
        choices=[(verb, verb) for verb in sorted(MOVES)], widget=forms.HiddenInput
    )
    reason = forms.CharField(label="理由", required=False, max_length=2000)


class SettlingForm(forms.Form):
    """Where a request was reflected; why it is settled over a 不服."""

    reflected_in = forms.CharField(
        label="反映先",
        max_length=200,
        help_text="例：基本方針 2.(3)",
        error_messages={"required": "どこに反映したかを書いてください。"},
    )
    despite = forms.CharField(label="不服があっても決着とする理由", required=False, max_length=2000)


class DecisionForm(forms.Form):
    """Something the session decided."""

    text = forms.CharField(
        label="決定の内容",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "決定の内容を書いてください。"},
    )


class QuoteForm(forms.Form):
    """Which words of the minutes belong to the matter."""

    passages = forms.ModelMultipleChoiceField(
        label="発言", queryset=Passage.objects.none(), required=False
    )

    def __init__(self, *args: Any, offered: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["passages"]
        field.queryset = offered


class CloseForm(forms.Form):
    """Up to when changes count for the session."""

    at = forms.ChoiceField(
        label="どの時点までを、この会合の結果としますか",
        choices=(
            (NOW, "今（次の会合が始まっていれば、その開始）まで"),
            (END, "会合の終わりまで（後から入力している会合）"),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": "どちらかを選んでください。"},
    )


class AdditionForm(forms.Form):
    """A dated correction of a frozen report."""

    text = forms.CharField(
        label="訂正・追記の内容",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="日付とともに、だれでも見られるところに載ります。後から消すことはできません。",
        error_messages={"required": "訂正・追記の内容を書いてください。"},
    )


def outcome_of(handling: Handling, **kwargs: Any) -> OutcomeForm:
    """The form as the handling stands."""
    initial = {
        "outcome": handling.status,
        "note": handling.note,
        "version": handling.version,
    }
    return OutcomeForm(initial=initial, auto_id=f"h{handling.pk}-%s", **kwargs)


def memo_of(handling: Handling, memo: PointMemo | None, **kwargs: Any) -> MemoForm:
    """The form as the memo stands."""
    initial = {"text": memo.text, "version": memo.version} if memo else {}
    return MemoForm(initial=initial, auto_id=f"m{handling.pk}-%s", **kwargs)
