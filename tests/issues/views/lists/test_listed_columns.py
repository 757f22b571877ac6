"""The columns of the list of requests: which ones it shows, to whom, and what they say."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from issues.actions import opinions, replies, voices
from issues.columns import declared
from issues.models import LocalRequest
from tests.factories.issues import a_request

pytestmark = pytest.mark.usefixtures("points")
EVERY = "columns=" + ",".join(each.name for each in declared.COLUMNS if each.listed)


def page(client, query=""):
    return client.get(f"/requests/?{query}").content.decode()


def headings(text):
    head = text.split("<thead>")[1].split("</thead>")[0]
    return [
        re.sub(r"<[^>]+>|\s", "", each) for each in re.findall(r"<th\b[^>]*>(.*?)</th>", head, re.S)
    ]


def cells(text, number):
    """The cells of one request as text."""
    (row,) = [each for each in re.split(r"<tr\b", text) if f">{number}<" in each]
    row = row.split("</table>")[0].split("</tbody>")[0]
    found = re.split(r"<t[dh]\b[^>]*>", row)[1:]
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", each)).strip() for each in found]


def days(number):
    return timezone.localdate() + timedelta(days=number)


class TestStandard:
    def test_it_shows_who_must_answer_by_when(self, client):
        row = a_request(
            "費用の支援", published=True, status="under_review", lead="digital", due_on=days(40)
        )

        text = page(client)

        assert headings(text) == [
            "番号", "件名", "団体", "論点", "主担当府省", "回答期限", "状況",
        ]  # fmt: skip
        number, title, body, point, ministry, due, status = cells(text, row.number)
        assert (number, title, body, ministry) == (
            row.number, "費用の支援", "秋田県美郷町", "デジタル庁",
        )  # fmt: skip
        assert (point, status) == ("6 費用負担", "検討中")
        assert f"{days(40).month}月{days(40).day}日" in due
        assert "超過" not in due

    def test_a_reply_that_is_owed_too_long_is_told_in_words(self, client):
        late = a_request(published=True, status="under_review", lead="digital", due_on=days(-3))
        soon = a_request(published=True, status="triaged", lead="digital", due_on=days(2))
        done = a_request(published=True, status="settled", lead="digital", due_on=days(-3))
        none = a_request(published=True)

        text = page(client)

        due = [cells(text, row.number)[5] for row in (late, soon, done, none)]
        assert "3日超過" in due[0]
        assert "あと2日" in due[1]
        assert "超過" not in due[2]
        assert due[3] == "期限なし"

    @pytest.mark.parametrize(("sort", "expected"), [("due", [1, 0, 2, 3]), ("-due", [0, 1, 2, 3])])
    def test_by_due_date_what_has_none_comes_last(self, sort, expected, client):
        rows = [
            a_request(
                published=True,
                **({"status": "triaged", "lead": "digital"} if on else {}),
                due_on=on,
            )
            for on in (days(9), days(-9), None, None)
        ]

        found = client.get(f"/requests/?sort={sort}").context["page"]

        assert [row.number for row in found] == [rows[place].number for place in expected]

    def test_by_the_last_change_what_moved_comes_first(self, client, digital):
        first = a_request(published=True, status="under_review", lead="digital")
        second = a_request(published=True)
        before = client.get("/requests/?sort=-updated").context["page"]
        assert [row.number for row in before] == [second.number, first.number]

        reply = replies.draft(first, by=digital, text="検討します。", claimed_class="studying")
        replies.submit(reply, by=digital)

        after = client.get("/requests/?sort=-updated").context["page"]
        assert [row.number for row in after] == [first.number, second.number]


class TestChosen:
    def test_it_shows_what_was_chosen_and_remembers_it_in_every_link(self, client):
        row = a_request("費用の支援", ask="半分を\n補助して<b>ほしい</b>。", published=True)

        text = page(client, "columns=kind&columns=ask&columns=updated_on&point=cost&sort=date")

        assert headings(text) == ["番号", "件名", "最終更新", "種別", "求める措置"]
        assert cells(text, row.number)[3:] == ["要望", "半分を 補助して&lt;b&gt;ほしい&lt;/b&gt;。"]
        kept = "columns=kind&amp;columns=ask&amp;columns=updated_on"
        assert f'href="/requests/?sort=date&amp;{kept}"' in text  # the chip without its condition
        assert f'href="/requests/?{kept}"' in text  # all conditions dropped
        assert f'href="?{kept}&amp;point=cost&amp;sort=-date"' not in text  # that head is not shown
        assert f'href="?{kept}&amp;point=cost&amp;sort=number"' in text
        seek = text.split('class="seek"')[1].split("</form>")[0]
        assert re.findall(r'name="columns" value="(\w+)"', seek) == ["kind", "ask", "updated_on"]

    def test_the_chooser_keeps_the_conditions_and_ticks_what_is_shown(self, client):
        a_request(published=True)

        text = page(client, "columns=kind&status=logged&q=&sort=-number")

        form = text.split('class="pick-columns"')[1].split("</form>")[0]
        assert re.findall(r'type="hidden" name="(\w+)" value="([\w-]+)"', form) == [
            ("status", "logged"), ("sort", "-number"), ("columns", "number"),
        ]  # fmt: skip
        assert re.findall(r'value="(\w+)" checked', form) == ["kind"]

    def test_a_name_that_is_no_column_is_told_and_the_others_are_shown(self, client):
        a_request(published=True)

        text = page(client, "columns=kind&columns=nonsense<b>&columns=public")

        assert "「nonsense&lt;b&gt;」「public」という列は、ありません。" in text
        assert headings(text) == ["番号", "件名", "種別"]

    def test_only_those_inside_may_choose_what_is_not_public(self, client, as_, digital):
        hidden = a_request("内々の相談", lead="digital", status="triaged")

        outside = page(client)
        text = page(as_(digital), "columns=public&columns=reply_pending")

        assert 'value="reply_pending"' not in outside
        assert headings(text) == ["選択", "番号", "件名", "回答は公表前", "公表"]
        assert cells(text, hidden.number)[3:] == ["", ""]

    def test_every_column_takes_the_same_queries_for_one_row_and_three(self, as_, secretariat):
        team = as_(secretariat)

        def queries():
            with CaptureQueriesContext(connection) as caught:
                page(team, EVERY)
            return len(caught)

        page(team)
        a_request(published=True, lead="digital", status="triaged")
        one = queries()
        a_request(published=True, code="232033", points=("cost", "talent"))
        a_request(published=True, code="350001", lead="soumu", status="triaged")

        assert queries() == one


@pytest.fixture
def whispered(digital, misato):
    """A public request with a reply, a view and progress of which nothing is public."""
    obj = a_request("費用の支援", published=True, status="under_review", lead="digital")
    reply = replies.draft(obj, by=digital, text="内々の回答", claimed_class="already_possible")
    replies.submit(reply, by=digital)
    reply.refresh_from_db()
    opinions.give(reply, by=misato, stance="satisfied", text="内々の見解")
    obj = LocalRequest.objects.get(pk=obj.pk)
    voices.report_progress(obj, by=digital, progress="not_studied")
    return obj


INTERNAL = ("内々の回答", "現行規定で対応可能", "内々の見解", "納得", "未検討")


@pytest.mark.parametrize("who", ["visitor", "soumu", "ichinomiya", "stranger"])
def test_nothing_internal_stands_in_any_column(who, whispered, as_, request):
    text = page(as_(request.getfixturevalue(who)), EVERY)

    row = " ".join(cells(text, whispered.number))
    assert [word for word in INTERNAL if word in row] == []


def test_the_team_reads_all_of_it(whispered, as_, secretariat):
    row = " ".join(cells(page(as_(secretariat), EVERY), whispered.number))

    assert [word for word in INTERNAL if word not in row] == []


def test_whoever_chooses_nothing_pays_for_no_more_than_before(client):
    a_request(published=True)
    with CaptureQueriesContext(connection) as plain:
        page(client)
    with CaptureQueriesContext(connection) as more:
        page(client, "columns=ask")

    assert len(plain) < len(more)


def test_the_way_to_the_words_stays_on_the_site(world, client):
    local_request = world.published.local_request

    text = page(client, "columns=passage")

    assert f'<a href="{local_request.passages.get().get_absolute_url()}">議事要旨を開く' in text
