"""A small world with something to see and something to hide.

One meeting is published and one internal; each holds a request of 美郷町 that デジタル庁 leads and
a commitment of デジタル庁. The import of the first is saved, that of the second could not be read.
美郷町 and デジタル庁 sat in both meetings, nobody else of the cast did.
"""

from dataclasses import dataclass

from django.utils import timezone

from issues.forums.default_points import load_points
from issues.models import Commitment, DiscussionPoint, LocalRequest
from meetings.actions import meetings, passages
from meetings.enums import Side
from meetings.models import Meeting, MinutesImport, Suggestion
from tests.factories.accounts import one_of_the_cast
from tests.factories.minutes import Said, minutes, suggest
from tests.factories.organizations import organization
from tests.factories.rows import put

OPEN_ASK = "更新の費用まで見据えてほしい"
SECRET_ASK = "秘密の基金を創設してほしい"
OPEN_PROMISE = "運用経費の試算を示したい"
SECRET_PROMISE = "内々に補正予算を要求したい"


@dataclass
class Place:
    """A meeting with what rests on its minutes, and what is still to be decided."""

    meeting: Meeting
    local_request: LocalRequest
    commitment: Commitment
    suggestion: Suggestion
    minutes_import: MinutesImport


@dataclass
class World:
    published: Place
    unpublished: Place


def make_all():
    """The same with the points, in an empty database."""
    load_points()
    return make()


def make():
    """Both meetings, all through the verbs."""
    published = _place(1, OPEN_ASK, OPEN_PROMISE)
    secretariat = one_of_the_cast("secretariat")
    meetings.publish(published.meeting, by=secretariat, now=timezone.now(), reason="見本のため。")
    unpublished = _place(2, SECRET_ASK, SECRET_PROMISE)
    for place in (published, unpublished):
        for row in (place.meeting, place.local_request, place.commitment):
            row.refresh_from_db()
    return World(published, unpublished)


def _place(number, ask, promise):
    for code in ("054348", "digital"):
        organization(code)  # official names, before the minutes name them in short
    meeting = minutes(
        Said(f"町長の松田です。{ask}と考えます。職員も足りません。", "松田 知己", code="054348"),
        Said(f"{promise}と考えています。", "河野 太郎", Side.NATIONAL, "digital"),
        number=number,
    )
    asked, promised = meeting.current_source.speeches.all()
    suggestion = suggest(asked, "職員も足りません")
    by, cost = one_of_the_cast("secretariat"), [DiscussionPoint.objects.get(code="cost")]
    local_request = passages.log_request(
        by=by, **_span(asked, ask), kind="request", title=ask, points=cost
    )
    commitment = passages.log_commitment(
        by=by, **_span(promised, promise), title=promise, points=cost
    )
    put(LocalRequest.objects.filter(pk=local_request.pk), lead_ministry=organization("digital"))
    minutes_import = MinutesImport.objects.create(
        source=meeting.current_source,
        meeting=meeting,
        status="saved" if number == 1 else "failed",
        started_by=by,
    )
    return Place(meeting, local_request, commitment, suggestion, minutes_import)


def _span(speech, words):
    start = speech.text.index(words)
    return {"speech": speech, "start": start, "end": start + len(words)}
