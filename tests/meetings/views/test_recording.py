import pytest

from meetings.actions import handlings, sessions
from meetings.models import PointMemo, SessionDecision
from tests.factories import sittings


@pytest.fixture
def request_(secretariat, misato, yamaguchi, digital, points):
    return sittings.requests(secretariat)[0]


@pytest.fixture
def meeting(secretariat, request_):
    return sittings.held(secretariat, [request_, sittings.point("cost")])


@pytest.fixture
def address(meeting):
    return f"/meetings/{meeting.pk}/record/"


@pytest.fixture
def matter(meeting, request_):
    return meeting.handlings.get(local_request=request_)


@pytest.fixture
def at_point(meeting):
    return meeting.handlings.get(point=sittings.point("cost"))


def typed(handling, **changes):
    return {
        "outcome": "discussed",
        "note": "話したこと",
        "version": handling.version,
    } | changes


def test_outcome_and_note_are_saved_and_the_page_comes_back_to_the_card(
    as_, secretariat, matter, address
):
    response = as_(secretariat).post(f"{address}{matter.pk}/", typed(matter))

    matter.refresh_from_db()
    assert response.url == f"{address}#handling-{matter.pk}"
    assert (matter.status, matter.note) == ("discussed", "話したこと")


def test_saving_while_typing_answers_with_the_new_version_alone(as_, secretariat, matter, address):
    headers = {"X-Autosave": "1"}

    response = as_(secretariat).post(f"{address}{matter.pk}/", typed(matter), headers=headers)

    matter.refresh_from_db()
    assert response.status_code == 200
    assert f'data-version="{matter.version}"' in response.content.decode()
    assert "<html" not in response.content.decode()


@pytest.mark.parametrize("headers", [{}, {"X-Autosave": "1"}])
def test_somebody_elses_note_stands_beside_ones_own(as_, secretariat, matter, address, headers):
    mine = typed(matter, note="私の記録")
    handlings.record(matter, by=secretariat, outcome="reported", note="別の人の記録")

    response = as_(secretariat).post(f"{address}{matter.pk}/", mine, headers=headers)

    page = response.content.decode()
    assert response.status_code == 409
    assert "別の人の記録" in page
    assert "私の記録" in page
    matter.refresh_from_db()
    assert f'name="version" value="{matter.version}"' in page
    assert matter.note == "別の人の記録"


def test_after_seeing_both_ones_own_note_is_written_over(as_, secretariat, matter, address):
    handlings.record(matter, by=secretariat, outcome="reported", note="別の人の記録")
    matter.refresh_from_db()

    sent = typed(matter, note="私の記録", version=[matter.version - 1, matter.version])
    as_(secretariat).post(f"{address}{matter.pk}/", sent)

    matter.refresh_from_db()
    assert (matter.note, matter.status) == ("私の記録", "discussed")


def test_nothing_is_recorded_before_the_session(as_, secretariat, points, misato):
    meeting = sittings.planned(secretariat)
    handling = sessions.put_on(meeting, sittings.point("cost"), by=secretariat)

    response = as_(secretariat).post(
        f"/meetings/{meeting.pk}/record/{handling.pk}/", typed(handling, note="早すぎる記録")
    )

    handling.refresh_from_db()
    assert response.status_code in (409, 422)
    assert handling.note == ""


def test_a_point_moves_on_at_the_session(as_, secretariat, at_point, address):
    as_(secretariat).post(f"{address}{at_point.pk}/move/", {"verb": "start_discussion"})

    assert sittings.point("cost").status == "discussing"


def test_by_htmx_only_the_lower_part_of_the_card_comes_back(as_, secretariat, at_point, address):
    before = at_point.version

    response = as_(secretariat).post(
        f"{address}{at_point.pk}/move/",
        {"verb": "start_discussion"},
        headers={"HX-Request": "true"},
    )

    at_point.refresh_from_db()
    page = response.content.decode()
    assert "<html" not in page
    assert f'data-version="{at_point.version}" data-before="{before}"' in page
    assert "検討中" in page


def test_a_refused_move_keeps_the_reason_that_was_typed(as_, secretariat, at_point, address):
    response = as_(secretariat).post(
        f"{address}{at_point.pk}/move/", {"verb": "agree", "reason": "書いた理由"}
    )

    page = response.content.decode()
    assert response.status_code == 409
    assert "書いた理由" in page
    assert sittings.point("cost").status == "open"


def test_a_decision_is_written_on_a_matter_and_taken_back(as_, secretariat, matter, address):
    as_(secretariat).post(f"{address}{matter.pk}/decide/", {"text": "試算を次回示す"})

    decision = SessionDecision.objects.get()
    assert (decision.text, decision.handling) == ("試算を次回示す", matter)
    response = as_(secretariat).post(f"{address}decisions/{decision.pk}/take-back/")
    assert response.url == f"{address}#handling-{matter.pk}"
    assert SessionDecision.objects.count() == 0


def test_a_decision_of_the_whole_session_is_written(as_, secretariat, meeting, address):
    response = as_(secretariat).post(f"{address}decide/", {"text": "次回は5月23日"})

    assert response.url == f"{address}#decisions"
    assert SessionDecision.objects.get().handling is None


