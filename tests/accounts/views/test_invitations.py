import pytest
from django.core import mail
from django.utils import timezone

from accounts import tasks
from accounts.enums import Delivery, Role
from accounts.models import Invitation, User

pytestmark = pytest.mark.django_db
TYPED = {
    "address": "new@example.lg.jp",
    "display_name": "新任 太郎",
    "organization": "秋田県美郷町",
    "role": "local",
}
GUESSABLE = (
    "推測されやすいパスワードです。関係のない言葉をいくつかつなぐと、"
    "覚えやすく、推測されにくくなります。"
)
NEW = {
    "display_name": "新任 太郎",
    "username": "taro",
    "password": "correct-horse-battery",
    "again": "correct-horse-battery",
}


def deliver(invitation):
    """What a worker does with it (tests/processes/test_mail.py runs a real one)."""
    invitation.refresh_from_db()
    tasks.send_invitation(invitation.pk, invitation.seed)


def test_inviting_leaves_a_mail_with_a_link_that_opens(as_office, client, link_in_mail):
    answer = as_office.post("/people/invitations/new/", TYPED)
    deliver(Invitation.objects.get())

    assert (answer.status_code, answer.url) == (302, "/people/invitations/")
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (["new@example.lg.jp"], "【論点 Ronten】利用者登録のご案内")
    assert ("団体：秋田県美郷町" in sent.body, "役割：自治体" in sent.body) == (True, True)
    client.logout()
    page = client.get(link_in_mail())
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]


def test_the_list_shows_what_became_of_each_mail(as_office, invited):
    sent, waiting, failed = (
        invited("a@example.jp"),
        invited("b@example.jp"),
        invited("c@example.jp"),
    )
    deliver(sent)
    tasks.note_failure(failed.pk, failed.seed, "受け取る側が、この宛先を断りました（550 no）。")

    text = as_office.get("/people/invitations/").content.decode()

    states = {i.address: i.get_delivery_display() for i in Invitation.objects.all()}
    assert states == {
        "a@example.jp": "送信済",
        "b@example.jp": "送信待ち",
        "c@example.jp": "失敗",
    }
    assert "受け取る側が、この宛先を断りました（550 no）。" in text
    assert waiting.is_open


def test_a_mail_is_not_sent_for_a_link_that_was_replaced_meanwhile(as_office, invited):
    invitation = invited()
    old = invitation.seed
    as_office.post(f"/people/invitations/{invitation.pk}/resend/")

    tasks.send_invitation(invitation.pk, old)

    assert mail.outbox == []
    deliver(invitation)
    assert len(mail.outbox) == 1


def test_what_was_typed_stays_when_inviting_is_refused(as_office, orgs):
    wrong = as_office.post("/people/invitations/new/", TYPED | {"address": "no-address"})
    misfit = as_office.post("/people/invitations/new/", TYPED | {"role": "ministry"})

    assert (wrong.status_code, misfit.status_code) == (422, 422)
    assert wrong.context["form"].errors == {"address": ["メールアドレスの形が正しくありません。"]}
    assert 'value="新任 太郎"' in wrong.content.decode()
    assert misfit.context["form"].non_field_errors() == [
        "秋田県美郷町の人には、「担当府省」の役割を付けられません。"
    ]
    assert Invitation.objects.count() == 0


def test_the_invited_person_chooses_name_and_password_and_is_in(client, invited):
    invitation = invited()

    answer = client.post(f"/invitations/{invitation.token}/", NEW, follow=True)

    assert answer.context["user"].username == "taro"
    assert str(answer.context["acting"]) == "秋田県美郷町（自治体）"
    again = client.get(f"/invitations/{invitation.token}/")
    assert (again.status_code, "この招待は使えません" in again.content.decode()) == (410, True)


@pytest.mark.parametrize(
    ("changed", "errors"),
    [
        ({"again": "x"}, {"again": ["2つのパスワードが違います。同じものを入力してください。"]}),
        (
            {"password": "short", "again": "short"},
            {"password": ["このパスワードは短すぎます。最低 12 文字以上必要です。"]},
        ),
        (
            {"password": "password1234", "again": "password1234"},
            {"password": [GUESSABLE]},
        ),
        (
            {"username": "Machi"},
            {"username": ["このユーザー名は使えません。別のものにしてください。"]},
        ),
        (
            {"username": "a b"},
            {"username": ["ユーザー名に使えるのは、文字、数字、@ . + - _ だけです。"]},
        ),
    ],
)
def test_a_bad_name_or_password_is_told_in_plain_words(changed, errors, client, invited, town):
    invitation = invited()

    answer = client.post(f"/invitations/{invitation.token}/", NEW | changed)

    assert (answer.status_code, answer.context["form"].errors) == (422, errors)
    assert Invitation.objects.get().is_open
    assert User.objects.count() == 2


def test_a_password_like_the_name_is_refused(client, invited):
    typed = NEW | {"username": "misatotaro2024", "password": "misatotaro2024x"}

    answer = client.post(f"/invitations/{invited().token}/", typed | {"again": typed["password"]})

    assert list(answer.context["form"].errors) == ["password"]


def test_who_has_an_account_signs_in_first_and_then_adds_the_membership(client, invited, person):
    owner = person("machi", ("054348", Role.LOCAL), email="machi@example.lg.jp", password="a-b-c-d")
    invitation = invited("machi@example.lg.jp", "350001", Role.WT_MEMBER)
    url = f"/invitations/{invitation.token}/"

    told = client.get(url).content.decode()
    forced = client.post(url, NEW)
    signed_in = client.post("/login/", {"username": "machi", "password": "a-b-c-d", "next": url})
    answer = client.post(signed_in.url, follow=True)

    assert f'href="/login/?next={url}"' in told
    assert forced.status_code == 409
    assert not User.objects.filter(username="taro").exists()
    assert str(answer.context["acting"]) == "山口県（構成員）"
    assert owner.memberships.count() == 2


def test_another_person_who_is_signed_in_cannot_take_it(client, invited, town):
    invitation = invited()
    client.force_login(town)

    answer = client.post(f"/invitations/{invitation.token}/", NEW)

    assert answer.status_code == 409
    assert "machiの人さんとしてログインしています" in answer.content.decode()
    assert town.memberships.count() == 1


@pytest.mark.parametrize("end", ["expire", "cancel"])
def test_a_link_that_has_ended_says_what_to_do(end, as_office, client, invited):
    invitation = invited()
    if end == "expire":
        Invitation.objects.update(expires_at=timezone.now())
    else:
        as_office.post(f"/people/invitations/{invitation.pk}/cancel/")
    client.logout()

    answer = client.post(f"/invitations/{invitation.token}/", NEW)

    assert answer.status_code == 410
    assert "もう一度送るよう頼んでください" in answer.content.decode()
    assert not User.objects.filter(username="taro").exists()


def test_an_unknown_link_is_not_found(client, db):
    assert client.get("/invitations/0123456789abcdef/").status_code == 404


def test_sending_again_and_taking_back_what_has_ended_is_told(as_office, client, invited):
    invitation = invited()
    as_office.post(f"/people/invitations/{invitation.pk}/cancel/")

    for act in ("resend", "cancel"):
        answer = as_office.post(f"/people/invitations/{invitation.pk}/{act}/", follow=True)
        said = [m.message for m in answer.context["messages"]][-1]
        assert said == "この招待は、すでに終わっています。"
    assert Invitation.objects.get().delivery == Delivery.WAITING
