"""What a demonstration starts with: official organizations, the six points, demo people, and the
minutes of the first meeting with part of the review done, the rest left to try."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.utils import timezone

from accounts.demo import DEMO_PASSWORD, DEMO_PEOPLE, DemoPerson
from accounts.enums import Role
from accounts.models import Membership, User
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
REVIEWED_SPEECH = 8
"""The first local speech; its suggestions up to the share below are decided in the sample."""
REVIEWED = 14
COMMITMENTS = 4


def set_up(say: Callable[[str], None]) -> None:
    """Fill an empty database; on a filled one only what is missing. `say` hears each step."""
    say(f"団体：{load_organizations()}件")
    say(f"論点：{load_points()}件")
    if not settings.DEMO:
        return
    for person in DEMO_PEOPLE:
        _person(person)
    say(f"見本の利用者：{len(DEMO_PEOPLE)}人")
    meeting = _minutes()
    left = Suggestion.objects.pending().filter(source=meeting.current_source).count()
    say(f"見本の議事要旨：{meeting}（未確認の候補{left}件）")


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
    secretariat = _acting(Role.SECRETARIAT)
    existing = MinutesSource.objects.filter(filename=MINUTES.name, meeting__isnull=False).first()
    if existing is not None and existing.meeting is not None:
        return existing.meeting
    handed_in = imports.hand_in(by=secretariat, data=data, filename=MINUTES.name)
    read = imports.read(handed_in)
    read = imports.correct(
        read, by=secretariat, corrections={"meeting": {"credit": CREDIT}}, version=None
    )
    meeting, _ = saving.save(read, by=secretariat)
    _review(meeting, by=_acting(Role.WT_MEMBER))
    return meetings.publish(meeting, by=secretariat, now=timezone.now(), reason=REASON)


def _acting(role: Role) -> User:
    """A demo person working under this role."""
    membership = Membership.objects.filter(
        user__username__in=[p.username for p in DEMO_PEOPLE], role=role
    ).select_related("user", "organization")[0]
    membership.user.acting = membership
    return membership.user


def _review(meeting: Meeting, *, by: User) -> None:
    mine = Suggestion.objects.filter(source=meeting.current_source)
    requests = mine.filter(type="request", speech__index=REVIEWED_SPEECH)[:REVIEWED]
    commitments = mine.filter(type="commitment", speech__index__gt=REVIEWED_SPEECH)[:COMMITMENTS]
    last = None
    for last in requests:
        suggestions.accept(last, by=by)
    if last is not None:
        sentences.clear(last.speech, by=by, end=last.end)
    for suggestion in commitments:
        suggestions.accept(suggestion, by=by)
