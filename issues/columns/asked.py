"""Columns: who asks, and for what."""

from __future__ import annotations

from operator import attrgetter

from issues.columns.column import Column, Listed, Sort, code_of, coded
from issues.columns.groups import POINTS, WHAT, WHO
from issues.columns.reading import day_kept, kept
from issues.columns.sources import Now, Then
from issues.enums import RequestKind
from organizations.enums import OrganizationKind


def _joined_then(source: Then) -> tuple[str, ...]:
    """Reports frozen before joinings were published one by one knew public ones alone."""
    everybodys = source.record.get("joined", ())
    return tuple(everybodys if source.team else source.record.get("joined_public", everybodys))


def _others_now(source: Now) -> tuple[str, ...]:
    return tuple([point.words for point in source.others]) if source.others else ()


def _other_codes(source: Then) -> list[str]:
    """Of points that there still are, as their words have it."""
    record, names = source.record, source.names
    return [code for code in record["points"] if code in names and code != record["primary"]]


ASKER = (
    Column(
        "number",
        "番号",
        attrgetter("request.number"),
        kept("number"),
        width=11,
        own=True,
        group=WHO,
        listed=Listed(True, True, place=10, cell="number", order="number", read=False),
    ),
    *coded(
        "kind",
        "種別",
        RequestKind,
        now=attrgetter("request.kind"),
        then=kept("kind"),
        width=10,
        group=WHO,
        late=True,
    ),
    Column(
        "organization_code",
        "団体コード",
        attrgetter("organization.code"),
        kept("organization_code"),
        width=12,
    ),
    Column(
        "organization",
        "団体",
        attrgetter("organization.full_name"),
        kept("organization"),
        width=18,
        group=WHO,
        listed=Listed(True, place=30, cell="organization", order="organization", read=False),
    ),
    *coded(
        "size",
        "団体の区分",
        OrganizationKind,
        now=attrgetter("organization.kind"),
        then=kept("organization_kind"),
        width=12,
        group=WHO,
    ),
    Column(
        "prefecture",
        "都道府県",
        attrgetter("organization.prefecture"),
        kept("prefecture"),
        width=11,
        group=WHO,
        repeats="organization",
    ),
    Column(
        "joined",
        "共同提案の団体",
        lambda source: tuple([each.full_name for each in source.joined]) if source.joined else (),
        _joined_then,
        width=18,
        group=WHO,
    ),
)

ASKED = (
    Column(
        "speaker",
        "発言者",
        attrgetter("request.speaker"),
        kept("speaker"),
        width=18,
        group=WHAT,
        late=True,
    ),
    Column(
        "said_on",
        "発言の日",
        attrgetter("request.said_on"),
        day_kept("said_on"),
        Sort.DATE,
        width=15,
        group=WHAT,
        late=True,
        listed=Listed(place=45, cell="said_on", order="date", read=False),
    ),
    Column(
        "title",
        "件名",
        attrgetter("request.title"),
        kept("title"),
        width=32,
        own=True,
        group=WHAT,
        listed=Listed(True, True, place=20, cell="title", read=False),
    ),
    Column(
        "ask",
        "求める措置",
        attrgetter("request.ask"),
        kept("ask"),
        Sort.LONG,
        width=44,
        own=True,
        group=WHAT,
    ),
    Column(
        "trouble",
        "支障事例・効果",
        attrgetter("request.trouble"),
        kept("trouble"),
        Sort.LONG,
        width=44,
        own=True,
        group=WHAT,
    ),
)

POINT = (
    Column(
        "primary_point",
        "主な論点",
        attrgetter("primary.words"),
        lambda source: source.names.get(source.record["primary"], ""),
        width=20,
        group=POINTS,
        listed=Listed(True, place=40, heading="論点", cell="points", read=False),
    ),
    code_of("primary_point", "主な論点", now=attrgetter("primary.code"), then=kept("primary")),
    Column(
        "other_points",
        "ほかの論点",
        _others_now,
        lambda source: tuple(source.names[code] for code in _other_codes(source)),
        width=20,
        group=POINTS,
        listed=None,  # the cell of 論点 shows all of them
    ),
    code_of(
        "other_points",
        "ほかの論点",
        now=lambda source: tuple([each.code for each in source.others]) if source.others else (),
        then=lambda source: tuple(_other_codes(source)),
    ),
)

SENT = (
    Column(
        "external_number",
        "番号（提出元）",
        attrgetter("request.external_number"),
        kept("external_number"),
        width=16,
        inside=True,
        own=True,
    ),
)
"""Last: those who work with the columns of files by their place keep them."""
