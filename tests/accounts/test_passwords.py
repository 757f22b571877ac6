"""Which passwords are taken."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.models import User

OWNER = User(username="satotaro", display_name="佐藤 太郎", email="taro.sato@machi.example.jp")


@pytest.mark.parametrize(
    "password",
    [
        "123456789012", "９８７６５４３２１０９８", " " * 12, "　" * 12, "aaaaaaaaaaaab",
        "abababababab", "satotarosatotaro", "佐藤太郎佐藤太郎佐藤太郎", "qwertyuiop12",
        "taro.sato@machi.example.jp", "password1234", "rontenronten1", "論点論点論点論点論点論点",
        "short",
    ],
)  # fmt: skip
def test_what_is_guessed_quickly_is_refused_with_a_way_out(password):
    with pytest.raises(ValidationError) as refused:
        validate_password(password, OWNER)

    assert all(reason.endswith("。") for reason in refused.value.messages)


@pytest.mark.parametrize(
    "password", ["haru-no-yama-ni-noboru", "correct-horse-battery", "令和の雨の日に傘を三本さす"]
)
def test_a_few_words_that_have_nothing_to_do_with_each_other_are_taken(password):
    assert validate_password(password, OWNER) is None
