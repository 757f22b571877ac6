"""個票 of a request: all that its page shows, and nothing that its reader may not see."""

import pytest

from issues.models import LocalRequest
from tests import opened
from tests.factories import scenes as making
from tests.factories.rows import put
from tests.test_leaks_of_life import OUTSIDERS, SECRETS

pytestmark = pytest.mark.django_db

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def dossier(browser, local_request, ending="pdf", **asked):
    return browser.get(f"/requests/{local_request.number}/dossier.{ending}", asked)


def words(answer):
    read = opened.text_of if answer["Content-Type"] == PDF else opened.words_of
    return read(answer.content)


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_the_team_reads_the_whole_matter(ending, scenes, as_, secretariat):
    step = scenes.steps["p:settled"]

    answer = dossier(as_(secretariat), step.local_request, ending)

    read = words(answer)
    expected = [
        "個票　要望", step.local_request.number, "settledの要望", "秋田県美郷町（町）",
        "令和6年4月5日（金）", "国と地方の費用負担の基本的な考え方", "デジタル庁", "決着",
        "基本方針 2.(3)", "令和6年5月20日（月）", "最初の期限 令和6年5月10日（金）", "+10日",
        making.SLIP, "第1次", "検討（期限なし）", making.ANSWER, "一部納得", "公表した見解",
        "議事要旨の引用はありません。", "受付 → 論点整理済", "検討中 → 回答済", "回答済 → 決着",
        "plan.pdf",
    ]  # fmt: skip
    assert [each for each in expected if opened.squeezed(each) not in read] == []


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_the_words_are_quoted_with_meeting_speaker_and_source(ending, scenes, as_, visitor):
    local_request = scenes.world.published.local_request
    passage = local_request.passages.get()

    read = words(dossier(as_(visitor), local_request, ending))

    expected = [
        f"「{passage.quote}」", "松田 知己", str(scenes.world.published.meeting),
        f"原本のSHA-256 {passage.source_sha256[:12]}…", "引用の状態：一致",
    ]  # fmt: skip
    assert [each for each in expected if opened.squeezed(each) not in read] == []


@pytest.mark.parametrize("role", OUTSIDERS)
@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_an_outsider_reads_nothing_of_what_is_being_worked_on(ending, role, scenes, as_, request):
    browser = as_(request.getfixturevalue(role))
    published = [step for key, step in scenes.steps.items() if key.startswith("p:")]

    texts = [words(dossier(browser, step.local_request, ending)) for step in published]

    secrets = [opened.squeezed(secret) for secret in SECRETS]
    assert [secret for secret in secrets if any(secret in text for text in texts)] == []
    assert "取扱注意" not in "".join(texts)


def test_a_party_reads_the_reply_before_it_is_published_with_a_caution(scenes, as_, misato):
    browser = as_(misato)

    answer = dossier(browser, scenes.steps["p:replied"].local_request)

    assert making.SUBMITTED in words(answer)
    assert "取扱注意：公表前の内容を含みます" in words(answer)


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_what_is_still_being_written_is_in_no_paper(ending, scenes, as_, digital):
    answer = dossier(as_(digital), scenes.steps["p:review"].local_request, ending)

    assert making.DRAFT not in words(answer)
    assert "回答は、まだありません。" in words(answer)


def test_the_file_has_a_name_of_its_own_and_stays_with_the_reader(scenes, as_, visitor):
    local_request = scenes.steps["p:settled"].local_request

    answer = dossier(as_(visitor), local_request)

    assert answer["Content-Type"] == PDF
    assert answer["Content-Disposition"] == (
        f"attachment; filename*=utf-8''%E5%80%8B%E7%A5%A8_{local_request.number}.pdf"
    )
    assert answer["Cache-Control"] == "private, no-store"
    assert dossier(as_(visitor), local_request, "docx")["Content-Type"] == WORD


def test_invented_data_is_marked_on_every_page(scenes, as_, visitor):
    local_request = scenes.steps["p:settled"].local_request
    put(LocalRequest.objects.filter(pk=local_request.pk), fictional=True)

    pages = opened.pages_of(dossier(as_(visitor), local_request).content)

    assert ["架空の見本データを含みます" in page for page in pages] == [True] * len(pages)


@pytest.mark.parametrize("as_of", ["999999", "第1回", "-1", "0"])
def test_another_time_is_never_shown_in_the_place_of_an_unknown_one(as_of, scenes, as_, visitor):
    answer = dossier(as_(visitor), scenes.steps["p:settled"].local_request, as_of=as_of)

    assert answer.status_code == 404


@pytest.mark.parametrize("role", ["visitor", "secretariat"])
def test_the_request_s_page_leads_to_both_files(role, scenes, as_, request):
    number = scenes.steps["p:settled"].local_request.number

    page = as_(request.getfixturevalue(role)).get(f"/requests/{number}/").content.decode()

    assert f'href="/requests/{number}/dossier.pdf"' in page
    assert f'href="/requests/{number}/dossier.docx"' in page


def test_the_number_of_queries_does_not_grow_with_what_has_happened(
    scenes, as_, secretariat, django_assert_max_num_queries
):
    browser = as_(secretariat)
    for step in ("p:logged", "p:opined", "p:settled"):
        local_request = scenes.steps[step].local_request
        with django_assert_max_num_queries(50):
            assert dossier(browser, local_request).status_code == 200


@pytest.mark.parametrize("ending", ["pdf", "docx"])
@pytest.mark.parametrize("role", OUTSIDERS)
def test_an_outsider_s_brief_of_a_point_holds_nothing_internal(ending, role, scenes, as_, request):
    browser = as_(request.getfixturevalue(role))

    read = words(browser.get(f"/points/cost/brief.{ending}"))

    assert [secret for secret in SECRETS if opened.squeezed(secret) in read] == []
    assert "論点6国と地方の費用負担の基本的な考え方" in read
    assert "取扱注意" not in read


def test_the_team_s_brief_is_one_page_with_a_caution(scenes, as_, secretariat):
    answer = as_(secretariat).get("/points/cost/brief.pdf")

    assert opened.sizes_of(answer.content) == [(210, 297)]
    assert "取扱注意：公表前の内容を含みます" in words(answer)


def test_the_page_of_the_brief_leads_to_both_files(scenes, as_, visitor):
    page = as_(visitor).get("/points/cost/brief/").content.decode()

    assert 'href="/points/cost/brief.pdf"' in page
    assert 'href="/points/cost/brief.docx"' in page


@pytest.mark.parametrize("path", ["/points/nowhere/brief.pdf", "/points/cost/brief.pdf?as_of=9999"])
def test_an_unknown_point_or_time_is_not_found(path, scenes, as_, visitor):
    assert as_(visitor).get(path).status_code == 404
