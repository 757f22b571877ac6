"""What ministry, requester and secretariat say: replies, opinions, progress, judgements."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from coordination.generating import vocabulary as words
from coordination.generating import wording
from coordination.generating.recording import Dossier, Spoken, due_in
from issues.actions.replies import counted_class
from issues.due_dates.due import RECONSIDERATION_DAYS
from issues.enums import (
    JudgementClass,
    Means,
    ProgressClass,
    ReplyClass,
    ReplyStatus,
    RequestStatus,
    Stance,
)
from issues.models import Judgement, Opinion, ProgressReport, Reply, Settlement

R = RequestStatus
CLASSES = (22, 14, 16, 24, 14, 6, 4)
STANCES = (36, 30, 22, 12)
LAST_ROUND = 3


class Answers:
    """The three voices on one request."""

    def __init__(self, dossier: Dossier) -> None:
        self.it = dossier
        self.spoken: list[tuple[Spoken, list[object]]] = []
        self.newest: Spoken | None = None
        self.disliked = False

    def expect(self, at: datetime) -> None:
        """A ministry has been asked: most answer in time, some late, a few never."""
        it, draw = self.it, self.it.draw
        left = max(1, (it.now["due_on"] - at.date()).days)
        fate = draw.random()
        if fate < 0.72:
            it.plan(at + timedelta(days=left * draw.uniform(0.3, 0.75)), left * 0.15, self.reply)
        elif fate < 0.96:
            it.plan(at + timedelta(days=left), 25, self.reply)

    def reply(self, at: datetime) -> None:
        """Handed in; one in thirty is entered some days late."""
        it, draw = self.it, self.it.draw
        if it.status not in (R.UNDER_REVIEW, R.RECONSIDERING):
            return
        handed_in = at
        if it.chance(0.03):
            handed_in = max(
                it.last_at + timedelta(hours=1), at - timedelta(days=draw.randint(1, 5))
            )
            handed_in = min(handed_in, at)
        claimed = draw.choices(ReplyClass.values, CLASSES)[0]
        acts = claimed == ReplyClass.ADOPTED
        dated = claimed == ReplyClass.STUDYING_DATED or (acts and it.chance(0.85))
        timing = at.date() + timedelta(days=draw.randint(30, 500)) if dated else None
        means = draw.sample(Means.values, draw.randint(1, 2)) if acts else []
        key = it.take_key()
        spoken = self.newest = Spoken(Reply, key, {
            "local_request_id": it.key, "ministry_id": it.lead.key, "round": it.now["round"],
            "claimed_class": claimed,
            "reply_class": counted_class(claimed, timing_on=timing, means=means).value,
            "timing_on": timing, "means": means, "status": ReplyStatus.SUBMITTED.value,
            "text": wording.passage(draw, it.about, words.REPLIES, 4, 1200),
            "written_by_id": it.lead.person, "submitted_at": handed_in,
            "created_at": handed_in - timedelta(hours=3), "version": 2,
        }, at)  # fmt: skip
        self.spoken.append((spoken, []))
        it.note(
            "reply", key, "draft", handed_in - timedelta(hours=3), it.lead, change=("", "draft")
        )
        it.note(
            "reply", key, "submit", at, it.lead, change=("draft", "submitted"), effective=handed_in,
            changes={"submitted_at": (None, handed_in)},
            details={"counts_as": ReplyClass(spoken.values["reply_class"]).label},
        )  # fmt: skip
        it.move(
            "reply", at, it.lead, to=R.REPLIED, effective=handed_in,
            details={"reply": f"第{it.now['round']}次回答"},
        )  # fmt: skip
        if it.chance(0.85):
            it.plan(
                at + timedelta(days=7), 15, partial(self._publish, spoken, "reply", "submitted")
            )
        if it.chance(0.75):
            it.plan(at, 15, partial(self._opinion, spoken))
        else:
            it.plan(at + timedelta(days=30), 200, self._settle)

    def _opinion(self, reply: Spoken, at: datetime) -> None:
        it, draw = self.it, self.it.draw
        if it.status != R.REPLIED or reply is not self.newest:
            return
        stance = draw.choices(Stance.values, STANCES)[0]
        self.disliked = stance == Stance.DISSATISFIED
        again = self.disliked and it.now["round"] < LAST_ROUND and it.chance(0.5)
        said = wording.passage(draw, it.about, words.OPINIONS, 3, 600)
        key = it.take_key()
        spoken = Spoken(Opinion, key, {
            "reply_id": reply.key, "organization_id": it.asker.key, "stance": stance,
            "asks_reconsideration": again, "text": said, "given_by_id": it.asker.person,
            "given_at": at, "status": "given",
        }, at)  # fmt: skip
        self.spoken.append((spoken, [reply.values["round"]]))
        it.note("opinion", key, "give", at, it.asker, change=("", "given"))
        details = {"opinion": f"{it.asker.full_name}：{Stance(stance).label}"}
        if again:
            due = due_in(RECONSIDERATION_DAYS, (at + timedelta(hours=9)).date())
            it.move(
                "ask_reconsideration", at, it.asker, to=R.RECONSIDERING, reason=said,
                details=details, round=it.now["round"] + 1, due_on=due.on, first_due_on=due.on,
                due_basis=due.basis,
            )  # fmt: skip
            self.expect(at)
        else:
            it.move("give_opinion", at, it.asker, reason=said, details=details)
            if it.chance(0.5):
                it.plan(at + timedelta(days=30), 60, self._progress)
            if it.chance(0.4):
                it.plan(at + timedelta(days=40), 90, self._judge)
            if it.chance(0.8):
                it.plan(at + timedelta(days=60), 240, self._settle)
        if it.chance(0.7):
            it.plan(at + timedelta(days=5), 20, partial(self._publish, spoken, "opinion", "given"))

    def _publish(self, spoken: Spoken, what: str, before: str, at: datetime) -> None:
        spoken.values |= {"status": "published", "published_at": at}
        spoken.values["version"] = spoken.values.get("version", 1) + 1
        changes = {"published_at": (None, at)}
        self.it.note(
            what, spoken.key, "publish", at, self.it.world.secretariat,
            change=(before, "published"), changes=changes,
        )  # fmt: skip

    def _say(self, model: Any, at: datetime, **values: Any) -> Spoken:
        spoken = Spoken(model, self.it.take_key(), {"local_request_id": self.it.key, **values}, at)
        self.spoken.append((spoken, []))
        return spoken

    def _progress(self, at: datetime) -> None:
        it, draw = self.it, self.it.draw
        if it.status not in (R.REPLIED, R.SETTLED):
            return
        progress = draw.choices(ProgressClass.values, (35, 20, 35, 10))[0]
        said = wording.line(draw, it.about, words.PROGRESS, 300)
        spoken = self._say(
            ProgressReport, at, ministry_id=it.lead.key, progress=progress, text=said,
            reported_by_id=it.lead.person, reported_at=at,
        )  # fmt: skip
        it.move(
            "report_progress", at, it.lead, reason=said, details={"voice": spoken.key},
            progress=progress,
        )  # fmt: skip
        if it.chance(0.7):
            it.plan(at, 20, partial(self._publish_word, spoken, "publish_progress"))

    def _judge(self, at: datetime) -> None:
        it, draw = self.it, self.it.draw
        if it.status not in (R.REPLIED, R.SETTLED):
            return
        judgement = draw.choices(JudgementClass.values, (40, 35, 15, 10))[0]
        said = wording.line(draw, it.about, words.JUDGEMENTS, 300)
        spoken = self._say(
            Judgement, at, judgement=judgement, text=said,
            judged_by_id=it.world.secretariat.person, judged_at=at,
        )  # fmt: skip
        it.move(
            "judge", at, it.world.secretariat, reason=said, details={"voice": spoken.key},
            judgement=judgement,
        )  # fmt: skip
        if it.chance(0.7):
            it.plan(at, 20, partial(self._publish_word, spoken, "publish_judgement"))

    def _settle(self, at: datetime) -> None:
        it, draw = self.it, self.it.draw
        if it.status != R.REPLIED:
            return
        where = wording.line(draw, it.about, words.REFLECTED, 200)
        despite = wording.line(draw, it.about, words.JUDGEMENTS, 300) if self.disliked else ""
        spoken = self._say(
            Settlement, at, reflected_in=where, despite=despite,
            settled_by_id=it.world.secretariat.person, settled_at=at,
        )  # fmt: skip
        it.move(
            "settle", at, it.world.secretariat, to=R.SETTLED, details={"voice": spoken.key},
            reflected_in=where, settled_despite=despite,
        )  # fmt: skip
        if it.chance(0.9):
            it.plan(at, 15, partial(self._publish_word, spoken, "publish_settlement"))
        if it.chance(0.03):
            it.plan(at + timedelta(days=60), 200, self._reopen)

    def _publish_word(self, spoken: Spoken, verb: str, at: datetime) -> None:
        spoken.values["published_at"] = at
        self.it.move(verb, at, self.it.world.secretariat, details={"voice": spoken.key})

    def _reopen(self, at: datetime) -> None:
        it = self.it
        due = due_in(20, at.date())
        reason = wording.line(it.draw, it.about, words.REASONS, 200)
        it.move(
            "reopen", at, it.world.secretariat, to=R.UNDER_REVIEW, reason=reason,
            round=it.now["round"] + 1, due_on=due.on, first_due_on=due.on, due_basis=due.basis,
            reflected_in="", settled_despite="",
        )  # fmt: skip
        self.expect(at)

    def close(self) -> None:
        """Write what was said, and put it into the record."""
        record = self.it.record
        for spoken, rounds in self.spoken:
            values = spoken.values
            self.it.sheets.add(spoken.model, id=spoken.key, **values)
            if spoken.model is Reply:
                said = spoken.said(
                    values["submitted_at"], values["reply_class"], values["ministry_id"],
                    round=values["round"], edition=1, dated=values["timing_on"] is not None,
                )  # fmt: skip
                record.replies.append(said)
            elif spoken.model is Opinion:
                by = values["organization_id"]
                said = spoken.said(values["given_at"], values["stance"], by, round=rounds[0])
                record.opinions.append(said)
            elif spoken.model is ProgressReport:
                by = values["ministry_id"]
                record.progress.append(spoken.said(values["reported_at"], values["progress"], by))
            elif spoken.model is Judgement:
                said = spoken.said(values["judged_at"], values["judgement"], None)
                record.judgements.append(said)
