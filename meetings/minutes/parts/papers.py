"""The list of documents handed out: label, title, and who submitted it where the list says so."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from meetings.minutes.document import MinutesDocument
from meetings.minutes.parts.brackets import closing_bracket_start
from meetings.minutes.parts.lines import Line
from meetings.minutes.people.posts import ends_as_organization, ends_as_post

_BULLET = re.compile(r"^(?:[-‐–—―*・･●◆■□▪•○〇◎]\s*)+")
_LABEL = re.compile(
    r"^[【〔（(［\[]?\s*(?P<label>(?:当日|机上|追加)?(?:配[付布]|提出|参考|会議|説明|補足)?資料(?:編)?|参考|別紙|別添|議案|報告)(?:\s*第(?=\s*[0-9０-９]))?"
    r"(?P<number>(?:\s*[0-9０-９]{1,3}|\s*[一二三四五六七八九十]{1,2}(?=[\s　:：】〕）)\]]))?"
    r"(?:\s*(?:[-－‐–−ー―]|の)\s*[0-9０-９]{1,2})*(?:号)?)"
    r"(?:\s*[】〕）)\]］])?(?P<gap>[\s　:：\t.．]*)(?P<title>.*)$"
)
_SUBMITTED = re.compile(r"^(.{1,50}?)(?:からの)?(?:提出資料|提出|作成資料|説明資料|作成)$")
_PART_OF_TITLE = re.compile(
    r"案$|第\s*[0-9０-９]+|概要$|抄$|版$|回$|抜粋$|改定|令和|平成|関係$|仮称|年度|時点|素案|たたき台|再掲|その"
)
_SPACE_BY_DIGIT = re.compile(
    r"(?<=[^\x00-\x7f\u3000])[ \u3000]+(?=[0-9])|(?<=[0-9])[ \u3000]+(?=[^\x00-\x7f])"
)


def read_papers(lines: Sequence[Line]) -> tuple[MinutesDocument, ...]:
    """The documents, in order. An entry without a label keeps label ""."""
    papers: list[MinutesDocument] = []
    for line in lines:
        text = _BULLET.sub("", line.text.replace("**", "").strip())
        if not text or re.fullmatch(r"なし|以上|別添のとおり|別紙のとおり", text):
            continue
        papers.append(_paper(text))
    return tuple(papers)


def _paper(text: str) -> MinutesDocument:
    label, title = _label_and_title(text)
    title = _SPACE_BY_DIGIT.sub("", title)
    title, submitter = _submitter(title)
    return MinutesDocument(label, title, submitter)


def _label_and_title(text: str) -> tuple[str, str]:
    match = _LABEL.match(text)
    if not match or not (match["number"] or match["gap"]):
        return "", text
    label = re.sub(r"\s", "", unicodedata.normalize("NFKC", match["label"] + match["number"]))
    label = re.sub(r"[－‐–−ー―]", "-", label)
    return label, match["title"].strip(" \u3000\t")


def _submitter(title: str) -> tuple[str, str | None]:
    """Take a closing （内閣官房） or （村岡構成員提出資料） off the title; （案） stays."""
    start = closing_bracket_start(title)
    if start is None:
        whole = _SUBMITTED.match(title)
        return title, whole.group(1) if whole and ends_as_post(whole.group(1)) else None
    inner = title.rstrip()[start + 1 : -1].strip()
    if _PART_OF_TITLE.search(inner):
        return title, None
    rest = title[:start].rstrip()
    submitted = _SUBMITTED.match(inner)
    if submitted:
        return rest, submitted.group(1)
    if rest and (ends_as_organization(inner) or ends_as_post(inner)):
        return rest, inner
    return title, None
