"""A change of words: tried on what people decided, kept with a reason or dropped."""

import pytest

from issues.models import DiscussionPoint
from meetings.actions import suggestions, words
from meetings.enums import TrialStatus, WordStatus
from meetings.models import ForumWord, Suggestion, WordTrial
from meetings.words import forum_words, trial_page, trying
from meetings.words.changes import Change
from tests.meetings.words.conftest import ASKED, WORRIED
from workflow import history
from workflow.machine import RefusalKind, Refused

pytestmark = pytest.mark.django_db
NEW = Change("efficiency", "財政支援", 10.0, "試し")


@pytest.fixture(autouse=True)
def _saved_minutes_alone(monkeypatch, tmp_path):
    """The annotated files that ship are long; one test looks at them."""
    monkeypatch.setattr(trying, "ANNOTATED", tmp_path / "none")


def tried(forum, by, *changes):
    return words.run(words.ask(forum, list(changes), by=by))


def rows_of(trial):
    return [row for each in trial.tried["sets"] for row in each["changed"]]


def test_what_changes_is_listed_beside_what_people_decided(forum, meeting, secretariat):
    asked = Suggestion.objects.get(quote=ASKED)
    suggestions.accept(
        suggestions.edit(asked, by=secretariat, chosen_points=["cost"]), by=secretariat
    )

    trial = tried(forum, secretariat, NEW)

    (row,) = rows_of(trial)
    assert trial.status == TrialStatus.DONE
    assert (row["quote"], row["old"], row["new"]) == (ASKED, "cost", "efficiency")
    assert (row["right"], row["verdict"], row["suggestion"]) == ("cost", "worse", asked.pk)
    page = trial_page.page_of(trial)
    assert [(each.before, each.after, each.sign) for each in page.saved[:1]] == [
        ("1/1（100%）", "0/1（0%）", "worse")
    ]


def test_what_concerns_no_point_counts_by_itself(forum, meeting, secretariat):
    worried = Suggestion.objects.get(quote=WORRIED)
    suggestions.dismiss(worried, by=secretariat, no_point=True)

    trial = tried(forum, secretariat, Change("cost", "海の幸", 10.0))

    figures = {each.label: each for each in trial_page.page_of(trial).saved}
    outside = figures["どの論点でもないものに論点なし"]
    assert (outside.before, outside.after, outside.sign) == ("1/1（100%）", "0/1（0%）", "worse")
    (row,) = [row for row in rows_of(trial) if row["quote"] == WORRIED]
    assert (row["old"], row["new"], row["right"], row["verdict"]) == ("", "cost", "", "worse")


def test_dismissed_words_are_better_not_suggested(forum, meeting, secretariat):
    suggestions.dismiss(Suggestion.objects.get(quote=WORRIED), by=secretariat)

    trial = tried(forum, secretariat, Change("除外", "海の幸", 1.0))

    (row,) = rows_of(trial)
    assert (row["new"], row["right"], row["verdict"]) == (None, "-", "better")


def test_nothing_counts_before_it_is_kept(forum, meeting, secretariat):
    before = forum_words.vocabulary_of(forum.pk)

    tried(forum, secretariat, NEW)

    assert forum_words.vocabulary_of(forum.pk) is before
    assert ForumWord.objects.count() == 0


def test_kept_it_counts_with_who_and_why(forum, meeting, secretariat):
    trial = tried(forum, secretariat, NEW)
    stored = list(Suggestion.objects.order_by("pk").values_list("points", flat=True))

    words.keep(trial, by=secretariat, reason="窓口の話が多いため")

    word = ForumWord.objects.get()
    (entry,) = history.entries_of(word)
    assert (word.weight, word.status) == (10.0, WordStatus.IN_USE)
    assert (entry.verb, entry.by, entry.reason) == ("add", secretariat, "窓口の話が多いため")
    assert history.entries_of(trial).last().verb == "keep"
    assert NEW.line in forum_words.vocabulary_of(forum.pk).lines
    # Suggestions of before stay as they are.
    assert list(Suggestion.objects.order_by("pk").values_list("points", flat=True)) == stored


def test_a_shipped_word_is_left_out_and_comes_back(forum, secretariat):
    shipped = forum_words.listed(forum, "cost")[0]
    change = Change("cost", shipped.expression, shipped.weight, used=False, old=shipped.weight)
    words.keep(tried(forum, secretariat, change), by=secretariat, reason="ほかの論点のため")

    (left_out,) = [each for each in forum_words.listed(forum, "cost") if not each.used]
    assert left_out.expression == shipped.expression
    assert ForumWord.objects.get().status == WordStatus.SET_ASIDE

    back = Change("cost", shipped.expression, 2.0)
    words.keep(tried(forum, secretariat, back), by=secretariat, reason="やはり要るため")
    again = forum_words.shown(forum, "cost", shipped.expression)
    assert (again.weight, again.before, again.origin) == (2.0, shipped.weight, "付属を変更")
    assert [each.verb for each in history.entries_of(again.row)] == ["leave_out", "change"]


