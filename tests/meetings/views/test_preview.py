import pytest

from meetings.actions import imports, meetings, saving
from meetings.enums import ImportStatus, Side
from meetings.models import Meeting, Sentence, Suggestion
from tests.factories import meetings as make
from workflow.machine import Refused


@pytest.fixture
def ready(secretariat, misato, yamaguchi, digital):
    return make.an_import(secretariat)


WITHOUT_SIDES = """見守りに関する研究会（第１回）議事録
日時：令和6年6月3日（月）14:00～15:00
出席者
　山田　花子　西国大学教授（会長）
議事
"""


def address(minutes_import):
    return f"/meetings/import/{minutes_import.pk}/save/"


def text_of(response):
    return response.content.decode()


def test_saving_makes_the_meeting_and_leads_to_the_review(as_, secretariat, ready):
    client = as_(secretariat)

    response = client.post(address(ready), make.typed(ready))

    meeting = Meeting.objects.get()
    assert response.url == meeting.get_absolute_url()
    assert f"/meetings/{meeting.pk}/review/" in text_of(client.get(response.url))
    assert [a.organization.code for a in meeting.attendances.all()] == [
        "digital",
        "054348",
        "350001",
    ]
    assert meeting.current_source.speeches.count() == 4


def test_every_fact_can_be_corrected(as_, secretariat, ready):
    changes = {
        "meeting-title": "連絡会議 第4回",
        "meeting-body": "別の会議体",
        "meeting-session_number": "4",
        "meeting-date": "R6.7.1",
        "meeting-start": "午後1時",
        "meeting-end": "13時30分",
        "meeting-place": "霞が関",
        "meeting-credit": "内閣官房",
    }

    as_(secretariat).post(address(ready), make.typed(ready, **changes))

    meeting = Meeting.objects.get()
    assert (meeting.title, meeting.body.name, meeting.session_number) == (
        "連絡会議 第4回",
        "別の会議体",
        4,
    )
    assert (str(meeting.held_on), str(meeting.starts_at), str(meeting.ends_at)) == (
        "2024-07-01",
        "13:00:00",
        "13:30:00",
    )
    assert (meeting.place, meeting.credit) == ("霞が関", "内閣官房")


def test_a_date_that_is_none_keeps_what_was_typed(as_, secretariat, ready):
    sent = make.typed(ready, **{"meeting-date": "令和6年2月30日", "meeting-place": "ここ"})

    response = as_(secretariat).post(address(ready), sent)

    page = text_of(response)
    assert response.status_code == 422
    assert 'value="令和6年2月30日"' in page
    assert 'value="ここ"' in page
    assert "という日はありません" in page
    assert Meeting.objects.count() == 0


def test_a_name_that_several_carry_is_refused_and_all_are_named(as_, secretariat, ready):
    sent = make.typed(ready, **{"person-1-organization": "美郷町"})

    response = as_(secretariat).post(address(ready), sent)

    page = text_of(response)
    assert response.status_code == 422
    assert "「美郷町」は3つあります（秋田県美郷町、島根県美郷町、宮崎県美郷町）" in page
    assert 'value="美郷町"' in page


def test_a_code_stands_for_its_organization(as_, secretariat, ready, ichinomiya):
    as_(secretariat).post(address(ready), make.typed(ready, **{"person-1-organization": "232033"}))

    sato = Meeting.objects.get().attendances.get(name="佐藤 一郎")
    assert (sato.organization.code, sato.organization_name) == ("232033", "愛知県一宮市")


def test_an_organization_outside_the_list_is_kept_as_written(as_, secretariat, ready):
    sent = make.typed(ready, **{"person-0-organization": "架空大学"})

    as_(secretariat).post(address(ready), sent)

    yamada = Meeting.objects.get().attendances.get(name="山田 花子")
    assert (yamada.organization, yamada.organization_name) == (None, "架空大学")


def test_an_attendee_can_be_added_without_a_script(as_, secretariat, ready):
    client = as_(secretariat)

    more = client.post(
        address(ready), make.typed(ready, do="add", **{"meeting-place": "打った場所"})
    )
    new = {
        "person-TOTAL_FORMS": "4",
        "person-3-name": "田中 三郎",
        "person-3-organization": "総務省",
        "person-3-side": "national",
    }
    client.post(address(ready), make.typed(ready, **new))

    page = text_of(more)
    assert 'name="person-3-name"' in page
    assert 'value="打った場所"' in page
    assert [a.name for a in Meeting.objects.get().attendances.all()] == [
        "山田 花子",
        "佐藤 一郎",
        "鈴木 次郎",
        "田中 三郎",
    ]


def test_a_line_left_empty_is_no_attendee(as_, secretariat, ready):
    empty = {"person-TOTAL_FORMS": "4", "person-3-name": "", "person-3-side": "local"}

    as_(secretariat).post(address(ready), make.typed(ready, **empty))

    assert Meeting.objects.get().attendances.count() == 3


