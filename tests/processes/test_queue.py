import subprocess

NOW = """
from django.utils import timezone
import django; django.setup()
from coordination.health import heartbeat
from coordination.tasks import heartbeat as task
"""
QUEUE = (
    "import coordination.embedded as e; e.ensure_running()" + NOW + "task.apply_async(expires=60)"
)
WATCH = (
    "import time\nimport coordination.embedded as e; e.ensure_running()"
    + NOW
    + """
while heartbeat.last() is None:
    time.sleep(0.1)
"""
)


def test_work_accepted_before_everything_was_killed_is_done_afterwards(checkout):
    checkout.environment["DJANGO_SETTINGS_MODULE"] = "coordination.settings"
    user = checkout.use_servers()
    assert checkout.launch("-c", QUEUE).wait(30) == 0
    user.kill()
    user.wait()
    checkout.kill_servers()

    worker = checkout.launch(
        "-m", "celery", "-A", "coordination", "worker", "--concurrency", "1",
        stdout=subprocess.DEVNULL,
    )  # fmt: skip

    assert checkout.launch("-c", WATCH).wait(30) == 0
    worker.terminate()
    assert worker.wait(20) == 0
    assert checkout.postgres() is None
    assert checkout.redis() is None
