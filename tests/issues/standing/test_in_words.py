import pytest

from issues.enums import RequestStatus
from issues.standing import in_words
from tests.factories.issues import a_request

pytestmark = pytest.mark.usefixtures("points")

SENTENCES = {
    "logged": "受付しました。論点整理を待っています。",
    "triaged": "論点を整理しました。総務省が検討を始めるのを待っています。",
    "under_review": "総務省が検討しています。",
    "replied": "総務省が回答しました。美郷町の見解を待っています。",
    "reconsidering": "再検討を求められ、総務省がもう一度検討しています。",
    "settled": "決着しました。",
    "withdrawn": "取り下げられました。",
    "merged": "ほかの要望に統合されました。",
}


def test_every_status_has_a_sentence_that_names_who_is_to_act():
    local_request = a_request(lead="soumu")

    found = {}
    for status in RequestStatus.values:
        local_request.status = status
        found[status] = in_words.sentence(local_request)

    assert found == SENTENCES


def test_before_a_ministry_is_chosen_it_speaks_of_the_ministry_in_charge():
    local_request = a_request()

    local_request.status = "under_review"

    assert in_words.sentence(local_request) == "担当府省が検討しています。"
