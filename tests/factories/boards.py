"""Ten requests whose figures can be worked out by hand, through the verbs. デジタル庁 leads all but
one; days run from the day on which a ministry was asked to that of the first reply.

| | from | asked | due | first reply | since then |
|---|---|---|---|---|---|
| in_time | 美郷町 | 4/10 | 5/10 | 4/20, 10 days | |
| late | 一宮市 | 4/10 | 4/30 | 5/5, 25 days | corrected: now with a date |
| again | 山口県 | 4/10 | 5/10 | 4/30, 20 days | reconsidered, overdue |
| silent | 美郷町 | 4/10 | 4/30 | | due date moved to 5/10, overdue |
| young | 新篠津村 | 4/12 | far off | | led by 総務省 |
| logged | 宇部市 | | | | |
| withdrawn | 美郷町 | | | | withdrawn |
| unsaid | 全国町村会 | 4/10 | 5/10 | 4/25, 15 days, not published | |
| secret | 美郷町 | 4/10 | 5/10 | 4/11, 1 day | the request is not published |
| handed_on | 美郷町 | 4/10 | 5/10 | 4/18, 8 days, by 総務省 | now led by デジタル庁 |
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from issues.actions import local_requests, opinions, relations, replies, triage
from issues.due_dates.due import named
from issues.models import DiscussionPoint, LocalRequest
from tests.factories.accounts import one_of_the_cast
from tests.factories.organizations import organization

JAPAN = ZoneInfo("Asia/Tokyo")
TOWN, VILLAGE, CITY, CORE, PREFECTURE, HEADS = (
    "054348", "013048", "352021", "232033", "350001", "zck",
)  # fmt: skip


def noon(month, day):
    return datetime(2024, month, day, 12, tzinfo=JAPAN)


def make():
    """All of them by name."""
    for code in ("digital", "soumu", TOWN, VILLAGE, CITY, CORE, PREFECTURE, HEADS):
        organization(code)
    return {
        "in_time": _in_time(),
        "late": _late(),
        "again": _again(),
        "silent": _silent(),
        "young": _young(),
        "logged": log("logged", CITY),
        "withdrawn": _withdrawn(),
        "unsaid": answer(ask(log("unsaid", HEADS)), (4, 25), "already_possible", public=False),
        "secret": answer(ask(log("secret", TOWN, public=False)), (4, 11), "studying"),
        "handed_on": _handed_on(),
    }


def log(title, code, *, public=True):
    by = one_of_the_cast("secretariat")
    obj = local_requests.log(
        by=by, organization=organization(code), kind="request", title=title,
        said_on=date(2024, 4, 5), points=[DiscussionPoint.objects.get(code="cost")],
    )  # fmt: skip
    return local_requests.publish(obj, by=by, now=timezone.now()) if public else obj


def ask(obj, on=(4, 10), due=date(2024, 5, 10), lead="digital"):
    return triage.triage(
        obj, by=one_of_the_cast("secretariat"), points=list(obj.points.all()),
        lead_ministry=organization(lead), due=named(due), effective_at=noon(*on),
    )  # fmt: skip


def answer(obj, on, claimed, *, by="digital", public=True, **said):
    draft = replies.draft(
        obj, by=one_of_the_cast(by), claimed_class=claimed, text="回答です。", **said
    )
    reply = replies.submit(draft, by=one_of_the_cast(by), effective_at=noon(*on))
    if public:
        replies.publish(reply, by=one_of_the_cast("secretariat"), now=timezone.now())
    return LocalRequest.objects.get(pk=obj.pk)


def _in_time():
    obj = ask(log("in_time", TOWN))
    return answer(obj, (4, 20), "adopted", timing_on=date(2025, 3, 31), means=["notice"])


def _late():
    obj = answer(ask(log("late", CORE), due=date(2024, 4, 30)), (5, 5), "studying")
    by = one_of_the_cast("digital")
    correction = replies.correct(obj.replies.get(), by=by, reason="時期が決まったため")
    correction = replies.edit(
        correction, by=by, claimed_class="studying_dated", timing_on=date(2025, 3, 31)
    )
    correction = replies.submit(correction, by=by, effective_at=noon(5, 20))
    replies.publish(correction, by=one_of_the_cast("secretariat"), now=timezone.now())
    return LocalRequest.objects.get(pk=obj.pk)


def _again():
    obj = answer(ask(log("again", PREFECTURE)), (4, 30), "declined")
    opinions.give(
        obj.replies.get(), by=one_of_the_cast("yamaguchi"), stance="dissatisfied",
        text="理由が分からないため", asks_reconsideration=True, effective_at=noon(5, 1),
    )  # fmt: skip
    return LocalRequest.objects.get(pk=obj.pk)


def _silent():
    obj = ask(log("silent", TOWN), due=date(2024, 4, 30))
    by = one_of_the_cast("secretariat")
    return triage.change_due(obj, by=by, due=named(date(2024, 5, 10)), reason="照会のため")


def _young():
    due = timezone.localdate() + timedelta(days=60)
    return ask(log("young", VILLAGE), on=(4, 12), due=due, lead="soumu")


def _withdrawn():
    obj = log("withdrawn", TOWN)
    return relations.withdraw(obj, by=one_of_the_cast("misato"), reason="解決したため")


def _handed_on():
    obj = answer(ask(log("handed_on", TOWN), lead="soumu"), (4, 18), "studying", by="soumu")
    return triage.reassign(
        obj, by=one_of_the_cast("secretariat"), lead_ministry=organization("digital"),
        reason="所管が移ったため",
    )  # fmt: skip
