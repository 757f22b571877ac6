"""Somebody of the secretariat, registered by whoever runs the server."""

from __future__ import annotations

from django import forms

from accounts.actions.invitations import account_at
from accounts.forms.invitations import InvitationForm, RegistrationForm
from accounts.models import User


class SecretariatMemberForm(RegistrationForm):
    """Sign-in name, name, mail address and a password typed twice."""

    address = forms.EmailField(
        label="メールアドレス",
        error_messages=InvitationForm.base_fields["address"].error_messages,
    )

    def clean_username(self) -> str:
        username = str(User.normalize_username(self.cleaned_data["username"]))
        if User.objects.filter(username__iexact=username).exists():
            raise forms.ValidationError(
                f"「{username}」は、すでに使われています。別のユーザー名にしてください。"
            )
        return username

    def clean_address(self) -> str:
        address = str(self.cleaned_data["address"])
        if account_at(address) is not None:
            raise forms.ValidationError("このメールアドレスは、すでに使われています。")
        return address
