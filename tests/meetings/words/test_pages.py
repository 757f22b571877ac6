"""言葉の表: what its pages show and take."""

import pytest

from meetings.actions import words
from meetings.models import ForumWord, WordTrial
from meetings.words import forum_words, sheets, trying
from meetings.words.changes import Change
from tests.factories import forums as make
from tests.factories.words import WORD, a_trial
from tests.meetings.words.conftest import ASKED

pytestmark = pytest.mark.django_db
TRY = "/meetings/words/try/"
TYPED = {"subject": "cost", "expression": "移行の手間賃", "weight": "2.5", "note": "費用の話"}


@pytest.fixture(autouse=True)
def _saved_minutes_alone(monkeypatch, tmp_path):
    monkeypatch.setattr(trying, "ANNOTATED", tmp_path / "none")


def page_of(answer):
    return answer.content.decode()


def test_the_words_of_a_point_are_listed_with_weight_and_origin(secretariat, as_):
    answer = as_(secretariat).get("/meetings/words/?subject=cost")

    page = page_of(answer)
    assert answer.context["chosen"].key == "cost"
    assert "［費用｜経費］が［地方｜自治体｜市町村｜県｜町］" in page
    assert {line.origin for line in answer.context["lines"]} == {"付属"}


def test_who_changed_what_when_and_why_is_listed(forum, secretariat, as_):
    words.keep(words.run(a_trial()), by=secretariat, reason="窓口の話が多いため")

    page = page_of(as_(secretariat).get("/meetings/words/?subject=cost"))

    assert page.count(WORD) >= 2
    assert page.count("窓口の話が多いため") == 2
    assert secretariat.display_name in page


def test_the_number_of_questions_does_not_grow_with_the_words(
    forum, secretariat, as_, django_assert_max_num_queries
):
    client = as_(secretariat)
    words.keep(words.run(a_trial()), by=secretariat, reason="一つ")
    with django_assert_max_num_queries(40) as one:
        client.get("/meetings/words/?subject=cost")
    for at in range(3):
        words.keep(words.run(a_trial(expression=f"語{at}")), by=secretariat, reason="増やす")

    with django_assert_max_num_queries(len(one)):
        client.get("/meetings/words/?subject=cost")


def test_a_word_is_written_tried_and_kept(meeting, secretariat, as_):
    client = as_(secretariat)

    answer = client.post(
        TRY, {**TYPED, "expression": "財政支援", "subject": "efficiency", "weight": "10"}
    )
    trial = WordTrial.objects.get()
    assert answer.headers["Location"] == f"/meetings/words/trials/{trial.pk}/"
    waiting = page_of(client.get(answer.headers["Location"]))
    assert "順番待ち" in waiting
    words.run(trial)

    page = page_of(client.get(answer.headers["Location"]))
    assert ASKED in page
    assert "すでに取り込んだ会合の候補は変わりません" in page
    kept = client.post(f"/meetings/words/trials/{trial.pk}/keep/", {"reason": "試すため"})
    assert kept.headers["Location"] == "/meetings/words/?subject=efficiency"
    assert ForumWord.objects.get().expression == "財政支援"


