"""What a demonstration starts with: official organizations, the six points, demo people, the
minutes of the first meeting with part of the review done, the rest left to try, and what is made up
to go on from there."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Membership, User
from accounts.signing_in.demo import DEMO_PASSWORD, DEMO_PEOPLE, DemoPerson
from coordination.sample import first_review, story
from coordination.sample.cast import acting
from issues.forums.default_points import load_points
from meetings.actions import imports, meetings, saving
from meetings.actions.corrected import asked
from meetings.enums import MeetingStatus
from meetings.models import Meeting, MinutesSource, Suggestion
from organizations.directory.seeding import load_organizations
from organizations.models import Organization
from workflow.models import HistoryEntry

logger = logging.getLogger(__name__)

MINUTES = settings.BASE_DIR / "samples" / "junbi-kaigo-01.txt"
CREDIT = (
    "内閣官房「国・地方デジタル共通基盤の整備・運用に向けた検討体制構築準備会合（第1回）」"
    "議事要旨（令和6年4月5日）"
)
REASON = "見本として、確認の途中で公表しています（残りの候補は、確認の練習に使えます）。"


def set_up(say: Callable[[str], None]) -> None:
    """Fill an empty database; on a filled one only what is missing. `say` hears each step.

    The sample comes as a whole or not at all: a set-up that is killed leaves nothing half told
    behind. Where it does not fit to what people have made of the data since, it stays away.
    """
    set_up_people(say)
    if not settings.DEMO:
        return
    worked_on = Meeting.objects.exists()
    try:
        _tell(say)
    except Exception:
        if not worked_on:
            raise
        logger.exception("the sample does not fit to the data that is there")
        say("見本：今のデータには合わないため、入れませんでした。データはそのままです。")
    _gather_statistics()


def _gather_statistics() -> None:
    """What the server knows of the tables, at once: until it looks by itself it takes them for
    empty, and the first pages that somebody opens could take long."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@transaction.atomic
def _tell(say: Callable[[str], None]) -> None:
    meeting = set_up_first_meeting(say)
    if added := story.play(meeting, today=timezone.localdate()):
        say(f"架空の会合と、要望のその後：{added}件の操作")


@transaction.atomic
def set_up_people(say: Callable[[str], None]) -> None:
    """Organizations and points; in demo mode also people."""
    say(f"団体：{load_organizations()}件")
    say(f"論点：{load_points()}件")
    if not settings.DEMO:
        return
    for person in DEMO_PEOPLE:
        _person(person)
    say(f"見本の利用者：{len(DEMO_PEOPLE)}人")


@transaction.atomic
def set_up_first_meeting(say: Callable[[str], None]) -> Meeting:
    """The real first meeting, as it is returned. Nothing of it is made up."""
    meeting = _minutes()
    left = Suggestion.objects.pending().filter(source=meeting.current_source).count()
    say(f"見本の議事要旨：{meeting}（未確認の候補{left}件）")
    return meeting


def _person(person: DemoPerson) -> None:
    user, created = User.objects.get_or_create(
        username=person.username, defaults={"display_name": person.display_name, "demo": True}
    )
    if created:
        user.set_password(DEMO_PASSWORD)
        user.save()
    elif user.account_events.exists():
        return  # somebody has decided since what this person may do
    for code, role in person.memberships:
        Membership.objects.get_or_create(
            user=user, organization=Organization.objects.get(code=code), role=role
        )


def _minutes() -> Meeting:
    data = MINUTES.read_bytes()
    secretariat = acting("jimukyoku", Role.SECRETARIAT)
    existing = MinutesSource.objects.filter(filename=MINUTES.name, meeting__isnull=False).first()
    if existing is not None and existing.meeting is not None:
        return _finished(existing.meeting)
    handed_in = imports.hand_in(by=secretariat, data=data, filename=MINUTES.name)
    read = imports.read(handed_in)
    read = imports.correct(
        read, by=secretariat, corrections={"meeting": {"credit": CREDIT}}, version=None
    )
    looked_at = {**read.corrections, "looked_at": asked(read.reading["notes"])}
    meeting, _ = saving.save(read, by=secretariat, corrections=looked_at)
    return _reviewed_and_published(meeting)


def _finished(meeting: Meeting) -> Meeting:
    """The meeting as it stands; but one that an older version was killed over half-way, before
    anybody could sign in, is gone on with."""
    return _reviewed_and_published(meeting) if _is_half_told(meeting) else meeting


def _is_half_told(meeting: Meeting) -> bool:
    """Whether the sample alone has been at work on the meeting, and has not come to its end."""
    published = HistoryEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(meeting),
        object_id=meeting.pk,
        verb="publish",
    )
    if meeting.status != MeetingStatus.HELD or published.exists():
        return False
    ours = first_review.decided(meeting)
    member = acting("koseiin", Role.WT_MEMBER)
    decided = Suggestion.objects.filter(source__meeting=meeting, decided_by__isnull=False)
    return all(s.pk in ours and s.decided_by_id == member.pk for s in decided)


def _reviewed_and_published(meeting: Meeting) -> Meeting:
    first_review.review(meeting, by=acting("koseiin", Role.WT_MEMBER))
    secretariat = acting("jimukyoku", Role.SECRETARIAT)
    return meetings.publish(meeting, by=secretariat, now=timezone.now(), reason=REASON)
