from datetime import UTC, date, datetime

import pytest

from issues.actions import local_requests, relations
from issues.enums import RequestStatus
from issues.models import LocalRequest, NumberSeries
from issues.search import finding
from workflow import history
from workflow.models import HistoryEntry, StatusChange

NOW = datetime(2024, 4, 20, 3, 0, tzinfo=UTC)


def test_a_town_logs_its_request(life, cast, points):
    obj = life.log(points=[points[1], points[0]])

    obj.refresh_from_db()
    assert (obj.number, obj.status, obj.round, obj.version) == ("R6-0001", "logged", 1, 1)
    assert [(rp.point.code, rp.primary) for rp in obj.request_points.all()] == [
        ("role", True),
        ("efficiency", False),
    ]


def test_logging_opens_the_record(life, cast, orgs):
    obj = life.log()

    entry = history.entries_of(obj).get()
    change = entry.status_change
    assert (entry.verb, entry.label, entry.by, entry.acting_for, entry.role) == (
        "log",
        "登録",
        cast.misato,
        orgs.misato,
        "local",
    )
    assert (change.from_status, change.to_status) == ("", "logged")
    assert change.effective_at == change.recorded_at == entry.recorded_at


def test_numbers_go_on_within_a_fiscal_year_and_start_anew_in_the_next(life):
    days = (date(2024, 3, 31), date(2024, 4, 1), date(2025, 3, 31), date(2025, 4, 1))

    numbers = [life.log(said_on=day).number for day in days]

    assert numbers == ["R5-0001", "R6-0001", "R6-0002", "R7-0001"]


@pytest.mark.parametrize("who", ["digital", "soumu", "ichinomiya", "stranger", "association"])
def test_nobody_else_logs_for_a_town(who, life, cast, refusal):
    kind, reason = refusal(life.log, by=getattr(cast, who))

    assert (kind, reason) == (
        "forbidden",
        "「登録」ができるのは、事務局、構成員、要望する団体の担当者です。",
    )
    assert LocalRequest.objects.count() == 0


@pytest.mark.parametrize("who", ["secretariat", "wt_member"])
def test_the_team_logs_for_a_town(who, life, cast, orgs):
    obj = life.log(by=getattr(cast, who))

    assert (obj.organization, obj.created_by) == (orgs.misato, getattr(cast, who))


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"points": []}, "論点を1つ以上選んでください。"),
        (
            {"ask": "あ" * 251},
            "求める措置は250字以内で書いてください（今は251字です。1字減らしてください）。",
        ),
        (
            {"trouble": "あ" * 701},
            "支障事例・効果は700字以内で書いてください（今は701字です。1字減らしてください）。",
        ),
        ({"title": " "}, "「件名」このフィールドは空ではいけません。"),
        ({"kind": "wish"}, "「種別」'wish' は有効な選択肢ではありません。"),
    ],
)
def test_a_refused_request_leaves_nothing_and_takes_no_number(changed, reason, life, refusal):
    kind, said = refusal(life.log, **changed)

    assert (kind, said) == ("incomplete", reason)
    assert LocalRequest.objects.count() == HistoryEntry.objects.count() == 0
    assert StatusChange.objects.count() == NumberSeries.objects.count() == 0


def test_the_longest_texts_fit_with_line_breaks_counted_once(life):
    obj = life.log(ask="あ" * 249 + "\r\n", trouble=("あ" * 349 + "\r\n") * 2)

    assert (len(obj.ask), obj.trouble.count("\r\n")) == (249, 1)


def test_an_edit_is_recorded_with_what_was_before(life, cast, points):
    obj = life.log()

    edited = local_requests.edit(
        obj, by=cast.misato, version=1, title="様式の見直し", points=[points[2]]
    )

    entry = history.entries_of(obj).last()
    assert entry.changes == {"title": ["様式を統一してほしい", "様式の見直し"]}
    assert entry.details == {"points": ["cost"]}
    assert (edited.version, hasattr(entry, "status_change")) == (2, False)


def test_an_edit_is_found_by_its_new_words(life, cast):
    obj = life.log()

    local_requests.edit(obj, by=cast.misato, title="給付の手続")

    rows, reader = LocalRequest.objects.all(), cast.secretariat
    words = ("給付", "してほしい")
    assert [finding.with_words(rows, w, actor=reader).count() for w in words] == [1, 0]


