"""A small cast, and a request that can be brought to any status through the verbs themselves."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from issues.actions import (
    commitments,
    discussion_points,
    follow_ups,
    joinings,
    local_requests,
    opinions,
    relations,
    replies,
    triage,
    voices,
)
from issues.due_dates.due import named
from issues.enums import RequestStatus
from issues.forums import chosen_forum
from issues.models import LocalRequest, Reply
from meetings.enums import BodyKind
from meetings.models import Body, Meeting, MinutesSource, Passage, Speech
from tests import worlds
from tests.databases import remembered
from tests.factories.ground import Ground
from workflow.machine import Refused

WORDS = "様式を統一していただきたい。人材も足りません。費用の負担も重い。"
S = RequestStatus
GROUND = pytest.StashKey()
MADE = pytest.StashKey()
MEMORY = pytest.StashKey()
NOON = datetime(2024, 4, 20, 3, 0, tzinfo=UTC)
PATH = (S.LOGGED, S.TRIAGED, S.UNDER_REVIEW, S.REPLIED, S.RECONSIDERING, S.SETTLED)


@pytest.fixture(scope="module", autouse=True)
def ground_once(request, once):
    """The ground is laid once for all tests of a file, also of one that imports this."""
    request.node.stash[GROUND] = once(Ground.make)
    request.node.stash[MADE] = {}


def _ground(request):
    """That of this test; where it was not laid for its file, it is laid now."""
    test, file = request.node.stash, request.node.getparent(pytest.Module).stash
    if GROUND not in test:
        test[GROUND] = worlds.copied(file[GROUND]) if GROUND in file else Ground.make()
        test[MEMORY] = remembered.memory_of(file[MADE]) if GROUND in file else None
    return test[GROUND]


@pytest.fixture
def orgs(db, request):
    """The organizations, by their short names."""
    return _ground(request).orgs


@pytest.fixture
def cast(db, request):
    """One person for every role; `visitor` has not signed in."""
    return _ground(request).cast


@pytest.fixture
def points(db, request):
    """Three discussion points."""
    return _ground(request).points


@dataclass
class Life:
    """Brings records to where a test begins, through the verbs, each by the person whose it is."""

    cast: SimpleNamespace
    orgs: SimpleNamespace
    points: list
    memory: Any = field(default=None, repr=False)

    def log(self, **changed):
        given = {
            "by": self.cast.misato,
            "organization": self.orgs.misato,
            "kind": "request",
            "title": "様式を統一してほしい",
            "said_on": date(2024, 4, 5),
            "points": self.points[:1],
            "ask": "様式の統一",
            "trouble": "様式が市町村ごとに違う",
        }
        return local_requests.log(**given | changed)

    def triage(self, obj, **changed):
        given = {
            "by": self.cast.secretariat,
            "points": self.points[:1],
            "lead_ministry": self.orgs.digital,
            "due": named(date(2024, 5, 10)),
        }
        return triage.triage(obj, **given | changed)

    def draft(self, obj, **changed):
        given = {"by": self.cast.digital, "claimed_class": "studying", "text": "検討します。"}
        return replies.draft(obj, **given | changed)

    def reply(self, obj, **changed):
        """A reply handed in."""

        def handed_in():
            drafted = self.draft(obj, **changed)
            return replies.submit(drafted, by=changed.get("by", self.cast.digital))

        return self.remembered(("reply", obj, changed), Reply, handed_in)

    def ask_again(self, obj, **changed):
        given = {
            "by": self.cast.misato,
            "stance": "dissatisfied",
            "text": "期限がないため",
            "asks_reconsideration": True,
        }
        newest = obj.replies.exclude(status="draft").newest().first()
        return opinions.give(newest, **given | changed)

    def settle(self, obj, **changed):
        given = {"by": self.cast.secretariat, "reflected_in": "基本方針 2.(3)"}
        return voices.settle(obj, **given | changed)

    def at(self, status, **changed):
        """A request of 美郷町 in this status, put to デジタル庁 from triage on."""
        if status not in PATH[1:]:
            return self._brought_to(status, **changed)
        call = ("at", str(status), changed)
        return self.remembered(call, LocalRequest, lambda: self._brought_to(status, **changed))

    def remembered(self, call, model, build):
        """What `build()` gives, a row of `model`; from memory where this file began a test with
        the same calls before (`tests.databases.remembered`)."""
        return build() if self.memory is None else self.memory.made(call, model, build)

    def world(self, make):
        """What `make(life)` gives, whatever it is; from memory in the same way."""
        if self.memory is None:
            return make(self)
        return self.memory.world((make.__qualname__,), lambda: make(self))

    def _brought_to(self, status, **changed):
        obj = self.log(**changed)
        if status == S.WITHDRAWN:
            return relations.withdraw(obj, by=self.cast.misato, reason="国の方針で解決したため")
        if status == S.MERGED:
            return self.merge(obj, self.log(title="統合先"))
        steps = PATH[1 : PATH.index(status) + 1]
        if status == S.SETTLED:
            steps = tuple(s for s in steps if s != S.RECONSIDERING)
        for one in steps:
            obj = self._go(obj, one)
        obj.refresh_from_db()
        return obj

    def _go(self, obj, status):
        if status == S.TRIAGED:
            return self.triage(obj)
        if status == S.UNDER_REVIEW:
            return triage.start_review(obj, by=self.cast.digital)
        if status == S.REPLIED:
            return self.reply(obj).local_request
        if status == S.RECONSIDERING:
            self.ask_again(obj)
            return obj
        return self.settle(obj)

    def merge(self, obj, into, **changed):
        given = {"by": self.cast.secretariat, "reason": "同じ内容のため"}
        return relations.merge(obj, into=into, **given | changed)

    def ask_to_join(self, obj, name="ichinomiya", trouble="本市でも同じ"):
        who = getattr(self.cast, name)
        return joinings.ask(obj, by=who, organization=who.acting.organization, trouble=trouble)

    def join(self, obj, name="ichinomiya", trouble="本市でも同じ", *, published=False):
        """Asked, accepted, and published on demand."""
        joining = self.ask_to_join(obj, name, trouble)
        joining = joinings.accept(joining, by=self.cast.secretariat, now=NOON)
        if published:
            joining = joinings.publish(joining, by=self.cast.secretariat, now=NOON)
        return joining

    def assign(self, subject, **changed):
        given = {
            "by": self.cast.secretariat,
            "organization": self.orgs.digital,
            "title": "様式の案を作る",
            "due": named(date(2024, 6, 28)),
        }
        return follow_ups.assign(subject, **given | changed)

    def commit(self, **changed):
        given = {
            "by": self.cast.secretariat,
            "organization": self.orgs.digital,
            "speaker": "大臣",
            "title": "夏までに案を示す",
            "said_on": date(2024, 4, 5),
            "points": self.points[:1],
        }
        return commitments.log(**given | changed)

    def quote(self, obj, words):
        """A passage with these words, for `obj` to rest on."""
        speech = self._speech()
        start = speech.text.index(words)
        return Passage.objects.create(
            speech=speech,
            start=start,
            end=start + len(words),
            quote=words,
            source_sha256=speech.source.sha256,
            local_request=obj,
            created_by=self.cast.secretariat,
        )

    def _speech(self):
        body, _ = Body.objects.get_or_create(
            name="準備会合",
            defaults={
                "forum": chosen_forum.first(),
                "short_name": "準備会合",
                "kind": BodyKind.values[0],
            },
        )
        meeting, _ = Meeting.objects.get_or_create(
            body=body,
            session_number=1,
            defaults={"title": "第1回準備会合", "held_on": date(2024, 4, 5)},
        )
        source, _ = MinutesSource.objects.get_or_create(
            meeting=meeting,
            defaults={
                "filename": "minutes.txt",
                "sha256": "0" * 64,
                "size": 1,
                "handed_in_by": self.cast.secretariat,
            },
        )
        speech, _ = Speech.objects.get_or_create(
            source=source, index=1, number=1, defaults={"label": "町長", "text": WORDS}
        )
        return speech

    def point_at(self, *verbs):
        point = self.points[0]
        for verb in verbs:
            point = discussion_points.move(point, verb, by=self.cast.secretariat)
        return point


@pytest.fixture
def life(cast, orgs, points, request):
    """Records on their way."""
    return Life(cast, orgs, points, request.node.stash.get(MEMORY, None))


@pytest.fixture
def refusal():
    """Makes a move that must be refused; gives kind and reason."""

    def attempt(move, *args, **kwargs):
        with pytest.raises(Refused) as caught:
            move(*args, **kwargs)
        decision = caught.value.decision
        return decision.refusal, decision.reason

    return attempt


@pytest.fixture
def refused_by_database():
    """Runs a statement and gives what the database said when it refused it; "" when it did not."""

    def attempt(statement):
        try:
            with transaction.atomic():
                statement()
                # Deferred constraints speak at the end of a transaction; make them speak now.
                connection.check_constraints()
        except DatabaseError as error:
            return str(error).splitlines()[0]
        return ""

    return attempt
