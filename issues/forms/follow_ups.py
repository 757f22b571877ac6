"""対応依頼: giving a task, changing it, and what becomes of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from accounts.models import User
from issues.forms.fields.due import DueField
from issues.forms.fields.inputs import OrganizationField
from issues.models import FollowUp
from organizations.models import Organization

COMPARED = ("title", "text", "section", "person")
"""What two people may change at once, in the order of the page."""
READERS = "事務局、構成員、依頼先が読みます。要望についての依頼は、要望した団体も読みます。"


class PersonChoice(forms.ModelChoiceField):
    """A person with the organizations acted for, since names repeat."""

    def label_from_instance(self, obj: User) -> str:
        where = dict.fromkeys(m.organization.name for m in obj.memberships.all())
        return f"{obj}（{'、'.join(where)}）"


def people() -> QuerySet[User]:
    """Who may be named as the person of a task."""
    active = User.objects.filter(is_active=True, memberships__isnull=False).distinct()
    return active.order_by("display_name", "pk").prefetch_related("memberships__organization")


def _words(label: str, missing: str, help_text: str, *, rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=help_text,
        error_messages={"required": missing},
    )


class _TaskForm(forms.Form):
    title = forms.CharField(
        label="依頼の内容",
        max_length=150,
        help_text="何をするかを一文で。例：費用の試算を会合に出す",
        error_messages={
            "required": "依頼の内容を書いてください。",
            "max_length": "依頼の内容は%(limit_value)d字以内です（今は%(show_value)d字）。",
        },
    )
    text = forms.CharField(
        label="詳しい内容",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=READERS,
    )
    section = forms.CharField(
        label="担当部署",
        required=False,
        max_length=100,
        help_text="例：情報政策課。利用者の登録がない部署でもかまいません。",
    )
    person = PersonChoice(
        label="担当者",
        required=False,
        queryset=User.objects.none(),
        empty_label="決めない",
        help_text="依頼先の利用者だけを選べます。",
    )


class AssignForm(_TaskForm):
    """A new task: to whom, what, by when."""

    organization = OrganizationField(
        label="依頼先",
        asking_only=False,
        help_text="府省か自治体の名前。例：デジタル庁、秋田県美郷町",
        error_messages={"required": "依頼先を書いてください。"},
    )
    due = DueField()

    field_order = ("organization", "section", "person", "title", "text", "due")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people()  # type: ignore[attr-defined]
        ministries = Organization.objects.ministries().values_list("full_name", flat=True)
        self.fields["organization"].widget.suggestions = ministries


class EditForm(_TaskForm):
    """Another wording, section or person; the organization and the due date stay."""

    field_order = ("title", "text", "section", "person")

    def __init__(self, *args: Any, follow_up: FollowUp, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = people().filter(memberships__organization=follow_up.organization_id)
        self.fields["person"].queryset = members  # type: ignore[attr-defined]

    def written(self) -> dict[str, str]:
        """What was typed, each field as one text, to compare with `written_in`."""
        typed = {name: str(self.cleaned_data[name] or "") for name in COMPARED}
        person = self.cleaned_data["person"]
        return {**typed, "person": str(person.pk) if person else ""}


def written_in(follow_up: FollowUp) -> dict[str, str]:
    """What stands in the record, each field as one text."""
    return {
        "title": follow_up.title,
        "text": follow_up.text.replace("\r\n", "\n"),
        "section": follow_up.section,
        "person": str(follow_up.person_id or ""),
    }


class NoteForm(forms.Form):
    """What happened meanwhile."""

    text = _words("経過", "経過を書いてください。", READERS)


class DueForm(forms.Form):
    """Another due date, and why."""

    due = DueField(label="新しい期限")
    reason = _words(
        "期限を変える理由", "期限を変える理由を書いてください。", f"期限の記録に残ります。{READERS}"
    )


class PutRightForm(forms.Form):
    """The date that was meant, where another one was written by mistake."""

    due = DueField(label="正しい期限")
    reason = _words(
        "記載誤りとする理由", "記載誤りとする理由を書いてください。",
        "例：令和8年と書くところを、令和元年と書いた。誤った期限は数えなくなり、履歴には残ります。",
    )  # fmt: skip


class CompleteForm(forms.Form):
    """What came of it."""

    result = _words("結果", "結果を書いてください。", f"何をしたか。{READERS}")


class CancelForm(forms.Form):
    """Why it is not to be done."""

    reason = _words("取りやめの理由", "取りやめの理由を書いてください。", READERS)


class ReopenForm(forms.Form):
    """Why it is to be done after all."""

    reason = _words("再開する理由", "再開する理由を書いてください。", READERS)
