"""The figures of the dashboards, worked out by hand from `tests.factories.boards`."""

import pytest
from django.utils import timezone

from issues.actions import replies
from issues.models import DiscussionPoint
from reports.figures import ministries, places, summary
from tests.factories import boards
from tests.factories.accounts import one_of_the_cast
from tests.factories.boards import answer, noon
from tests.reports.figures.recount import days, load

pytestmark = pytest.mark.django_db


def by_name(board):
    return {each.line.key: each for each in board.ministries}


def counts(line):
    names = ("asked", "in_time", "late", "other", "none", "overdue", "replied", "dated")
    return tuple(getattr(line, name).count for name in names)


def size(board, key):
    line = next(each.line for each in board.sizes.rows if each.line.key == key)
    return (
        line.total.count,
        line.asked.count,
        line.answered.count,
        line.answer_rate,
        line.days.median,
        line.days.n,
    )


class TestMinistries:
    def test_the_team_counts_every_reply_that_was_handed_in(self, made, scope_of, secretariat):
        found = by_name(ministries.board_of(scope_of(secretariat)))

        digital, soumu = found["digital"], found["soumu"]
        assert counts(digital.line) == (7, 4, 1, 1, 1, 2, 6, 2)
        assert (digital.line.dated_share, digital.line.days_of_lead.words) == (33, "15日")
        assert digital.line.days_of_lead.n == 5
        assert (digital.changes, digital.slipped) == (1, 10)
        assert counts(soumu.line) == (1, 0, 0, 0, 1, 0, 0, 0)
        assert (soumu.line.days_of_lead.n, soumu.line.days_of_lead.median) == (0, None)
        assert (soumu.line.answer_rate, soumu.line.dated_share) == (0, None)

    def test_a_visitor_counts_what_is_published(self, made, scope_of, visitor):
        digital = by_name(ministries.board_of(scope_of(visitor)))["digital"]

        assert counts(digital.line) == (6, 2, 1, 1, 2, 2, 4, 2)
        assert (digital.line.days_of_lead.median, digital.line.days_of_lead.n) == (20, 3)
        assert digital.line.days_of_lead.few

    def test_the_total_is_the_sum_of_the_ministries(self, made, scope_of, secretariat):
        board = ministries.board_of(scope_of(secretariat))

        rows = [counts(each.line) for each in board.ministries]
        assert counts(board.total.line) == tuple(map(sum, zip(*rows, strict=True)))
        assert (board.total.changes, board.total.slipped) == (1, 10)

    def test_one_size_class_can_be_looked_at_alone(self, made, scope_of, secretariat):
        towns = ministries.board_of(scope_of(secretariat, size="town_village"))

        found = by_name(towns)
        assert counts(found["digital"].line) == (4, 2, 0, 1, 1, 1, 3, 1)
        assert counts(found["soumu"].line) == (1, 0, 0, 0, 1, 0, 0, 0)
        assert size(towns, "core_city")[0] == 1  # the split stays whole

    def test_another_point_has_nothing(self, made, scope_of, secretariat):
        talent = DiscussionPoint.objects.get(code="talent")

        board = ministries.board_of(scope_of(secretariat, point=talent))

        assert (board.ministries, board.total.line.asked.count) == ((), 0)


class TestSizes:
    def test_each_class_has_its_own_rate_and_median(self, made, scope_of, secretariat):
        board = places.board_of(scope_of(secretariat))

        # requests, asked, answered, percent, median days, n
        assert size(board, "town") == (4, 4, 3, 75, 8, 3)
        assert size(board, "village") == (1, 1, 0, 0, None, 0)
        assert size(board, "town_village") == (5, 5, 3, 60, 8, 3)
        assert size(board, "core_city") == (1, 1, 1, 100, 25, 1)
        assert size(board, "prefecture") == (1, 1, 1, 100, 20, 1)
        assert size(board, "city") == (1, 0, 0, None, None, 0)
        assert size(board, "association") == (1, 1, 1, 100, 15, 1)
        assert size(board, "designated_city") == (0, 0, 0, None, None, 0)

    def test_the_classes_that_are_too_few_are_named(self, made, scope_of, secretariat):
        few = summary.board_of(scope_of(secretariat)).sizes.few

        assert few == ("都道府県", "中核市", "町", "村", "町村（町と村）", "全国団体")

    def test_who_takes_part_is_counted_out_of_all_of_the_class(self, made, scope_of, secretariat):
        shares = {each.line.key: each for each in places.board_of(scope_of(secretariat)).sizes.rows}

        towns, heads = shares["town"], shares["association"]
        assert (towns.part, towns.whole, towns.share) == (1, 1, "100.0")
        assert (heads.part, heads.whole) == (1, 1)
        assert (shares["special_ward"].part, shares["special_ward"].share) == (0, "")


class TestPlaces:
    def test_a_prefecture_counts_its_municipalities(self, made, scope_of, secretariat):
        board = places.board_of(scope_of(secretariat))

        found = {each.organization.name: each for each in board.prefectures}
        assert found["秋田県"].words == "秋田県 要望 4件 回答済 3件"
        assert found["山口県"].words == "山口県 要望 2件 回答済 1件"
        assert found["愛知県"].words == "愛知県 要望 1件 回答済 1件"
        assert [found[name].heat for name in ("秋田県", "山口県", "愛知県")] == [2, 1, 1]
        assert (board.total.total.count, board.total.answered.count) == (9, 6)

    @pytest.mark.parametrize(
        ("sort", "first"),
        [("", "北海道"), ("-total", "秋田県"), ("-answered", "秋田県"), ("-rate", "愛知県"),
         ("days", "秋田県"), ("nonsense", "北海道")],
    )  # fmt: skip
    def test_the_table_can_be_sorted(self, sort, first, made, scope_of, secretariat):
        board = places.board_of(scope_of(secretariat), sort=sort)

        assert board.rows[0].organization.name == first
        assert board.prefectures[0].organization.name == "北海道"


