"""Reading a page of rehearsal as a person does, and pressing its button."""

import re
from datetime import timedelta

from django.utils import timezone

from publication.actions import batches
from publication.models import Batch
from publication.rehearsal.looking import seen_now
from publication.rehearsal.publishable import row_of
from tests.factories.accounts import one_of_the_cast

_SEEN = re.compile(r'name="seen" value="([^"]+)"')
_VERSION = re.compile(r'name="version" value="([^"]+)"')


def as_read(page):
    """What the form of this page sends: what stood on it."""
    text = page.text
    data = {"seen": _SEEN.findall(text)}
    if version := _VERSION.search(text):
        data["version"] = version[1]
    return data


def seen_of(*objs):
    """The same for things that were read just now, without a page."""
    return {ref: digest for obj in objs for ref, digest in seen_now(row_of(obj), obj).items()}


def typed(*objs):
    """The same as form data."""
    return {"seen": [f"{ref}.{digest}" for ref, digest in seen_of(*objs).items()]}


def publish(client, url, **more):
    """Read the page and press the button."""
    return client.post(url, {**as_read(client.get(url)), **more})


_LATER = timezone.localtime() + timedelta(days=365)
IN_A_YEAR = {"on": f"{_LATER:%Y-%m-%d}", "at": "9:00"}


def a_batch(*objs, scheduled=False, due_at=None, by=None):
    """A batch of these things, read, and set for a time where it is scheduled."""
    by, now = by or one_of_the_cast("secretariat"), timezone.now()
    things = [(row_of(obj).key, obj) for obj in objs]
    batch = batches.prepare(things, by=by, now=now)
    if not scheduled:
        return batch
    due_at = due_at or now + timedelta(days=1)
    return batches.schedule(batch, by=by, due_at=due_at, now=now, seen=seen_of(*objs))


def newest_batch():
    return Batch.objects.order_by("pk").last()
