"""Handing in minutes: a file, or the text itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms

from workflow.sending.uploads import TOO_LARGE, exceeded

PASTED_NAME = "貼り付けた文章.txt"
SMALLER = "資料を除いて議事要旨だけにするか、画像を減らしてから、もう一度選んでください。"
ACCEPTED = ".txt,.text,.md,.markdown,.html,.htm,.docx,.pdf"


@dataclass(frozen=True)
class HandedIn:
    """What came in, as bytes with a name."""

    data: bytes
    filename: str
    pasted: bool


class HandInForm(forms.Form):
    """One of the two: a file, or pasted text."""

    file = forms.FileField(
        label="ファイル",
        required=False,
        allow_empty_file=True,
        max_length=200,
        help_text="テキスト（.txt）、Markdown（.md）、HTML、Word（.docx）、PDF。20MBまで。",
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    text = forms.CharField(
        label="議事要旨の本文",
        required=False,
        strip=False,
        help_text="見出し（会合名、日時、出席者）から最後の発言まで、続けて貼り付けてください。",
        widget=forms.Textarea(attrs={"rows": 12}),
    )

    def __init__(self, *args: Any, too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.too_large = too_large

    def clean(self) -> dict[str, Any]:
        """Exactly one of the two, and not an empty one."""
        data: dict[str, Any] = self.cleaned_data
        file, text = data.get("file"), data.get("text", "")
        if self.too_large:
            self.add_error("file", f"{TOO_LARGE}{SMALLER}")
        elif file and text.strip():
            self.add_error(
                None,
                "ファイルと貼付けの両方があります。どちらか一方にしてください"
                "（ファイルの選択は、この画面を送ると外れます）。",
            )
        elif file is not None and file.size == 0:
            self.add_error("file", "ファイルが空です。本文が入ったファイルを選んでください。")
        elif not file and not text.strip() and "file" not in self.errors:
            self.add_error(None, "ファイルを選ぶか、議事要旨の本文を貼り付けてください。")
        return data

    def handed_in(self) -> HandedIn:
        """What to read."""
        file = self.cleaned_data["file"]
        if file:
            return HandedIn(file.read(), file.name, pasted=False)
        return HandedIn(self.cleaned_data["text"].encode(), PASTED_NAME, pasted=True)


def bound(request: Any) -> HandInForm:
    """The form with what was sent, aware of a file that was dropped for its size."""
    # Reading POST first: only then it is known whether the file was dropped.
    data, files = request.POST, request.FILES
    return HandInForm(data, files, too_large=exceeded(request))
