import pytest
from django.urls import set_script_prefix
from django.utils.safestring import mark_safe

from issues.models import DiscussionPoint
from workflow.kept import parts
from workflow.kept.parts import drawn

CHIP = "issues/replies/class.html"


def test_a_part_is_drawn_from_its_values():
    drawn_now = drawn(CHIP, label="対応する", code="adopted")

    assert '<span class="cat" data-c="do">' in drawn_now
    assert "</svg>対応する</span>" in drawn_now


def test_the_same_values_are_drawn_once(monkeypatch):
    first = drawn(CHIP, label="一度だけ", code="")
    monkeypatch.setattr(parts, "get_template", None)

    assert drawn(CHIP, label="一度だけ", code="") is first


def test_text_that_is_safe_does_not_make_other_text_safe():
    assert "<b>" in drawn(CHIP, label=mark_safe("<b>太字</b>"), code="")
    assert "<b>" not in drawn(CHIP, label="<b>太字</b>", code="")


def test_addresses_begin_where_those_of_the_page_do():
    footer = drawn("components/site_footer.html")
    try:
        set_script_prefix("/forums/other/")
        other = drawn("components/site_footer.html")
    finally:
        set_script_prefix("/")

    assert 'href="/ledger/"' in footer
    assert 'href="/forums/other/ledger/"' in other


@pytest.mark.parametrize("value", [DiscussionPoint(pk=1), [1], (mark_safe("<b>"),)])
def test_what_could_change_unnoticed_is_refused(value):
    with pytest.raises(TypeError):
        drawn(CHIP, label=value, code="")
