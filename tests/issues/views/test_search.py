"""検索: the page, and the vocabulary that the secretariat writes."""

import pytest

from issues.models import SearchTerm
from tests.factories.world import OPEN_ASK, SECRET_ASK
from workflow import history

pytestmark = pytest.mark.django_db
PAGE = "/search/"


def page(client, **asked):
    answer = client.get(PAGE, asked)
    assert answer.status_code == 200
    return answer


class TestResults:
    def test_groups_have_counts_and_lead_on_with_the_same_conditions(self, world, as_, visitor):
        answer = page(as_(visitor), q="費用")

        group = next(each for each in answer.context["found"] if each.hits.group.key == "requests")
        assert [result.line.title[8:] for result in group.results] == [OPEN_ASK]
        assert (group.hits.total, group.list_url) == (1, "/requests/?q=%E8%B2%BB%E7%94%A8")
        assert '<mark class="hit">費用</mark>' in answer.content.decode()

    def test_one_group_is_read_in_pages_and_stays_in_the_address(self, world, as_, visitor):
        answer = page(as_(visitor), q="費用", group="requests")

        assert answer.context["chosen"].hits.total == answer.context["page"].paginator.count == 1
        assert '<input type="hidden" name="group" value="requests">' in answer.content.decode()

    def test_the_list_finds_what_the_search_finds(self, world, as_, secretariat):
        for words in ("ひよう", "R6-1", "費用 -基金", "更新 費用"):
            client = as_(secretariat)
            found = page(client, q=words).context["found"]
            total = sum(each.hits.total for each in found if each.hits.group.key == "requests")

            listed = client.get("/requests/", {"q": words}).context["page"].paginator.count

            assert listed == total, words

    def test_nothing_found_offers_words_one_by_one_and_says_what_was_searched(
        self, world, as_, visitor
    ):
        words = page(as_(visitor), q="費用 灯台").content.decode()

        assert "「費用」だけで探す" in words
        assert "公表されたものだけを探しました。" in words

    def test_what_is_hidden_is_neither_counted_nor_offered(self, world, as_, visitor, secretariat):
        for asked in (SECRET_ASK, "秘密", "ひみつのききん", SECRET_ASK.replace("基金", "基峠")):
            inside = page(as_(secretariat), q=asked).content.decode()
            outside = page(as_(visitor), q=asked)

            assert outside.context["found"] == [], asked
            assert not outside.context["alone"], asked
            assert "秘密の基金" not in outside.content.decode().replace(asked, "")
            assert "見つかりません" not in inside or "近い言葉" in inside, asked

    def test_words_that_cannot_be_looked_for_are_told(self, as_, visitor):
        assert "探す言葉がありません" in page(as_(visitor), q="-経費").content.decode()
        assert "短すぎる言葉（か）" in page(as_(visitor), q="費用 か").content.decode()

    def test_a_year_narrows_down(self, world, as_, visitor):
        found = {
            year: len(page(as_(visitor), q="費用", year=year).context["found"])
            for year in ("", world.published.local_request.number[:0] or "2024", "1999")
        }

        assert found[""] > 0
        assert found["1999"] == found[""]  # no such year is offered: it is no condition


class TestTerms:
    WRITTEN = {"term": "びよう", "others": "費用、かかるお金", "note": "", "reason": "言い換え"}  # noqa: RUF012

    def test_a_written_term_counts_at_once(self, world, as_, secretariat):
        client = as_(secretariat)
        before = page(client, q="びよう").context["found"]

        answer = client.post("/search/terms/write/", self.WRITTEN)

        assert (answer.status_code, before) == (302, [])
        found = page(client, q="びよう")
        assert found.context["found"]
        assert "「びよう」は「費用」「かかるお金」も探しました。" in found.content.decode()
        entry = history.entries_of(SearchTerm.objects.get()).last()
        assert (entry.verb, entry.reason) == ("add", "言い換え")

    def test_a_shipped_one_is_left_out_and_brought_back(self, as_, secretariat):
        client = as_(secretariat)

        client.post("/search/terms/leave-out/", {"term": "ＤＸ", "reason": "試し"})
        left_out = client.get("/search/terms/").content.decode()
        client.post(
            "/search/terms/write/", {"term": "DX", "others": "デジタル変革", "reason": "戻す"}
        )

        assert "使わない</td>" in left_out or "使わない<br>" in left_out
        (row,) = SearchTerm.objects.all()
        assert (row.term, row.others, row.status) == ("DX", "デジタル変革", "in_use")

    def test_nothing_but_the_term_itself_is_refused_and_kept_in_the_form(self, as_, secretariat):
        sent = {**self.WRITTEN, "others": "びよう"}

        answer = as_(secretariat).post("/search/terms/write/", sent)

        assert answer.status_code == 422
        assert "用語と違う言葉を" in answer.content.decode()
        assert 'value="びよう"' in answer.content.decode()
