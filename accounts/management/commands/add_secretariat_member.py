"""The first member of the secretariat, made at the server. All others come by invitation."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.actions import people
from accounts.forms.at_the_server import SecretariatMemberForm
from accounts.refusals import NotPossible
from organizations.models import Organization

OFFICE = "secretariat"
"""Code of the secretariat's office among the official organizations."""
NO_OFFICE = (
    "事務局の団体が、まだ登録されていません。"
    "先に python manage.py setup_sample を実行して、団体と論点を入れてください。"
)
ASKED = {
    "username": "ユーザー名（ログインに使います）",
    "display_name": "氏名",
    "address": "メールアドレス",
}


class Command(BaseCommand):
    """Ask who it is, and for a password twice. Lines are read from a pipe, too."""

    help = "事務局の最初の人を登録します。2人目からは、画面から招待してください。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--username", help="ユーザー名。書かなければ、たずねます")
        parser.add_argument("--display-name", help="氏名。書かなければ、たずねます")
        parser.add_argument("--email", dest="address", help="メール。書かなければ、たずねます")

    def handle(self, *args: Any, **options: Any) -> None:
        office = Organization.objects.filter(code=OFFICE).first()
        if office is None:
            raise CommandError(NO_OFFICE)
        try:
            given = {name: options[name] or input(f"{q}：") for name, q in ASKED.items()}
            _refuse_wrong(SecretariatMemberForm(given), only=tuple(ASKED))
            given["password"] = _secret("パスワード（12文字以上）：")
            given["again"] = _secret("パスワード（もう一度）：")
        except (EOFError, KeyboardInterrupt):
            raise CommandError("途中でやめました。だれも登録していません。") from None
        form = SecretariatMemberForm(given)
        _refuse_wrong(form)
        del form.cleaned_data["again"]
        try:
            person = people.register_at_the_server(organization=office, **form.cleaned_data)
        except NotPossible as refused:
            raise CommandError(refused.reason) from refused
        self.stdout.write(f"{person}さんを、{office}の「事務局」として登録しました。")
        self.stdout.write(
            "ログインして、自分のパスワードに変え、「利用者の管理」からほかの人を招待してください。"
        )


def _secret(question: str) -> str:
    return getpass(question) if sys.stdin.isatty() else input(question)


def _refuse_wrong(form: SecretariatMemberForm, *, only: tuple[str, ...] = ()) -> None:
    wrong = [
        f"{form.fields[name].label}：{error}"
        for name, errors in form.errors.items()
        if not only or name in only
        for error in errors
    ]
    if wrong:
        raise CommandError("\n".join(wrong))
