"""The files of a closed session: the same bytes whenever they are made, whatever happened since."""

import csv
import hashlib
import io
from datetime import date

import openpyxl
import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from issues.actions import (
    corrections,
    joinings,
    local_requests,
    opinions,
    relations,
    replies,
    triage,
    voices,
)
from issues.due_dates.due import named
from issues.models import LocalRequest
from issues.querysets import chunks
from meetings.actions import closing
from meetings.models import ClosedReport
from meetings.sessions import report_content, report_files
from reports.lists import frozen, producers
from reports.lists.selection import Order
from tests.factories.organizations import organization
from tests.meetings.sessions.conftest import moment

KEYS = tuple(producers.OVERVIEWS)


def close_over_three(stage):
    """A session closed over three requests: one answered, with views; one that is late; one that
    nobody outside knows."""
    secretariat = stage.cast.secretariat
    answered = stage.log("移行の費用", trouble="財源がない。")
    joining = joinings.ask(
        answered, by=stage.cast.ichinomiya, organization=organization("232033"), trouble="本市も。"
    )
    joining = joinings.accept(joining, by=secretariat, now=timezone.now())
    answered.refresh_from_db()
    stage.triage(answered, moment(4, 15))
    answered = stage.reply(answered, moment(5, 1)).local_request
    stage.opinion(answered, moment(5, 10), stance="partly")
    stage.triage(stage.log("人材の派遣", "talent"), moment(4, 15), due=date(2024, 5, 1))
    stage.log("内々の相談", "role")
    for title in ("移行の費用", "人材の派遣"):
        row = LocalRequest.objects.get(title=title)
        local_requests.publish(row, by=secretariat, now=timezone.now())
    joinings.publish(joining, by=secretariat, now=timezone.now())
    held = stage.hold(stage.session(1, 5, 20))
    stage.close(held)
    return held


@pytest.fixture
def closed(remember):
    return remember(close_over_three)


def upset(stage):
    """Everything that may happen afterwards."""
    secretariat, digital = stage.cast.secretariat, stage.cast.digital
    answered = LocalRequest.objects.get(title="移行の費用")
    reply = replies.publish(answered.replies.get(), by=secretariat, now=timezone.now())
    opinions.publish(reply.opinions.get(), by=secretariat, now=timezone.now())
    answered.refresh_from_db()
    voices.report_progress(answered, by=digital, progress="done")
    voices.settle(answered, by=secretariat, reflected_in="基本方針 2.(3)")
    answered.refresh_from_db()
    corrections.correct(
        answered, by=secretariat, after={"title": "書き直した件名", "ask": "別の措置"},
        reason="誤記", now=timezone.now(),
    )  # fmt: skip
    late = LocalRequest.objects.get(title="人材の派遣")
    triage.change_due(late, by=secretariat, due=named(date(2024, 8, 1)), reason="延期。")
    relations.withdraw(late, by=stage.cast.misato, reason="不要になった。")
    secret = LocalRequest.objects.get(title="内々の相談")
    local_requests.publish(secret, by=secretariat, now=timezone.now())
    stage.log("後から足した要望", said_on=date(2024, 4, 1))
    closing.add_to_report(ClosedReport.objects.get(), by=secretariat, text="訂正します。")


def digests():
    report = ClosedReport.objects.select_related("meeting__body").get()
    return {
        (key, team): hashlib.sha256(report_files.made(report, key, team=team).data).hexdigest()
        for key in KEYS
        for team in (True, False)
    }


def table(data):
    sheet = openpyxl.load_workbook(io.BytesIO(data))["対応状況一覧"]
    head, *rows = sheet.values
    return [dict(zip(head, row, strict=True)) for row in rows]


def made(team, key="overview.xlsx"):
    report = ClosedReport.objects.select_related("meeting__body").get()
    return report_files.made(report, key, team=team)


def test_the_files_are_the_same_after_everything_has_changed(stage, closed):
    before = digests()

    upset(stage)

    assert digests() == before
    assert len(set(before.values())) == 2 * len(KEYS)


