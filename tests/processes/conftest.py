import signal
import tempfile
from pathlib import Path

import pytest

from tests.checkouts import Checkout


@pytest.fixture(scope="module")
def data_directory():
    # Open to all, as a checkout is: pytest's own directories let nobody but their owner in.
    directory = Path(tempfile.mkdtemp(prefix="ronten-test-"))
    directory.chmod(0o755)
    yield directory
    Checkout(directory).remove()


@pytest.fixture
def checkout(data_directory):
    """Nothing runs before and after; the data of a module's tests stays, as it does in life."""
    checkout = Checkout(data_directory)
    yield checkout
    checkout.end_all()


@pytest.fixture
def elsewhere():
    """Gives a checkout for a data directory of the test's choice."""
    made = []

    def choose(directory):
        made.append(Checkout(directory))
        return made[-1]

    yield choose
    for checkout in made:
        checkout.end_all()
        checkout.remove()


@pytest.fixture(autouse=True)
def _ends_with_its_terminal():
    """Whoever runs the tests under nohup lets programs ignore the end of the terminal; those under
    test are told of it all the same."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)
