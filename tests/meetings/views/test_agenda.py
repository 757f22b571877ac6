from datetime import date

import pytest

from issues.actions import triage
from issues.due_dates.due import named
from meetings.actions import laying_out, sessions
from meetings.actions.sessions import AgendaLine
from meetings.models import AgendaItem, Handling
from tests.factories import sittings
from tests.factories.organizations import organization

LINES = (
    AgendaLine(None, 0, "1", "開会", 5),
    AgendaLine(None, 0, "2", "費用負担について", 25),
    AgendaLine(None, 1, "(1)", "試算の報告", 10),
)


@pytest.fixture
def meeting(secretariat, misato, yamaguchi, digital, points):
    return sittings.planned(secretariat)


@pytest.fixture
def address(meeting):
    return f"/meetings/{meeting.pk}/prepare/"


@pytest.fixture
def arranged(meeting, secretariat):
    return sessions.arrange(meeting, by=secretariat, lines=LINES)


def sent(meeting, do="save", **changes):
    """What the browser sends from the lines as they stand, with `changes` by field name."""
    items = list(meeting.agenda_items.all())
    fields = {
        "lines-TOTAL_FORMS": len(items) + 1,
        "lines-INITIAL_FORMS": len(items),
        "version": meeting.version,
        "do": do,
    }
    for i, item in enumerate(items):
        fields |= {
            f"lines-{i}-key": item.pk,
            f"lines-{i}-ORDER": i + 1,
            f"lines-{i}-number": item.number,
            f"lines-{i}-title": item.title,
            f"lines-{i}-minutes": item.minutes or "",
            f"lines-{i}-depth": 1 if item.parent_id else 0,
        }
    fields[f"lines-{len(items)}-depth"] = 0
    return fields | changes


def late(request, *, by):
    """Its answer was due long ago."""
    triage.triage(
        request, by=by, points=list(request.points.all()), lead_ministry=organization("digital"),
        due=named(date(2024, 5, 1)),
    )  # fmt: skip


def agenda(meeting):
    rows = AgendaItem.objects.filter(meeting=meeting).select_related("parent")
    return [(row.title, row.parent.title if row.parent else "", row.minutes) for row in rows]


def test_a_line_is_added_below_another(as_, secretariat, arranged, address):
    new = {"lines-3-title": "意見交換", "lines-3-minutes": "15", "lines-3-depth": "1"}

    response = as_(secretariat).post(f"{address}lines/", sent(arranged, **new))

    assert response.url == f"{address}#lines"
    assert agenda(arranged) == [
        ("開会", "", 5),
        ("費用負担について", "", 25),
        ("試算の報告", "費用負担について", 10),
        ("意見交換", "費用負担について", 15),
    ]


def test_a_line_moved_by_its_button_takes_those_below_it_along(as_, secretariat, arranged, address):
    as_(secretariat).post(f"{address}lines/", sent(arranged, do="up:1"))

    assert agenda(arranged) == [
        ("費用負担について", "", 25),
        ("試算の報告", "費用負担について", 10),
        ("開会", "", 5),
    ]


def test_a_dragged_order_is_kept(as_, secretariat, arranged, address):
    new = {"lines-0-ORDER": "3", "lines-1-ORDER": "1", "lines-2-ORDER": "2"}

    as_(secretariat).post(f"{address}lines/", sent(arranged, **new))

    assert [title for title, _, _ in agenda(arranged)] == ["費用負担について", "試算の報告", "開会"]


def test_a_line_is_removed(as_, secretariat, arranged, address):
    as_(secretariat).post(f"{address}lines/", sent(arranged, do="remove:0"))

    assert [title for title, _, _ in agenda(arranged)] == ["費用負担について", "試算の報告"]


