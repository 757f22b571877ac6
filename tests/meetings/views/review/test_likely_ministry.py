"""Whose promise it is: proposed from the office of the speaker, chosen by a person."""

import pytest

from meetings.enums import Side
from meetings.models import Attendance, Suggestion
from tests.factories.minutes import Said, minutes

pytestmark = pytest.mark.django_db
PROMISED = "支援策を検討してまいります。"


@pytest.fixture
def meeting(points):
    held = minutes(
        Said(PROMISED, "国野 花子", Side.NATIONAL, code=None, promises=[PROMISED]),
    )
    Attendance.objects.update(printed_post="総務大臣", organization_name="総務省")
    return held


def decide(client, meeting, **typed):
    found = Suggestion.objects.get()
    sent = {"summary": found.summary, "version": found.version, "points": "cost", **typed}
    return client.post(f"/meetings/{meeting.pk}/review/{found.pk}/accept/", sent)


def test_it_is_offered_with_its_evidence_and_not_chosen(meeting, secretariat, as_):
    page = as_(secretariat).get(f"/meetings/{meeting.pk}/review/").content.decode()

    assert 'name="organization" value="総務省">' in page
    assert 'name="organization" value="" checked' in page
    assert "発言者の職（総務大臣）" in page


def test_chosen_it_stands_with_the_promise(meeting, secretariat, as_):
    from tests.factories.organizations import organization  # noqa: PLC0415

    organization("soumu")
    decide(as_(secretariat), meeting, organization="総務省")

    assert Suggestion.objects.get().commitment.organization.code == "soumu"


def test_not_chosen_nobody_stands_with_it(meeting, secretariat, as_):
    decide(as_(secretariat), meeting, organization="")

    assert Suggestion.objects.get().commitment.organization is None
