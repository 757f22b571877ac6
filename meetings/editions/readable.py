"""Which editions of a meeting's minutes somebody reads in full, and which words stay black."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from accounts.rules import Actor, sees_everything
from meetings.models import Meeting, MinutesSource, Passage
from meetings.publishing.removables import concerning
from meetings.review import reading_view
from publication.removals import blacking


def editions_of(meeting: Meeting, *, actor: Actor) -> list[MinutesSource]:
    """Those of the meeting that the reader may read in full, the oldest first; a fixed number of
    queries. The team reads all. Everybody else reads the newest one that they see, and of earlier
    ones those on whose words a record that they see still rests: publishing a correction takes
    words back."""
    found = MinutesSource.objects.visible_to(actor).filter(meeting=meeting)
    if not sees_everything(actor):
        newest = reading_view.source_for(meeting, actor=actor)
        resting = Passage.objects.visible_to(actor).filter(speech__source=OuterRef("pk"))
        found = found.filter(Q(pk=newest.pk if newest else None) | Exists(resting))
    return list(found.order_by("edition"))


class Ink:
    """Words of a meeting that are under ■ in one edition stay so in every other: set side by side,
    one would tell what was taken out of the other. As many signs as there were letters."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._words = tuple(words)

    @classmethod
    def of(cls, meeting: Meeting) -> Ink:
        """All that is under ■ of what concerns this meeting; one query."""
        concerned = concerning(meeting)
        return cls(blacking.blacked_out([concerned])[concerned])

    def over(self, text: str) -> str:
        """The text with these words black."""
        return blacking.without(text, self._words) if self._words else text