def test_an_attendee_can_be_taken_off(as_, secretariat, ready):
    as_(secretariat).post(address(ready), make.typed(ready, **{"person-2-DELETE": "on"}))

    meeting = Meeting.objects.get()
    assert [a.name for a in meeting.attendances.all()] == ["山田 花子", "佐藤 一郎"]
    assert meeting.current_source.speeches.get(index=3).attendance is None


def test_two_attendees_of_one_name_are_refused(as_, secretariat, ready):
    response = as_(secretariat).post(
        address(ready), make.typed(ready, **{"person-2-name": "佐藤 一郎"})
    )

    assert response.status_code == 422
    assert "「佐藤 一郎」が2人います" in text_of(response)


def test_a_renamed_attendee_keeps_the_speeches(as_, secretariat, ready):
    as_(secretariat).post(address(ready), make.typed(ready, **{"person-1-name": "佐藤 壱郎"}))

    speech = Meeting.objects.get().current_source.speeches.get(index=2)
    assert speech.attendance.name == "佐藤 壱郎"


def test_a_speaker_outside_the_list_is_flagged_and_can_be_resolved(as_, secretariat, misato):
    text = make.TEXT.replace("○佐藤美郷町長", "○高橋さん")
    unknown = make.an_import(secretariat, text)
    client = as_(secretariat)

    page = text_of(client.get(unknown.get_absolute_url()))
    client.post(address(unknown), make.typed(unknown, **{"speaker-1-person": "1"}))

    assert "発言者「高橋さん」（1件の発言）の出席者が決まっていません" in page
    speech = Meeting.objects.get().current_source.speeches.get(index=2)
    assert speech.attendance.name == "佐藤 一郎"
    assert Sentence.objects.filter(speech=speech).count() == 3
    assert Suggestion.objects.filter(speech=speech, type="request", quote=make.TOWN).count() == 1


def test_a_speaker_who_sits_on_the_other_side_gets_other_suggestions(as_, secretariat, ready):
    sent = make.typed(ready, **{"person-1-side": Side.NATIONAL.value})

    as_(secretariat).post(address(ready), sent)

    speech = Meeting.objects.get().current_source.speeches.get(index=2)
    assert Sentence.objects.filter(speech=speech).count() == 0
    assert Suggestion.objects.filter(speech=speech, type="request").count() == 0


def test_minutes_without_a_date_need_one(as_, secretariat):
    undated = make.an_import(
        secretariat, make.TEXT.replace("日時：令和6年6月3日（月）14:00～15:00\n", "")
    )

    response = as_(secretariat).post(address(undated), make.typed(undated))

    assert response.status_code == 422
    assert Meeting.objects.count() == 0


def test_a_draft_is_kept_for_another_person(as_, secretariat, wt_member, ready):
    as_(secretariat).post(
        address(ready), make.typed(ready, do="draft", **{"meeting-place": "霞が関"})
    )

    ready.refresh_from_db()
    page = text_of(as_(wt_member).get(ready.get_absolute_url()))
    assert ready.status == ImportStatus.READY
    assert 'value="霞が関"' in page


def test_a_second_person_sees_both_and_may_save_over_the_first(as_, secretariat, wt_member, ready):
    mine = make.typed(ready, **{"meeting-place": "わたしの場所"})
    as_(wt_member).post(
        address(ready), make.typed(ready, do="draft", **{"meeting-place": "先の場所"})
    )

    refused = as_(secretariat).post(address(ready), mine)
    ready.refresh_from_db()
    again = as_(secretariat).post(address(ready), {**mine, "version": str(ready.version)})

    page = text_of(refused)
    assert refused.status_code == 409
    assert "先の場所" in page
    assert 'value="わたしの場所"' in page
    assert "wt_memberさんさん" in page
    assert again.status_code == 302
    assert Meeting.objects.get().place == "わたしの場所"


def test_saving_twice_is_refused(as_, secretariat, ready):
    client = as_(secretariat)
    sent = make.typed(ready)
    client.post(address(ready), sent)

    response = client.post(address(ready), sent)

    assert response.status_code == 409
    assert "「保存」は、あなたがすでにしています（" in text_of(response)
    assert "まだ保存していません" not in text_of(response)
    assert Meeting.objects.count() == 1


def test_a_meeting_that_is_there_already_is_offered_a_corrected_version(as_, secretariat, ready):
    meeting = make.a_meeting(secretariat, make.TEXT + "\n")

    client = as_(secretariat)
    page = text_of(client.get(ready.get_absolute_url()))
    plain = client.post(address(ready), make.typed(ready))
    ready.refresh_from_db()
    chosen = client.post(address(ready), make.typed(ready, edition_of=str(meeting.pk)))

    assert "「共通基盤連絡会議第3回」は、すでに登録されています" in page
    assert plain.status_code == 409
    assert chosen.status_code == 302
    assert Meeting.objects.count() == 1
    meeting.refresh_from_db()
    assert (meeting.current_source.pk, meeting.current_source.edition) == (ready.source_id, 2)


def test_a_member_of_the_team_learns_who_may_replace_minutes(as_, secretariat, wt_member, ready):
    make.a_meeting(secretariat, make.TEXT + "\n")

    page = text_of(as_(wt_member).get(ready.get_absolute_url()))

    assert "「訂正版の取込み」ができるのは、事務局です。" in page
    assert 'name="edition_of"' not in page


