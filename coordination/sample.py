"""What a demonstration starts with: official organizations, the six points, demo people, the
minutes of the first meeting with part of the review done, the rest left to try, and what is made up
to go on from there."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.utils import timezone

from accounts.demo import DEMO_PASSWORD, DEMO_PEOPLE, DemoPerson
from accounts.enums import Role
from accounts.models import Membership, User
from coordination import sample_story
from coordination.sample_cast import acting
from issues.seeding import load_points
from meetings.actions import imports, meetings, saving, sentences, suggestions
from meetings.models import Meeting, MinutesSource, Suggestion
from organizations.models import Organization
from organizations.seeding import load_organizations

MINUTES = settings.BASE_DIR / "samples" / "junbi-kaigo-01.txt"
CREDIT = (
    "内閣官房「国・地方デジタル共通基盤の整備・運用に向けた検討体制構築準備会合（第1回）」"
    "議事要旨（令和6年4月5日）"
)
REASON = "見本として、確認の途中で公表しています（残りの候補は、確認の練習に使えます）。"
REVIEWED = {8: 18, 10: 6, 12: 6}
"""Speeches of the three local members, and how many of their first suggestions are decided."""
CERTAIN = 0.6
"""Suggestions below are dismissed in the sample, the others accepted."""
ANSWERING_SPEECH = 14
COMMITMENTS = 4


def set_up(say: Callable[[str], None]) -> None:
    """Fill an empty database; on a filled one only what is missing. `say` hears each step."""
    meeting = set_up_first_meeting(say)
    if meeting is None:
        return
    if added := sample_story.play(meeting, today=timezone.localdate()):
        say(f"架空の会合と、要望のその後：{added}件の操作")


def set_up_first_meeting(say: Callable[[str], None]) -> Meeting | None:
    """Organizations and points; in demo mode also people and the first meeting, as it is returned.
    Nothing of it is made up but the people."""
    say(f"団体：{load_organizations()}件")
    say(f"論点：{load_points()}件")
    if not settings.DEMO:
        return None
    for person in DEMO_PEOPLE:
        _person(person)
    say(f"見本の利用者：{len(DEMO_PEOPLE)}人")
    meeting = _minutes()
    left = Suggestion.objects.pending().filter(source=meeting.current_source).count()
    say(f"見本の議事要旨：{meeting}（未確認の候補{left}件）")
    return meeting


def _person(person: DemoPerson) -> None:
    user, created = User.objects.get_or_create(
        username=person.username, defaults={"display_name": person.display_name}
    )
    if created:
        user.set_password(DEMO_PASSWORD)
        user.save()
    for code, role in person.memberships:
        Membership.objects.get_or_create(
            user=user, organization=Organization.objects.get(code=code), role=role
        )


def _minutes() -> Meeting:
    data = MINUTES.read_bytes()
    secretariat = acting("jimukyoku", Role.SECRETARIAT)
    existing = MinutesSource.objects.filter(filename=MINUTES.name, meeting__isnull=False).first()
    if existing is not None and existing.meeting is not None:
        return existing.meeting
    handed_in = imports.hand_in(by=secretariat, data=data, filename=MINUTES.name)
    read = imports.read(handed_in)
    read = imports.correct(
        read, by=secretariat, corrections={"meeting": {"credit": CREDIT}}, version=None
    )
    meeting, _ = saving.save(read, by=secretariat)
    _review(meeting, by=acting("koseiin", Role.WT_MEMBER))
    return meetings.publish(meeting, by=secretariat, now=timezone.now(), reason=REASON)


def _review(meeting: Meeting, *, by: User) -> None:
    mine = Suggestion.objects.filter(source=meeting.current_source)
    for speech, count in REVIEWED.items():
        last = None
        for last in mine.filter(type="request", speech__index=speech)[:count]:
            decide = suggestions.accept if last.confidence >= CERTAIN else suggestions.dismiss
            decide(last, by=by)
        if last is not None:
            sentences.clear(last.speech, by=by, end=last.end)
    commitments = mine.filter(type="commitment", speech__index=ANSWERING_SPEECH)
    for suggestion in commitments[:COMMITMENTS]:
        suggestions.accept(suggestion, by=by)