def test_one_part_and_many_give_the_same_files(stage, closed, monkeypatch):
    whole = digests()

    monkeypatch.setattr(chunks, "AT_ONCE", 2)

    assert digests() == whole


def test_every_part_takes_the_same_queries(stage, closed, monkeypatch):
    query = QueryDict(f"as_of={closed.pk}&sort=-number")

    def queries(key, at_once):
        monkeypatch.setattr(chunks, "AT_ONCE", at_once)
        with CaptureQueriesContext(connection) as found:
            producers.find(key).make(Order(stage.cast.secretariat, query, timezone.now()))
        return len(found)

    for key in ("overview.csv", "overview.xlsx"):
        queries(key, 3)
        assert queries(key, 1) - queries(key, 3) == 2


def test_the_list_under_the_session_alone_gives_the_very_same_file(stage, closed, visitor):
    upset(stage)
    query = QueryDict(f"as_of={closed.pk}")

    for actor, team in ((visitor, False), (stage.cast.secretariat, True)):
        order = Order(actor, query, timezone.now())
        for key in KEYS:
            data = producers.find(key).make(order, lambda done, total: None)
            assert data == made(team, key).data


def test_the_teams_table_tells_what_was_true_then(stage, closed):
    upset(stage)

    found = {row["件名"]: row for row in table(made(True).data)}

    assert list(found) == ["移行の費用", "人材の派遣", "内々の相談"]
    row = found["移行の費用"]
    assert (row["支障事例・効果"], row["共同提案の団体"]) == ("財源がない。", "愛知県一宮市")
    assert (row["状況"], row["回答の区分"], row["回答"], row["回答は公表前"]) == (
        "回答済", "検討（期限なし）", "検討します。", "○",
    )  # fmt: skip
    assert (row["団体の見解"], row["見解の内容"]) == ("一部納得", "期限がないため")
    assert (row["反映先"], row["府省の進捗"], row["求める措置"]) == (None, None, None)
    late = found["人材の派遣"]
    assert (late["状況"], late["未回答"]) == ("論点整理済", "○")
    assert late["回答期限"].date() == date(2024, 5, 1)
    assert [row["公表"] for row in found.values()] == ["○", "○", None]


def test_the_public_table_holds_what_was_public_when_it_was_frozen(stage, closed):
    upset(stage)

    book = openpyxl.load_workbook(io.BytesIO(made(False).data))
    cells = [c.value for sheet in book for row in sheet.iter_rows() for c in row if c.value]
    rows = table(made(False).data)

    assert [row["件名"] for row in rows] == ["移行の費用", "人材の派遣"]
    assert (rows[0]["回答の区分"], rows[0]["回答"], rows[0]["団体の見解"]) == (None, None, None)
    for secret in (
        "内々の相談",
        "検討します。",
        "期限がないため",
        "書き直した件名",
        "訂正します。",
    ):
        assert [cell for cell in cells if secret in str(cell)] == []


def test_an_earlier_public_reply_is_read_where_the_newest_is_not_public(stage):
    secretariat = stage.cast.secretariat
    obj = stage.log("二回目")
    local_requests.publish(obj, by=secretariat, now=timezone.now())
    obj.refresh_from_db()
    stage.triage(obj, moment(4, 15))
    obj.refresh_from_db()
    first = stage.reply(obj, moment(4, 20))
    replies.publish(first, by=secretariat, now=timezone.now())
    obj.refresh_from_db()
    stage.opinion(obj, moment(4, 25), again=True)
    obj.refresh_from_db()
    stage.reply(obj, moment(5, 1), claimed_class="declined")
    stage.close(stage.hold(stage.session(1, 5, 20)))

    shown = {team: table(made(team).data)[0]["回答の区分"] for team in (True, False)}

    assert shown == {True: "対応困難", False: "検討（期限なし）"}


