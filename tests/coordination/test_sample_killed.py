"""A set-up that ends half-way, and data that people have changed since: it always comes to its end,
and never writes into what somebody works on."""

import pytest

from accounts.actions import people
from accounts.models import Membership, User
from coordination.sample import loading as product
from issues.actions import local_requests, relations
from issues.models import LocalRequest, Reply
from meetings.actions import meetings, suggestions
from meetings.models import Meeting, Suggestion
from organizations.models import Organization

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """Comes from nowhere, as a kill does."""


def silent(line):
    return None


def after(calls, function, end=Killed):
    """The function; it ends like this when it is called once more."""
    left = [calls]

    def dying(*args, **kwargs):
        if not left[0]:
            raise end
        left[0] -= 1
        return function(*args, **kwargs)

    return dying


def old_set_up_killed_at(monkeypatch, module, name, calls):
    """What versions before left: each step was committed by itself."""
    product.set_up_people(silent)
    with monkeypatch.context() as patch:
        patch.setattr(product, "_tell", product._tell.__wrapped__)
        patch.setattr(product, "set_up_first_meeting", product.set_up_first_meeting.__wrapped__)
        patch.setattr(module, name, after(calls, getattr(module, name)))
        with pytest.raises(Killed):
            product._tell(silent)


def test_a_sample_half_told_by_an_older_version_is_told_to_its_end(monkeypatch):
    for module, name, calls in ((suggestions, "accept", 9), (meetings, "publish", 0)):
        old_set_up_killed_at(monkeypatch, module, name, calls)
        assert Meeting.objects.get().status == "held"

    said = []
    product.set_up(said.append)

    assert "操作" in said[-1]
    assert Meeting.objects.filter(status="closed").count() == 3
    assert LocalRequest.objects.filter(fictional=False).count() == 20
    assert Reply.objects.count() > 10


def test_a_set_up_that_is_killed_leaves_nothing_of_the_sample(monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(suggestions, "accept", after(12, suggestions.accept))
        with pytest.raises(Killed):
            product.set_up(silent)

    assert [Meeting.objects.count(), LocalRequest.objects.count()] == [0, 0]
    assert Organization.objects.count() > 1_700


def test_a_half_that_somebody_works_on_is_left_as_it_is(monkeypatch):
    old_set_up_killed_at(monkeypatch, meetings, "publish", 0)
    secretariat = product.acting("jimukyoku", "secretariat")
    suggestions.dismiss(Suggestion.objects.pending().first(), by=secretariat)

    product.set_up(silent)

    assert Meeting.objects.get().status == "held"
    assert not LocalRequest.objects.filter(fictional=True).exists()


class TestWithTheFirstMeeting:
    @pytest.fixture(scope="class", autouse=True)
    @classmethod
    def first_meeting(cls, once_in_class):
        once_in_class(lambda: product.set_up_people(silent))
        once_in_class(lambda: product.set_up_first_meeting(silent))

    def test_a_sample_of_which_somebody_withdrew_a_request_is_their_own(self):
        taken = LocalRequest.objects.filter(organization__code="350001").first()
        relations.withdraw(taken, by=product.acting("koseiin", "local"), reason="解決しました。")

        said = []
        product.set_up(said.append)

        assert said[-1].startswith("見本の議事要旨：")
        assert not Reply.objects.exists()

    def test_a_sample_that_does_not_fit_says_so_and_changes_nothing(self, monkeypatch):
        monkeypatch.setattr(local_requests, "log", after(1, local_requests.log, KeyError))
        before = LocalRequest.objects.count()

        said = []
        product.set_up(said.append)

        assert said[-1] == (
            "見本：今のデータには合わないため、入れませんでした。データはそのままです。"
        )
        assert LocalRequest.objects.count() == before
        assert not Reply.objects.exists()


def test_a_membership_that_was_taken_away_does_not_come_back():
    product.set_up_people(silent)
    other = User.objects.get(username="koseiin")
    membership = other.memberships.get(role="wt_member")
    secretariat = product.acting("jimukyoku", "secretariat")
    people.remove_membership(membership, by=secretariat, reason="異動")

    product.set_up_people(silent)

    assert [m.role for m in Membership.objects.filter(user=other)] == ["local"]