def test_a_duration_in_words_is_refused_with_all_that_was_typed(
    as_, secretariat, arranged, address
):
    new = {"lines-1-minutes": "半時間", "lines-1-title": "費用負担（改）"}

    response = as_(secretariat).post(f"{address}lines/", sent(arranged, **new))

    page = response.content.decode()
    assert response.status_code == 422
    assert "時間は分の数で書いてください（例：20）。" in page
    assert "費用負担（改）" in page
    assert agenda(arranged)[1] == ("費用負担について", "", 25)


def test_somebody_elses_lines_are_not_written_over_unseen(as_, secretariat, arranged, address):
    typed = sent(arranged, **{"lines-0-title": "開会（私の案）"})
    sessions.arrange(arranged, by=secretariat, lines=[AgendaLine(None, 0, "1", "別の人の案", 3)])

    response = as_(secretariat).post(f"{address}lines/", typed)

    page = response.content.decode()
    assert response.status_code == 409
    assert "別の人の案" in page
    assert "開会（私の案）" in page
    assert agenda(arranged) == [("別の人の案", "", 3)]


def test_the_total_counts_what_stands_below_a_line_within_it(as_, secretariat, arranged, address):
    assert "合計 30分" in as_(secretariat).get(address).content.decode()


def test_requests_and_points_come_on_under_a_line(as_, secretariat, arranged, address):
    (request,) = sittings.requests(secretariat)
    item = arranged.agenda_items.get(title="費用負担について")
    ticked = {"number": [request.number], "point": ["cost"], "agenda_item": item.pk}

    as_(secretariat).post(f"{address}put-on/", ticked)

    taken = Handling.objects.filter(meeting=arranged)
    assert [(str(t), t.agenda_item, t.reasons) for t in taken] == [
        (str(sittings.point("cost")), item, ["chosen"]),
        (str(request), item, ["chosen"]),
    ]


def test_putting_nothing_on_says_so(as_, secretariat, meeting, address):
    response = as_(secretariat).post(f"{address}put-on/", {"agenda_item": ""})

    assert response.status_code == 422
    assert "議題に載せる案件を選んでください。" in response.content.decode()


def test_what_is_taken_off_is_a_candidate_again_with_its_words(
    as_, secretariat, points, misato, yamaguchi
):
    (request,) = sittings.requests(secretariat)
    sittings.closed(secretariat, [request], outcome="carried_over")
    following = sittings.planned(secretariat, number=2, held_on=sittings.date(2024, 5, 23))
    (carried,) = following.handlings.all()
    address = f"/meetings/{following.pk}/prepare/"
    client = as_(secretariat)
    laid_out = client.get(f"{address}?show=carried").context["pool"]

    client.post(f"{address}matters/{carried.pk}/take-off/")
    page = client.get(f"{address}?show=carried")

    assert (laid_out.sections, laid_out.laid_out) == ((), 1)
    ((candidate,),) = (section.candidates for section in page.context["pool"].sections)
    assert candidate.matter.local_request == request
    assert "前回からの持越し" in candidate.reasons
    assert "移行経費について" in page.content.decode()


def test_a_search_finds_an_open_request_by_its_number(as_, secretariat, meeting, address):
    one, _ = sittings.requests(secretariat, 2)

    page = as_(secretariat).get(f"{address}?q={one.number}")

    assert [c.matter.local_request for c in page.context["pool"].found] == [one]


def test_matters_are_moved_and_taken_off(as_, secretariat, meeting, address):
    one, two = sittings.requests(secretariat, 2)
    first, second = (sessions.put_on(meeting, r, by=secretariat) for r in (one, two))
    client = as_(secretariat)

    client.post(f"{address}matters/", {"key": [first.pk, second.pk], "do": f"up:{second.pk}"})
    assert list(Handling.objects.filter(meeting=meeting)) == [second, first]
    client.post(f"{address}matters/{first.pk}/take-off/")
    assert list(Handling.objects.filter(meeting=meeting)) == [second]