def test_a_session_closed_late_shows_titles_ministries_and_dates_as_then(stage):
    first = stage.hold(stage.session(1, 5, 20))
    obj = stage.log("はじめの件名")
    stage.triage(obj, moment(4, 15), due=date(2024, 5, 10))
    obj.refresh_from_db()
    stage.start_review(obj, moment(6, 1))
    obj.refresh_from_db()
    local_requests.edit(obj, by=stage.cast.secretariat, title="あとの件名")
    obj.refresh_from_db()
    triage.change_due(obj, by=stage.cast.secretariat, due=named(date(2024, 7, 1)), reason="延期。")
    obj.refresh_from_db()
    triage.reassign(
        obj, by=stage.cast.secretariat, lead_ministry=organization("soumu"), reason="所管のため。"
    )

    record = stage.close(first).content["requests"][0]

    assert (record["title"], record["status"], record["replies"]) == ("はじめの件名", "triaged", [])
    assert (record["lead_ministry"], record["due_on"]) == ("デジタル庁", "2024-05-10")


def test_what_was_put_right_before_anything_later_counts_for_a_session_entered_late(stage):
    held = stage.hold(stage.session(1, 5, 20))
    obj = stage.log("打ち間違いの件明")
    local_requests.edit(obj, by=stage.cast.secretariat, title="正しい件名")

    record = stage.close(held).content["requests"][0]

    assert record["title"] == "正しい件名"


CONDITIONS = (
    "", "q=人材", "q=財源", "q=どこにもない", "point=cost", "organization=秋田県美郷町",
    "organization=愛知県一宮市", "size=town", "size=city", "prefecture=050008", "kind=request",
    "kind=concern", "ministry=digital", "ministry=null", "reply_class=studying",
    "first_reply=any", "first_reply=in_time", "first_reply=none", "size=town_village",
    "reply_class=unanswered", "reply_class=awaited", "unanswered=yes", "overdue=yes",
    "re_raised=yes", "year=2024", "status=replied", "status=logged&status=triaged",
    "sort=-number", "sort=status", "sort=-status", "sort=-organization", "sort=date",
    "point=cost&status=replied&sort=-date",
)  # fmt: skip


@pytest.mark.parametrize("who", ["secretariat", "visitor"])
def test_conditions_find_in_the_frozen_report_what_the_list_finds(stage, closed, who, visitor):
    """Nothing has been entered since, so the record replayed and the frozen report agree."""
    organization("050008")
    actor = visitor if who == "visitor" else stage.cast.secretariat
    differing = {}
    for query in CONDITIONS:
        order = Order(actor, QueryDict(f"{query}&as_of={closed.pk}"), timezone.now())
        assert not order.filters.errors or "organization" in query or "year" in query, query
        listed = [row.local_request.number for row in order.requests()]
        kept = [row.number for row in order.overview().rows]
        if listed != kept:
            differing[query] = (listed, kept)

    # The list tells outsiders of replies that became public since; the report, nothing of then.
    assert differing == {}


def test_a_filtered_file_is_the_same_after_everything_has_changed(stage, closed):
    query = QueryDict(f"q=費用&status=replied&as_of={closed.pk}")

    def numbers():
        found = Order(stage.cast.secretariat, query, timezone.now()).overview()
        return found.about, found.rows

    before = numbers()
    upset(stage)

    assert numbers() == before
    assert [row.title for row in before[1]] == ["移行の費用"]
    assert before[0].conditions == ("キーワード：費用", "状況：回答済")


