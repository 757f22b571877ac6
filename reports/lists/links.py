"""Which files a page offers for the list it shows, and under which addresses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from issues.forums import chosen_forum
from issues.pages.keyset import PLACE
from reports.lists.producers import PRODUCERS
from reports.lists.producing import Producer

NOT_CONDITIONS = (*PLACE, "csrfmiddlewaretoken")


@dataclass(frozen=True)
class Offer:
    """One link: 「Excel」 and where it leads. `long`: a worker will make it."""

    label: str
    url: str
    long: bool

    @property
    def icon(self) -> str:
        """Its sign."""
        return "sheet" if self.label == "Excel" else "file"


def offers(query: Mapping[str, Any], *, count: int) -> list[Offer]:
    """The files for the list under these conditions, which has so many rows."""
    suffix = _suffix(query)
    return [
        Offer(
            producer.label,
            reverse("reports:exports:make", args=(producer.key,)) + suffix,
            count > direct_rows(producer),
        )
        for producer in PRODUCERS
    ]


def address_of_print(query: Mapping[str, Any]) -> str:
    """The page to print, under the same conditions."""
    return reverse("reports:print") + _suffix(query)


def address_of_list(query: Mapping[str, Any]) -> str:
    """The list itself."""
    return reverse("issues:requests:list") + _suffix(query)


def direct_rows(producer: Producer) -> int:
    """Up to how many requests such a file is written while the reader waits."""
    if producer.direct_rows is None:
        return int(settings.EXPORT_DIRECT_ROWS)
    return min(producer.direct_rows, int(settings.EXPORT_DIRECT_ROWS))


def conditions_of(query: Mapping[str, Any]) -> QueryDict:
    """What of an address are conditions, without the empty ones."""
    found = QueryDict(mutable=True)
    values = query if isinstance(query, QueryDict) else QueryDict()
    for name, given in values.lists():
        if name not in NOT_CONDITIONS and (kept := [value for value in given if value]):
            found.setlist(name, kept)
    return found


def asked_by(request: HttpRequest) -> QueryDict:
    """The conditions in the address of a page, with the 協議の場 that it stands in, if there are
    several: a worker that makes the file later knows nothing of the page."""
    found = conditions_of(request.GET)
    if (forum := chosen_forum.forum_of(request)) is not None:
        found[chosen_forum.PARAMETER] = forum.code
    return found


def _suffix(query: Mapping[str, Any]) -> str:
    words = conditions_of(query).urlencode()
    return f"?{words}" if words else ""
