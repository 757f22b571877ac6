"""On which page of the file that was handed in the words of a candidate stand."""

from __future__ import annotations

from meetings.minutes.demands.proposing import page_at
from meetings.models import MinutesImport, Suggestion


def page_of(suggestion: Suggestion) -> int | None:
    """The page, where the reading knows pages: that of a paper which a body handed in."""
    speech = suggestion.speech
    who = speech.attendance
    if who is None or not who.organization_name.endswith(speech.label):
        return None  # people speak in minutes, whose pages are not kept: nothing to ask for
    kept = f"reading__speeches__{speech.index - 1}__pages"
    pages = (
        MinutesImport.objects.filter(source=suggestion.source_id)
        .values_list(kept, flat=True)
        .first()
    )
    return page_at(tuple((place, page) for place, page in pages or ()), suggestion.start)
