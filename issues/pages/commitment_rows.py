"""国側の発言・約束 as lists show them: the words, what they answer, and what came of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count

from accounts.rules import Actor
from issues.enums import CommitmentStatus
from issues.history import quotations
from issues.history.quotations import Origin
from issues.models import Commitment, DiscussionPoint, FollowUp, LocalRequest
from issues.standing import as_of
from issues.standing.moments import Moment


@dataclass(frozen=True)
class More:
    """What stands with a commitment: `passages`, the requests it `answers` and the number of open
    `tasks` on it, each as far as the reader sees them."""

    passages: tuple[Origin, ...]
    answers: tuple[LocalRequest, ...]
    tasks: int


def on_point(
    point: DiscussionPoint, *, actor: Actor, moment: Moment | None = None
) -> list[Commitment]:
    """The commitments on a point that the actor sees, without the retracted ones. With a moment
    those that were said by then, set to the status of then (to be shown, never to be saved)."""
    rows = Commitment.objects.visible_to(actor).filter(points=point).for_list()
    if moment is None:
        return list(rows.live())
    changes = as_of.counting_by(Commitment, moment)
    then = dict(changes.values_list("object_id", "to_status"))
    found = []
    for row in rows.filter(said_on__lte=moment.on):
        status = then.get(row.pk, CommitmentStatus.RECORDED.value)
        if status != row.status:
            row.status, row.fulfilled_by = status, ""
        if status != CommitmentStatus.RETRACTED:
            found.append(row)
    return found


def of_many(commitments: Sequence[Commitment], *, actor: Actor) -> list[tuple[Commitment, More]]:
    """Each with what stands with it; the number of queries does not grow with them."""
    quotes = quotations.of_many(commitments, actor=actor)
    answers, tasks = _answers(commitments, actor), _tasks(commitments, actor)
    return [
        (each, More(tuple(quotes[each.pk]), tuple(answers[each.pk]), tasks.get(each.pk, 0)))
        for each in commitments
    ]


def _answers(commitments: Sequence[Commitment], actor: Actor) -> dict[int, list[LocalRequest]]:
    links = Commitment.answers.through.objects.filter(commitment__in=commitments)
    pairs = list(links.values_list("commitment", "localrequest"))
    visible = LocalRequest.objects.visible_to(actor).live()
    seen = visible.select_related("organization").in_bulk([request for _, request in pairs])
    found: dict[int, list[LocalRequest]] = defaultdict(list)
    for commitment, request in pairs:
        if request in seen:
            found[commitment].append(seen[request])
    for rows in found.values():
        rows.sort(key=lambda row: row.number)
    return found


def _tasks(commitments: Sequence[Commitment], actor: Actor) -> dict[int, int]:
    given = FollowUp.objects.visible_to(actor).open().order_by()
    on_these = given.filter(
        content_type=ContentType.objects.get_for_model(Commitment),
        object_id__in=[each.pk for each in commitments],
    )
    return dict(on_these.values_list("object_id").annotate(n=Count("pk")))
