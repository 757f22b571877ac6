"""団体 in the search: found by name, reading, code, other names and the posts that belong to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from django.db.models import QuerySet

from organizations.directory import official
from organizations.models import Organization
from searching.groups import Entry, Group, Keys, Line

OF_NO_DAY = date(2000, 1, 1)
"""For what is of no day: it comes last where the newest come first."""
_ENDINGS = {
    "市": ("シ",), "町": ("チョウ", "マチ"), "村": ("ムラ", "ソン"), "区": ("ク",),
    "県": ("ケン",), "府": ("フ",), "都": ("ト",), "省": ("ショウ",), "庁": ("チョウ",),
}  # fmt: skip


def readings_of(organization: Organization) -> tuple[str, ...]:
    """Its official reading, words apart: ミサト|チョウ for 美郷町."""
    kana = organization.kana
    for ending in _ENDINGS.get(organization.name[-1:], ()):
        if kana.endswith(ending) and kana != ending:
            return (f"{kana.removesuffix(ending)}|{ending}",)
    return (kana,) if kana else ()


def _entries(keys: Keys) -> Iterator[Entry]:
    others = _other_names()
    for each in Organization.objects.filter(pk__in=keys):
        names = others.get(each.code, ())
        yield Entry(
            noun="organization",
            key=each.pk,
            owner=each.pk,
            day=OF_NO_DAY,
            title=each.full_name,
            texts=(("コード", each.code), *(("別の名前・職", name) for name in names)),
            kana=readings_of(each),
        )


@cache
def _other_names() -> dict[str, tuple[str, ...]]:
    return {each.code: (*each.aliases, *each.posts) for each in official.organizations().values()}


def _lines(keys: Keys, actor: Any) -> Mapping[int, Line]:
    rows = Organization.objects.filter(pk__in=keys)
    return {
        each.pk: Line(each.full_name, each.get_absolute_url(), (each.get_kind_display(), each.kana))
        for each in rows
    }


def _all(actor: Any = None) -> QuerySet[Organization]:
    return Organization.objects.all()


GROUPS = (
    Group(
        key="organizations",
        sign="g",
        label="団体・府省",
        nouns={"organization": _all},
        entries=_entries,
        lines=_lines,
        owners=_all,
    ),
)
