"""招待の一覧 on a narrow screen, with the longest dates that a row can hold."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import Invitation
from tests.factories.accounts import one_of_the_cast


def test_a_row_with_long_dates_and_times_fits(open_scenes, browser_page, barrier_free):
    late = timezone.make_aware(timezone.datetime(2026, 12, 23, 23, 59))
    Invitation.objects.update(sent_at=late, invited_at=late, expires_at=late + timedelta(days=999))

    page = browser_page(one_of_the_cast("secretariat"))

    barrier_free(page, "/people/invitations/")
