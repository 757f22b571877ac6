"""Inviting somebody, and accepting."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator

from accounts.enums import Role
from accounts.forms.passwords import PASSWORD_HINT, twice
from accounts.models import User
from organizations.fields import NamedOrganizationField


class MembershipForm(forms.Form):
    """For whom somebody acts, and as what."""

    organization = NamedOrganizationField(
        label="団体", help_text="都道府県名から書きます。例：秋田県美郷町、デジタル庁"
    )
    role = forms.ChoiceField(
        label="役割",
        choices=[("", "選んでください"), *Role.choices],
        error_messages={"required": "役割を選んでください。"},
    )


class InvitationForm(MembershipForm):
    """Who is invited."""

    address = forms.EmailField(
        label="メールアドレス",
        help_text="この宛先に、登録用のリンクを送ります。",
        error_messages={
            "required": "メールアドレスを書いてください。",
            "invalid": "メールアドレスの形が正しくありません。",
        },
    )
    display_name = forms.CharField(
        label="氏名",
        max_length=60,
        error_messages={
            "required": "氏名を書いてください。",
            "max_length": "氏名は%(limit_value)d字以内です（今は%(show_value)d字）。",
        },
    )
    field_order = ("address", "display_name", "organization", "role")


class RegistrationForm(forms.Form):
    """Sign-in name and password of somebody new."""

    display_name = forms.CharField(
        label="氏名", max_length=60, error_messages={"required": "氏名を書いてください。"}
    )
    username = forms.CharField(
        label="ユーザー名",
        max_length=150,
        help_text="ログインに使います。半角の英数字と @ . + - _ が使えます。",
        validators=[
            UnicodeUsernameValidator(
                message="ユーザー名に使えるのは、文字、数字、@ . + - _ だけです。"
            )
        ],
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
        error_messages={"required": "ユーザー名を入力してください。"},
    )
    password = forms.CharField(
        label="パスワード",
        help_text=PASSWORD_HINT,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "パスワードを入力してください。"},
    )
    again = forms.CharField(
        label="パスワード（もう一度）",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "パスワードをもう一度入力してください。"},
    )

    def clean_username(self) -> str:
        username = str(User.normalize_username(self.cleaned_data["username"]))
        if User.objects.filter(username__iexact=username).exists():
            raise forms.ValidationError("このユーザー名は使えません。別のものにしてください。")
        return username

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if "password" in given and "again" in given:
            user = User(
                username=given.get("username", ""), display_name=given.get("display_name", "")
            )
            twice(given["password"], given["again"], form=self, user=user)
        return given
