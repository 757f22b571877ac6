import pytest
from django.utils import timezone

from meetings.actions import meetings, saving, suggestions
from meetings.models import Meeting, Suggestion
from tests.factories import meetings as make

LIST = "/meetings/"


@pytest.fixture
def meeting(secretariat, misato, yamaguchi, digital, points):
    return make.a_meeting(secretariat)


def another(by, number, month=6):
    text = make.TEXT.replace("第3回", f"第{number}回")
    text = text.replace("令和6年6月3日（月）", f"令和{6 if month > 3 else 7}年{month}月3日")
    return make.a_meeting(by, text)


def publish(meeting, by):
    return meetings.publish(meeting, by=by, now=timezone.now(), reason="途中で公表")


def text_of(response):
    return response.content.decode()


def titles(response):
    return [str(row.meeting) for row in response.context["rows"]]


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("secretariat", ["共通基盤連絡会議第4回", "共通基盤連絡会議第3回"]),
        ("wt_member", ["共通基盤連絡会議第4回", "共通基盤連絡会議第3回"]),
        ("misato", ["共通基盤連絡会議第4回", "共通基盤連絡会議第3回"]),
        ("digital", ["共通基盤連絡会議第4回", "共通基盤連絡会議第3回"]),
        ("stranger", ["共通基盤連絡会議第3回"]),
        ("visitor", ["共通基盤連絡会議第3回"]),
    ],
)
def test_the_list_shows_what_the_reader_may_see(as_, request, secretariat, meeting, who, seen):
    another(secretariat, 4, month=7)
    publish(meeting, secretariat)

    response = as_(request.getfixturevalue(who)).get(LIST)

    assert titles(response) == seen


def test_the_list_counts_only_the_requests_the_reader_sees(as_, visitor, secretariat, meeting):
    first, second = Suggestion.objects.filter(type="request")[:2]
    suggestions.accept(first, by=secretariat)
    publish(meeting, secretariat)
    suggestions.accept(second, by=secretariat)

    public = as_(visitor).get(LIST).context["rows"]
    internal = as_(secretariat).get(LIST).context["rows"]

    assert [row.requests for row in public] == [1]
    assert [row.requests for row in internal] == [2]
    assert public[0].coverage is None
    assert internal[0].coverage.linked == 2


def test_the_list_says_when_it_is_empty_and_what_to_do(as_, secretariat, visitor):
    team = text_of(as_(secretariat).get(LIST))
    public = text_of(as_(visitor).get(LIST))

    assert "まだ会合がありません" in team
    assert "/meetings/import/" in team
    assert "見られる会合は、まだありません" in public
    assert "/meetings/import/" not in public


def test_the_list_is_filtered_by_fiscal_year(as_, secretariat, meeting):
    another(secretariat, 9, month=1)
    another(secretariat, 10, month=5)
    client = as_(secretariat)

    assert titles(client.get(LIST, {"year": "2024"})) == [
        "共通基盤連絡会議第9回",
        "共通基盤連絡会議第3回",
        "共通基盤連絡会議第10回",
    ]
    assert titles(client.get(LIST, {"body": "0"})) == []


def test_the_list_costs_the_same_with_one_and_three_meetings(
    as_, secretariat, meeting, django_assert_num_queries, django_assert_max_num_queries
):
    client = as_(secretariat)
    with django_assert_max_num_queries(14) as one:
        client.get(LIST)
    another(secretariat, 4)
    another(secretariat, 5)

    with django_assert_num_queries(len(one)):
        client.get(LIST)


def edit_form(meeting, **changes):
    return {
        "title": meeting.title,
        "held_on": "令和6年6月3日",
        "starts_at": "14:00",
        "ends_at": "15:00",
        "place": meeting.place,
        "credit": meeting.credit,
        "version": str(meeting.version),
        **changes,
    }


def test_the_facts_are_changed(as_, secretariat, meeting):
    sent = edit_form(meeting, held_on="R6.6.4", starts_at="午後2時30分", place="霞が関")

    response = as_(secretariat).post(f"/meetings/{meeting.pk}/edit/", sent)

    meeting.refresh_from_db()
    assert response.status_code == 302
    assert (str(meeting.held_on), str(meeting.starts_at), meeting.place) == (
        "2024-06-04",
        "14:30:00",
        "霞が関",
    )