def test_people_are_invited_with_their_organization(as_, secretariat, meeting, address):
    rows = {
        "people-TOTAL_FORMS": 1,
        "people-INITIAL_FORMS": 0,
        "people-0-name": "佐藤 一郎",
        "people-0-organization": "秋田県美郷町",
        "people-0-title": "町長",
        "people-0-side": "local",
        "do": "save",
    }

    as_(secretariat).post(f"{address}people/", rows)

    who = meeting.attendances.get()
    assert (who.name, who.title, who.organization.code) == ("佐藤 一郎", "町長", "054348")


def test_documents_are_listed_and_struck(as_, secretariat, meeting, address):
    sessions.list_documents(meeting, by=secretariat, documents=[("資料1", "古い資料", "")])
    rows = {
        "form": "",
        "documents-TOTAL_FORMS": 2,
        "documents-INITIAL_FORMS": 1,
        "documents-0-label": "資料1",
        "documents-0-title": "古い資料",
        "documents-0-DELETE": "on",
        "documents-1-label": "資料1",
        "documents-1-title": "費用の試算",
        "documents-1-submitter": "デジタル庁",
    }

    as_(secretariat).post(f"{address}documents/", rows)

    found = [(d.label, d.title, d.submitter) for d in meeting.documents.all()]
    assert found == [("資料1", "費用の試算", "デジタル庁")]


def test_the_working_team_reads_and_changes_nothing(as_, secretariat, wt_member, arranged, address):
    page = as_(wt_member).get(address)

    assert page.status_code == 200
    assert "議事を保存する" not in page.content.decode()
    assert as_(wt_member).post(f"{address}lines/", sent(arranged)).status_code == 403
    assert as_(wt_member).post(f"{address}put-on/", {"point": "cost"}).status_code == 403
    assert as_(wt_member).post(f"{address}people/", {}).status_code == 403
    assert as_(wt_member).post(f"{address}documents/", {}).status_code == 403


def test_strangers_do_not_see_the_preparation(as_, stranger, visitor, meeting, address):
    assert as_(stranger).get(address).status_code == 404
    assert as_(visitor).get(address).status_code == 302


def test_the_sheet_shows_agenda_and_documents(as_, secretariat, arranged):
    sessions.list_documents(arranged, by=secretariat, documents=[("資料1", "費用の試算", "")])

    page = as_(secretariat).get(f"/meetings/{arranged.pk}/order/").content.decode()

    for words in ("議事次第", "費用負担について", "試算の報告", "25分", "費用の試算", "オンライン"):
        assert words in page


def test_the_public_sheet_leaves_unpublished_requests_out(
    as_, secretariat, visitor, points, misato, yamaguchi
):
    (request,) = sittings.requests(secretariat)
    meeting = sittings.closed(secretariat, [request, sittings.point("cost")])

    page = as_(visitor).get(f"/meetings/{meeting.pk}/order/").content.decode()

    assert request.title not in page
    assert sittings.point("cost").name in page


def test_the_number_of_queries_does_not_grow_with_the_matters(
    as_, secretariat, meeting, address, django_assert_max_num_queries
):
    counts = []
    for request in sittings.requests(secretariat, 4)[:]:
        sessions.put_on(meeting, request, by=secretariat)
        with django_assert_max_num_queries(80) as captured:
            as_(secretariat).get(address)
        counts.append(len(captured))
    assert counts[1] == counts[3]


def test_the_draft_is_laid_out_by_one_button(as_, secretariat, misato, digital, meeting, address):
    (request,) = sittings.requests(secretariat)
    late(request, by=secretariat)
    page = as_(secretariat).get(address).content.decode()
    assert "下書きをすべて議題に載せる" in page

    response = as_(secretariat).post(f"{address}lay-out/")

    assert response.url == f"{address}#lines"
    (taken,) = Handling.objects.filter(meeting=meeting)
    assert (taken.local_request, taken.agenda_item.title) == (request, sittings.point("cost").name)
    assert "下書きをすべて議題に載せる" not in as_(secretariat).get(address).content.decode()