def test_an_empty_decision_says_what_is_missing(as_, secretariat, matter, address):
    response = as_(secretariat).post(f"{address}{matter.pk}/decide/", {"text": " "})

    assert response.status_code == 422
    assert "決定の内容を書いてください。" in response.content.decode()


def test_the_summary_of_a_point_is_kept_per_session(as_, secretariat, at_point, address):
    as_(secretariat).post(f"{address}{at_point.pk}/memo/", {"text": "費用の区分で一致"})

    memo = PointMemo.objects.get()
    assert (memo.text, memo.meeting, memo.point) == (
        "費用の区分で一致",
        at_point.meeting,
        at_point.point,
    )


def test_two_summaries_stand_against_each_other(as_, secretariat, at_point, address):
    as_(secretariat).post(f"{address}{at_point.pk}/memo/", {"text": "先の人のまとめ"})

    response = as_(secretariat).post(f"{address}{at_point.pk}/memo/", {"text": "私のまとめ"})

    page = response.content.decode()
    assert response.status_code == 409
    assert "先の人のまとめ" in page
    assert "私のまとめ" in page
    assert PointMemo.objects.get().text == "先の人のまとめ"


def test_a_request_that_was_not_answered_is_not_settled(as_, secretariat, matter, address):
    response = as_(secretariat).post(
        f"{address}{matter.pk}/settle/", {"reflected_in": "基本方針 2.(3)"}
    )

    assert response.status_code == 409
    assert matter.local_request.status == "logged"


def test_words_of_other_minutes_are_not_offered(as_, secretariat, matter, request_, address):
    passage = request_.passages.get()

    response = as_(secretariat).post(f"{address}{matter.pk}/quote/", {"passages": [passage.pk]})

    assert response.status_code == 422
    assert list(matter.passages.all()) == []


def test_words_of_its_own_minutes_are_put_to_the_matter(as_, secretariat, request_):
    passage = request_.passages.get()
    meeting = passage.speech.source.meeting
    handling = sessions.put_on(meeting, request_, by=secretariat)

    as_(secretariat).post(
        f"/meetings/{meeting.pk}/record/{handling.pk}/quote/", {"passages": [passage.pk]}
    )

    assert list(handling.passages.all()) == [passage]


def test_the_working_team_reads_the_record_and_writes_nothing(
    as_, secretariat, wt_member, matter, address
):
    handlings.record(matter, by=secretariat, outcome="discussed", note="読める記録")

    page = as_(wt_member).get(address)

    assert "読める記録" in page.content.decode()
    assert "<textarea" not in page.content.decode()
    for part in ("", "memo/", "move/", "settle/", "decide/", "quote/"):
        answer = as_(wt_member).post(f"{address}{matter.pk}/{part}", typed(matter))
        assert answer.status_code == 403, part
    assert as_(wt_member).post(f"{address}decide/", {"text": "決定"}).status_code == 403


def test_others_do_not_see_the_record(as_, secretariat, digital, stranger, visitor, request_):
    meeting = sittings.closed(secretariat, [request_])
    address = f"/meetings/{meeting.pk}/record/"

    assert as_(digital).get(address).status_code == 403
    assert as_(stranger).get(address).status_code == 403
    assert as_(visitor).get(address).status_code == 302


def test_a_closed_session_shows_its_record_without_forms(as_, secretariat, request_):
    meeting = sittings.closed(secretariat, [request_])
    (handling,) = meeting.handlings.all()
    address = f"/meetings/{meeting.pk}/record/"

    page = as_(secretariat).get(address).content.decode()

    assert "この会合は確定しています" in page
    assert "data-autosave" not in page
    sent = typed(handling, note="後から")
    assert as_(secretariat).post(f"{address}{handling.pk}/", sent).status_code in (409, 422)
    handling.refresh_from_db()
    assert handling.note == "会合での話の内容"


def test_the_number_of_queries_does_not_grow_with_the_cards(
    as_, secretariat, meeting, address, django_assert_max_num_queries
):
    counts = []
    for number, request in enumerate(sittings.requests(secretariat, 4)):
        sessions.put_on(meeting, request, by=secretariat)
        with django_assert_max_num_queries(60) as captured:
            as_(secretariat).get(address)
        counts.append(len(captured) if number else 0)
    assert counts[1] == counts[3]


def test_by_htmx_a_refusal_stands_in_the_card_with_what_was_typed(
    as_, secretariat, matter, address
):
    response = as_(secretariat).post(
        f"{address}{matter.pk}/settle/",
        {"reflected_in": "基本方針 2.(3)"},
        headers={"HX-Request": "true"},
    )

    page = response.content.decode()
    assert response.status_code == 409
    assert response["HX-Retarget"] == f"#more-{matter.pk}"
    assert "<html" not in page
    assert "できません" in page


def test_without_script_the_page_still_knows_where_it_was_opened_from(
    as_, secretariat, meeting, matter, address
):
    close = f"/meetings/{meeting.pk}/close/"
    page = as_(secretariat).get(address, {"next": close}).content.decode()

    response = as_(secretariat).post(f"{address}{matter.pk}/", typed(matter, next=close))

    assert f'<input type="hidden" name="next" value="{close}">' in page
    assert "確定の前に必要なことへ戻る" in page
    assert (
        response.url == f"{address}?next=%2Fmeetings%2F{meeting.pk}%2Fclose%2F#handling-{matter.pk}"
    )
