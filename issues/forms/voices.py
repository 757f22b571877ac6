"""府省の進捗, 事務局の判断, 決着 and reopening."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import TextChoices

from issues.enums import JudgementClass, ProgressClass
from issues.forms.fields.due import DueField

SHOWN = "事務局が公表すると、だれでも見られます。それまでは、関係する団体と府省が見られます。"


def _choice(label: str, choices: type[TextChoices]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": f"{label}を選んでください。",
            "invalid_choice": f"{label}を選び直してください。",
        },
    )


def _words(help_text: str) -> forms.CharField:
    return forms.CharField(
        label="内容",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=f"{help_text}{SHOWN}",
    )


class ProgressForm(forms.Form):
    """How far the ministry is."""

    progress = _choice("進捗", ProgressClass)
    text = _words("何をしたか、次に何をするか。")


class JudgementForm(forms.Form):
    """What the secretariat makes of it."""

    judgement = _choice("判断", JudgementClass)
    text = _words("そう判断した理由。")


class SettleForm(forms.Form):
    """Where it was reflected; over a 不服 also why it is settled all the same."""

    reflected_in = forms.CharField(
        label="反映先",
        max_length=200,
        help_text="どこに反映したか。例：基本方針 2.(3)",
        error_messages={"required": "どこに反映したかを書いてください。"},
    )
    despite = forms.CharField(
        label="不服があっても決着とする理由",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=f"この判断は記録に残ります。{SHOWN}",
        error_messages={
            "required": "不服の見解が残っています。それでも決着とする理由を書いてください。"
        },
    )

    def __init__(self, *args: Any, over_dissatisfaction: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not over_dissatisfaction:
            del self.fields["despite"]


class ReopenForm(forms.Form):
    """Why a settled request is taken up again, and by when the ministry answers."""

    due = DueField(label="新しい回答期限")
    reason = forms.CharField(
        label="検討を再開する理由",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "検討を再開する理由を書いてください。"},
    )
