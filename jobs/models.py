"""仕事: one row for each piece of background work, in the database and not in a queue."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q


class State(models.TextChoices):
    """What has become of a job."""

    WAITING = "waiting", "順番待ち"
    RUNNING = "running", "処理中"
    DONE = "done", "済"
    GIVEN_UP = "given_up", "中止"


OPEN = (State.WAITING, State.RUNNING)


class JobQuerySet(models.QuerySet["Job"]):
    """Which jobs."""

    def open(self) -> JobQuerySet:
        """Not at their end."""
        return self.filter(state__in=OPEN)

    def due(self, at: datetime) -> JobQuerySet:
        """Waiting, and not for a later time."""
        return self.filter(state=State.WAITING, not_before__lte=at)

    def silent(self, since: datetime) -> JobQuerySet:
        """Being done, but without a sign of life since then."""
        return self.filter(state=State.RUNNING, heartbeat_at__lt=since)


class Job(models.Model):
    """One piece of work. `kind` is the key of a `jobs.kinds.Kind`, `subject` says in its words what
    the work is about. Whoever does it holds `token`; who has another one may end nothing."""

    kind = models.CharField("種類", max_length=40)
    subject = models.CharField("対象", max_length=80)
    state = models.CharField("状況", max_length=20, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField("回数", default=0)
    not_before = models.DateTimeField("この時刻から")
    made_at = models.DateTimeField("頼んだ日時")
    heartbeat_at = models.DateTimeField("最後に動いた日時", null=True, blank=True)
    ended_at = models.DateTimeField("終わった日時", null=True, blank=True)
    worker = models.CharField(max_length=120, blank=True)
    token = models.CharField(max_length=40, blank=True)
    problem = models.TextField("うまくいかなかった理由", blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "仕事"
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                name="jobs_job_state_is_known", condition=Q(state__in=State.values)
            ),
            models.CheckConstraint(
                name="jobs_job_is_held_while_running",
                condition=Q(state=State.RUNNING, heartbeat_at__isnull=False) & ~Q(token="")
                | ~Q(state=State.RUNNING) & Q(token=""),
            ),
            models.UniqueConstraint(
                fields=("kind", "subject"),
                condition=Q(state__in=OPEN),
                name="jobs_job_is_open_once",
                violation_error_message="同じ仕事を、すでに頼んでいます。",
            ),
        )
        indexes = (
            models.Index(fields=("not_before",), condition=Q(state__in=OPEN), name="jobs_job_open"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"
