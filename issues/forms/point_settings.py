"""What the secretariat says of discussion points, and of a new 協議の場."""

from __future__ import annotations

from typing import Any

from django import forms

from issues.forms.fields.reasons import reason_field
from issues.models import DiscussionPoint
from issues.validators import code_is_plain, point_code_is_free

_CODE_HELP = (
    "アドレスに使う短い名前。半角の英小文字・数字・_（下線）。例：cost。後から変えられません。"
)


def _line(label: str, length: int, missing: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=length,
        help_text=help_text,
        error_messages={
            "required": missing,
            "max_length": f"{label}は%(limit_value)d字以内です（今は%(show_value)d字）。",
        },
    )


class PointForm(forms.Form):
    """The words of a point."""

    name = _line("論点", 120, "論点の名称を書いてください。")
    short_name = _line("略称", 20, "略称を書いてください。", "表に出す短い名前。20字まで。")
    statement = forms.CharField(
        label="論点の内容",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="出典の言葉のまま書きます。",
        error_messages={"required": "論点の内容を書いてください。"},
    )
    source = _line(
        "出典", 200, "出典を書いてください。", "例：準備会合（第1回）議事要旨　資料3の説明"
    )


class NewPointForm(PointForm):
    """A point with its code."""

    code = _line("コード", 40, "コードを書いてください。", _CODE_HELP)
    field_order = ("code", "name", "short_name", "statement", "source")

    def clean_code(self) -> str:
        """Small letters, digits and _, and no word of an address."""
        code: str = self.cleaned_data["code"]
        point_code_is_free(code)
        return code


class EditPointForm(PointForm):
    """A point as it is now; `version` is the one that was opened."""

    position = forms.IntegerField(
        label="番号",
        min_value=1,
        max_value=999,
        help_text="ほかの論点の番号は、順に送られます。",
        error_messages={"required": "番号を入れてください。", "invalid": "数字で入れてください。"},
    )
    reason = reason_field(
        label="直す理由", required=False, help_text="記録に残ります。事務局と構成員だけが読みます。"
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("position", "name", "short_name", "statement", "source", "reason", "version")


class ReasonForm(forms.Form):
    """Why a point is retired or brought back."""

    reason = reason_field(
        required=False, help_text="記録に残ります。事務局と構成員だけが読みます。"
    )


class ForumForm(forms.Form):
    """A new 協議の場."""

    name = _line("協議の場の名称", 120, "協議の場の名称を書いてください。")
    short_name = _line("略称", 20, "略称を書いてください。", "画面の上に出す短い名前。20字まで。")
    code = _line("コード", 40, "コードを書いてください。", _CODE_HELP)

    def clean_code(self) -> str:
        """Small letters, digits and _."""
        code: str = self.cleaned_data["code"]
        code_is_plain(code)
        return code


def initial_of(point: DiscussionPoint) -> dict[str, Any]:
    """What the form of a point starts with."""
    names = ("name", "short_name", "statement", "source", "position", "version")
    return {name: getattr(point, name) for name in names}
