"""The sample leaves alone what is not its own. Apart from the tests that share one sample."""

from datetime import date

from coordination.sample import loading as product
from issues.actions import replies, triage
from issues.due_dates.due import named
from issues.models import LocalRequest
from meetings.models import Meeting
from tests.factories.issues import a_request
from tests.factories.organizations import organization


def test_a_database_in_which_somebody_has_answered_is_left_as_it_is(secretariat, digital, points):
    obj = a_request("自分たちの要望")
    obj = triage.triage(
        obj, by=secretariat, points=list(obj.points.all()), lead_ministry=organization("digital"),
        due=named(date(2024, 5, 10)),
    )  # fmt: skip
    replies.draft(
        triage.start_review(obj, by=digital), by=digital, text="検討します。",
        claimed_class="studying",
    )  # fmt: skip

    product.set_up(lambda line: None)

    assert not LocalRequest.objects.filter(fictional=True).exists()
    assert not Meeting.objects.filter(status="closed").exists()
