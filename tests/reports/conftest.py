"""A table of rows that a test can change one by one."""

from datetime import UTC, date, datetime

import pytest

from issues.columns.rows import row_of
from reports.lists.status_table import About, Overview

AT = datetime(2024, 6, 5, 9, 30, tzinfo=UTC)

ROW = row_of(
    number="R6-0001",
    kind="要望",
    kind_code="request",
    external_number="",
    organization_code="054348",
    organization="秋田県美郷町",
    size="町",
    size_code="town",
    prefecture="秋田県",
    joined=("愛知県一宮市", "山口県"),
    speaker="松田 知己 町長",
    said_on=date(2024, 4, 5),
    title="更新の費用を支援してほしい",
    ask="移行の経費を、全額補助してほしい。",
    trouble="財源がない。",
    primary_point="3 費用",
    primary_point_code="cost",
    other_points=("4 人材",),
    other_points_code=("talent",),
    lead_ministry="デジタル庁",
    co_ministries=("総務省",),
    due_on=date(2024, 5, 20),
    first_due_on=date(2024, 5, 10),
    status_code="replied",
    status="回答済",
    unanswered=False,
    updated_on=date(2024, 6, 3),
    round=1,
    reply_class="検討（期限あり）",
    reply_class_code="studying_dated",
    reply_timing=date(2025, 3, 31),
    reply_means=("予算・財政措置", "周知"),
    reply_text="概算要求で検討します。",
    replied_on=date(2024, 5, 17),
    reply_pending=True,
    stance="一部納得",
    stance_code="partly",
    opinion="時期が必要です。",
    other_stances=("愛知県一宮市：納得",),
    progress="検討中",
    progress_code="studying",
    judgement="継続フォロー",
    judgement_code="continue",
    reflected_in="",
    meeting="準備会合第1回",
    passage="/meetings/1/?passage=2",
    public=True,
    fictional=False,
)


@pytest.fixture
def table():
    """Makes a table; each argument is what differs in one row."""

    def make(*changes, inside=True, **about):
        facts = {
            "moment": AT,
            "written": AT,
            "session": "",
            "conditions": ("論点：3 費用", "状況：回答済"),
            "order": "番号の順",
            "readers": "どなたでも",
            "source": "論点 Ronten「要望の一覧」",
        }
        rows = tuple(ROW.but(**changed) for changed in changes)
        return Overview(About(**facts | about), rows, inside=inside)

    return make
