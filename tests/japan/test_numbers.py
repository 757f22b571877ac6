import pytest

from japan.numbers import LARGEST, whole_number


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("12", 12), ("0012", 12), (str(LARGEST), LARGEST)],
)
def test_plain_digits_are_a_number(text, number):
    assert whole_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        " ",
        "-1",
        "+1",
        "1.0",
        "1e3",
        "１２",
        "²",
        "٣",
        "1 2",
        "9" * 5000,
        str(LARGEST + 1),
    ],
)
def test_all_else_is_none(text):
    assert whole_number(text) is None


def test_a_column_takes_less():
    assert (whole_number("32767", largest=32767), whole_number("32768", largest=32767)) == (
        32767,
        None,
    )
