"""個票 as of a session: what was true then, whatever happened or was written down since."""

from datetime import date

import pytest
from django.utils import timezone

from issues.actions import joinings, local_requests, triage, voices
from issues.due_dates.due import named
from issues.models import LocalRequest
from issues.standing import moments
from meetings.models import Meeting
from reports.papers import dossier, dossier_paper
from tests import opened
from tests.factories.cast import organization
from tests.meetings.sessions.conftest import moment
from typesetting import pdf, word

TODAY = date(2024, 12, 1)


def tell(stage):
    """A request over two sessions: answered before the first one, asked again after it."""
    asked = stage.log("移行経費の支援", ask="全額を国が負担する。")
    asked = stage.triage(asked, moment(4, 10))
    asked = stage.start_review(asked, moment(4, 11))
    reply = stage.reply(asked, moment(5, 1))
    first = stage.hold(stage.session(1, 5, 20))
    stage.record(first, asked, "discussed", note="内々の記録")
    stage.close(first)
    return asked, reply, first


@pytest.fixture
def told(remember):
    return remember(tell)


def later(stage, asked):
    """What happens after the first session."""
    stage.opinion(asked, moment(5, 25), again=True)
    asked.refresh_from_db()
    triage.change_due(
        asked, by=stage.cast.secretariat, due=named(date(2024, 9, 30)), reason="調整が続くため"
    )
    asked.refresh_from_db()
    triage.reassign(
        asked, by=stage.cast.secretariat, lead_ministry=organization("soumu"), co_ministries=[],
        reason="所管が変わったため",
    )  # fmt: skip
    asked.refresh_from_db()
    voices.judge(asked, by=stage.cast.secretariat, judgement="improve", text="遅い")
    ichinomiya = stage.cast.ichinomiya
    joining = joinings.ask(
        asked, by=ichinomiya, organization=ichinomiya.acting.organization,
        trouble="本市でも困っている。",
    )  # fmt: skip
    joinings.accept(joining, by=stage.cast.secretariat, now=timezone.now())


def at(first, actor):
    return moments.chosen({"as_of": str(first.pk)}, actor=actor)


def made(asked, actor, when=None, on=TODAY):
    fresh = LocalRequest.objects.get(pk=asked.pk)
    return dossier.dossier_of(fresh, actor=actor, on=on, moment=when)


def test_it_shows_status_round_ministry_and_due_date_of_then(told, stage):
    asked, _, first = told
    later(stage, asked)

    then = made(asked, stage.cast.secretariat, at(first, stage.cast.secretariat))
    now = made(asked, stage.cast.secretariat)

    assert (then.status, then.request.round, then.request.due_on) == (
        "回答済", 1, date(2024, 5, 10),
    )  # fmt: skip
    assert then.request.lead_ministry.name == "デジタル庁"
    assert [(s.word, s.whose) for s in then.voices] == []
    assert (then.slips, then.joined, len(then.rounds), len(then.rounds[0].turns)) == ((), (), 1, 1)
    assert (now.status, now.request.round, now.request.due_on) == (
        "再検討中", 2, date(2024, 9, 30),
    )  # fmt: skip
    assert now.request.lead_ministry.name == "総務省"
    assert [voice.word for voice in now.voices] == ["要改善"]
    assert [each.trouble for each in now.joined] == ["本市でも困っている。"]
    assert len(now.rounds[0].turns) == 2


@pytest.mark.parametrize("maker", [pdf, word])
def test_the_file_of_then_stays_the_same_to_the_byte(maker, told, stage):
    asked, _, first = told
    actor = stage.cast.secretariat
    before = maker.render(dossier_paper.laid_out(made(asked, actor, at(first, actor))))

    later(stage, asked)

    after = made(asked, actor, at(first, actor), on=date(2026, 1, 1))
    assert maker.render(dossier_paper.laid_out(after)) == before


def test_it_says_as_of_when_it_is_and_what_the_session_did(told, stage):
    asked, _, first = told
    actor = stage.cast.secretariat

    read = opened.text_of(pdf.render(dossier_paper.laid_out(made(asked, actor, at(first, actor)))))

    assert "WT第1回確定の時点（令和6年5月20日（月）15時00分）の状況" in read
    assert "内々の記録" in read


def test_words_changed_since_are_those_of_then_for_the_team_alone(told, stage):
    asked, _, first = told
    stage.opinion(asked, moment(5, 25), again=True)
    local_requests.edit(
        LocalRequest.objects.get(pk=asked.pk), by=stage.cast.secretariat,
        title="移行経費の全額の支援", ask="言い直した措置", points=[stage.points["talent"]],
    )  # fmt: skip

    team = made(asked, stage.cast.secretariat, at(first, stage.cast.secretariat))
    party = made(asked, stage.cast.misato, at(first, stage.cast.misato))

    assert (team.request.title, team.request.ask) == ("移行経費の支援", "全額を国が負担する。")
    assert (party.request.title, party.request.ask) == ("移行経費の全額の支援", "言い直した措置")
    assert team.points == ("国と地方の費用負担の基本的な考え方",)


def test_the_notes_of_a_session_are_for_the_team(told, stage):
    asked = told[0]

    sessions = made(asked, stage.cast.misato).sessions

    assert [(s.name, s.outcome, s.status, s.note) for s in sessions] == [
        ("WT第1回", "協議", "回答済", "")
    ]


def test_a_request_that_had_not_come_up_has_no_dossier_of_then(told, stage, as_):
    _, _, first = told
    new = stage.log("後の要望", said_on=date(2024, 6, 1))
    actor = stage.cast.secretariat

    assert made(new, actor, at(first, actor)) is None
    answer = as_(actor).get(f"/requests/{new.number}/dossier.pdf", {"as_of": first.pk})
    assert answer.status_code == 404


def test_what_was_settled_later_is_not_reflected_yet(told, stage):
    asked, _, first = told
    actor = stage.cast.secretariat
    voices.settle(
        LocalRequest.objects.get(pk=asked.pk), by=actor, reflected_in="基本方針 2.(3)",
        effective_at=moment(6, 1),
    )  # fmt: skip

    then, now = made(asked, actor, at(first, actor)), made(asked, actor)

    assert (then.request.reflected_in, now.request.reflected_in) == ("", "基本方針 2.(3)")
    assert LocalRequest.objects.get(pk=asked.pk).status == "settled"


def test_what_was_done_before_the_session_but_written_down_late_counts(told, stage):
    first = told[2]
    late = stage.log("遅れて入力した要望")
    late = stage.triage(late, moment(4, 12))
    actor = stage.cast.secretariat

    known_then = made(late, actor, at(first, actor))
    then = made(
        late, actor, moments.chosen({"as_of": str(first.pk), "known": "later"}, actor=actor)
    )

    assert known_then is None
    assert (then.status, then.request.lead_ministry.name) == ("論点整理済", "デジタル庁")
    assert then.days_late == 10


def test_an_invented_session_marks_every_page_of_every_request_it_took_up(told, stage):
    asked, _, first = told
    Meeting.objects.filter(pk=first.pk).update(fictional=True)

    for when in (None, at(first, stage.cast.misato)):
        paper = dossier_paper.laid_out(made(asked, stage.cast.misato, when))
        pages = opened.pages_of(pdf.render(paper))
        assert ["架空の見本データを含みます" in page for page in pages] == [True] * len(pages)
        read = opened.squeezed("".join(pages))
        assert "WT第1回（架空）" in read
        assert "（架空）（架空）" not in read
