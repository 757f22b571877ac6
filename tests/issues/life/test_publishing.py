"""What is published is what the person read: a change that slipped in between is not."""

from datetime import UTC, datetime

import pytest

from issues.actions import opinions, replies
from issues.enums import RequestStatus
from workflow.machine import RefusalKind

NOW = datetime(2024, 5, 20, 3, 0, tzinfo=UTC)


@pytest.fixture
def reply(life):
    return life.at(RequestStatus.REPLIED).replies.get()


def test_a_reply_that_was_changed_meanwhile_is_not_published(reply, cast, refusal):
    replies.edit(reply, by=cast.digital, text="差し替えた文")

    kind, _ = refusal(replies.publish, reply, by=cast.secretariat, now=NOW, version=reply.version)

    reply.refresh_from_db()
    assert (kind, reply.published_at) == (RefusalKind.CONFLICT, None)


def test_an_opinion_that_was_changed_meanwhile_is_not_published(reply, cast, refusal):
    opinion = opinions.give(reply, by=cast.misato, stance="partly", text="はじめの文")
    opinions.edit(opinion, by=cast.misato, text="差し替えた文")

    kind, _ = refusal(
        opinions.publish, opinion, by=cast.secretariat, now=NOW, version=opinion.version
    )

    opinion.refresh_from_db()
    assert (kind, opinion.published_at) == (RefusalKind.CONFLICT, None)
