"""Who sees what: the same few rows, asked for by everybody."""

from datetime import UTC, datetime

import pytest

from issues.actions import commitments, local_requests, opinions, replies
from issues.enums import RequestStatus
from issues.models import Commitment, FollowUp, LocalRequest, Opinion, Reply

NOW = datetime(2024, 5, 20, 3, 0, tzinfo=UTC)
WHO = (
    "secretariat",
    "wt_member",
    "digital",
    "soumu",
    "misato",
    "ichinomiya",
    "stranger",
    "association",
    "visitor",
)


def seen_by(cast, model, name):
    """For each person, the names of the rows, sorted."""
    return {
        who: " ".join(sorted(name(row) for row in model.objects.visible_to(getattr(cast, who))))
        for who in WHO
    }


def test_requests(life, cast, orgs):
    """own: 美郷町's, internal, before triage; led: put to デジタル庁 with 総務省; joined: by
    一宮市; public: 宇部市's, published."""
    life.log(title="own")
    life.triage(life.log(title="led"), co_ministries=[orgs.soumu])
    life.join(life.log(title="joined"))
    public = life.log(by=cast.stranger, organization=orgs.ube, title="public")
    local_requests.publish(public, by=cast.secretariat, now=NOW)

    assert seen_by(cast, LocalRequest, lambda r: r.title) == {
        "secretariat": "joined led own public",
        "wt_member": "joined led own public",
        "digital": "led public",
        "soumu": "led public",
        "misato": "joined led own public",
        "ichinomiya": "joined public",
        "stranger": "public",
        "association": "public",
        "visitor": "public",
    }


@pytest.fixture
def answered(life, cast, orgs):
    """Six replies, on an internal and on a published request, in three statuses each."""
    for public in (False, True):
        for status in ("draft", "submitted", "published"):
            obj = life.log()
            life.join(obj)
            life.triage(obj, co_ministries=[orgs.soumu])
            if public:
                local_requests.publish(obj, by=cast.secretariat, now=NOW)
            text = f"{status}-{'public' if public else 'internal'}"
            reply = life.draft(obj, text=text)
            if status != "draft":
                replies.submit(reply, by=cast.digital)
            if status == "published":
                replies.publish(reply, by=cast.secretariat, now=NOW)


def test_replies(answered, cast):
    outside = "published-public"
    handed_in = "published-internal published-public submitted-internal submitted-public"

    assert seen_by(cast, Reply, lambda r: r.text) == {
        "secretariat": handed_in,
        "wt_member": handed_in,
        "digital": f"draft-internal draft-public {handed_in}",
        "soumu": handed_in,
        "misato": handed_in,
        "ichinomiya": handed_in,
        "stranger": outside,
        "association": outside,
        "visitor": outside,
    }


def test_opinions(life, cast, orgs):
    """美郷町's and 全国町村会's, given or published, on an internal and a published request."""
    for public in (False, True):
        obj = life.log()
        life.join(obj)
        life.triage(obj, co_ministries=[orgs.soumu])
        if public:
            local_requests.publish(obj, by=cast.secretariat, now=NOW)
        reply = life.reply(obj)
        where = "public" if public else "internal"
        opinions.give(reply, by=cast.association, stance="partly", text=f"given-{where}")
        own = opinions.give(reply, by=cast.misato, stance="partly", text=f"published-{where}")
        opinions.publish(own, by=cast.secretariat, now=NOW)
    everything = "given-internal given-public published-internal published-public"

    assert seen_by(cast, Opinion, lambda o: o.text) == {
        "secretariat": everything,
        "wt_member": everything,
        "digital": everything,
        "soumu": "published-internal published-public",
        "misato": everything,
        "ichinomiya": everything,
        "stranger": "published-public",
        "association": "given-public published-public",
        "visitor": "published-public",
    }


def test_follow_ups(life, cast, orgs):
    """On 美郷町's request, joined by 一宮市: one for デジタル庁, one for 宇部市; on a point: one
    for 総務省. Publishing the request shows none of them."""
    obj = life.at(RequestStatus.TRIAGED)
    life.join(obj)
    local_requests.publish(obj, by=cast.secretariat, now=NOW)
    life.assign(obj, title="ministry")
    life.assign(obj, title="town", organization=orgs.ube)
    life.assign(life.points[0], title="point", organization=orgs.soumu)

    assert seen_by(cast, FollowUp, lambda f: f.title) == {
        "secretariat": "ministry point town",
        "wt_member": "ministry point town",
        "digital": "ministry",
        "soumu": "point",
        "misato": "ministry town",
        "ichinomiya": "ministry town",
        "stranger": "town",
        "association": "",
        "visitor": "",
    }


def test_commitments(life, cast, orgs):
    life.commit(title="digital")
    life.commit(title="soumu", organization=orgs.soumu)
    life.commit(title="nobody", organization=None)
    commitments.publish(life.commit(title="public"), by=cast.secretariat, now=NOW)
    everything = "digital nobody public soumu"

    assert seen_by(cast, Commitment, lambda c: c.title) == {
        "secretariat": everything,
        "wt_member": everything,
        "digital": "digital public",
        "soumu": "public soumu",
        "misato": "public",
        "ichinomiya": "public",
        "stranger": "public",
        "association": "public",
        "visitor": "public",
    }


def test_a_number_of_joiners_shows_a_row_once(life, cast):
    obj = life.log()
    for who in ("ichinomiya", "association"):
        name = {"association": "zck"}.get(who, who)
        from_where = getattr(life.orgs, name)
        life.join(obj) if who == "ichinomiya" else obj.joinings.create(
            organization=from_where,
            trouble="同じ",
            joined_by=cast.association,
            joined_at=NOW,
            status="accepted",
            decided_at=NOW,
        )
    life.triage(obj)
    life.reply(obj)

    assert [Reply.objects.visible_to(getattr(cast, w)).count() for w in WHO[:6]] == [
        1,
        1,
        1,
        0,
        1,
        1,
    ]
