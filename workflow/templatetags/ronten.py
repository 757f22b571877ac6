"""What every page writes the same way: icons, dates, due dates, states, and where one stands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Protocol, cast

from django import template
from django.core.paginator import Page
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from japan.eras import WEEKDAYS, format_era
from workflow.kept.parts import Plain, drawn

register = template.Library()

SOON_DAYS = 5
"""From so many days before the due date a page warns (one working week)."""


@dataclass(frozen=True)
class Shape:
    """How a state looks: an icon of its own, and a tone that only repeats icon and word."""

    icon: str
    tone: str


NEUTRAL = Shape("ring1", "h")

SHAPES = {
    # a request's life
    "logged": Shape("dashed", "n"),
    "triaged": Shape("ring1", "n"),
    "under_review": Shape("half", "w"),
    "replied": Shape("bubble", "r"),
    "reconsidering": Shape("turn", "x"),
    "settled": Shape("checked", "d"),
    "withdrawn": Shape("cross", "h"),
    "merged": Shape("merge", "h"),
    # a discussion point's
    "open": Shape("dashed", "n"),
    "discussing": Shape("half", "w"),
    "direction": Shape("arrow", "w"),
    "agreed": Shape("ring2", "d"),
    "in_policy": Shape("checked", "d"),
    "monitoring": Shape("eye", "h"),
    # a commitment's and a follow-up's ("open" as above)
    "fulfilled": Shape("checked", "d"),
    "unfulfilled": Shape("alert", "x"),
    "done": Shape("checked", "d"),
    "cancelled": Shape("cross", "h"),
}


class HasStatus(Protocol):
    """A record with a state: its `status` is a choice with a Japanese label."""

    status: str

    def get_status_display(self) -> str: ...


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """One symbol of the sprite: `{% icon "check" %}`. Give a label only where no word stands by."""
    return _icon(static("icons.svg"), name, label)


@lru_cache(maxsize=1_000, typed=True)
def _icon(sprite: str, name: str, label: str) -> SafeString:
    href = f"{sprite}#i-{name}"
    if not label:
        return format_html('<svg aria-hidden="true"><use href="{}"/></svg>', href)
    return format_html('<svg role="img" aria-label="{}"><use href="{}"/></svg>', label, href)


def _day(value: date) -> date:
    if not isinstance(value, datetime):
        return value
    return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()


@register.filter
def era(value: date | None) -> str:
    """令和6年4月5日（金）. Nothing for no date."""
    return format_era(_day(value)) if value else ""


@register.filter
def era_western(value: date | None) -> str:
    """令和6年（2024年）4月5日（金）: for headings, where a reader may count in either."""
    return format_era(_day(value), western=True) if value else ""


@register.filter
def era_short(value: date | None) -> str:
    """4月5日（金）: for dense tables; `{% day … %}` keeps the year readable to machines."""
    if not value:
        return ""
    day = _day(value)
    return f"{day.month}月{day.day}日（{WEEKDAYS[day.weekday()]}）"


@register.filter
def era_at(value: datetime | None) -> str:
    """令和6年4月5日（金）16時05分, in the time of Japan."""
    if not value:
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{format_era(local.date())}{local.hour}時{local.minute:02d}分"


@register.simple_tag
def day(value: date | None, short: bool = False) -> SafeString | str:
    """A `<time>` with the era date in words: `{% day meeting.date %}`, `{% day d short=True %}`."""
    if not value:
        return ""
    return _time(_day(value), short)


@lru_cache(maxsize=5_000)
def _time(value: date, short: bool) -> SafeString:
    words = era_short(value) if short else era(value)
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), words)


@register.simple_tag
def moment(value: datetime | None) -> SafeString | str:
    """A `<time>` with day and minute in words: `{% moment change.recorded_at %}`."""
    if not value:
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    stamp = local.isoformat(timespec="minutes")
    return format_html('<time datetime="{}">{}</time>', stamp, era_at(value))


@register.simple_tag
def part(template: str, **values: Plain) -> SafeString:
    """A small template from plain values: `{% part "components/notice.html" kind="bad" %}`. Like
    `include … only`, but drawn once for the same values (`workflow.kept.parts`)."""
    return drawn(template, **values)


@register.simple_tag
def status_badge(record: HasStatus, chip: bool = False) -> SafeString:
    """The state of a record as shape and word: `{% status_badge local_request chip=True %}`."""
    return status_mark(record.status, record.get_status_display(), chip=chip)


@register.simple_tag
def status_mark(code: str, label: str, chip: bool = False) -> SafeString:
    """A state that no record stands behind, such as a column's head or a step of the history."""
    shape = SHAPES.get(code, NEUTRAL)
    return drawn(
        "components/status.html", symbol=shape.icon, tone=shape.tone, label=str(label), chip=chip
    )


@register.simple_tag
def due(value: date | None, on: date, closed: object = False, short: bool = True) -> SafeString:
    """A due date and how far off it is on a day: `{% due r.due_on on=today closed=r.is_closed %}`.

    A closed record keeps its date without a warning, for nothing is awaited any more. A date of
    another year is told with its year (`short=False`).
    """
    if not value:
        return drawn("components/due.html", day=None)
    left = (_day(value) - on).days
    late, soon = left < 0 and not closed, 0 <= left <= SOON_DAYS and not closed
    days = abs(left) if late or soon else None  # what is far off is drawn alike on every day
    return drawn(
        "components/due.html", day=_day(value), late=late, soon=soon, days=days, short=short
    )


@register.inclusion_tag("components/crumbs.html")
def crumbs(*words_and_urls: str) -> dict[str, object]:
    """Where one stands, below ホーム: `{% crumbs "要望" list_url "R6-0001" %}`."""
    return {"steps": list(_pairs(words_and_urls))}


def _pairs(flat: Iterable[str]) -> Iterator[tuple[str, str]]:
    walk = iter(flat)
    for words in walk:
        yield words, next(walk, "")


@register.filter
def elided(page: Page[Any]) -> list[int | str]:
    """The page numbers to offer around this page, with … for those left out."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return cast("list[int | str]", [str(n) if not isinstance(n, int) else n for n in numbers])
