"""What every set of conditions shares: words, order, meeting and year; chips; and how conditions
that cannot be read are met."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from typing import Any, ClassVar, TypeAlias

import django_filters as filters
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.db.models import Max, Min
from django.http import QueryDict

from accounts.rules import Actor
from issues.forms.fields.choosing import QuickForm
from issues.forms.fields.inputs import OrganizationField
from issues.forums import chosen_forum
from issues.history import quotations
from issues.models import DiscussionPoint
from issues.search import finding, vocabulary
from japan.eras import fiscal_year, fiscal_year_label
from organizations.models import Organization
from searching.query import Query
from workflow.kept import grown

Sorts: TypeAlias = Mapping[str, tuple[str, tuple[Any, ...]]]
"""Key in the address → words on the screen and what to order by."""


@dataclass(frozen=True)
class Chip:
    """A condition in force, and the list's address without it."""

    label: str
    url: str
    data: QueryDict


class OrganizationFilter(filters.Filter):
    """An organization by name or code; see `OrganizationField`."""

    field_class = OrganizationField


class PointChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: DiscussionPoint) -> str:
        return f"{obj.position} {obj.short_name}"


class PointFilter(filters.ModelChoiceFilter):
    """A discussion point by its code."""

    field_class = PointChoice


class ListFilters(filters.FilterSet):
    """What page and API need of every set of conditions beyond the filters themselves. Only what
    belongs to the chosen 協議の場 (`forum`, None with a single one) is asked at all."""

    SORTS: ClassVar[Sorts] = {}
    BESIDE: ClassVar[tuple[str, ...]] = ()
    """What else an address says of the list; it is no condition, and stays when one is dropped."""
    queryset: Any

    class Meta:
        form = QuickForm

    q = filters.CharFilter(
        label="キーワード",
        method="filter_words",
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": "要旨・引用・番号から探す", "maxlength": 100}
        ),
        max_length=100,
    )

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        # An empty form is a form too: without data its defaults must hold, not "no filter at all".
        super().__init__(data if data is not None else QueryDict(), *args, **kwargs)
        self.is_bound = True
        self.closed: dict[str, str] = {}
        self.forum = chosen_forum.forum_of(self.request)
        if self.forum is not None:
            self.queryset = self.queryset.of_forum(self.forum)
            if "point" in self.filters:
                points: Any = self.filters["point"]
                points.queryset = DiscussionPoint.objects.of_forum(self.forum)

    def close(self, name: str, readers: str) -> None:
        """This reader may not use a condition, which those named in words do. One that the address
        asks for all the same is told, and selects nothing, on the page as in the API and in files
        (`form`)."""
        label = self.filters.pop(name).label
        if any(_getlist(self.data, name)):
            self.closed[name] = f"この条件は使えません：{label}（使えるのは、{readers}です）"

    @property
    def form(self) -> Any:
        """The conditions, bound; those that are closed to the reader are errors of it."""
        is_new, form = not hasattr(self, "_form"), super().form
        if is_new and self.closed:
            form.full_clean()
            for problem in self.closed.values():
                form.add_error(None, problem)
        return form

    def offer(self, name: str, **options: Any) -> None:
        """Set what a filter's field offers, which depends on the rows that the reader sees."""
        chosen = self.filters[name]
        chosen.extra.update(options)
        # Whoever looked at the class (the API's description does) left a field behind.
        vars(chosen).pop("_field", None)

    def offer_kept(self, *names: str, most: int | None = None) -> None:
        """Let these fields offer what they offered last, unless the record has grown. Of more than
        `most` choices the first ones are offered, and the one that is chosen."""
        for name in names:
            field: Any = self.form.fields[name]
            make = partial(_choices_of, field)
            choices = grown.kept(self.request, f"choices {name}", field.queryset, make)
            chosen = self.data.get(name)
            field.widget.choices = [
                choice
                for place, choice in enumerate(choices)
                if most is None or place <= most or choice[0] == chosen
            ]

    @property
    def actor(self) -> Actor:
        """Who is looking; a visitor where nobody is known."""
        return getattr(self.request, "user", None) or AnonymousUser()

    @property
    def qs(self) -> Any:
        """The rows in order. Conditions that cannot be read select nothing: a list that quietly
        leaves one out would answer another question."""
        if self.errors:
            return self.queryset.none()
        return self.in_order(super().qs)

    def filter_words(self, rows: Any, name: str, value: str) -> Any:
        return finding.found_by(rows, self.sought, actor=self.actor)

    def in_order(self, rows: Any) -> Any:
        """In the order asked for; the number decides between equals, so that pages never shift."""
        return rows.order_by(*self.SORTS[self.sorted_by][1])

    def keep_order(self, rows: Any, name: str, value: str) -> Any:
        return rows

    def filter_meeting(self, rows: Any, name: str, value: Any) -> Any:
        here = quotations.passages(self.actor).filter(speech__source__meeting=value)
        spoken_of = rows.model._default_manager.filter(passages__in=here)
        return rows.filter(pk__in=spoken_of.values("pk"))

    def filter_year(self, rows: Any, name: str, value: str) -> Any:
        year = int(value)
        return rows.filter(said_on__gte=date(year, 4, 1), said_on__lt=date(year + 1, 4, 1))

    @property
    def sorted_by(self) -> str:
        """The order in force, as its key in the address."""
        chosen = "" if self.errors else self.form.cleaned_data.get("sort")
        return chosen or next(iter(self.SORTS))

    @property
    def words(self) -> str:
        """The words searched for."""
        return str(self.form.cleaned_data.get("q") or "") if not self.errors else ""

    @property
    def canonical(self) -> str:
        """The address behind its "?", written one way: conditions, order and what stands beside
        them, without what is empty and what says no more than nothing does."""
        data = self._without("", None)
        if data.get("sort") == next(iter(self.SORTS), None):
            del data["sort"]
        for name, values in data.lists():
            data.setlist(name, sorted(set(values)))
        return data.urlencode()

    @cached_property
    def sought(self) -> Query:
        """The same as it is understood, with the vocabulary of the 協議の場."""
        return vocabulary.query_of(self.words, self.forum.pk if self.forum else None)

    def chips(self, path: str) -> list[Chip]:
        """The conditions in force, in the order of the form; before them those that are closed to
        the reader, to be dropped from the address."""
        found = [self._dropping(name, words, path) for name, words in self.closed.items()]
        for name, bound in ((field.name, field) for field in self.form):
            if name == "sort" or name in self.errors:
                continue
            value = self.form.cleaned_data.get(name)
            for raw, words in self._values(bound, value):
                found.append(self._dropping(name, f"{bound.label}：{words}", path, raw))
        return found

    def _dropping(self, name: str, label: str, path: str, raw: str | None = None) -> Chip:
        data = self._without(name, raw)
        query = data.urlencode()
        return Chip(label, f"{path}?{query}" if query else path, data)

    def _values(self, bound: Any, value: Any) -> list[tuple[str | None, str]]:
        if not value:
            return []
        labels = {str(key): str(words) for key, words in getattr(bound.field, "choices", ())}
        if isinstance(value, list):
            return [(str(one), labels.get(str(one), str(one))) for one in value]
        if isinstance(value, Organization):
            return [(None, value.full_name)]
        if isinstance(value, DiscussionPoint):
            return [(None, value.short_name)]
        return [(None, labels.get(str(value), str(value)))]

    def _without(self, name: str, raw: str | None) -> QueryDict:
        data = QueryDict(mutable=True)
        for key in (*self.form.fields, *self.closed, *self.BESIDE):
            kept = [
                v for v in _getlist(self.data, key) if v and not (key == name and raw in (None, v))
            ]
            if kept:
                data.setlist(key, kept)
        return data


def _choices_of(field: Any) -> list[tuple[str, str]]:
    return [(str(key), str(label)) for key, label in field.choices]


def _getlist(data: Any, key: str) -> list[str]:
    return list(data.getlist(key)) if hasattr(data, "getlist") else [data[key]] * (key in data)


def visible_meetings(request: Any) -> Any:
    """Meetings that a condition may name: those of the chosen 協議の場 that the reader sees."""
    visible = quotations.meetings().visible_to(getattr(request, "user", None) or AnonymousUser())
    return visible.of_forum(chosen_forum.forum_of(request))


def years(rows: Any) -> list[tuple[str, str]]:
    span = rows.aggregate(first=Min("said_on"), last=Max("said_on"))
    if span["first"] is None:
        return []
    years = range(fiscal_year(span["last"]), fiscal_year(span["first"]) - 1, -1)
    return [(str(year), fiscal_year_label(year)) for year in years]
