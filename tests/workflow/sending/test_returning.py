"""Signed out in the middle of the work: what was typed is kept for its writer and comes back."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from issues.models import LocalRequest, ProgressReport
from tests.factories.issues import a_request
from tests.factories.organizations import organization
from tests.factories.rows import put
from tests.workflow.sending.at_once import ONCE
from workflow.models import Draft
from workflow.sending import keeping

TEXT = "長く考えて書いた文章。\n<2行目>"


@pytest.fixture
def page(points, digital):
    found = a_request(published=True, status="under_review", lead="digital")
    return f"/requests/{found.number}/progress/"


@pytest.fixture
def form(as_, digital, page):
    """The form as it was opened, before the sign-in ended."""
    token = ONCE.findall(as_(digital).get(page).content.decode())[-1]
    return {"progress": "studying", "text": TEXT, "once": token}


def next_of(answer):
    return parse_qs(urlsplit(answer["Location"]).query)["next"][0]


def send_signed_out(client, page, form):
    client.logout()
    return client.post(page, form, headers={"Referer": f"http://testserver{page}"})


def text_in(answer):
    found = re.search(r"<textarea[^>]*>\n?([^<]*)</textarea>", answer.content.decode())
    return found[1].strip() if found else None


def test_the_text_comes_back_after_signing_in_and_nothing_is_done(client, page, form, digital):
    sent = send_signed_out(client, page, form)
    client.force_login(digital)
    back = client.get(next_of(sent))

    assert sent.status_code == 302
    assert urlsplit(sent["Location"]).path == "/login/"
    assert urlsplit(next_of(sent)).path == page
    assert text_in(back) == "長く考えて書いた文章。\n&lt;2行目&gt;"
    assert re.search(r'value="studying"[^>]* checked', back.content.decode())
    assert "入力していた内容を戻しました" in back.content.decode()
    assert ProgressReport.objects.count() == 0


def test_the_address_holds_no_word_of_it(client, page, form):
    assert "長く" not in send_signed_out(client, page, form)["Location"]
    assert "%E9%95%B7" not in send_signed_out(client, page, form)["Location"]


def test_the_sign_in_page_says_that_the_text_is_kept(client, page, form):
    sent = send_signed_out(client, page, form)

    assert "入力した内容は1日のあいだ預かります" in client.get(sent["Location"]).content.decode()


def test_once_it_is_sent_it_is_no_longer_kept(client, page, form, digital):
    sent = send_signed_out(client, page, form)
    client.force_login(digital)
    back = client.get(next_of(sent)).content.decode()
    number = re.search(r'name="kept" value="(\w+)"', back)[1]
    token = ONCE.findall(back)[-1]

    client.post(page, {"progress": "studying", "text": TEXT, "kept": number, "once": token})

    assert ProgressReport.objects.get().text == TEXT
    assert Draft.objects.count() == 0


def test_another_person_sees_nothing_of_it(client, page, form, soumu, secretariat):
    sent = send_signed_out(client, page, form)
    client.force_login(secretariat)
    other = client.get(next_of(sent))

    assert "長く考えて" not in other.content.decode()
    assert "預かって" not in other.content.decode()


def test_a_form_is_not_sent_as_another_person_who_signed_in_meanwhile(
    client, page, form, soumu, digital
):
    client.logout()
    client.force_login(soumu)
    refused = client.post(page, form, headers={"Referer": f"http://testserver{page}"})
    said = refused.content.decode()

    assert (refused.status_code, ProgressReport.objects.count()) == (409, 0)
    assert "別の人がログインしています" in said
    assert "長く考えて" not in said
    client.force_login(digital)
    address = re.search(r'href="(/login/\?next=[^"]+)"', said)[1]
    assert text_in(client.get(parse_qs(urlsplit(address).query)["next"][0]))


def test_after_a_day_it_is_gone(client, page, form, digital):
    sent = send_signed_out(client, page, form)
    Draft.objects.update(saved_at=timezone.now() - keeping.KEPT - timedelta(minutes=1))
    client.force_login(digital)

    assert text_in(client.get(next_of(sent))) == ""
    assert keeping.forget(now=timezone.now()) == 1


def test_a_form_whose_protection_was_gone_keeps_its_text(page, form, digital):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(digital)

    answer = strict.post(page, form, headers={"Referer": f"http://testserver{page}"})

    assert (answer.status_code, ProgressReport.objects.count()) == (302, 0)
    assert text_in(strict.get(answer["Location"])).startswith("長く考えて書いた")


def test_a_forged_form_is_refused_and_not_kept(page, digital):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(digital)

    answer = strict.post(page, {"text": TEXT, "once": "0." + str(digital.pk)})

    assert (answer.status_code, Draft.objects.count()) == (403, 0)


def test_a_part_of_a_page_is_told_in_words(client, page, form):
    client.logout()
    here = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{page}"}
    answers = [client.post(page, form, headers=here), client.get(page, headers=here)]

    assert [answer.status_code for answer in answers] == [401, 401]
    for answer in answers:
        said = answer.content.decode()
        assert "ログインの期限が切れました" in said
        assert "<html" not in said
        assert "/login/?next=" in said


def test_what_saves_by_itself_is_told_by_a_number(client, page, form):
    client.logout()

    answer = client.post(page, form, headers={"X-Autosave": "1"})

    assert (answer.status_code, answer.content, Draft.objects.count()) == (401, b"", 0)


def test_files_have_to_be_chosen_again_and_it_says_so(client, secretariat, as_):
    page = "/meetings/import/"
    token = ONCE.findall(as_(secretariat).get(page).content.decode())[-1]
    sent = send_signed_out(
        client, page, {"once": token, "text": TEXT, "file": SimpleUploadedFile("議事.txt", b"x")}
    )
    client.force_login(secretariat)

    back = client.get(next_of(sent))

    assert "ファイル「議事.txt」は、もう一度選んでください。" in back.content.decode()
    assert text_in(back).startswith("長く考えて")


def test_where_the_form_is_gone_the_text_can_be_copied(client, page, form, digital):
    sent = send_signed_out(client, page, form)
    put(LocalRequest.objects.all(), lead_ministry=organization("soumu"))
    client.force_login(digital)

    back = client.get(next_of(sent))

    assert back.status_code == 403
    assert "入力していた内容を預かっています" in back.content.decode()
    assert "長く考えて書いた文章。" in back.content.decode()


def test_no_password_is_kept(client, secretariat, as_):
    path = "/people/invitations/new/"
    token = ONCE.findall(as_(secretariat).get(path).content.decode())[-1]
    client.logout()

    client.post(path, {"once": token, "display_name": "新任の人", "new_password1": "himitsu"})

    assert list(Draft.objects.get().fields["fields"]) == ["display_name"]


def test_of_many_kept_forms_the_newest_stay(client, page, form, digital):
    for _ in range(keeping.MOST + 3):
        send_signed_out(client, page, form)

    assert Draft.objects.filter(user=digital).count() == keeping.MOST


def test_a_refused_move_leads_back_to_what_was_typed(as_, page, form, digital, client):
    client.force_login(digital)
    put(LocalRequest.objects.all(), lead_ministry=organization("soumu"))

    refused = client.post(page, form, headers={"Referer": f"http://testserver{page}"})

    address = re.search(r'href="([^"]+)">入力した画面に戻る', refused.content.decode())[1]
    put(LocalRequest.objects.all(), lead_ministry=digital.acting.organization)
    assert text_in(client.get(address)).startswith("長く考えて")
