"""A request at every step of its life, once in the open and once behind it, with all that hangs on
it, and people and invitations in every state.

Each request is 美郷町's, put to デジタル庁 from triage on. The keys say side and step: `p:replied`
is published, `u:replied` is not. The replies, opinions and follow-ups hang on the steps so:

- `triaged`: a task for デジタル庁, open
- `review`: 一宮市 asks to join; a reply that is being written, with a file as every reply
- `replied`: a reply handed in, not published
- `opined`: a published reply; 美郷町's opinion, not published
- `settled`: a published reply and a published opinion; a task that is done; 宇部市, accepted to
  join, not published
- `merged`: nothing; it went into the request of `triaged`
"""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from accounts.actions import invitations, people
from accounts.models import Invitation, User
from issues.actions import (
    discussion_points,
    follow_ups,
    joinings,
    opinions,
    relations,
    replies,
    triage,
    voices,
)
from issues.due_dates.due import named
from issues.models import (
    DiscussionPoint,
    FollowUp,
    Joining,
    LocalRequest,
    Opinion,
    Reply,
    ReplyAttachment,
)
from searching import indexing
from tests.factories import team_sessions
from tests.factories import world as ground
from tests.factories.accounts import CAST, one_of_the_cast, person
from tests.factories.issues import a_request
from tests.factories.organizations import organization
from tests.factories.team_sessions import Sitting
from tests.factories.world import Place, World

PASSWORD = "fuyu-no-asa-ni-kaku"
STEPS = ("logged", "triaged", "review", "replied", "opined", "settled", "merged")

# What each unpublished thing says, so that a reader of it would show.
DRAFT = "書きかけの答弁の案"
SUBMITTED = "提出したばかりの答弁"
ANSWER = "公表した答弁"
OPINION = "まだ内輪の見解"
TASK = "依頼の件名は内々"
NOTE = "経過の覚え書き"
JOINING = "加わる団体の内輪の事例"
ASKED = "加わりたい団体の内輪の事例"
RESULT = "依頼の結果の覚え書き"
SLIP = "期限を延ばした事情"
MOVED = "論点を動かした内輪の理由"
ADDRESS = "secret-mailbox@example.jp"
INVITED = "招待 された人"


@dataclass
class Step:
    """A request at one step, and what hangs on it."""

    local_request: LocalRequest
    reply: Reply | None = None
    attachment: ReplyAttachment | None = None
    opinion: Opinion | None = None
    follow_up: FollowUp | None = None
    joining: Joining | None = None


@dataclass
class Scenes:
    """`steps` by their keys; `p` and `u` are the two sides of the world."""

    world: World
    steps: dict[str, Step]
    sittings: dict[str, Sitting]
    somebody: User
    stopped: User
    invitation: Invitation
    cancelled: Invitation

    def about(self, key: str) -> Place | Step | Sitting:
        """What a line of the table is about."""
        places = {"p": self.world.published, "u": self.world.unpublished}
        return {**places, **self.steps, **self.sittings}.get(key, self.world.published)


def make_all():
    """The same with the world that it is about and the points, in an empty database."""
    return make(ground.make_all())


def make(world):
    """All of it, through the verbs. Everybody of the cast gets the password."""
    for name in CAST:
        user = one_of_the_cast(name)
        user.set_password(PASSWORD)
        user.save()
    steps = {}
    for side in "pu":
        made = {step: _step(step, published=side == "p") for step in STEPS}
        _merge(made["merged"], made["triaged"])
        steps |= {f"{side}:{step}": _fresh(found) for step, found in made.items()}
    talent = DiscussionPoint.objects.get(code="talent")
    secretariat = one_of_the_cast("secretariat")
    discussion_points.move(talent, "start_discussion", by=secretariat, reason=MOVED)
    found = Scenes(world, steps, team_sessions.make(), *_people())
    indexing.work_off()
    return found


def _step(step, *, published):
    local_request = a_request(f"{step}の要望", published=published)
    found = Step(local_request)
    reached = STEPS.index(step) if step != "merged" else 0
    for each in STEPS[1 : reached + 1]:
        _ADVANCE[each](found, step)
    return found


