"""What waits for the secretariat and the working team, each with its button."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, Window
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from accounts import rules
from accounts.rules import Actor
from coordination.start.reviews import Review, reviews
from coordination.start.todo import Line, Todo, Urgency
from issues.desks import waiting_corrections, waiting_joinings
from issues.enums import AWAITING_REPLY, OpinionStatus, ReplyStatus, RequestStatus
from issues.models import Forum, Handover, LocalRequest, Opinion, Reply, Standing
from issues.pages import follow_up_rows, three_voices
from issues.querysets.among import hashed
from japan.eras import format_era
from meetings.models import MinutesImport, Passage
from workflow.asking import numbers
from workflow.kept import grown
from workflow.templatetags.ronten import SOON_DAYS

SHOWN = 3
"""How many of the things that one line is about are named below it."""
ON_LINE = ("number", "title", "status", "forum", "published_at", "fictional")
"""What a line of text shows of a request."""


def todos(request: HttpRequest, *, on: date, forum: Forum | None) -> list[Todo]:
    """All that waits for this reader, of the chosen 協議の場. The number of queries is fixed."""
    actor = request.user
    secretariat = rules.is_secretariat(actor)
    counts = numbers.together(**_to_count(actor, on, forum))
    found = [*_late(counts, on), *_by_review(reviews(forum), secretariat=secretariat)]
    found += [*_imports(request), *_to_check(actor, forum)]
    return [*found, *_of_secretariat(actor, counts, forum)] if secretariat else found


def _to_count(actor: Actor, on: date, forum: Forum | None) -> dict[str, Any]:
    now, until = Standing.objects.now().of_forum(forum), on + timedelta(days=SOON_DAYS)
    tasks = follow_up_rows.minded_by(actor, forum)
    counted = {
        "late": now.unanswered(on),
        "soon": now.filter(owed_on__range=(on, until)),
        "tasks_late": tasks.overdue(on),
        "tasks_soon": tasks.open().filter(due_on__range=(on, until)),
    }
    if not rules.is_secretariat(actor):
        return counted
    return counted | {
        "to_triage": LocalRequest.objects.of_forum(forum).filter(status=RequestStatus.LOGGED),
        "disagreeing": now.live().disagreeing(actor),
        "corrections": waiting_corrections.waiting(actor),
        "handovers": _handovers(forum),
        "joinings_to_publish": waiting_joinings.to_publish(actor),
    }


def _late(counts: dict[str, int], on: date) -> Iterator[Todo]:
    requests, tasks = reverse("issues:requests:list"), reverse("issues:follow_ups:list")
    if late := counts["late"]:
        yield Todo(
            f"期限を過ぎた回答 {late}件",
            "府省の回答が、期限までに届いていません。",
            f"{requests}?unanswered=yes&sort=due",
            "未回答の要望を見る",
            Urgency.OVERDUE,
        )
    if late := counts["tasks_late"]:
        words = "期限までに終わっていません。"
        url = f"{tasks}?due=overdue"
        yield Todo(
            f"期限を過ぎた対応依頼 {late}件", words, url, "超過した依頼を見る", Urgency.OVERDUE
        )
    until = format_era(on + timedelta(days=SOON_DAYS))
    if soon := counts["soon"]:
        yield Todo(
            f"期限が近い回答 {soon}件",
            f"府省の回答の期限が、{until}までに来ます。",
            f"{requests}?{urlencode([('status', s.value) for s in AWAITING_REPLY])}&sort=due",
            "期限の早い順に見る",
            Urgency.SOON,
        )
    if soon := counts["tasks_soon"]:
        words = f"期限が、{until}までに来ます。"
        url = f"{tasks}?due=soon"
        yield Todo(f"期限が近い対応依頼 {soon}件", words, url, "期限が近い依頼を見る", Urgency.SOON)


def _by_review(found: list[Review], *, secretariat: bool) -> Iterator[Todo]:
    for review in found:
        if review.left:
            yield _review(review)
    for review in found:
        if review.ready:
            url = reverse("meetings:publish", args=(review.meeting.pk,)) if secretariat else ""
            words = (
                f"すべての文を確かめました。公表していない記録が{review.unpublished}件あります。"
            )
            yield Todo(
                f"{review.meeting}の公表",
                words if secretariat else f"{words}公表は事務局がします。",
                url,
                "公表の確認へ" if secretariat else "",
            )


def _review(review: Review) -> Todo:
    what = [f"候補{review.pending}件"] if review.pending else []
    if review.coverage.open:
        what.append(f"要望かどうかを確かめていない{review.coverage.open}文")
    closed = "確定した会合ですが、" if review.is_closed else ""
    return Todo(
        f"{review.meeting}の候補の確認",
        f"{closed}{'と'.join(what)}が残っています。",
        reverse("meetings:review", args=(review.meeting.pk,)),
        "確認を続ける",
        done=review.coverage.total - review.coverage.open,
        total=review.coverage.total,
    )


def _imports(request: HttpRequest) -> Iterator[Todo]:
    rows = MinutesImport.objects.visible_to(request.user).unfinished().select_related("source")
    for each in grown.kept(request, "imports", rows, lambda: list(rows)):
        begun = format_era(timezone.localdate(each.started_at))
        words = f"{each.get_status_display()}。{begun}に始めました。"
        yield Todo(f"取込みの途中：{each}", words, each.get_absolute_url(), "取込みを開く")


def _to_check(actor: Actor, forum: Forum | None) -> Iterator[Todo]:
    rows = Passage.objects.visible_to(actor).live().to_check()
    if forum is not None:
        rows = rows.filter(speech__source__meeting__body__forum=forum.pk)
    rows = rows.select_related("speech__source__meeting__body", "local_request", "commitment")
    shown = list(rows.annotate(total=Window(Count("pk")))[:SHOWN])
    if not shown:
        return
    total: int = shown[0].total
    yield Todo(
        f"引用箇所の確認 {total}か所",
        "訂正された議事要旨で、同じ言葉が見つからなかった引用です。",
        reverse("meetings:anchors", args=(shown[0].speech.source.meeting_id,)),
        "引用箇所を確かめる",
        lines=tuple(
            _line(each.record, each.get_absolute_url(), each.get_anchor_status_display())
            for each in shown
        ),
        left_out=total - len(shown),
        place="to-check",
    )


def _of_secretariat(actor: Actor, counts: dict[str, int], forum: Forum | None) -> Iterator[Todo]:
    """What only the secretariat can move on: triage, publishing, voices that disagree."""
    joinings = reverse("issues:joinings:list")
    if number := counts["to_triage"]:
        words = "主な論点、担当する府省、回答期限を決めます。"
        url = reverse("issues:triage")
        yield Todo(f"論点整理を待つ要望 {number}件", words, url, "論点整理を始める")
    yield from _to_publish(forum)
    if number := len(waiting_joinings.to_decide(actor)):
        words = "ほかの団体の要望に加わる申出です。受け入れるまで、公表した内容だけが見えます。"
        yield Todo(f"加わる申出 {number}件", words, joinings, "申出を見る")
    if number := counts["handovers"]:
        yield _to_hand_on(number, forum)
    if number := counts["corrections"]:
        words = "公表した文章を直す申出です。受け入れるまで、文章は変わりません。"
        url = reverse("issues:corrections:list")
        yield Todo(f"訂正の申出 {number}件", words, url, "訂正の申出を見る")
    if number := counts["joinings_to_publish"]:
        title = f"公表していない、加わった団体の支障事例 {number}件"
        yield Todo(title, "公表した要望に加わった団体のものです。", joinings, "支障事例を見る")
    if number := counts["disagreeing"]:
        words = "府省の進捗、事務局の判断、団体の見解のあいだに食い違いがあります。"
        url = f"{reverse('issues:requests:list')}?disagreeing=yes"
        yield Todo(f"見解が一致していない要望 {number}件", words, url, "食い違いを見る")


def _handovers(forum: Forum | None) -> Any:
    rows = Handover.objects.waiting()
    return rows if forum is None else rows.filter(local_request__forum=forum.pk)


def _to_hand_on(number: int, forum: Forum | None) -> Todo:
    shown = list(_handovers(forum).select_related("local_request", "ministry")[:SHOWN])
    places = [reverse("issues:handovers:decide", args=(each.pk,)) for each in shown]
    return Todo(
        f"担当替えの申出 {number}件",
        "府省が、ほかの府省の担当だと言っています。決めるまで、担当も期限も変わりません。",
        places[0],
        "最も古い申出を決める",
        lines=tuple(
            _line(each.local_request, place, each.ministry.name)
            for each, place in zip(shown, places, strict=True)
        ),
        left_out=number - len(shown),
    )


def _to_publish(forum: Forum | None) -> Iterator[Todo]:
    replies = Reply.objects.filter(status=ReplyStatus.SUBMITTED)
    opinions = Opinion.objects.filter(status=OpinionStatus.GIVEN)
    given = Q(hashed("pk", replies.order_by().values("local_request")))
    given |= hashed("pk", opinions.order_by().values("reply__local_request"))
    given |= hashed("pk", three_voices.waiting())
    rows = LocalRequest.objects.of_forum(forum).filter(given).only(*ON_LINE)
    shown: list[Any] = list(rows.annotate(total=Window(Count("*"))).order_by("number")[:SHOWN])
    if not shown:
        return
    total: int = shown[0].total
    yield Todo(
        f"公表を待つ回答・見解のある要望 {total}件",
        "だれでも見られるようになる文を読んでから、1件ずつ、またはまとめて公表します。",
        reverse("publication:desk"),
        "公表の画面を開く",
        lines=tuple(_line(each, each.get_absolute_url()) for each in shown),
        left_out=total - len(shown),
    )


def _line(record: Any, url: str, beside: str = "") -> Line:
    return (url, record.number, record.title, record.fictional, beside)
