"""Nothing gets out by itself: no marked word reaches an outsider before somebody published it.

People of every role make moves at random; each text they write holds a word of its own. After each
move every address and every answer of the API is read as an outsider, at the end of a run all
papers and lists too. `RONTEN_PLANTED_RUNS=300 pytest tests/planted` makes more runs.
"""

import logging
import os
import random

import hypothesis.strategies as st
import pytest
from django.apps import apps
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings

from accounts.models import Membership
from issues.forums import chosen_forum
from issues.forums.default_points import load_points
from meetings.models import Body, Meeting
from tests import sizes
from tests.factories.accounts import CAST, one_of_the_cast, person
from tests.factories.organizations import organization
from tests.planted import garden as gardens
from tests.planted import moves, reading
from workflow.machine import Refused

pytestmark = pytest.mark.django_db

RUNS = int(os.environ.get("RONTEN_PLANTED_RUNS", str(sizes.of(1, long=100))))
STEPS = int(os.environ.get("RONTEN_PLANTED_STEPS", "6"))
WITHOUT_WORDS_FOR_OUTSIDERS = {"meetings.Handling", "meetings.MinutesSource"}
"""What the first says to outsiders is a status and an item of the agenda; the words of the second
are its speeches."""
ALL = {**moves.MOVES, **moves.ACTS}
# Deep enough that there is something to leak: a request that is answered, and a session.
OPENING = ("plan", "prepare", "log", "log", "triage_it", "start_review", "answer", "put_on")
steps = st.lists(
    st.tuples(st.sampled_from(sorted(ALL)), st.integers(0, 2**16)), min_size=3, max_size=STEPS
)


class Nothing(Exception):
    """There is nothing of that kind to choose from yet."""


def picking(seed):
    """Choose by chance, the same with the same seed."""
    chance = random.Random(seed)

    def pick(rows):
        rows = list(rows) if isinstance(rows, list) else list(rows.order_by("pk"))
        if not rows:
            raise Nothing
        return chance.choice(rows)

    return pick


def attempt(garden, name, seed):
    """Make the move, all of it or nothing. Gives whether it was made."""
    try:
        with transaction.atomic():
            ALL[name](garden, picking(seed))
    except (Refused, Nothing, StopIteration, ValueError):
        return False
    if name in moves.ACTS:
        garden.published()
    return True


def leaks(garden, reader, *, files):
    """(address, words) of all that the reader got and nobody has published."""
    return [
        (url, sorted(found))
        for url, words in reading.read(reader, files=files)
        if (found := garden.leaked(words))
    ]


@pytest.fixture
def ground(db, settings, tmp_path):
    """People, points and a body; two offices that nobody ever asks, invites or lets in. Of the
    thousands of pages that are refused none is written to the log."""
    settings.MEDIA_ROOT = str(tmp_path)
    logging.disable(logging.CRITICAL)
    load_points()
    for name in CAST:
        one_of_the_cast(name)
    person("another_town", ("011002", "local"))
    person("another_ministry", ("mof", "ministry"))
    Body.objects.create(
        forum=chosen_forum.first(), name="確認の場", short_name="確認", kind="working_team"
    )
    organization("digital")
    yield
    logging.disable(logging.NOTSET)


@settings(
    max_examples=RUNS,
    deadline=None,
    database=None,
    # A run takes seconds: what leaked where is said at once, the shortest way to it is not sought.
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
@given(chosen=steps)
def test_no_word_reaches_an_outsider_before_it_is_published(ground, chosen):
    garden = gardens.Garden()
    with transaction.atomic():
        for n, name in enumerate(OPENING):
            attempt(garden, name, n)
        for n, (name, seed) in enumerate(chosen):
            if attempt(garden, name, seed):
                reader = reading.READERS[n % len(reading.READERS)]
                assert (name, leaks(garden, reader, files=False)) == (name, [])
        for reader in reading.READERS:
            assert (reader, leaks(garden, reader, files=True)) == (reader, [])
        transaction.set_rollback(True)


def test_what_is_published_can_be_read(ground):
    garden = gardens.Garden()
    for n, name in enumerate(("log", "publish")):
        assert attempt(garden, name, n)

    words = " ".join(words for _, words in reading.read("visitor", files=True))

    assert garden.public - set(gardens.WORD.findall(words)) == set()
    assert len(garden.public) == 4


def test_whatever_can_be_published_says_which_of_its_words_that_opens():
    published = {
        model._meta.label
        for model in apps.get_models()
        if model._meta.app_label in ("issues", "meetings")
        and any(field.name == "published_at" for field in model._meta.concrete_fields)
        and not hasattr(model, "pgh_tracked_model")
    }

    assert published - set(gardens.OPENED) == WITHOUT_WORDS_FOR_OUTSIDERS


def test_the_readers_are_outsiders(ground):
    for name in reading.READERS[1:]:
        (membership,) = Membership.objects.filter(user__username=name)
        assert not Meeting.objects.filter(attendances__organization=membership.organization)
        assert not membership.organization.local_requests.exists()
