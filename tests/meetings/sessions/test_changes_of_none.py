"""会合のあいだの変化 where no session is closed. Apart from the tests that share a closed one."""

from tests.reading import words


def test_none_is_closed_yet(stage, client):
    answer = client.get("/changes/")

    assert answer.status_code == 200
    assert "確定した会合は、まだありません" in words(answer)