def test_a_wrong_fact_keeps_what_was_typed(as_, secretariat, meeting):
    sent = edit_form(meeting, held_on="きのう", place="打った場所")

    response = as_(secretariat).post(f"/meetings/{meeting.pk}/edit/", sent)

    page = text_of(response)
    assert response.status_code == 422
    assert 'value="きのう"' in page
    assert 'value="打った場所"' in page


def test_a_second_person_sees_both_and_may_save_over_the_first(as_, secretariat, meeting):
    client, address = as_(secretariat), f"/meetings/{meeting.pk}/edit/"
    mine = edit_form(meeting, place="わたしの場所")
    client.post(address, edit_form(meeting, place="先の場所"))

    refused = client.post(address, mine)
    meeting.refresh_from_db()
    kept = meeting.place
    client.post(address, {**mine, "version": str(meeting.version)})

    page = text_of(refused)
    meeting.refresh_from_db()
    assert refused.status_code == 409
    assert "先の場所" in page
    assert 'value="わたしの場所"' in page
    assert f'name="version" value="{meeting.version - 1}"' in page
    assert (kept, meeting.place) == ("先の場所", "わたしの場所")


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("secretariat", 200),
        ("wt_member", 403),
        ("yamaguchi", 403),
        ("stranger", 404),
        ("visitor", 302),
    ],
)
def test_only_the_secretariat_changes_facts(as_, request, meeting, who, expected):
    client = as_(request.getfixturevalue(who))

    assert client.get(f"/meetings/{meeting.pk}/edit/").status_code == expected


def test_the_file_is_given_back_byte_for_byte_and_never_shown(as_, secretariat, meeting):
    publish(meeting, secretariat)

    response = as_(secretariat).get(f"/meetings/{meeting.pk}/source/")

    assert b"".join(response.streaming_content) == make.TEXT.encode()
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_everybody_else_gets_the_text_as_it_was_read(as_, secretariat, visitor, meeting):
    publish(meeting, secretariat)

    original = as_(visitor).get(f"/meetings/{meeting.pk}/source/")
    response = as_(visitor).get(f"/meetings/{meeting.pk}/text/")

    assert original.status_code == 404
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.content.decode().splitlines()[:5] == [
        "共通基盤連絡会議第3回 議事要旨（第1版）",
        "",
        "○山田デジタル庁統括官",
        "ただ今から会議を開催いたします。",
        "",
    ]
    assert response.content == as_(visitor).get(f"/meetings/{meeting.pk}/text/").content


@pytest.mark.parametrize("file", ["source", "text"])
def test_the_file_is_hidden_with_its_meeting(as_, stranger, visitor, meeting, file):
    address = f"/meetings/{meeting.pk}/{file}/"

    assert as_(stranger).get(address).status_code == 404
    assert as_(visitor).get(address).status_code == 404


def test_an_earlier_text_is_for_the_team_and_for_what_still_rests_on_it(
    as_, secretariat, visitor, meeting
):
    suggestions.accept(
        Suggestion.objects.get(type="request", quote=make.PREFECTURE), by=secretariat
    )
    publish(meeting, secretariat)
    corrected = make.TEXT.replace("二十", "三十")
    saving.save(make.an_import(secretariat, corrected, meeting=meeting), by=secretariat)
    address = f"/meetings/{meeting.pk}/text/"
    still = as_(visitor).get(address)
    publish(meeting, secretariat)

    team = as_(secretariat).get(f"/meetings/{meeting.pk}/source/", {"edition": "1"})
    public = as_(visitor).get(address, {"edition": "1"})
    now = as_(visitor).get(address)
    saving.save(
        make.an_import(secretariat, corrected.replace(make.PREFECTURE, "なし。"), meeting=meeting),
        by=secretariat,
    )
    publish(meeting, secretariat)
    resting = as_(visitor).get(address, {"edition": "2"})

    assert b"".join(team.streaming_content) == make.TEXT.encode()
    assert "二十です" in still.content.decode()
    assert public.status_code == 404
    assert "三十です" in now.content.decode()
    assert "三十です" in resting.content.decode()
    assert Meeting.objects.get().current_source.edition == 3