def test_laying_out_an_empty_draft_says_what_is_so(as_, secretariat, meeting, address):
    response = as_(secretariat).post(f"{address}lay-out/")

    assert response.status_code == 409
    assert laying_out.NOTHING in response.content.decode()


def test_a_matter_is_moved_below_a_line(as_, secretariat, arranged, address):
    handling = sessions.put_on(arranged, sittings.point("cost"), by=secretariat)
    line = arranged.agenda_items.get(title="費用負担について")

    response = as_(secretariat).post(
        f"{address}matters/{handling.pk}/line/", {"agenda_item": line.pk}
    )

    handling.refresh_from_db()
    assert response.url == f"{address}#matters"
    assert handling.agenda_item == line


def test_a_line_that_is_not_there_is_refused_in_words(as_, secretariat, arranged, address):
    handling = sessions.put_on(arranged, sittings.point("cost"), by=secretariat)

    response = as_(secretariat).post(
        f"{address}matters/{handling.pk}/line/", {"agenda_item": "999999"}
    )

    handling.refresh_from_db()
    assert response.status_code == 422
    assert laying_out.ELSEWHERE in response.content.decode()
    assert handling.agenda_item is None


def an_empty_row(**changes):
    return {"people-TOTAL_FORMS": 1, "people-INITIAL_FORMS": 0, "people-0-side": "local"} | changes


def test_the_people_of_the_session_before_are_added_and_saved(as_, secretariat, points):
    before = sittings.closed(secretariat)
    meeting = sittings.planned(secretariat, number=2, held_on=date(2024, 5, 23))
    typed = an_empty_row(**{"people-0-name": "鈴木 花子", "do": "copy"})

    page = as_(secretariat).post(f"/meetings/{meeting.pk}/prepare/people/", typed, follow=True)

    names = list(meeting.attendances.values_list("name", flat=True))
    assert names == ["鈴木 花子", "佐藤 一郎"]
    assert f"{before}の出席者1人を加えて、保存しました。" in page.content.decode()


@pytest.mark.parametrize(
    ("named", "leads_to"),
    [
        ("/meetings/1/close/", "/meetings/1/close/"),
        ("//elsewhere.example/", None),
        ("https://elsewhere.example/", None),
    ],
)
def test_saving_leads_back_to_where_the_page_was_opened_from_if_that_is_ours(
    as_, secretariat, meeting, address, named, leads_to
):
    rows = an_empty_row(**{"people-0-name": "佐藤 一郎", "do": "save", "next": named})

    page = as_(secretariat).get(address, {"next": named}).content.decode()
    response = as_(secretariat).post(f"{address}people/", rows)

    assert response.url == (leads_to or f"{address}#people")
    assert ("前の画面へ戻る" in page) == (leads_to is not None)
    assert "elsewhere.example" not in page


def test_what_was_put_on_is_gone_from_the_candidates_and_the_view_stays(
    as_, secretariat, digital, misato, arranged, address
):
    (request,) = sittings.requests(secretariat)
    late(request, by=secretariat)
    line = arranged.agenda_items.get(title="費用負担について")
    client = as_(secretariat)
    sent_on = {"number": request.number, "agenda_item": line.pk}

    response = client.post(f"{address}put-on/?show=unanswered", sent_on)
    pool = client.get(response.url).context["pool"]

    assert response.url == f"{address}?show=unanswered&under={line.pk}#pool"
    assert (pool.count, pool.sections, pool.laid_out) == (0, (), 1)


def test_for_htmx_a_refusal_stands_in_the_part_that_was_sent(as_, secretariat, arranged, address):
    wrong = sent(arranged, **{"lines-1-minutes": "半時間"})

    response = as_(secretariat).post(f"{address}lines/", wrong, headers={"HX-Request": "true"})

    assert response.status_code == 422
    assert response["HX-Retarget"] == response["HX-Reselect"] == "#lines"
    assert "半時間" in response.content.decode()
