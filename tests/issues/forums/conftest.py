from types import SimpleNamespace

import pytest
from django.utils import timezone

from issues.forums import chosen_forum
from issues.forums.default_points import load_points
from issues.models import DiscussionPoint
from meetings.actions import meetings
from tests.factories import forums as make
from tests.factories.accounts import one_of_the_cast
from tests.factories.issues import a_commitment, a_request
from tests.factories.sittings import a_body

OWN = ("移行経費を支援してほしい", "財務省と相談する", "論点ワーキングチーム", "費用負担の基本")
"""Words that stand in the records of the first 協議の場 alone."""


@pytest.fixture
def secretariat(points):
    return one_of_the_cast("secretariat")


@pytest.fixture
def two(db):
    return make_two()


def make_two():
    """Both 協議の場, each with a body, a closed session that is public, a request and a
    commitment."""
    load_points()
    secretariat = one_of_the_cast("secretariat")
    first, second = chosen_forum.first(), make.a_second_forum()
    asked, promised = a_request(published=True), a_commitment(published=True)
    other, answer = make.a_request_of(second), make.a_commitment_of(second)
    sessions = []
    for body in (a_body(), make.a_body(second)):
        meeting = make.a_session(body)
        meetings.publish(meeting, by=secretariat, now=timezone.now(), reason="見本のため。")
        make.close(meeting)
        sessions.append(meeting)
    return SimpleNamespace(
        first=SimpleNamespace(forum=first, request=asked, promise=promised, session=sessions[0]),
        second=SimpleNamespace(
            forum=second, request=other, promise=answer, session=sessions[1],
            point=DiscussionPoint.objects.get(forum=second, code="devices"),
        ),
    )  # fmt: skip
