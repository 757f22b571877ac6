import pytest

from coordination.running.prepare import Environment, PreparationError


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A repository whose environment stands. Made once: it takes seconds."""
    repository = tmp_path_factory.mktemp("repository")
    (repository / "requirements.txt").write_text("# nothing yet\n")
    environment = Environment(repository)
    environment.prepare("requirements.txt")
    return environment


def test_what_stands_is_left_alone(prepared, capfd):
    prepared.prepare("requirements.txt")

    assert capfd.readouterr().out == ""


def test_a_changed_file_is_installed_again(prepared, capfd):
    (prepared.repository / "requirements.txt").write_text("# changed\n")

    prepared.prepare("requirements.txt")
    prepared.prepare("requirements.txt")

    assert capfd.readouterr().out == "必要な部品を入れています（初回は数分かかります）…\n"


def test_a_file_that_includes_another_stands_for_both(prepared, capfd):
    (prepared.repository / "requirements-dev.txt").write_text("-r requirements.txt\n")

    prepared.prepare("requirements-dev.txt")
    capfd.readouterr()
    prepared.prepare("requirements.txt")

    assert capfd.readouterr().out == ""


def test_an_environment_whose_python_is_gone_is_made_anew(prepared, capfd):
    prepared.python.unlink()
    prepared.python.symlink_to("/nowhere/python3")

    prepared.prepare("requirements.txt")

    assert capfd.readouterr().out == (
        "仮想環境（.venv）を作っています…\n必要な部品を入れています（初回は数分かかります）…\n"
    )


def test_what_cannot_be_installed_is_told_with_the_end_of_the_log(prepared):
    (prepared.repository / "broken.txt").write_text("./no-such-directory\n")

    with pytest.raises(PreparationError) as caught:
        prepared.prepare("broken.txt")

    first, *rest = str(caught.value).splitlines()
    assert first == "必要な部品を入れられませんでした。pip が途中で失敗しました。"
    assert rest[0] == f"記録（{prepared.log}）の終わり:"
    assert "no-such-directory" in "\n".join(rest[1:])


def test_an_environment_that_was_killed_over_is_made_anew(prepared, capfd):
    (prepared.repository / "requirements.txt").write_text("# changed once more\n")
    half = prepared.directory / "lib" / "half-a-package"
    half.mkdir()
    prepared.unfinished.touch()

    prepared.prepare("requirements.txt")
    prepared.prepare("requirements.txt")

    assert capfd.readouterr().out == (
        "仮想環境（.venv）を作っています…\n必要な部品を入れています（初回は数分かかります）…\n"
    )
    assert [half.exists(), prepared.unfinished.exists()] == [False, False]


def test_a_stamp_does_not_count_while_work_goes_on(prepared, capfd):
    prepared.prepare("requirements.txt")
    prepared.unfinished.touch()
    capfd.readouterr()

    prepared.prepare("requirements.txt")

    assert capfd.readouterr().out.startswith("仮想環境（.venv）を作っています…")


def test_what_was_not_even_fetched_needs_no_new_environment(prepared):
    (prepared.repository / "broken.txt").write_text("./no-such-directory\n")

    with pytest.raises(PreparationError):
        prepared.prepare("broken.txt")

    assert not prepared.unfinished.exists()
