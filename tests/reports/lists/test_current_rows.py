"""The rows as they stand now: what they say, to whom, and in how many queries."""

import re
from datetime import date

import pytest
from django.conf import settings
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from issues.actions import joinings, opinions, replies, triage, voices
from issues.due_dates.due import named
from issues.models import LocalRequest
from reports.lists.selection import Order
from tests.factories.issues import a_request
from tests.factories.organizations import organization

pytestmark = pytest.mark.usefixtures("points")


def overview(actor, query=""):
    return Order(actor, QueryDict(query), timezone.now()).overview()


@pytest.fixture
def replied(secretariat, digital, misato, ichinomiya):
    """A published request with a reply of its first round published, one of its second round
    handed in, and views of two organizations on the first."""

    def make(title="移行経費を支援してほしい"):
        obj = a_request(title, published=True, points=("cost", "talent"), trouble="財源がない。")
        joining = joinings.ask(
            obj, by=ichinomiya, organization=organization("232033"), trouble="本市も同じ。"
        )
        joining = joinings.accept(joining, by=secretariat, now=timezone.now())
        joinings.publish(joining, by=secretariat, now=timezone.now())
        obj.refresh_from_db()
        obj = triage.triage(
            obj, by=secretariat, points=[p.point for p in obj.request_points.all()],
            lead_ministry=organization("digital"), co_ministries=[organization("soumu")],
            due=named(date(2024, 5, 10)),
        )  # fmt: skip
        obj = triage.start_review(obj, by=digital)
        first = _reply(obj, digital, "一回目の回答", claimed_class="already_possible")
        first = replies.publish(first, by=secretariat, now=timezone.now())
        own = opinions.give(
            first, by=misato, stance="dissatisfied", text="期限がない。", asks_reconsideration=True
        )
        opinions.publish(own, by=secretariat, now=timezone.now())
        obj.refresh_from_db()
        second = _reply(
            obj, digital, "二回目の回答", claimed_class="adopted", timing_on=date(2025, 3, 31),
            means=["budget", "publicity"],
        )  # fmt: skip
        opinions.give(second, by=misato, stance="satisfied", text="これでよい。")
        opinions.give(second, by=ichinomiya, stance="partly", text="時期を早めてほしい。")
        obj.refresh_from_db()
        voices.report_progress(obj, by=digital, progress="studying")
        voices.judge(obj, by=secretariat, judgement="continue")
        return LocalRequest.objects.get(pk=obj.pk)

    return make


def _reply(obj, by, text, **given):
    return replies.submit(replies.draft(obj, by=by, text=text, **given), by=by)


def test_the_team_reads_the_newest_reply_and_every_view(replied, secretariat):
    replied()

    (row,) = overview(secretariat).rows

    assert (row.organization, row.size, row.prefecture, row.joined) == (
        "秋田県美郷町", "町", "秋田県", ("愛知県一宮市",),
    )  # fmt: skip
    assert (row.primary_point, row.other_points) == ("6 費用負担", ("4 デジタル人材",))
    assert (row.lead_ministry, row.co_ministries) == ("デジタル庁", ("総務省",))
    assert (row.status, row.round, row.unanswered) == ("回答済", 2, False)
    assert (row.reply_class, row.reply_timing, row.reply_means, row.reply_text) == (
        "対応する", date(2025, 3, 31), ("予算・財政措置", "周知"), "二回目の回答",
    )  # fmt: skip
    assert (row.replied_on, row.reply_pending) == (timezone.localdate(), True)
    assert (row.stance, row.opinion) == ("納得", "これでよい。")
    assert row.other_stances == ("愛知県一宮市：一部納得",)
    assert (row.progress, row.judgement) == ("検討中", "継続フォロー")
    assert (row.public, row.fictional) == (True, False)


def test_a_row_is_marked_for_a_made_up_reply_that_its_reader_sees(digital, secretariat, visitor):
    obj = a_request("答えだけが架空", published=True)
    obj = triage.triage(
        obj, by=secretariat, points=list(obj.points.all()), lead_ministry=organization("digital"),
        due=named(date(2024, 5, 10)),
    )  # fmt: skip
    obj = triage.start_review(obj, by=digital)
    written = replies.draft(
        obj, by=digital, text="架空の回答", claimed_class="studying", fictional=True
    )
    assert [row.fictional for row in overview(secretariat).rows] == [False]

    replies.submit(written, by=digital)

    assert [row.fictional for row in overview(secretariat).rows] == [True]
    assert [row.fictional for row in overview(visitor).rows] == [False]


def test_a_visitor_reads_the_newest_public_reply_and_no_view_of_the_present_round(replied, visitor):
    replied()

    (row,) = overview(visitor).rows

    assert (row.reply_class, row.reply_text, row.reply_pending) == (
        "現行規定で対応可能", "一回目の回答", False,
    )  # fmt: skip
    assert (row.stance, row.opinion, row.other_stances) == ("", "", ())


def test_a_reply_that_is_being_written_is_in_no_ones_table(secretariat, digital):
    obj = a_request(published=True, status="under_review", lead="digital")
    replies.draft(obj, by=digital, claimed_class="studying", text="書きかけ")

    assert [overview(actor).rows[0].reply_text for actor in (secretariat, digital)] == ["", ""]


def test_a_request_is_unanswered_once_its_date_has_passed(secretariat):
    a_request(status="triaged", due_on=date(2024, 5, 10))
    a_request(status="triaged", due_on=timezone.localdate())
    a_request(status="replied", due_on=date(2024, 5, 10))

    assert [row.unanswered for row in overview(secretariat).rows] == [True, False, False]


def test_it_names_the_words_in_the_minutes_by_their_address(world, visitor, secretariat):
    request = world.published.local_request

    (row,) = overview(visitor).rows

    passage = request.passages.get()
    whole = f"{settings.SITE_URL}{passage.get_absolute_url()}"  # a file is on no site
    assert (row.meeting, row.passage) == (str(world.published.meeting), whole)
    assert re.match("https?://[^/]+/meetings/", whole)
    assert len(overview(secretariat).rows) == 2


def test_it_follows_the_conditions_and_the_order_of_the_list(secretariat):
    a_request("人材を派遣してほしい", points=("talent",))
    first, second = a_request("費用その一"), a_request("費用その二")

    found = overview(secretariat, "point=cost&sort=-number")

    assert [row.number for row in found.rows] == [second.number, first.number]
    assert found.about.conditions == ("論点：費用負担",)
    assert found.about.order == "番号の新しい順"


def test_conditions_that_cannot_be_read_select_nothing(secretariat):
    a_request()

    assert overview(secretariat, "kind=nonsense").rows == ()


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("visitor", "どなたでも見られる内容だけを載せています。"),
        ("secretariat", "公表前の内容を含みます。事務局と構成員の間だけで使ってください。"),
        ("misato", "秋田県美郷町の人が見られる内容です。公表前の内容を含むことがあります。"),
        ("digital", "デジタル庁の人が見られる内容です。公表前の内容を含むことがあります。"),
    ],
)
def test_it_says_who_may_be_given_it(who, words, request):
    found = overview(request.getfixturevalue(who))

    assert found.about.readers == words
    assert found.inside is (who != "visitor")


def test_one_request_and_three_take_the_same_queries(replied, secretariat):
    replied()
    one = _queries(secretariat)
    replied("二つ目")
    replied("三つ目")

    assert _queries(secretariat) == one


def _queries(actor):
    with CaptureQueriesContext(
        connection,
    ) as found:
        overview(actor)
    return len(found)
