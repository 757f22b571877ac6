"""What changed between two editions of minutes, and speeches at their addresses."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from issues.actions import local_requests
from meetings.actions import meetings, suggestions, taking_back
from meetings.models import Passage, Speech, Suggestion
from publication.actions import blackouts
from publication.removals import places, removable
from tests.factories import meetings as make

NOW = timezone.now()
OPENING = "○山田デジタル庁統括官　ただ今から会議を開催いたします。\n"
INSERTED = OPENING + "○鈴木山口県知事　資料の確認をお願いいたします。\n"
CHANGED = make.TEXT.replace("二十です", "三十です")
WITHOUT_TOWN = make.TEXT.replace(
    f"○佐藤美郷町長　町では職員が足りません。{make.TOWN}システムの数は二十です。\n", ""
)
SECRET = "機密太郎"


@pytest.fixture
def cast(secretariat, misato, yamaguchi, digital, points):
    return secretariat


def correct(meeting, by, text):
    make.an_edition(by, text, meeting=meeting)
    meeting.refresh_from_db()


def publish(meeting, by, days=0):
    meetings.publish(meeting, by=by, now=NOW + timedelta(days=days), reason="締切り")
    meeting.refresh_from_db()


def accept(quote, by):
    suggestion = Suggestion.objects.get(type="request", quote=quote)
    return suggestions.accept(suggestion, by=by).local_request


@pytest.fixture
def meeting(cast):
    return make.a_meeting(cast)


def comparison(client, meeting, old=1, new=2):
    return client.get(f"/meetings/{meeting.pk}/editions/{old}/{new}/")


class TestComparing:
    def test_words_that_came_and_went_are_signs_and_words_too(self, as_, cast, meeting):
        correct(meeting, cast, CHANGED)

        page = comparison(as_(cast), meeting)

        assertContains(
            page,
            '<del id="c1-1"><b class="sign">−<span class="unseen">削除：</span></b>二十'
            '<span class="unseen">（削除、ここまで）</span></del>',
            html=True,
        )
        assertContains(page, "三十")
        assertContains(page, '<a href="#c1">佐藤美郷町長</a>')

    def test_what_the_files_state_is_compared_for_the_team(self, as_, cast, meeting):
        text = make.TEXT.replace("6月3日（月）", "6月4日（火）").replace("統括官\n", "審議官\n", 1)
        correct(meeting, cast, text.replace("2 意見交換", "2 質疑"))

        papers = comparison(as_(cast), meeting).context["compared"].papers

        found = {each.label: (each.removed, each.added) for each in papers}
        assert found["開催日"] == (("令和6年6月3日（月）",), ("令和6年6月4日（火）",))
        assert found["議事"] == (("2 意見交換",), ("2 質疑",))
        assert found["出席者"][1] == ("山田 花子（デジタル庁審議官）",)

    def test_quotes_in_changed_words_are_listed_with_their_state(self, as_, cast, meeting):
        request = accept(make.TOWN, cast)
        correct(meeting, cast, make.TEXT.replace("国の財政支援を", "県の財政支援を"))

        page = comparison(as_(cast), meeting)

        (quoted,) = page.context["compared"].quoted
        assert (quoted.record, quoted.name, quoted.block.place) == (request, "第1版", 1)
        assertContains(page, request.number)
        assertContains(page, f"引用の状態：{quoted.passage.get_anchor_status_display()}")
        assert quoted.passage.anchor_status == "doubtful"

    def test_quotes_in_words_that_stayed_are_not(self, as_, cast, meeting):
        accept(make.TOWN, cast)
        correct(meeting, cast, CHANGED)

        assert comparison(as_(cast), meeting).context["compared"].quoted == ()

    def test_quotes_of_a_speaker_who_is_printed_in_another_way_are(self, as_, cast, meeting):
        request = accept(make.TOWN, cast)
        correct(meeting, cast, make.TEXT.replace("○佐藤美郷町長", "○佐藤町長"))

        page = comparison(as_(cast), meeting)

        assert [each.record for each in page.context["compared"].quoted] == [request]
        assertContains(page, "発言者の表記が変わりました。")

    def test_an_edition_beside_itself_says_that_nothing_changed(self, as_, cast, meeting):
        page = comparison(as_(cast), meeting, 1, 1)

        assertContains(page, "2つの版に、違いはありません。")
        assertNotContains(page, "<ins")

    def test_the_older_one_stands_first(self, as_, cast, meeting):
        correct(meeting, cast, CHANGED)

        answer = comparison(as_(cast), meeting, 2, 1)

        assertRedirects(answer, f"/meetings/{meeting.pk}/editions/1/2/")

    def test_the_number_of_queries_does_not_grow(
        self, as_, cast, meeting, django_assert_max_num_queries
    ):
        accept(make.TOWN, cast)
        correct(meeting, cast, CHANGED)
        client = as_(cast)
        comparison(client, meeting)
        with django_assert_max_num_queries(22) as few:
            comparison(client, meeting)

        accept(make.PREFECTURE, cast)
        correct(meeting, cast, CHANGED.replace("支援", "助成").replace(OPENING, INSERTED))
        with django_assert_max_num_queries(len(few)):
            comparison(client, meeting)

    def test_a_file_that_waits_is_compared_before_it_is_saved(self, as_, cast, meeting):
        request = accept(make.TOWN, cast)
        waiting = make.an_import(cast, make.TEXT.replace("国の財政", "県の財政"), meeting=meeting)

        preview = as_(cast).get(waiting.get_absolute_url())
        page = as_(cast).get(f"/meetings/import/{waiting.pk}/compare/")

        assertContains(preview, f'<a href="/meetings/import/{waiting.pk}/compare/">前の版と比べる')
        assert [each.record for each in page.context["compared"].quoted] == [request]
        assertContains(page, "これから保存する版")
        assertContains(page, "県")

    def test_a_file_for_a_new_meeting_has_nothing_to_be_compared_with(self, as_, cast):
        waiting = make.an_import(cast)

        assert as_(cast).get(f"/meetings/import/{waiting.pk}/compare/").status_code == 404


class TestWhoReadsIt:
    def test_an_edition_that_is_not_public_is_not_compared(self, as_, visitor, cast, meeting):
        accept(make.TOWN, cast)
        publish(meeting, cast)
        correct(meeting, cast, make.TEXT.replace("職員が", f"{SECRET}が"))
        client = as_(visitor)

        assert comparison(client, meeting).status_code == 404
        assert comparison(client, meeting, 1, 1).status_code == 200
        assertNotContains(client.get(f"/meetings/{meeting.pk}/editions/"), "第2版")
        for number in range(1, 5):
            assertNotContains(client.get(f"/meetings/{meeting.pk}/speeches/{number}/"), SECRET)

    def test_published_editions_are_where_words_are_quoted_still(self, as_, visitor, cast, meeting):
        request = accept(make.TOWN, cast)
        publish(meeting, cast)
        correct(meeting, cast, make.TEXT.replace("国の財政支援を", "県の財政支援を"))
        publish(meeting, cast, days=1)

        page = comparison(as_(visitor), meeting)

        (quoted,) = page.context["compared"].quoted
        assert (quoted.record, page.context["compared"].papers) == (request, None)
        assertNotContains(page, "minutes.txt")

    def test_what_a_correction_took_back_is_not_shown_beside_it(self, as_, visitor, cast):
        meeting = make.a_meeting(cast, make.TEXT.replace("職員が", f"{SECRET}が"))
        accept(make.TOWN, cast)
        publish(meeting, cast)
        correct(meeting, cast, make.TEXT)
        publish(meeting, cast, days=1)
        client = as_(visitor)

        assert comparison(client, meeting).status_code == 404
        assert comparison(as_(cast), meeting).status_code == 200
        assertNotContains(client.get(f"/meetings/{meeting.pk}/speeches/2/"), SECRET)

    def test_black_words_stay_black_in_every_edition(self, as_, cast, meeting):
        correct(meeting, cast, CHANGED)
        speech = Speech.objects.get(source=meeting.current_source, number=2)
        found = places.in_thing(removable.removable_of(speech), speech, "職員")
        blackouts.black_out(
            [each.place for each in found], by=cast, ground="personal",
            reason="個人が分かるため。", now=NOW,
        )  # fmt: skip

        page = comparison(as_(cast), meeting)

        assertNotContains(page, "職員")
        assertContains(page, "■■")
        assert len(page.context["compared"].comparison.changes) == 1


class TestAddressesOfSpeeches:
    def test_a_speech_keeps_its_address_when_one_is_put_before_it(self, as_, cast, meeting):
        before = as_(cast).get(f"/meetings/{meeting.pk}/speeches/2/").context["page"].turn.speech
        correct(meeting, cast, make.TEXT.replace(OPENING, INSERTED))

        after = as_(cast).get(f"/meetings/{meeting.pk}/speeches/2/").context["page"].turn.speech
        new = as_(cast).get(f"/meetings/{meeting.pk}/speeches/5/").context["page"].turn.speech

        assert (before.text, before.index) == (after.text, 2)
        assert (after.index, new.index) == (3, 2)

    def test_it_says_in_which_editions_it_stands_and_where_it_changed(self, as_, cast, meeting):
        correct(meeting, cast, CHANGED)
        correct(meeting, cast, CHANGED.replace("ありがとう", "まことにありがとう"))

        page = as_(cast).get(f"/meetings/{meeting.pk}/speeches/2/")

        assert [each.changed for each in page.context["page"].wordings] == [False, True, False]
        assertContains(page, f'href="/meetings/{meeting.pk}/editions/1/2/"')
        assertContains(page, "第2版と同じです。")

    def test_a_dropped_one_is_told_with_its_last_words(self, as_, cast, meeting):
        correct(meeting, cast, WITHOUT_TOWN)

        page = as_(cast).get(f"/meetings/{meeting.pk}/speeches/2/")

        assertContains(page, "この発言は、今の版（第2版）にはありません")
        assertContains(page, make.TOWN)
        assertContains(page, f'href="/meetings/{meeting.pk}/editions/1/2/"')

    def test_outsiders_hear_that_it_is_gone_and_not_what_it_said(self, as_, visitor, cast, meeting):
        publish(meeting, cast)
        correct(meeting, cast, WITHOUT_TOWN)
        waiting = as_(visitor).get(f"/meetings/{meeting.pk}/speeches/2/")
        publish(meeting, cast, days=1)

        page = as_(visitor).get(f"/meetings/{meeting.pk}/speeches/2/")

        assertContains(waiting, make.TOWN)
        assertContains(page, "この発言は、今の版（第2版）にはありません")
        assertNotContains(page, make.TOWN)
        assertNotContains(page, "佐藤")

    def test_nothing_else_gets_the_number_of_a_dropped_one(self, cast, meeting):
        correct(meeting, cast, WITHOUT_TOWN)
        correct(meeting, cast, WITHOUT_TOWN.replace(OPENING, INSERTED))

        numbers = meeting.current_source.speeches.order_by("index").values_list("number", flat=True)
        assert list(numbers) == [1, 5, 3, 4]

    def test_one_that_returns_has_its_address_again(self, as_, cast, meeting):
        correct(meeting, cast, WITHOUT_TOWN)
        correct(meeting, cast, CHANGED.replace("三十です", "二十です") + "\n")

        page = as_(cast).get(f"/meetings/{meeting.pk}/speeches/2/")

        assert [each.source.edition for each in page.context["page"].wordings] == [1, 3]
        assertContains(page, make.TOWN)

    def test_one_of_an_unpublished_edition_alone_is_not_there(self, as_, visitor, cast, meeting):
        publish(meeting, cast)
        correct(meeting, cast, make.TEXT.replace(OPENING, INSERTED))

        assert as_(visitor).get(f"/meetings/{meeting.pk}/speeches/5/").status_code == 404
        assert as_(cast).get(f"/meetings/{meeting.pk}/speeches/5/").status_code == 200
        assert as_(cast).get(f"/meetings/{meeting.pk}/speeches/99/").status_code == 404

    def test_a_quote_is_read_at_its_speech(self, as_, cast, meeting):
        passage = accept(make.TOWN, cast).passages.get()

        page = as_(cast).get(passage.get_absolute_url())

        assertContains(page, f'<mark class="ask here" data-at="{passage.start}">{make.TOWN}</mark>')

    def test_an_address_with_a_quote_that_moved_leads_on(self, as_, cast, meeting):
        passage = accept(make.TOWN, cast).passages.get()

        answer = as_(cast).get(f"/meetings/{meeting.pk}/speeches/1/?passage={passage.pk}")

        assert (answer.status_code, answer["Location"]) == (302, passage.get_absolute_url())

    def test_a_quote_of_corrected_words_is_shown_in_its_edition(self, as_, cast, meeting):
        passage = accept(make.TOWN, cast).passages.get()
        correct(meeting, cast, WITHOUT_TOWN)

        page = as_(cast).get(passage.get_absolute_url())

        assertContains(page, "訂正前の議事要旨（第1版）を表示しています")
        assertContains(page, make.TOWN)

    def test_links_and_answers_give_the_new_address(self, as_, cast, meeting):
        request = accept(make.TOWN, cast)
        (passage,) = request.passages.all()
        client, address = as_(cast), f"/meetings/{meeting.pk}/speeches/2/?passage={passage.pk}"

        assertContains(client.get(request.get_absolute_url()), address)
        answer = client.get(f"/api/requests/{request.number}/").json()["passages"][0]["url"]
        assert answer.endswith(f"{address}#passage-{passage.pk}")

    @pytest.mark.parametrize("team", [False, True])
    def test_the_number_of_queries_does_not_grow(
        self, as_, visitor, cast, meeting, team, django_assert_max_num_queries
    ):
        local_requests.publish(accept(make.TOWN, cast), by=cast, now=NOW)
        publish(meeting, cast)
        client = as_(cast if team else visitor)
        address = f"/meetings/{meeting.pk}/speeches/2/"
        client.get(address)
        with django_assert_max_num_queries(30) as few:
            client.get(address)

        accept(make.PREFECTURE, cast)
        publish(meeting, cast, days=1)
        with django_assert_max_num_queries(len(few)):
            client.get(address)


def test_the_meeting_leads_to_its_editions(as_, cast, meeting):
    correct(meeting, cast, CHANGED)

    page = as_(cast).get(f"/meetings/{meeting.pk}/")
    listed = as_(cast).get(f"/meetings/{meeting.pk}/editions/")

    assertContains(page, f'<a href="/meetings/{meeting.pk}/editions/">版の一覧と違い（2版）</a>')
    assertContains(page, f'<a class="at" href="/meetings/{meeting.pk}/speeches/2/">発言2</a>')
    assertContains(listed, f'<a href="/meetings/{meeting.pk}/editions/1/2/">第1版との違い</a>')


def test_taking_an_edition_back_gives_the_speeches_their_places_again(as_, cast, meeting):
    passage = accept(make.TOWN, cast).passages.get()
    address = passage.get_absolute_url()
    correct(meeting, cast, make.TEXT.replace(OPENING, INSERTED))

    taking_back.take_back(meeting.current_source.minutes_import, by=cast, reason="取り違え")

    assert Passage.objects.get(pk=passage.pk).get_absolute_url() == address
    assert as_(cast).get(f"/meetings/{meeting.pk}/speeches/5/").status_code == 404
