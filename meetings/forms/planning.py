"""Planning a session, and registering the series it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from issues.forms.fields.inputs import EraDateField
from issues.forms.fields.reasons import reason_field
from issues.models import Forum
from meetings.enums import BodyKind
from meetings.forms.fields import TimeField
from meetings.models import Body


class BodyForm(forms.Form):
    """A series of meetings."""

    name = forms.CharField(
        label="会議体の名称",
        max_length=200,
        error_messages={"required": "会議体の名称を書いてください。"},
    )
    short_name = forms.CharField(
        label="略称",
        required=False,
        max_length=30,
        help_text="表に出す短い名前。例：WT。空けておくと、名称から付けます。",
    )
    kind = forms.ChoiceField(
        label="種別", choices=BodyKind.choices, initial=BodyKind.WORKING_TEAM.value
    )

    def __init__(self, *args: Any, among: Sequence[Forum] = (), **kwargs: Any) -> None:
        """`among`: the 協議の場 to choose from; with a single one nothing is asked."""
        super().__init__(*args, **kwargs)
        if len(among) > 1:
            self.fields["forum"] = forms.ModelChoiceField(
                label="協議の場",
                queryset=Forum.objects.all(),
                to_field_name="code",
                empty_label=None,
                help_text="この会議体の会合と議事要旨は、ここで選んだ協議の場のものになります。",
                error_messages={"required": "協議の場を選んでください。"},
            )
            self.order_fields(("forum",))


class MoveBodyForm(forms.Form):
    """Another 協議の場 for a body."""

    forum = forms.ModelChoiceField(
        label="移す先の協議の場",
        queryset=Forum.objects.none(),
        to_field_name="code",
        empty_label="選んでください",
        error_messages={"required": "協議の場を選んでください。"},
    )
    reason = reason_field(required=False, help_text="記録に残ります。")

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["forum"].queryset = Forum.objects.exclude(pk=body.forum_id)


class PlanForm(forms.Form):
    """One session of a body: when and where."""

    body = forms.ModelChoiceField(
        label="会議体",
        queryset=Body.objects.all(),
        empty_label="選んでください",
        error_messages={"required": "会議体を選んでください。"},
    )
    session_number = forms.IntegerField(
        label="回", required=False, min_value=1, max_value=999, help_text="第N回のN。数字だけ。"
    )
    held_on = EraDateField(
        label="開催日",
        help_text="例：令和6年4月5日、R6.4.5、2024-04-05。終わった会合の日付も入れられます。",
    )
    starts_at = TimeField(label="開始時刻", required=False, help_text="例：10:00、午後4時")
    ends_at = TimeField(label="終了時刻", required=False)
    place = forms.CharField(label="場所", required=False, max_length=200)
    title = forms.CharField(
        label="会合の名称",
        required=False,
        max_length=250,
        help_text="空けておくと、会議体の名称と回から付けます。",
    )
    fictional = forms.BooleanField(
        label="架空の会合",
        required=False,
        help_text="練習や見本の会合。どのページにも「架空」と出ます。",
    )

    def __init__(self, *args: Any, forum: Forum | None = None, **kwargs: Any) -> None:
        """`forum`: whose bodies are offered; None: all."""
        super().__init__(*args, **kwargs)
        if forum is not None:
            fields: Any = self.fields
            fields["body"].queryset = Body.objects.filter(forum=forum)

    def clean(self) -> dict[str, Any]:
        """The end does not come before the start."""
        data: dict[str, Any] = self.cleaned_data
        start, end = data.get("starts_at"), data.get("ends_at")
        if start and end and end < start:
            self.add_error("ends_at", "終了時刻が開始時刻より前です。")
        return data
