"""Which numbers the speeches of a new edition bear: those that they had in the edition before."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Max

from meetings.minutes.editions.numbering import inherited
from meetings.minutes.quotes.anchors import SpeechText
from meetings.models import Meeting, Speech


def numbers_for(meeting: Meeting, speeches: Sequence[SpeechText]) -> list[int]:
    """The numbers of the speeches of one more edition of these minutes, before it is saved."""
    here = Speech.objects.filter(source__meeting=meeting)
    highest: int = here.aggregate(highest=Max("number"))["highest"] or 0
    newest = meeting.sources.newest()
    rows = list(here.filter(source=newest).order_by("index")) if newest is not None else []
    old = [SpeechText(row.index, row.label, row.text) for row in rows]
    numbers = [row.number for row in rows]
    earlier = here.exclude(number__in=numbers).order_by("source__edition", "index")
    dropped = dict(earlier.values_list("text", "number"))
    return inherited(old, numbers, speeches, highest=highest, dropped=dropped)
