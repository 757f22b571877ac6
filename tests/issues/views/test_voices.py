# ruff: noqa: F811 - fixtures are imported by their names
from itertools import product

import pytest

from issues.actions import opinions, voices
from issues.enums import JudgementClass, ProgressClass, RequestStatus, Stance
from issues.models import Opinion, ProgressReport
from issues.pages import three_voices
from tests import standing as stand
from tests.issues.life.conftest import cast, ground_once, life, orgs, points  # noqa: F401


@pytest.fixture
def replied(life):
    return life.at(RequestStatus.REPLIED)


def page(local_request):
    return f"/requests/{local_request.number}/"


def test_the_ministry_reports_its_progress(client, replied, cast):
    client.force_login(cast.digital)

    client.post(f"{page(replied)}progress/", {"progress": "done", "text": "通知した"})

    heard = client.get(page(replied)).context["voices"]
    assert (heard.progress.progress, heard.progress.text) == ("done", "通知した")


def test_the_secretariat_judges(client, replied, cast):
    client.force_login(cast.secretariat)

    client.post(f"{page(replied)}judgement/", {"judgement": "improve", "text": "足りない"})

    heard = client.get(page(replied)).context["voices"]
    assert (heard.judgement.judgement, heard.judgement.text) == ("improve", "足りない")


@pytest.mark.parametrize(
    ("path", "who"),
    [("progress", "secretariat"), ("progress", "misato"), ("judgement", "digital")],
)
def test_nobody_speaks_for_another(path, who, client, replied, cast):
    client.force_login(getattr(cast, who))

    assert client.get(f"{page(replied)}{path}/").status_code == 403
    assert client.post(f"{page(replied)}{path}/", {}).status_code == 403


def test_it_keeps_what_was_typed_without_a_choice(client, replied, cast):
    client.force_login(cast.digital)

    answer = client.post(f"{page(replied)}progress/", {"text": "通知した"})

    assert answer.status_code == 422
    assert "通知した" in answer.text
    assert replied.progress_reports.count() == 0


@pytest.mark.parametrize(
    ("progress", "judgement", "stance"),
    list(product(["", *ProgressClass.values], ["", *JudgementClass.values], ["", *Stance.values])),
)
def test_the_notice_is_there_when_the_list_of_disagreements_has_it(
    progress,
    judgement,
    stance,
    life,
    replied,
    cast,
):
    def opine():
        return opinions.give(replied.replies.get(), by=cast.misato, stance=stance, text="文")

    def report():
        return voices.report_progress(replied, by=cast.digital, progress=progress)

    if stance:
        life.remembered(("give", stance), Opinion, opine)
    if progress:
        life.remembered(("report", progress), ProgressReport, report)
    if judgement:
        voices.judge(replied, by=cast.secretariat, judgement=judgement)

    told = three_voices.voices_of(replied, actor=cast.secretariat).disagreements

    assert bool(told) == (replied in stand.disagreeing(cast.secretariat))


def test_a_reader_who_may_not_hear_an_opinion_is_not_told_of_it(replied, cast):
    opinions.give(replied.replies.get(), by=cast.misato, stance="dissatisfied", text="文")
    voices.report_progress(replied, by=cast.digital, progress="done")
    replied.refresh_from_db()

    assert three_voices.voices_of(replied, actor=cast.visitor).disagreements == ()
    assert three_voices.voices_of(replied, actor=cast.secretariat).disagreements == (
        "府省は「措置済」としていますが、美郷町は不服です。",
    )
