"""Files below the data directory are for their owner alone, those of older versions, too."""

import stat

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from coordination.running import private
from coordination.running.secret_key import kept_key


def modes(directory):
    return {
        str(path.relative_to(directory)): oct(stat.S_IMODE(path.lstat().st_mode))
        for path in sorted(directory.rglob("*"))
        if not path.is_symlink()
    }


def test_what_older_versions_left_open_is_closed(tmp_path):
    tmp_path.chmod(0o755)
    minutes = tmp_path / "media" / "minutes"
    minutes.mkdir(parents=True, mode=0o755)
    (minutes / "one.txt").write_text("議事要旨")
    (minutes / "one.txt").chmod(0o644)
    elsewhere = tmp_path / "test"
    elsewhere.mkdir(mode=0o755)
    outside = tmp_path.parent / f"{tmp_path.name}-outside"
    outside.write_text("not ours")
    outside.chmod(0o644)
    (tmp_path / "link").symlink_to(outside)

    mended = private.mend(tmp_path)

    assert mended == 4
    assert private.mend(tmp_path) == 0
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700
    assert modes(tmp_path) == {
        "media": "0o700", "media/minutes": "0o700", "media/minutes/one.txt": "0o600",
        "test": "0o755",
    }  # fmt: skip
    assert stat.S_IMODE(outside.stat().st_mode) == 0o644


def test_a_key_is_made_whole_and_kept(tmp_path):
    first = kept_key(tmp_path / "data" / "secret_key")

    assert len(first) > 60
    assert kept_key(tmp_path / "data" / "secret_key") == first
    assert modes(tmp_path) == {"data": "0o700", "data/secret_key": "0o600"}


def test_the_empty_key_of_a_killed_start_is_made_anew(tmp_path):
    (tmp_path / "secret_key").touch()

    assert len(kept_key(tmp_path / "secret_key")) > 60


def test_files_handed_in_are_stored_for_the_owner_alone(settings, tmp_path):

    settings.MEDIA_ROOT = str(tmp_path)
    default_storage.save("minutes/2024/one.txt", ContentFile(b"..."))

    assert modes(tmp_path) == {
        "minutes": "0o700", "minutes/2024": "0o700", "minutes/2024/one.txt": "0o600",
    }  # fmt: skip
