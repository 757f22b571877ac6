"""Conditions on organizations, for page and API."""

from __future__ import annotations

import unicodedata
from typing import Any

import django_filters as filters
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.http import QueryDict

from issues.filters import sizes
from issues.forums import chosen_forum
from issues.models import Joining, LocalRequest
from organizations.directory import names
from organizations.enums import OrganizationKind
from organizations.models import Organization

_TO_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}


class OrganizationFilters(filters.FilterSet):
    """By a part of name or reading (全角/半角, ひらがな/カタカナ alike), prefecture and kind."""

    q = filters.CharFilter(
        label="団体名・読み",
        method="filter_name",
        max_length=60,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "例：美郷町、みさと"}),
    )
    prefecture = filters.ModelChoiceFilter(
        label="都道府県",
        method="filter_prefecture",
        queryset=Organization.objects.filter(kind=OrganizationKind.PREFECTURE),
        to_field_name="code",
        empty_label="すべて",
    )
    kind = filters.ChoiceFilter(
        label="区分",
        method="filter_kind",
        choices=[*OrganizationKind.choices, (sizes.TOGETHER, "町村（町と村）")],
        empty_label="すべて",
    )
    took_part = filters.ChoiceFilter(
        label="参加",
        method="filter_took_part",
        choices=[("yes", "要望を出したか、加わった")],
        empty_label="すべて",
    )

    class Meta:
        model = Organization
        fields: tuple[str, ...] = ()

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data if data is not None else QueryDict(), *args, **kwargs)
        self.is_bound = True

    @property
    def qs(self) -> Any:
        """Conditions that cannot be read select nothing."""
        return self.queryset.none() if self.errors else super().qs

    def filter_name(self, rows: Any, name: str, value: str) -> Any:
        condition = Q(code__in=_meant(value))
        parts = unicodedata.normalize("NFKC", value).split()
        by_name = Q()
        for part in parts:
            by_name &= Q(full_name__icontains=part) | Q(kana__contains=part.translate(_TO_KATAKANA))
        return rows.filter(condition | by_name | Q(code=value.strip()))

    def filter_kind(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(kind__in=sizes.kinds(value))

    def filter_took_part(self, rows: Any, name: str, value: str) -> Any:
        """By the live requests that the reader sees."""
        actor = getattr(self.request, "user", None) or AnonymousUser()
        live = (
            LocalRequest.objects.visible_to(actor)
            .of_forum(chosen_forum.forum_of(self.request))
            .live()
        )
        joined = Joining.objects.visible_to(actor).accepted().filter(local_request__in=live)
        return rows.filter(
            Q(pk__in=live.values("organization")) | Q(pk__in=joined.values("organization"))
        )

    def filter_prefecture(self, rows: Any, name: str, value: Organization) -> Any:
        return rows.filter(Q(pk=value.pk) | Q(prefecture=value))


def _meant(value: str) -> tuple[str, ...]:
    """Codes of the organizations that the whole text names, other spellings included."""
    resolution = names.resolve(value)
    return (resolution.code,) if resolution.code else resolution.candidates