def test_a_trial_of_before_another_change_is_not_kept(forum, secretariat):
    first = tried(forum, secretariat, NEW)
    second = tried(forum, secretariat, Change("cost", "窓口", 1.0))
    words.keep(first, by=secretariat, reason="先に")

    with pytest.raises(Refused, match="もう一度試す") as refused:
        words.keep(second, by=secretariat, reason="後から")

    assert refused.value.decision.refusal is RefusalKind.CONFLICT
    assert ForumWord.objects.count() == 1
    second = words.run(words.ask_again(second, by=secretariat))
    words.keep(second, by=secretariat, reason="後から")
    assert ForumWord.objects.count() == 2


def test_without_a_reason_nothing_is_kept(forum, secretariat):
    with pytest.raises(Refused, match="残す理由を書いてください"):
        words.keep(tried(forum, secretariat, NEW), by=secretariat, reason=" ")

    assert ForumWord.objects.count() == 0


def test_all_of_many_changes_or_none(forum, secretariat, monkeypatch):
    trial = tried(forum, secretariat, NEW, Change("cost", "窓口", 1.0))
    ForumWord.objects.bulk_create([])
    monkeypatch.setattr("meetings.words.changes.MOST", 1)

    words.keep(trial, by=secretariat, reason="まとめて")

    assert ForumWord.objects.count() == 2


def test_dropped_it_changes_nothing_and_a_worker_that_comes_late_neither(forum, secretariat):
    trial = words.drop(words.ask(forum, [NEW], by=secretariat), by=secretariat)

    assert words.run(trial).status == TrialStatus.DROPPED
    assert ForumWord.objects.count() == 0


def test_only_the_secretariat_tries_keeps_and_drops(forum, secretariat, wt_member, misato):
    trial = tried(forum, secretariat, NEW)

    for other in (wt_member, misato):
        for move in (
            lambda by: words.ask(forum, [NEW], by=by),
            lambda by: words.keep(trial, by=by, reason="理由"),
            lambda by: words.drop(trial, by=by),
            lambda by: words.ask_again(trial, by=by),
        ):
            with pytest.raises(Refused, match="事務局") as refused:
                move(other)
            assert refused.value.decision.refusal is RefusalKind.FORBIDDEN


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (Change("roads", "道路", 1.0), "「roads」という論点は、ありません。"),
        (Change("cost", "［費用", 1.0), "対になっていません"),
        (Change("cost", "費用", 11.0), "重みは0から10まで"),
        (Change("cost", "費用", -1.0), "重みは0から10まで"),
        (Change("主題", "道路", 2.0), "主題の重みは-1から1まで"),
        (Change("cost", "=1+1", 1.0), "始められません"),
        (Change("cost", "費用", float("nan")), "重みは数で"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(change, reason, forum, secretariat):
    with pytest.raises(Refused, match=reason):
        words.ask(forum, [change], by=secretariat)

    assert WordTrial.objects.count() == 0


def test_the_annotated_files_that_ship_are_looked_at_for_the_first_forum(
    forum, secretariat, monkeypatch
):
    from django.conf import settings  # noqa: PLC0415

    from tests.factories import forums as make  # noqa: PLC0415

    monkeypatch.setattr(trying, "ANNOTATED", settings.BASE_DIR / "samples" / "annotated")
    second = make.a_second_forum()

    labels = [path.stem for path, _ in trying._annotated(forum)]

    assert labels == ["annotated_speeches", "kosodate", "shinrin", "suido"]
    assert list(trying._annotated(second)) == []


def test_one_annotated_file_gives_the_figures_of_the_measurement(forum, secretariat):
    from django.conf import settings  # noqa: PLC0415

    folder = settings.BASE_DIR / "samples" / "annotated"
    found = trying._file(folder / "suido.json", folder / "suido.txt")
    words_now = forum_words.vocabulary_of(forum.pk)

    compared = trying._compared(found, words_now, words_now)

    assert compared["before"] == compared["after"]
    assert compared["changed"] == []
    assert compared["before"]["found"] + compared["before"]["outside"] > 10


def test_a_retired_point_keeps_its_words(forum, secretariat):
    from datetime import date  # noqa: PLC0415

    from issues.actions import discussion_points  # noqa: PLC0415

    point = DiscussionPoint.objects.get(code="talent")
    discussion_points.retire(point, by=secretariat, on=date(2024, 5, 1))

    assert list(forum_words.labels(forum))[5] == "talent"