def test_the_second_of_two_edits_is_refused_and_changes_nothing(life, cast, refusal):
    obj = life.log()
    local_requests.edit(obj, by=cast.misato, version=1, title="先の変更")

    kind, reason = refusal(
        local_requests.edit, obj, by=cast.secretariat, version=1, title="後の変更"
    )

    obj.refresh_from_db()
    assert (kind, obj.title, obj.version) == ("conflict", "先の変更", 2)
    assert reason == (
        "ほかの人が先に変更しました。今の内容を確かめてから、もう一度保存してください。"
    )
    assert [entry.verb for entry in history.entries_of(obj)] == ["log", "edit"]


def test_the_requester_no_longer_edits_once_a_ministry_works_on_it(life, cast, refusal):
    obj = life.at(RequestStatus.UNDER_REVIEW)

    kind, reason = refusal(local_requests.edit, obj, by=cast.misato, title="別の件名")

    assert (kind, reason) == (
        "forbidden",
        "「修正」ができるのは、事務局と構成員（検討が始まるまでは要望した団体の担当者も）です。",
    )


def test_a_town_does_not_give_its_request_to_another(life, cast, orgs, refusal):
    obj = life.log()

    kind, reason = refusal(local_requests.edit, obj, by=cast.misato, organization=orgs.ichinomiya)

    obj.refresh_from_db()
    assert (kind, reason) == (
        "forbidden",
        "要望した団体を変えられるのは、事務局と構成員です。",
    )
    assert obj.organization == orgs.misato


def test_the_team_corrects_whose_request_it_is(life, cast, orgs):
    obj = life.log()

    local_requests.edit(obj, by=cast.wt_member, organization=orgs.ichinomiya)

    obj.refresh_from_db()
    assert obj.organization == orgs.ichinomiya


def test_an_edit_without_points_left_is_refused_whole(life, cast, refusal):
    obj = life.log()

    kind, reason = refusal(local_requests.edit, obj, by=cast.misato, title="新しい", points=[])

    obj.refresh_from_db()
    assert (kind, reason) == ("incomplete", "論点を1つ以上選んでください。")
    assert (obj.title, obj.request_points.count()) == ("様式を統一してほしい", 1)


def test_only_what_belongs_to_an_edit_can_be_edited(life, cast):
    obj = life.log()

    with pytest.raises(TypeError, match="edit\\(\\) cannot change \\['status'\\]"):
        local_requests.edit(obj, by=cast.secretariat, status="settled")


def test_publishing_keeps_the_first_time(life, cast):
    obj = local_requests.publish(life.log(), by=cast.secretariat, now=NOW)

    again = local_requests.publish(obj, by=cast.secretariat, now=NOW.replace(year=2025))

    assert (again.published_at, again.is_published) == (NOW, True)


def test_a_mistake_is_taken_back_and_brought_back(life, cast):
    obj = local_requests.retract(life.log(), by=cast.wt_member, reason="二重に登録したため")

    restored = local_requests.restore(obj, by=cast.secretariat)

    assert [(e.verb, e.status_change.to_status) for e in history.entries_of(obj)] == [
        ("log", "logged"),
        ("retract", "withdrawn"),
        ("restore", "logged"),
    ]
    assert restored.status == "logged"


def test_the_number_of_a_mistake_stays_taken(life, cast):
    local_requests.retract(life.log(), by=cast.secretariat, reason="誤り")

    assert life.log().number == "R6-0002"


def test_what_was_published_is_not_taken_back(life, cast, refusal):
    obj = local_requests.publish(life.log(), by=cast.secretariat, now=NOW)

    answer = refusal(local_requests.retract, obj, by=cast.secretariat, reason="誤り")

    assert answer == ("incomplete", "公表した記録は取り消せません。")


def test_what_a_town_withdrew_is_not_restored(life, cast, refusal):
    obj = relations.withdraw(life.log(), by=cast.misato, reason="解決したため")

    answer = refusal(local_requests.restore, obj, by=cast.secretariat)

    assert answer == ("incomplete", "団体が取り下げた要望は、復元できません。")


def test_an_entry_with_an_earlier_date_counts_from_then_on(life, cast):
    from_then = datetime(2024, 4, 30, 8, 0, tzinfo=UTC)
    obj = life.triage(life.log(), effective_at=from_then)

    change = history.entries_of(obj).last().status_change
    assert change.effective_at == from_then
    assert change.recorded_at > from_then
    assert history.status_as_of(obj, from_then) == "triaged"
    assert history.status_as_of(obj, from_then.replace(hour=7)) is None
