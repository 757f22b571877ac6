"""Files go where each test may write."""

import pytest


@pytest.fixture(autouse=True)
def _files_of_this_test(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")
