"""The invented requests and commitments of the sample, and the records that its steps are about.

`samples/fictional/requests.csv` has one line for each. A line with words of the minutes is accepted
from the suggestion that holds them; the others were handed in on paper.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from accounts.models import User
from issues.actions import local_requests
from issues.forums import chosen_forum
from issues.models import Commitment, DiscussionPoint, LocalRequest
from meetings.actions import suggestions
from meetings.models import Meeting, Suggestion
from organizations.models import Organization

FOLDER = settings.BASE_DIR / "samples" / "fictional"


def rows(name: str) -> Iterator[dict[str, str]]:
    """The lines of a table of the sample, by its Japanese headings."""
    path: Path = FOLDER / name
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def noon(day: date) -> datetime:
    """Twelve o'clock of the day, the time of whatever the sample gives only a day."""
    return timezone.make_aware(datetime.combine(day, time(12)))


class Records:
    """What the story is about, by the short names of its tables: `A01` a request, `P1` a
    commitment, `会合1` a session, `cost` a point, `350001-2` the second request that was logged
    for 山口県 from the real minutes."""

    def __init__(self) -> None:
        self._keys: dict[str, tuple[type[Any], int]] = {}
        for point in chosen_forum.first().points.all():
            self._keys[point.code] = (DiscussionPoint, point.pk)
        real = LocalRequest.objects.live().filter(fictional=False).order_by("number")
        counts: dict[str, int] = {}
        for code, pk in real.values_list("organization__code", "pk"):
            counts[code] = counts.get(code, 0) + 1
            self._keys[f"{code}-{counts[code]}"] = (LocalRequest, pk)

    def __contains__(self, name: str) -> bool:
        return name in self._keys

    def __getitem__(self, name: str) -> Any:
        """The record as it stands now. Raises KeyError for a name that nobody gave."""
        model, pk = self._keys[name]
        return model._default_manager.get(pk=pk)

    def __setitem__(self, name: str, record: Any) -> None:
        self._keys[name] = (type(record), record.pk)

    def written_requests(self) -> list[tuple[dict[str, str], date]]:
        """The lines handed in on paper, with their days."""
        found = [row for row in rows("requests.csv") if row["提出"]]
        return [(row, date.fromisoformat(row["提出"])) for row in found]

    def log(self, row: dict[str, str], day: date, *, by: User) -> LocalRequest:
        """Log a request that was handed in on paper."""
        points = {point.code: point for point in chosen_forum.first().points.all()}
        local_request = local_requests.log(
            by=by,
            organization=Organization.objects.get(code=row["団体コード"]),
            kind=row["種別"],
            title=row["件名"],
            said_on=day,
            points=[points[code] for code in row["論点"].split()],
            ask=row["求める措置"],
            trouble=row["支障事例・効果"],
            fictional=True,
            effective_at=noon(day),
        )
        self[row["記号"]] = local_request
        return local_request

    def accept(self, meeting: Meeting, *, by: User, at: datetime) -> None:
        """Accept the suggestions whose words stand in the lines of this session."""
        pending = list(Suggestion.objects.pending().filter(source=meeting.current_source))
        number = str(meeting.session_number)
        for row in rows("requests.csv"):
            if row["会合"] != number or not (words := row["議事要旨の言葉"]):
                continue
            found = next(suggestion for suggestion in pending if words in suggestion.quote)
            if row["論点"]:
                found = suggestions.edit(found, by=by, chosen_points=row["論点"].split())
            accepted = suggestions.accept(found, by=by, effective_at=at)
            record: LocalRequest | Commitment | None = accepted.local_request or accepted.commitment
            self[row["記号"]] = record
