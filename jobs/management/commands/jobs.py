from __future__ import annotations

import signal
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from jobs import handing, keeping, kinds
from jobs.models import Job


class Command(BaseCommand):
    """List work that does not get on; --again and --stop a job, or --watch over all of them."""

    help = "止まっている仕事を表示します。もう一度頼むこと、やめることもできます。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--again", type=int, metavar="番号", help="もう一度頼みます")
        parser.add_argument("--stop", type=int, metavar="番号", help="やめます")
        parser.add_argument(
            "--watch", action="store_true", help="見張りを続けます（make run が使います）"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["watch"]:
            self._watch()
        elif options["again"] is not None:
            handing.again(self._job(options["again"]), now=timezone.now())
            self.stdout.write("もう一度頼みました。")
        elif options["stop"] is not None:
            stopped = handing.stop(self._job(options["stop"]), now=timezone.now())
            self.stdout.write("やめました。" if stopped else "すでに終わっています。")
        else:
            self._list()

    def _job(self, key: int) -> Job:
        job = Job.objects.filter(pk=key).first()
        if job is None:
            raise CommandError(f"{key}番の仕事はありません。")
        return job

    def _list(self) -> None:
        rows = handing.stuck(now=timezone.now())
        for job in rows:
            kind = kinds.kind_of(job.kind)
            what = f"{kind.label}「{kind.title(job.subject)}」"
            told = (job.pk, what, job.get_state_display(), f"{job.attempts}回", job.problem)
            self.stdout.write("\t".join(str(word) for word in told))
        if not rows:
            self.stdout.write("止まっている仕事はありません。")

    def _watch(self) -> None:
        stopped = False

        def stop(number: int, frame: FrameType | None) -> None:
            nonlocal stopped
            if stopped:
                raise SystemExit(0)
            stopped = True

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, stop)
        keeping.watch(goes_on=lambda: not stopped)