@pytest.mark.parametrize(
    ("typed", "words_said"),
    [
        ({"expression": "［費用｜経費"}, "［ ］が対になっていません"),
        ({"weight": "多い"}, "重みは数で書いてください"),
        ({"weight": ""}, "重みは数で書いてください"),
        ({"weight": "99"}, "重みは0から10までです"),
        ({"subject": "roads"}, "何の言葉かを選び直してください"),
        ({"expression": ""}, "語を書いてください"),
        ({"off": "on"}, "今も使っていません"),
        ({"expression": "［経費｜費用｜コスト］", "weight": "3", "note": ""}, "今の言葉と同じです"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_typed_is_lost(typed, words_said, secretariat, as_):
    sent = {**TYPED, **typed}

    answer = as_(secretariat).post(TRY, sent)

    page = page_of(answer)
    assert answer.status_code == 422
    assert words_said in page
    assert all(sent[name] in page for name in ("expression", "weight", "note") if sent[name])
    assert WordTrial.objects.count() == 0


def test_two_mistakes_are_told_together(secretariat, as_):
    page = page_of(as_(secretariat).post(TRY, {**TYPED, "expression": "［費用", "weight": "あ"}))

    assert "対になっていません" in page
    assert "重みは数で" in page


def test_the_form_begins_with_the_line_that_the_address_names(secretariat, as_):
    answer = as_(secretariat).get(f"{TRY}?subject=cost&word=［経費｜費用｜コスト］&off=1")

    assert answer.context["form"].initial["weight"] == "3"
    assert answer.context["form"].initial["off"] is True


def test_without_a_reason_the_page_comes_back_and_says_so(forum, secretariat, as_):
    trial = words.run(a_trial())

    answer = as_(secretariat).post(f"/meetings/words/trials/{trial.pk}/keep/", {"reason": ""})

    assert answer.status_code == 422
    assert "理由を書いてください" in page_of(answer)


def test_one_that_got_old_comes_back_with_the_reason_that_was_written(forum, secretariat, as_):
    trial = words.run(a_trial())
    words.keep(words.run(a_trial(expression="別の語")), by=secretariat, reason="先に")

    answer = as_(secretariat).post(
        f"/meetings/words/trials/{trial.pk}/keep/", {"reason": "残したい理由"}
    )

    assert answer.status_code == 409
    assert "もう一度試す" in page_of(answer)
    assert "残したい理由" in page_of(answer)


def test_a_waiting_page_is_told_only_what_is_new(forum, secretariat, as_):
    trial, client = a_trial(), as_(secretariat)
    url = f"/meetings/words/trials/{trial.pk}/progress/"

    assert client.get(f"{url}?seen=0").status_code == 204
    assert "試しの進み具合" in page_of(client.get(f"{url}?seen=5"))
    words.run(trial)
    assert client.get(url).headers["HX-Refresh"] == "true"


def test_a_word_is_looked_for_in_lines_sentences_and_suggestions(meeting, secretariat, as_):
    answer = as_(secretariat).get("/meetings/words/search/?q=費用")

    found = answer.context["found"]
    assert "［経費｜費用｜コスト］" in [each.line.expression for each in found.lines]
    assert [each.terms for each in found.resting] == [("費用",)] * 3
    assert found.sentences == ()
    said = as_(secretariat).get("/meetings/words/search/?q=［財政支援｜海の幸］").context["found"]
    assert [each.hit for each in said.sentences] == ["財政支援", "海の幸"]


def test_what_cannot_be_looked_for_is_told(secretariat, as_):
    answer = as_(secretariat).get("/meetings/words/search/?q=［費用")

    assert answer.status_code == 422
    assert "対になっていません" in page_of(answer)


def test_another_forum_sees_neither_words_nor_sentences_of_the_first(meeting, secretariat, as_):
    make.a_second_forum()
    client = as_(secretariat)

    page = page_of(client.get("/forums/schools/meetings/words/?subject=cost"))
    found = client.get("/forums/schools/meetings/words/search/?q=財政支援").context["found"]

    assert "［経費｜費用｜コスト］" not in page
    assert "言葉がまだありません" in page
    assert (found.lines, found.sentences, found.resting) == ((), (), ())


def test_the_way_there_stands_on_the_management_of_points_and_in_the_review(
    meeting, secretariat, wt_member, as_
):
    link = 'href="/meetings/words/'

    assert link in page_of(as_(secretariat).get("/points/manage/"))
    assert link in page_of(as_(wt_member).get(f"/meetings/{meeting.pk}/review/"))


def test_the_team_reads_and_is_offered_no_change(forum, wt_member, as_):
    page = page_of(as_(wt_member).get("/meetings/words/?subject=cost"))

    assert TRY not in page
    assert "/meetings/words/upload/" not in page


def brought(client, text, **more):
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415

    data = text if isinstance(text, bytes) else text.encode("utf-8-sig")
    return client.post(
        "/meetings/words/upload/", {"file": SimpleUploadedFile("a.csv", data), **more}
    )


def test_the_sheet_that_was_taken_along_changes_nothing(forum, secretariat, as_):
    client = as_(secretariat)
    taken = client.get("/meetings/words/words.csv")

    assert taken.content.startswith(b"\xef\xbb\xbf")
    assert taken.content.decode("utf-8-sig").splitlines()[0] == "論点,語,重み,わけ"
    assert sheets.read(forum, taken.content, whole=True).changes == []
    answer = brought(client, taken.content, whole="on")
    assert answer.status_code == 422
    assert "変えるところがありません" in page_of(answer)


def test_a_changed_sheet_is_tried_before_it_is_kept(forum, secretariat, as_):
    client = as_(secretariat)
    head = "# 説明\n論点,語,重み,わけ\n"
    text = f"{head}cost,［経費｜費用｜コスト］,2,下げる\ncost,手間賃,1.5,新しい語\n"

    answer = brought(client, text)

    trial = WordTrial.objects.get()
    assert answer.headers["Location"].endswith(f"/trials/{trial.pk}/")
    assert [(each["expression"], each["old"], each["weight"]) for each in trial.changes] == [
        ("［経費｜費用｜コスト］", 3.0, 2.0), ("手間賃", None, 1.5),
    ]  # fmt: skip
    assert ForumWord.objects.count() == 0


def test_lines_that_cannot_be_read_are_named_and_nothing_is_taken(secretariat, as_):
    text = (
        "論点,語,重み,わけ\ncost,手間賃,1.5,\nroads,道路,1,\ncost,［費用,1,\ncost,工賃,多い,\n"
        "cost,手間賃,2,\ncost\n"
    )

    page = page_of(brought(as_(secretariat), text))

    for line in (
        "3行目：「roads」という論点は、ありません。",
        "4行目：「［費用」の［ ］が対になっていません。",
        "5行目：重みは数で書いてください",
        "6行目：2行目と同じ語です。",
        "7行目：「論点」「語」「重み」が要ります。",
    ):
        assert line in page
    assert WordTrial.objects.count() == 0


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("語,重み\nあ,1\n".encode(), "見出しにしてください"),
        (b"", "見出しにしてください"),
        (b"\xff\xfe\x00\x81", "文字コードを読み取れません"),
        ('論点,語,重み,わけ\ncost,"閉じない,1,\n'.encode(), "要ります"),
    ],
)
def test_a_file_that_is_no_table_is_refused(data, reason, forum):
    assert reason in "".join(sheets.read(forum, data).errors)


def test_a_sheet_of_a_spreadsheet_in_cp932_is_read(forum):
    text = "論点,語,重み,わけ\ncost,手間賃,1.5,\n"

    (change,) = sheets.read(forum, text.encode("cp932")).changes

    assert change == Change("cost", "手間賃", 1.5)


def test_words_that_are_not_in_a_whole_sheet_are_not_used_any_more(forum):
    text = "論点,語,重み,わけ\ncost,［経費｜費用｜コスト］,3,かかるお金\n"

    found = sheets.read(forum, text.encode(), whole=True)

    assert {each.subject for each in found.changes} == {"cost"}
    assert {each.used for each in found.changes} == {False}
    assert len(found.changes) == len(forum_words.listed(forum, "cost")) - 1
    assert sheets.read(forum, text.encode()).changes == []
