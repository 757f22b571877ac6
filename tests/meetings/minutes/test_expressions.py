"""No expression takes the square of a line's length, whatever stands in the line."""

import ast
import re
from pathlib import Path

import pytest

from tests.meetings.minutes import expressions


def test_every_expression_is_looked_at():
    sources = [Path(module.__file__).read_text("utf-8") for module in expressions.modules()]
    calls = [node for source in sources for node in ast.walk(ast.parse(source))]
    compiled = [
        node
        for node in calls
        if isinstance(node, ast.Attribute)
        and node.attr == "compile"
        and isinstance(node.value, ast.Name)
        and node.value.id == "re"
    ]

    assert len(expressions.used()) > len(compiled) > 50


@pytest.mark.parametrize(
    ("source", "way"),
    [
        (r"\s*(?:代理)$", "search"),
        (r"(?:a|b)+c", "search"),
        (r"<!--.*?-->", "search"),
        (r"(?:a+)+b", "match"),
    ],
)
def test_an_expression_that_takes_the_square_is_found(source, way):
    assert expressions.slow(re.compile(source), way) is not None


@pytest.mark.parametrize(
    ("source", "way"), [(r"(?:(?<!\s)\s+)?(?:代理)$", "search"), (r"[^。]+。", "match")]
)
def test_an_expression_that_goes_with_the_length_is_not(source, way):
    assert expressions.slow(re.compile(source), way) is None


def test_no_expression_takes_the_square_of_a_run_of_its_own_letters():
    found = [
        f"{where} ({way}): {text}"
        for where, expression, way in expressions.used()
        if (text := expressions.slow(expression, way)) is not None
    ]

    assert found == []
