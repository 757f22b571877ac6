"""How many tasks are late that are a reader's business: it stands in the head of every page.

What is counted says `follow_up_rows.minded_by`. To build that question for a local government
takes longer than all else in the head; it is built once for each sort of reader.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import DateField, F, Func, IntegerField, QuerySet

from accounts import rules
from accounts.models import Membership, User
from issues.models import FollowUp, Forum
from issues.pages import follow_up_rows
from workflow.asking import together
from workflow.asking.together import Given
from workflow.kept import grown

ME, MINE, FORUM, ON = Given("me"), Given("mine"), Given("forum"), Given("on", DateField())


def count(request: Any, user: User, forum: Forum | None, on: date) -> int:
    """Those of this reader on that day; `forum` as for `minded_by`. One query, and none where the
    page has looked at how far the record has grown and nothing counted here has."""
    membership = rules.acting(user)
    if membership is None:
        return 0
    sort = "late tasks", rules.role_of(user), forum is not None
    given = {
        "me": user.pk,
        "mine": membership.organization_id,
        "forum": forum.pk if forum is not None else None,
        "on": on,
    }

    def questions() -> together.Questions:
        return {"late": _late(membership.role, in_one=forum is not None)}

    def counted() -> int:
        (found,) = together.ask(sort, questions, **given)["late"]
        return int(found)

    if request is None or grown.asked_before(request) is None:
        return counted()
    sql = together.statement(sort, questions)
    return grown.kept_of(request, (sort, *given.values()), sql, counted)


def _late(role: str, *, in_one: bool) -> QuerySet[FollowUp, Any]:
    """The question for whoever has this role, with places for who, where and when."""
    reader = User(pk=ME, is_active=True)
    reader.acting = Membership(role=role, organization_id=MINE)
    forum = Forum(pk=FORUM) if in_one else None
    late = follow_up_rows.minded_by(reader, forum).overdue(ON)  # type: ignore[arg-type]
    number = Func(F("pk"), function="COUNT", output_field=IntegerField())
    return late.order_by().values_list(number, flat=True)
