"""Bringing in a sheet of requests: the file, which sheet and head, what its columns are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from accounts import rules
from accounts.models import User
from issues.enums import RequestKind, TakeWhich
from issues.forms.fields.choosing import QuickForm
from issues.forms.fields.inputs import EraDateField, OrganizationField
from issues.forms.fields.points import PrimaryPointField, primary_point
from issues.intake import targets
from issues.intake.mapping import ColumnSeen
from issues.models import DiscussionPoint, Forum
from sheets.values import Outline
from workflow.sending.uploads import MAX_MEGABYTES, TOO_LARGE, exceeded

ACCEPTED = ".xlsx,.xlsm,.xls,.ods,.csv,.tsv,.txt"
SMALLER = "要らない行・列・画像・シートを消すか、表の部分だけを新しいブックに写してください。"
LEFT_OUT = [("", "取り込まない")]
COLUMN = "column-"


class HandInForm(forms.Form):
    """The file, and who sent it: fixed for whoever works for a local government."""

    organization = OrganizationField(
        label="提出元の団体",
        help_text="この表を出した団体。列の対応は、団体ごとに覚えます。例：秋田県、全国知事会",
    )
    file = forms.FileField(
        label="ファイル",
        allow_empty_file=True,
        max_length=200,
        help_text=f"Excel（.xlsx、.xlsm、.xls）、OpenDocument（.ods）、CSV。{MAX_MEGABYTES}MBまで。",
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={"required": "ファイルを選んでください。"},
    )

    def __init__(self, *args: Any, user: User, too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.too_large = too_large
        membership = rules.acting(user)
        if rules.is_local(user) and membership is not None:
            self.fields["organization"].initial = membership.organization
            self.fields["organization"].disabled = True
            self.fields["organization"].help_text = "あなたの団体に決まっています。"

    def clean(self) -> dict[str, Any]:
        """A file that was taken, and not an empty one."""
        data: dict[str, Any] = self.cleaned_data
        file = data.get("file")
        if self.too_large:
            self.errors.pop("file", None)
            self.add_error("file", f"{TOO_LARGE}{SMALLER}")
        elif file is not None and file.size == 0:
            self.add_error("file", "ファイルが空です。表の入ったファイルを選んでください。")
        return data


def bound(request: Any, user: User) -> HandInForm:
    """The form with what was sent, aware of a file that was dropped for its size."""
    # Reading POST first: only then it is known whether the file was dropped.
    data, files = request.POST, request.FILES
    return HandInForm(data, files, user=user, too_large=exceeded(request))


class SheetForm(forms.Form):
    """Which sheet, and which row is its head."""

    sheet = forms.ChoiceField(label="シート")
    head = forms.ChoiceField(label="見出しの行")

    def __init__(self, *args: Any, outlines: Sequence[Outline], chosen: Outline, **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["sheet"].choices = [
            (each.name, f"{each.name}（{each.rows:,}行{'・隠れたシート' if each.hidden else ''}）")
            for each in outlines
        ]
        fields["head"].choices = [
            (row.number, f"{row.number}行目：{_begins(row.cells)}") for row in chosen.first
        ]


def _begins(cells: Any) -> str:
    words = "／".join(" ".join(cell.text.split()) for cell in cells if not cell.is_empty)
    return words if len(words) <= 50 else words[:49] + "…"


class ColumnsForm(QuickForm):
    """What each column is, and what holds for rows that say nothing of it."""

    said_on = EraDateField(
        label="発言の日（列にないとき）",
        required=False,
        help_text="例：令和8年4月5日。番号の年度が、この日で決まります。",
    )
    primary = primary_point(empty_label="列で指定する", required=False)
    kind = forms.ChoiceField(
        label="種別（列にないとき）", choices=RequestKind.choices, initial=RequestKind.REQUEST
    )
    hidden = forms.BooleanField(
        label="隠れている行も取り込む",
        required=False,
        help_text="フィルターで外れた行や、非表示にした行です。ふつうは取り込みません。",
    )

    def __init__(
        self, *args: Any, seen: Sequence[ColumnSeen], forum: Forum | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.seen = seen
        primary: Any = self.fields["primary"]
        assert isinstance(primary, PrimaryPointField)
        primary.queryset = DiscussionPoint.objects.of_forum(forum).offered()
        primary.label = "主な論点（列にないとき）"
        choices = [*LEFT_OUT, *((each.key, each.label) for each in targets.TARGETS)]
        for column in seen:
            self.fields[f"{COLUMN}{column.index}"] = forms.ChoiceField(
                label=f"{column.letter}列「{column.name or '（見出しなし）'}」",
                choices=choices,
                required=False,
                error_messages={"invalid_choice": "読み方を選び直してください。"},
            )

    def columns(self) -> list[tuple[ColumnSeen, Any]]:
        """Each column with its field."""
        return [(each, self[f"{COLUMN}{each.index}"]) for each in self.seen]

    def clean(self) -> dict[str, Any]:
        """The title is somewhere, and nothing is read of two columns that only one can be."""
        data: dict[str, Any] = self.cleaned_data
        found: dict[str, list[ColumnSeen]] = {}
        for each in self.seen:
            if key := data.get(f"{COLUMN}{each.index}"):
                found.setdefault(key, []).append(each)
        for key, columns in found.items():
            if len(columns) > 1 and not targets.BY_KEY[key].several:
                named = "、".join(f"{each.letter}列" for each in columns)
                words = f"「{targets.BY_KEY[key].label}」が{named}にあります。1つにしてください。"
                self.add_error(f"{COLUMN}{columns[-1].index}", words)
        for target in targets.TARGETS:
            if target.required and target.key not in found:
                self.add_error(None, f"「{target.label}」の列を選んでください。")
        if "said_on" not in found and not data.get("said_on") and "said_on" not in self.errors:
            self.add_error("said_on", "列を選ぶか、ここに日付を書いてください。")
        if "primary" not in found and not data.get("primary") and "primary" not in self.errors:
            self.add_error("primary", "列を選ぶか、ここで論点を選んでください。")
        return data

    def mapping(self) -> dict[str, str]:
        """What each column is read as, by its index."""
        said = {str(each.index): self.cleaned_data[f"{COLUMN}{each.index}"] for each in self.seen}
        return {index: key for index, key in said.items() if key}

    def given(self) -> dict[str, Any]:
        """What holds for rows that say nothing of it."""
        data = self.cleaned_data
        day, point = data["said_on"], data["primary"]
        return {
            "said_on": day.isoformat() if isinstance(day, date) else "",
            "primary": point.code if point else "",
            "kind": data["kind"],
            "hidden": data["hidden"],
        }


class MakeForm(forms.Form):
    """Which rows are made requests."""

    which = forms.ChoiceField(
        choices=TakeWhich.choices,
        error_messages={
            "required": "どの行を登録するか選んでください。",
            "invalid_choice": "どの行を登録するか選び直してください。",
        },
    )
    version = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)
