"""Conditions on 対応依頼. Without a status, those still to be done."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, ClassVar

import django_filters as filters
from django import forms
from django.db.models import Func, TextField, Value
from django.db.models.functions import Concat, Lower
from django.utils import timezone

from issues.enums import FollowUpStatus
from issues.filters.lists import ListFilters, Sorts
from issues.forums import chosen_forum
from issues.models import FollowUp
from issues.pages.follow_up_subjects import KINDS
from organizations.models import Organization
from workflow.templatetags.ronten import SOON_DAYS


def organizations_with_tasks(request: Any) -> Any:
    """Organizations that a condition may name: those whose tasks the reader sees."""
    visible = FollowUp.objects.visible_to(request.user).of_forum(chosen_forum.forum_of(request))
    asked = visible.order_by().values("organization")
    return Organization.objects.filter(pk__in=asked)


class _Folded(Func):
    """Unicode's compatibility form: 全角 letters and signs as 半角 ones."""

    template = "normalize(%(expressions)s, NFKC)"
    output_field = TextField()


class FollowUpFilters(ListFilters):
    """By words, organization, status, lateness and what the task is about."""

    SORTS: ClassVar[Sorts] = {
        "due": ("期限の早い順", ("due_on", "pk")),
        "-due": ("期限の遅い順", ("-due_on", "-pk")),
        "organization": ("依頼先の順", ("organization__position", "due_on", "pk")),
        "-assigned": ("依頼の新しい順", ("-assigned_at", "-pk")),
    }

    q = filters.CharFilter(
        label="キーワード",
        method="filter_words",
        max_length=100,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": "依頼の内容・部署から探す", "maxlength": 100}
        ),
    )
    organization = filters.ModelChoiceFilter(
        label="依頼先",
        queryset=organizations_with_tasks,
        to_field_name="code",
        empty_label="すべて",
    )
    status = filters.ChoiceFilter(
        label="状況",
        method="filter_status",
        choices=[*FollowUpStatus.choices[1:], ("all", "すべて")],
        empty_label=FollowUpStatus.OPEN.label,
    )
    due = filters.ChoiceFilter(
        label="期限",
        method="filter_due",
        choices=[("overdue", "過ぎたもの"), ("soon", f"{SOON_DAYS}日以内のもの")],
        empty_label="すべて",
    )
    kind = filters.ChoiceFilter(
        label="何についてか",
        field_name="content_type__model",
        choices=list(KINDS.items()),
        empty_label="すべて",
    )
    sort = filters.ChoiceFilter(
        label="並び順",
        method="keep_order",
        choices=[(key, words) for key, (words, _) in SORTS.items()],
        empty_label="（初めの順）",
    )

    class Meta(ListFilters.Meta):
        model = FollowUp
        fields: tuple[str, ...] = ()

    def __init__(
        self, *args: Any, today: Callable[[], date] = timezone.localdate, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def in_order(self, rows: Any) -> Any:
        rows = super().in_order(rows)
        return rows if self.form.cleaned_data.get("status") else rows.open()

    def filter_words(self, rows: Any, name: str, value: str) -> Any:
        """Those that hold every word, 全角/半角 alike. Few enough to be read through."""
        said = Concat("title", Value(" "), "text", Value(" "), "section", output_field=TextField())
        rows = rows.annotate(said=Lower(_Folded(said)))
        for word in unicodedata.normalize("NFKC", value).lower().split():
            rows = rows.filter(said__contains=word)
        return rows

    def filter_status(self, rows: Any, name: str, value: str) -> Any:
        return rows if value == "all" else rows.filter(status=value)

    def filter_due(self, rows: Any, name: str, value: str) -> Any:
        on = self.today()
        if value == "overdue":
            return rows.overdue(on)
        return rows.open().filter(due_on__range=(on, on + timedelta(days=SOON_DAYS)))