def test_a_report_of_format_1_is_still_read(stage, closed):
    new = ("short_name", "trouble", "joined", "replies", "opinions", "progress", "judgement",
           "passages", "prefecture", "prefecture_code", "organization_position", "co_ministries",
           "lead_ministry_code", "first_due_on", "round", "re_raises", "overdue")  # fmt: skip
    content = ClosedReport.objects.get().content
    old = content | {
        "format": 1,
        "points": [{k: v for k, v in p.items() if k not in new} for p in content["points"]],
        "requests": [{k: v for k, v in r.items() if k not in new} for r in content["requests"]],
    }

    def of(team):
        return frozen.overview_of(old, team=team, recorded_at=timezone.now(), digest="x")

    row = of(True).rows[0]
    assert (row.title, row.reply_class, row.stance, row.reply_text, row.trouble) == (
        "移行の費用", "検討（期限なし）", "一部納得", "", "",
    )  # fmt: skip
    assert of(False).rows[0].reply_class == ""
    assert frozen.FORMAT_1 in of(True).about.notes
    assert len(of(True).rows) == 3


class TestAddresses:
    def test_everybody_gets_the_public_file_with_its_digest(self, closed, client):
        path = f"/meetings/{closed.pk}/report/public/overview.csv"

        answer, digest = client.get(path), client.get(f"{path}.sha256")

        assert answer.status_code == 200
        assert answer["Content-Type"] == "text/csv; charset=utf-8"
        assert answer["Cache-Control"] == "private, no-store"
        expected = hashlib.sha256(answer.content).hexdigest()
        assert digest.content.decode() == f"{expected}  対応状況一覧_WT第1回確定時点.csv\n"
        titles = [row["件名"] for row in csv.DictReader(io.StringIO(answer.content.decode()[1:]))]
        assert titles == ["移行の費用", "人材の派遣"]

    def test_a_long_one_comes_from_the_disk_with_the_same_bytes(self, closed, client, settings):
        path = f"/meetings/{closed.pk}/report/public/overview.xlsx"
        short, digest = client.get(path), client.get(f"{path}.sha256")
        settings.EXPORT_DIRECT_ROWS = 1

        long = client.get(path)

        assert b"".join(long.streaming_content) == short.content
        assert client.get(f"{path}.sha256").content == digest.content
        names = ("Content-Type", "Content-Disposition", "Cache-Control", "Content-Length")
        assert [long[name] for name in names] == [short[name] for name in names]

    @pytest.mark.parametrize("who", ["misato", "digital", "ichinomiya", "stranger", None])
    def test_the_teams_file_is_not_found_by_anybody_else(self, stage, closed, client, who):
        if who:
            client.force_login(getattr(stage.cast, who))

        for suffix in ("", ".sha256"):
            path = f"/meetings/{closed.pk}/report/team/overview.xlsx{suffix}"
            assert client.get(path).status_code == 404

    def test_the_team_finds_both(self, stage, closed, client):
        client.force_login(stage.cast.wt_member)

        page = client.get(f"/meetings/{closed.pk}/report/").content.decode()

        for audience in ("team", "public"):
            path = f"/meetings/{closed.pk}/report/{audience}/overview.xlsx"
            assert f'href="{path}"' in page
            assert client.get(path).status_code == 200

    @pytest.mark.parametrize(
        "path", ["public/overview.doc", "all/overview.xlsx", "public/cards.pdf"]
    )
    def test_there_is_nothing_else(self, stage, closed, client, path):
        client.force_login(stage.cast.secretariat)

        assert client.get(f"/meetings/{closed.pk}/report/{path}").status_code == 404


def test_the_frozen_content_is_intact(closed):
    report = ClosedReport.objects.get()

    assert report.content["format"] == 2
    assert report_content.is_intact(report)


def test_a_made_up_reply_on_a_real_request_marks_the_row_for_those_who_read_it(stage):
    obj = stage.triage(stage.log("答えだけが架空"), moment(4, 15))
    local_requests.publish(obj, by=stage.cast.secretariat, now=timezone.now())
    stage.reply(LocalRequest.objects.get(pk=obj.pk), moment(5, 1), fictional=True)
    stage.close(stage.hold(stage.session(1, 5, 20)))
    report = ClosedReport.objects.select_related("meeting__body").get()

    marked = {
        team: [row.fictional for row in report_files.overview_of(report, team=team).rows]
        for team in (True, False)
    }

    assert marked == {True: [True], False: [False]}