def _triage(found, step):
    by = one_of_the_cast("secretariat")
    found.local_request = triage.triage(
        found.local_request, by=by, points=list(found.local_request.points.all()),
        lead_ministry=organization("digital"), due=named(date(2024, 5, 10)),
    )  # fmt: skip
    found.local_request = triage.change_due(
        found.local_request, by=by, due=named(date(2024, 5, 20)), reason=SLIP
    )
    if step in ("triaged", "settled"):
        found.follow_up = follow_ups.assign(
            found.local_request, by=by, organization=organization("digital"), title=TASK,
            due=named(date(2024, 6, 28)),
        )  # fmt: skip
        follow_ups.note(found.follow_up, by=one_of_the_cast("digital"), text=NOTE)


def _review(found, step):
    digital = one_of_the_cast("digital")
    found.local_request = triage.start_review(found.local_request, by=digital)
    found.reply = replies.draft(
        found.local_request, by=digital, claimed_class="studying", text=DRAFT
    )
    found.attachment = replies.attach(
        found.reply, by=digital, data=b"%PDF-1.7 plan", filename="plan.pdf"
    )
    found.reply.refresh_from_db()
    if step == "review":
        ichinomiya = one_of_the_cast("ichinomiya")
        found.joining = joinings.ask(
            found.local_request, by=ichinomiya, organization=organization("232033"), trouble=ASKED
        )
        found.local_request.refresh_from_db()


def _hand_in(found, step):
    digital = one_of_the_cast("digital")
    replies.edit(found.reply, by=digital, text=SUBMITTED if step == "replied" else ANSWER)
    found.reply.refresh_from_db()
    found.reply = replies.submit(found.reply, by=digital)


def _opine(found, step):
    secretariat = one_of_the_cast("secretariat")
    found.reply = replies.publish(found.reply, by=secretariat, now=timezone.now())
    found.opinion = opinions.give(
        found.reply, by=one_of_the_cast("misato"), stance="partly",
        text=OPINION if step == "opined" else "公表した見解",
    )  # fmt: skip


def _settle(found, step):
    secretariat = one_of_the_cast("secretariat")
    opinions.publish(found.opinion, by=secretariat, now=timezone.now())
    found.local_request.refresh_from_db()
    voices.settle(found.local_request, by=secretariat, reflected_in="基本方針 2.(3)")
    found.joining = Joining.objects.create(
        local_request=found.local_request, organization=organization("352021"), trouble=JOINING,
        joined_by=secretariat, joined_at=timezone.now(), status="accepted",
        decided_at=timezone.now(),
    )  # fmt: skip
    follow_ups.complete(found.follow_up, by=one_of_the_cast("digital"), result=RESULT)


_ADVANCE = {
    "triaged": _triage,
    "review": _review,
    "replied": _hand_in,
    "opined": _opine,
    "settled": _settle,
}


def _merge(found, into):
    relations.merge(
        found.local_request, by=one_of_the_cast("secretariat"), into=into.local_request,
        reason="同じ内容のため。",
    )  # fmt: skip


def _fresh(found):
    rows = (
        found.local_request, found.reply, found.opinion, found.follow_up, found.joining,
    )  # fmt: skip
    return Step(
        *(type(row).objects.get(pk=row.pk) if row else None for row in rows[:2]),
        found.attachment,
        *(type(row).objects.get(pk=row.pk) if row else None for row in rows[2:]),
    )


def _people():
    secretariat = one_of_the_cast("secretariat")
    somebody, stopped = person("somebody", ("soumu", "ministry")), person("gone")
    people.deactivate(stopped, by=secretariat, reason="異動のため。")
    stopped.refresh_from_db()
    sent = invite(secretariat, ADDRESS)
    cancelled = invitations.cancel(invite(secretariat, "taken-back@example.jp"), by=secretariat)
    return somebody, stopped, sent, cancelled


def invite(by, address):
    """An invitation to act for 総務省."""
    return invitations.invite(
        by=by, address=address, display_name=INVITED, organization=organization("soumu"),
        role="ministry", base_url="http://testserver/",
    )  # fmt: skip
