"""Saved minutes of a meeting, built speech by speech: who said what, and what was proposed."""

import hashlib
from dataclasses import dataclass, field
from datetime import date

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Membership, User
from issues.forums import chosen_forum
from issues.forums.default_points import load_points
from meetings.editions import speech_numbers
from meetings.enums import MeetingStatus, Side
from meetings.minutes.quotes.anchors import SpeechText
from meetings.minutes.sentences import split_sentences
from meetings.models import (
    Attendance,
    Body,
    Meeting,
    MinutesSource,
    Sentence,
    Speech,
    Suggestion,
)
from organizations.enums import OrganizationKind
from organizations.models import Organization

POINTS = [
    {"code": "cost", "score": 0.7, "terms": ["費用"]},
    {"code": "talent", "score": 0.2, "terms": ["人材"]},
]


@dataclass
class Said:
    """One speech; each of `asks` and `promises` is words of the text that are proposed."""

    text: str
    by: str = "村岡 嗣政"
    side: Side = Side.LOCAL
    code: str | None = "350001"
    asks: list[str] = field(default_factory=list)
    promises: list[str] = field(default_factory=list)


def organization(code, name="山口県", kind=OrganizationKind.PREFECTURE):
    found, _ = Organization.objects.get_or_create(
        code=code, defaults={"name": name, "full_name": name, "kind": kind}
    )
    return found


def person(username, role=Role.WT_MEMBER, code="350001", name=None):
    """Somebody who acts under one membership; without any for `role=None`."""
    user, _ = User.objects.get_or_create(
        username=username, defaults={"display_name": name or username}
    )
    if role is not None:
        where = organization(code)
        Membership.objects.get_or_create(user=user, organization=where, role=role)
    return User.objects.get(pk=user.pk)


def minutes(*speeches, published=False, number=1):
    """A meeting whose current minutes hold these speeches."""
    load_points()
    body, _ = Body.objects.get_or_create(
        name="準備会合",
        defaults={"forum": chosen_forum.first(), "short_name": "準備会合", "kind": "preparatory"},
    )
    meeting = Meeting.objects.create(
        body=body,
        session_number=number,
        title=f"準備会合（第{number}回）",
        held_on=date(2024, 4, 5),
        status=MeetingStatus.PUBLISHED if published else MeetingStatus.HELD,
        published_at=timezone.now() if published else None,
    )
    meeting.current_source = edition(meeting, *speeches, published=published)
    meeting.save()
    return meeting


def edition(meeting, *speeches, published=False):
    """One more edition of a meeting's minutes, not yet the current one."""
    texts = [SpeechText(at, said.by, said.text) for at, said in enumerate(speeches, 1)]
    numbers = speech_numbers.numbers_for(meeting, texts)
    data = "\n".join(said.text for said in speeches).encode()
    source = MinutesSource(
        meeting=meeting,
        edition=meeting.sources.count() + 1,
        filename="minutes.txt",
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        handed_in_by=person("importer", role=None),
        published_at=timezone.now() if published else None,
    )
    source.file.save("minutes.txt", ContentFile(data), save=False)
    source.save()
    for index, (number, said) in enumerate(zip(numbers, speeches, strict=True), 1):
        _speech(meeting, source, index, number, said)
    return source


def _speech(meeting, source, index, number, said):
    where = organization(said.code) if said.code else None
    attendance, _ = Attendance.objects.get_or_create(
        meeting=meeting,
        name=said.by,
        defaults={
            "position": meeting.attendances.count() + 1,
            "side": said.side,
            "organization": where,
            "title": "知事",
        },
    )
    speech = Speech.objects.create(
        source=source,
        index=index,
        number=number,
        label=said.by,
        attendance=attendance,
        side=said.side,
        text=said.text,
    )
    if said.side == Side.LOCAL:
        for start, end in split_sentences(said.text):
            Sentence.objects.create(speech=speech, start=start, end=end)
    for words in said.asks:
        suggest(speech, words)
    for words in said.promises:
        suggest(speech, words, type="commitment", kind="")


def suggest(speech, words, **fields):
    """A candidate on these words of a speech."""
    start = speech.text.index(words)
    facts = {
        "type": "request",
        "kind": "request",
        "summary": words[:60],
        "points": POINTS,
        "triggers": ["ほしい"],
        "confidence": 0.8,
        **fields,
    }
    return Suggestion.objects.create(
        source=speech.source,
        speech=speech,
        start=start,
        end=start + len(words),
        quote=words,
        **facts,
    )