class TestSummary:
    def test_outcomes_go_by_the_newest_reply(self, made, scope_of, secretariat, visitor):
        found = {
            actor: [each.count for each in summary.board_of(scope_of(actor)).total.outcomes]
            for actor in (secretariat, visitor)
        }

        # 対応する, 現行規定, 検討（期限あり）, （なし）, 困難, 要確認, 対象外, 未回答, 回答前
        assert found[secretariat] == [1, 1, 1, 2, 1, 0, 0, 1, 2]
        assert found[visitor] == [1, 0, 1, 1, 1, 0, 0, 1, 3]

    def test_what_to_look_at_next_depends_on_the_role(
        self, made, scope_of, secretariat, visitor, digital, misato
    ):
        found = {
            actor: [
                (item.title, item.number.count) for item in summary.board_of(scope_of(actor)).items
            ]
            for actor in (secretariat, visitor, digital, misato)
        }

        late = [("未回答の要望", 2), ("町村の未回答の要望", 1)]
        undated = "検討（期限なし）と回答された要望"
        assert found[secretariat] == [
            ("論点整理を待つ要望", 1), *late, (undated, 2),
        ]  # fmt: skip
        assert found[visitor] == [*late, (undated, 1)]
        assert found[digital] == [
            ("デジタル庁の未回答の要望", 2),
            ("デジタル庁が回答する要望", 2),
            ("デジタル庁が検討（期限なし）と回答した要望", 2),
        ]
        assert found[misato] == [
            ("美郷町の未回答の要望", 1),
            ("美郷町の回答済の要望", 3),
            ("同じ区分（町）の団体の要望", 4),
        ]


class TestTime:
    def first(self, scope, obj):
        return next((f.first, f.days) for f in load(scope) if f.pk == obj.pk)

    def test_a_correction_does_not_set_the_days_back(self, made, scope_of, secretariat):
        fact = next(f for f in load(scope_of(secretariat)) if f.pk == made["late"].pk)

        assert (fact.first, fact.days, fact.outcome, fact.dated) == (
            "late", 25, "studying_dated", True,
        )  # fmt: skip

    def test_a_second_round_does_not_change_the_first_reply(self, made, scope_of, secretariat):
        answer(made["again"], (6, 30), "studying")

        assert self.first(scope_of(secretariat), made["again"]) == ("in_time", 20)

    def test_a_reply_on_the_last_day_is_in_time(self, made, scope_of, secretariat):
        answer(made["silent"], (5, 10), "studying")  # moved from 4/30 to 5/10

        assert self.first(scope_of(secretariat), made["silent"]) == ("in_time", 30)

    def test_the_day_after_is_late(self, made, scope_of, secretariat):
        answer(made["silent"], (5, 11), "studying")

        assert self.first(scope_of(secretariat), made["silent"]) == ("late", 31)

    def test_a_ministry_that_takes_over_is_measured_from_then_on(self, made, scope_of, secretariat):
        fact = next(f for f in load(scope_of(secretariat)) if f.pk == made["handed_on"].pk)

        assert (fact.first, fact.days, fact.days_of_lead) == ("other", 8, None)

    def test_medians_of_two_lie_between_them(self):
        assert (days([3, None, 6]).words, days([3, None, 6]).n) == ("4.5日", 2)
        assert (days([None]).words, days([None]).n) == ("", 0)


class TestLeaks:
    def figures(self, scope):
        found = (summary.board_of(scope), ministries.board_of(scope), places.board_of(scope))
        return [repr(part) for part in found]

    @pytest.mark.parametrize("reader", ["visitor", "soumu", "ichinomiya"])
    def test_a_reply_that_is_not_published_moves_no_figure_but_the_status(
        self, reader, made, scope_of, request
    ):
        actor = request.getfixturevalue(reader)
        scope = scope_of(actor)
        before = {f.pk: f for f in load(scope)}

        answer(made["silent"], (5, 1), "declined", public=False)

        after = {f.pk: f for f in load(scope)}
        changed = {pk for pk in before if before[pk] != after[pk]}
        old, new = before[made["silent"].pk], after[made["silent"].pk]
        assert changed == {made["silent"].pk}
        assert (new.first, new.outcome, new.dated, new.days) == ("none", "awaited", False, None)
        assert (old.first, old.outcome, old.dated, old.days) == ("none", "unanswered", False, None)
        assert (old.status, new.status) == ("triaged", "replied")  # statuses are public

    def test_a_draft_moves_nothing_for_anybody_else(self, made, scope_of, secretariat):
        before = load(scope_of(secretariat))

        replies.draft(
            made["silent"], by=one_of_the_cast("digital"), claimed_class="studying", text="案"
        )

        assert load(scope_of(secretariat)) == before

    def test_requests_that_are_not_published_move_no_figure(self, made, scope_of, visitor):
        scope = scope_of(visitor)
        before = self.figures(scope)

        extra = boards.ask(boards.log("もう1つの秘密", boards.VILLAGE, public=False))
        answer(extra, (4, 12), "declined")

        assert self.figures(scope) == before


def test_the_present_is_the_time_given(made, secretariat, scope_of):
    early = scope_of(secretariat).__class__(secretariat, noon(4, 30))

    board = ministries.board_of(early)

    assert timezone.localtime(early.at).month == 4
    assert by_name(board)["digital"].line.overdue.count == 0
