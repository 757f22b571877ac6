"""What is said when a form came too late: what is, and whether it was oneself."""

import re

import pytest

from issues.actions import local_requests, replies
from issues.transitions.replies import REPLY
from tests.factories.accounts import person
from tests.factories.issues import a_request
from workflow import meanwhile
from workflow.machine import Refused

CLOCK = re.compile(r"\d{1,2}時\d{1,2}分")


@pytest.fixture
def asked(points, digital):
    return a_request(published=True, status="under_review", lead="digital")


@pytest.fixture
def internal(points):
    return a_request()


@pytest.fixture
def reply(asked, digital):
    return replies.draft(asked, by=digital, claimed_class="studying", text="検討します。")


def without_clock(words):
    return CLOCK.sub("＊", words)


def test_what_one_handed_in_oneself_is_handed_in(reply, digital):
    replies.submit(reply, by=digital)

    with pytest.raises(Refused) as caught:
        replies.submit(reply, by=digital)

    reason = caught.value.decision.reason
    label = REPLY["submit"].label
    assert CLOCK.search(reason)
    assert without_clock(reason) == f"「{label}」は、あなたがすでにしています（＊）。"


def test_what_a_colleague_handed_in_is_handed_in(reply, digital):
    colleague = person("colleague", ("digital", "ministry"))
    replies.submit(reply, by=digital)

    with pytest.raises(Refused) as caught:
        replies.submit(reply, by=colleague)

    assert "すでに済んでいます" in caught.value.decision.reason


def test_the_page_of_handing_in_says_so_too(reply, digital, as_):
    path = f"/replies/{reply.pk}/submit/"
    version = reply.version
    replies.submit(reply, by=digital)

    page = as_(digital).post(path, {"version": version}).content.decode()

    assert "すでに提出しています" in page
    assert "まだ提出していません" not in page


def test_ones_own_other_tab_is_called_so(internal, secretariat):
    local_requests.edit(
        internal, by=secretariat, version=internal.version, title="初めの画面で直した"
    )

    with pytest.raises(Refused) as caught:
        local_requests.edit(
            internal, by=secretariat, version=internal.version, title="別の画面で直した"
        )

    assert caught.value.decision.reason.startswith("あなたが別の画面で、先に変更しました（")


def test_somebody_elses_change_is_called_so(internal, secretariat, wt_member):
    local_requests.edit(internal, by=wt_member, version=internal.version, title="構成員が直した")

    assert meanwhile.faster(internal, secretariat) == "ほかの人が先に変更しました"


def test_the_page_of_two_texts_says_whose_they_are(internal, secretariat, as_):
    path = f"/requests/{internal.number}/edit/"
    opened = as_(secretariat).get(path).context["form"].initial
    version = internal.version
    local_requests.edit(internal, by=secretariat, version=version, title="別の画面で直した")

    sent = opened | {"title": "ここで直した", "version": version, "kind": "request"}
    sent |= {"organization": "秋田県美郷町", "points": ["cost"], "primary": "cost"}
    answer = as_(secretariat).post(path, {n: v for n, v in sent.items() if v is not None})

    assert answer.status_code == 409
    assert "あなたが別の画面で、先に変更しました" in answer.content.decode()