def test_enter_in_a_field_saves_and_adds_no_line(as_, secretariat, ready):
    page = text_of(as_(secretariat).get(ready.get_absolute_url()))

    form = page[page.index('<form id="preview"') :]
    assert form.index('name="do" value="save"') < form.index('name="do" value="add"')


def test_markup_in_every_part_is_shown_as_text(as_, secretariat):
    nasty = "<script>alert(1)</script>"
    text = make.TEXT.replace("山田 花子", f"山田{nasty}").replace("開会", f"開会{nasty}")
    text = text.replace("二十です", f"二十です{nasty}").replace("中央合同庁舎", nasty)
    minutes_import = make.an_import(secretariat, text)

    page = text_of(as_(secretariat).get(minutes_import.get_absolute_url()))

    assert nasty not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_preview_costs_the_same_for_long_minutes(
    as_, secretariat, django_assert_max_num_queries
):
    long = make.TEXT + "\n".join(f"○佐藤美郷町長　意見の{i}です。" for i in range(60))
    minutes_import = make.an_import(secretariat, long)
    client = as_(secretariat)

    with django_assert_max_num_queries(8):
        client.get(minutes_import.get_absolute_url())


def test_reading_again_what_is_saved_changes_nothing(secretariat):
    make.a_meeting(secretariat)
    saved = Meeting.objects.get().current_source.minutes_import

    again = imports.read(saved)

    assert again.status == ImportStatus.SAVED


def test_a_corrected_version_starts_from_the_credit_given_before(as_, secretariat):
    meeting = make.a_meeting(secretariat)
    meetings.edit(meeting, by=secretariat, credit="内閣官房の議事要旨")
    meeting.refresh_from_db()
    ready = make.an_import(secretariat, make.TEXT + "\n", meeting=meeting)

    page = text_of(as_(secretariat).get(ready.get_absolute_url()))

    assert 'value="内閣官房の議事要旨"' in page
    assert 'name="meeting-body"' not in page


def test_a_local_organization_that_is_not_certain_is_flagged(as_, secretariat):
    text = make.TEXT.replace("秋田県美郷町長", "美郷町長").replace("山口県知事", "架空県知事")
    ready = make.an_import(secretariat, text)

    response = as_(secretariat).get(ready.get_absolute_url())

    flagged = [form["name"].value() for form in response.context["preview"].unlisted]
    assert flagged == ["佐藤 一郎", "鈴木 次郎"]
    assert "団体の一覧から1つに決められません" in text_of(response)


def test_a_section_named_with_its_ministry_stays_as_printed(as_, secretariat):
    ready = make.an_import(secretariat, make.TEXT.replace("デジタル庁統括官", "総務省自治行政局長"))
    client = as_(secretariat)
    before = text_of(client.get(ready.get_absolute_url()))
    client.post(address(ready), make.typed(ready, do="draft"))

    after = text_of(client.get(ready.get_absolute_url()))

    assert 'value="総務省自治行政局"' in before
    assert 'value="総務省自治行政局"' in after
    ready.refresh_from_db()
    assert ready.corrections["attendees"][0]["code"] == "soumu"


def test_what_the_reader_knew_from_the_context_is_written_out(as_, secretariat, ready):
    ready.reading["attendees"][1]["organization"] = "美郷町"
    ready.save()

    page = text_of(as_(secretariat).get(ready.get_absolute_url()))

    assert 'name="person-1-organization" value="秋田県美郷町"' in page


def test_the_page_says_as_which_sort_of_record_it_was_read(as_, secretariat, ready):
    page = text_of(as_(secretariat).get(ready.get_absolute_url()))

    assert "「発言者ごとの議事録」として読み取りました。" in page


def test_a_person_chooses_the_side_of_whom_the_minutes_tell_none(as_, secretariat):
    client = as_(secretariat)
    listed = "○山田会長　よろしくお願いします。\n"
    reading = make.an_import(secretariat, WITHOUT_SIDES + listed)
    page = text_of(client.get(reading.get_absolute_url()))

    unchosen = client.post(address(reading), make.typed(reading))
    chosen = client.post(
        address(reading), make.typed(reading, **{"person-0-side": Side.NATIONAL.value})
    )

    assert '<option value="" selected>選んでください</option>' in page
    assert unchosen.status_code == 422
    assert "1人目の立場：議事要旨からは分かりません。選んでください。" in text_of(unchosen)
    assert chosen.url == Meeting.objects.get().get_absolute_url()


def test_nothing_is_saved_while_a_side_is_open(secretariat):
    reading = make.an_import(secretariat, WITHOUT_SIDES + "○山田会長　始めます。\n")

    with pytest.raises(Refused) as refused:
        saving.save(reading, by=secretariat)

    assert refused.value.decision.reason == (
        "山田 花子さんの立場を選んでから保存してください。議事要旨からは分かりません。"
    )
    assert Meeting.objects.count() == 0
