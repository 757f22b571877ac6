"""What an answer of one ministry makes of the request: it is answered once all have answered."""

from __future__ import annotations

from datetime import datetime

from accounts.models import User
from issues.actions.several import askings
from issues.models import LocalRequest, Reply
from issues.transitions.requests import LOCAL_REQUEST
from workflow.step import step


def answer(reply: Reply, *, by: User, effective_at: datetime | None = None) -> LocalRequest:
    """The ministry of this reply has answered. The request is answered where it was the last one;
    must run inside the caller's transaction."""
    local_request = LocalRequest.objects.select_for_update(of=("self",)).get(
        pk=reply.local_request_id
    )
    beside = local_request.askings.exists()
    others = askings.owing(local_request) - {reply.ministry_id} if beside else set()
    verb = "reply_in_part" if others else "reply"
    with step(LOCAL_REQUEST, verb, local_request, by=by, effective_at=effective_at) as answered:
        answered.details["reply"] = str(reply)
        if beside:
            answered.details["answer_of"] = [reply.ministry_id]
    return answered.obj
