"""招待の一覧 on a narrow screen, with the longest dates that a row can hold."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import Invitation
from tests.factories.accounts import one_of_the_cast
from tests.factories.scenes import make as make_scenes
from tests.factories.world import make


def test_a_row_with_long_dates_and_times_fits(
    transactional_db, settings, tmp_path, browser_page, barrier_free
):
    from issues.forums.default_points import load_points  # noqa: PLC0415

    settings.MEDIA_ROOT = str(tmp_path / "media")
    load_points()
    make_scenes(make())
    late = timezone.make_aware(timezone.datetime(2026, 12, 23, 23, 59))
    Invitation.objects.update(sent_at=late, invited_at=late, expires_at=late + timedelta(days=999))

    page = browser_page(one_of_the_cast("secretariat"))

    barrier_free(page, "/people/invitations/")
