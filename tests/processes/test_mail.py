"""An invitation on its way: a real worker, real SMTP, a real receiver."""

import email
import email.policy
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP
from django.db import connections

from accounts.actions import invitations
from accounts.enums import Delivery, Role
from accounts.models import Invitation, Membership, User
from organizations.models import Organization

REPOSITORY = Path(__file__).resolve().parents[2]
INVITE = """
import django, json, sys; django.setup()
from accounts.actions import invitations
from accounts.models import User
from organizations.models import Organization
given = json.loads(sys.argv[1])
invitations.invite(
    by=User.objects.get(username="hanako"),
    organization=Organization.objects.get(code="054348"),
    display_name="新任 太郎", role="local", base_url="http://localhost:8000/", **given,
)
"""


class Receiver:
    """Takes mail on one port; answers the next messages with `refusals`, then takes them."""

    def __init__(self):
        self.mails = []
        self.asked = 0
        self.refusals = []
        self.refused_addresses = {}

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refused_addresses:
            self.asked += 1
            return self.refused_addresses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.asked += 1
        if self.refusals:
            return self.refusals.pop(0)
        self.mails.append((envelope.rcpt_tos, envelope.content))
        return "250 OK"


class QuietController(Controller):
    def factory(self):
        return SMTP(self.handler, ident="receiver")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def receiver():
    """Gives the receiver; it is listening from `open()` on."""
    receiver = Receiver()
    controller = QuietController(receiver, hostname="127.0.0.1", port=free_port())
    receiver.port, receiver.open = controller.port, controller.start
    yield receiver
    if controller.server is not None:
        controller.stop()


@pytest.fixture
def office(transactional_db):
    secretariat = Organization.objects.create(
        code="secretariat", kind="secretariat", name="事務局", full_name="事務局"
    )
    Organization.objects.create(code="054348", kind="town", name="美郷町", full_name="秋田県美郷町")
    user = User.objects.create(username="hanako", display_name="事務局 花子")
    Membership.objects.create(user=user, organization=secretariat, role=Role.SECRETARIAT)
    return user


@pytest.fixture
def environment(office, receiver):
    """Leads a program to the test database, to the receiver, and to a queue that the worker of
    other tests does not look at."""
    there = connections["default"].settings_dict
    own = int(os.environ["RONTEN_REDIS_DATABASE"])
    kept = {k: v for k, v in os.environ.items() if k != "REDIS_URL"}
    return kept | {
        "DATABASE_URL": f"postgres://{there['USER']}@/{there['HOST']}/{there['NAME']}",
        "RONTEN_REDIS_DATABASE": str((own + 511) % 1023 + 1),
        "EMAIL_URL": f"smtp://127.0.0.1:{receiver.port}",
        "MAIL_RETRY_SECONDS": "0.2",
    }


@pytest.fixture
def worker(environment, tmp_path):
    """Starts a worker; may be started again."""
    log = (tmp_path / "worker.log").open("w")
    started = []

    def start():
        command = [sys.executable, "-m", "celery", "-A", "coordination", "worker"]
        command += ["--concurrency", "1", "--loglevel", "INFO", "-n", f"mail-{os.getpid()}@%h"]
        program = subprocess.Popen(
            command, cwd=REPOSITORY, env=environment, stdout=log, stderr=subprocess.STDOUT
        )
        started.append(program)
        return program

    yield start
    for program in started:
        if program.poll() is None:
            program.send_signal(signal.SIGTERM)
            try:
                program.wait(20)
            except subprocess.TimeoutExpired:
                program.kill()
                program.wait(5)
    log.close()


@pytest.fixture
def invite(environment):
    """Invites somebody from a program of its own, as the web server does."""

    def run(address):
        given = json.dumps({"address": address})
        done = subprocess.run(
            [sys.executable, "-c", INVITE, given],
            cwd=REPOSITORY, env=environment, capture_output=True, text=True, timeout=60,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return Invitation.objects.get(address=address)

    return run


def wait_until(what, *, seconds=60):
    for _ in range(seconds * 10):
        if what():
            return True
        time.sleep(0.1)
    return False


def message(raw):
    return email.message_from_bytes(raw, policy=email.policy.default)


def body(mail):
    return mail.get_content()


def state(invitation):
    invitation.refresh_from_db()
    return invitation.delivery


def test_an_invitation_reaches_its_reader_over_real_smtp(receiver, worker, invite):
    receiver.open()
    worker()

    invitation = invite("new@example.lg.jp")

    assert wait_until(lambda: state(invitation) == Delivery.SENT)
    ((to, raw),) = receiver.mails
    mail = message(raw)
    link = re.search(r"http://localhost:8000/invitations/(\w+)/", body(mail))
    assert (to, str(mail["Subject"]).strip()) == (
        ["new@example.lg.jp"],
        "【論点 Ronten】利用者登録のご案内",
    )
    assert "団体：秋田県美郷町" in body(mail)
    assert invitations.by_token(link[1]) == invitation
    assert invitation.sent_at is not None


def test_a_sending_that_fails_is_tried_again_and_arrives_once(receiver, worker, invite):
    receiver.refusals = ["451 try again later", "421 busy"]
    receiver.open()
    worker()

    invitation = invite("new@example.lg.jp")

    assert wait_until(lambda: state(invitation) == Delivery.SENT)
    assert (receiver.asked, len(receiver.mails), invitation.problem) == (3, 1, "")


def test_an_invitation_waits_for_a_mail_server_that_is_away(receiver, worker, invite):
    worker()
    invitation = invite("new@example.lg.jp")
    assert wait_until(lambda: state(invitation) and invitation.problem != "")
    waiting = (invitation.delivery, invitation.problem[:19])

    receiver.open()

    assert wait_until(lambda: state(invitation) == Delivery.SENT)
    assert waiting == (Delivery.WAITING, "メールのサーバーにつながりませんでした")
    assert len(receiver.mails) == 1


def test_an_invitation_outlives_a_worker_that_was_killed(receiver, worker, invite, environment):
    environment |= {"MAIL_RETRY_SECONDS": "4", "RONTEN_REDELIVERY_SECONDS": "8"}
    first = worker()
    invitation = invite("new@example.lg.jp")
    assert wait_until(lambda: state(invitation) and invitation.problem != "")
    time.sleep(1.5)  # until it holds the work for its next attempt
    first.kill()
    first.wait(10)
    receiver.open()
    # A worker looks for lost work when it starts and then only every 100 seconds.
    time.sleep(8)

    worker()

    assert wait_until(lambda: state(invitation) == Delivery.SENT)
    assert len(receiver.mails) == 1


def test_an_address_that_does_not_exist_counts_as_failed_at_once(receiver, worker, invite):
    receiver.refused_addresses = {"nobody@example.lg.jp": "550 no such user"}
    receiver.open()
    worker()

    invitation = invite("nobody@example.lg.jp")

    assert wait_until(lambda: state(invitation) == Delivery.FAILED)
    assert invitation.problem == "受け取る側が、この宛先を断りました（550 no such user）。"
    assert (receiver.asked, receiver.mails) == (1, [])
