"""Who gets what from the addresses of follow-ups, desks, ledger, fulfilment and moves of points.

Each line: address, method, what it is about (`p`: the published request, its task and commitment,
`u`: the unpublished ones, `-`: neither) and the status for each role. A status is that of an empty
form; 404 is what may not be seen, 403 what is not this person's to do, 302 without sign-in the way
to it.
"""

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from issues.actions import commitments, local_requests
from tests.asking import signed_in

ROLES = ("visitor", "secretariat", "wt_member", "digital", "soumu", "misato", "ichinomiya")
# digital leads both requests, promised both commitments and was given both tasks; misato asked.

TABLE = """
issues:follow_ups:list         GET  -  302 200 200 200 200 200 200
issues:follow_ups:mine         GET  -  302 200 200 200 200 200 200
issues:follow_ups:detail       GET  p  302 200 200 200 404 200 404
issues:follow_ups:detail       GET  u  302 200 200 200 404 200 404
issues:follow_ups:edit         GET  p  302 200 403 403 404 403 404
issues:follow_ups:edit         POST p  302 422 403 403 404 403 404
issues:follow_ups:note         GET  p  302 200 403 200 404 403 404
issues:follow_ups:note         POST p  302 422 403 422 404 403 404
issues:follow_ups:due          GET  p  302 200 403 403 404 403 404
issues:follow_ups:due          POST p  302 422 403 403 404 403 404
issues:follow_ups:complete     GET  p  302 200 403 200 404 403 404
issues:follow_ups:complete     POST p  302 422 403 422 404 403 404
issues:follow_ups:cancel       GET  p  302 200 403 403 404 403 404
issues:follow_ups:cancel       POST p  302 422 403 403 404 403 404
issues:follow_ups:reopen       GET  p  302 409 403 403 404 403 404
issues:follow_ups:reopen       POST p  302 422 403 403 404 403 404
issues:requests:follow_up      GET  p  302 200 403 403 403 403 403
issues:requests:follow_up      GET  u  302 200 403 403 404 403 404
issues:requests:follow_up      POST p  302 422 403 403 403 403 403
issues:requests:follow_up      POST u  302 422 403 403 404 403 404
issues:points:follow_up        GET  -  302 200 403 403 403 403 403
issues:points:follow_up        POST -  302 422 403 403 403 403 403
issues:points:move             GET  -  302 200 403 403 403 403 403
issues:points:move             POST -  302 302 403 403 403 403 403
issues:commitments:follow_up   GET  p  302 200 403 403 403 403 403
issues:commitments:follow_up   GET  u  302 200 403 403 404 404 404
issues:commitments:follow_up   POST u  302 422 403 403 404 404 404
issues:commitments:fulfil      GET  p  302 200 403 403 403 403 403
issues:commitments:fulfil      GET  u  302 200 403 403 404 404 404
issues:commitments:fulfil      POST u  302 422 403 403 404 404 404
issues:commitments:unfulfilled GET  p  302 200 403 403 403 403 403
issues:commitments:unfulfilled POST u  302 422 403 403 404 404 404
issues:desks:ministry          GET  -  302 302 302 302 302 302 302
issues:desks:local             GET  -  302 302 302 302 302 302 302
issues:ledger                  GET  -  200 200 200 200 200 200 200
issues:ledger                  POST -  405 405 405 405 405 405 405
meetings:follow_up             GET  u  302 200 403 404 404 404 404
meetings:follow_up             POST u  302 422 403 404 404 404 404
"""
LINES = [tuple(line.split()) for line in TABLE.strip().splitlines()]


def make_places(life):
    """The arguments of an address, by what it is about."""

    def make():
        asked, promised = life.at("triaged"), life.commit()
        return {
            "requests": {"number": asked.number},
            "commitments": {"number": promised.number},
            "follow_ups": {"pk": life.assign(asked).pk},
            "points": {"code": life.points[0].code},
            "meetings": {"pk": life._speech().source.meeting.pk},
        }, (asked, promised)

    published, (asked, promised) = make()
    now = timezone.now()
    local_requests.publish(asked, by=life.cast.secretariat, now=now)
    commitments.publish(promised, by=life.cast.secretariat, now=now)
    unpublished, _ = make()
    return {"p": published, "u": unpublished, "-": published}


@pytest.fixture
def places(life):
    return life.world(make_places)


def address(name, about, places):
    space = name.split(":")[1] if name.startswith("issues") else "meetings"
    bare = name.endswith((":list", ":mine", ":ledger")) or space == "desks"
    given = {} if bare else dict(places[about][space])
    if name == "issues:points:move":
        given["verb"] = "start_discussion"
    return reverse(name, kwargs=given)


@pytest.mark.parametrize("line", LINES, ids=lambda line: "-".join(line[:3]).replace(":", "."))
def test_each_role_gets_what_the_table_says(line, places, cast):
    name, method, about, *statuses = line
    url, found = address(name, about, places), []

    for role in ROLES:
        with transaction.atomic():
            client = signed_in(getattr(cast, role), raise_request_exception=False)
            found.append(client.generic(method, url).status_code)
            transaction.set_rollback(True)

    assert found == [int(status) for status in statuses]
