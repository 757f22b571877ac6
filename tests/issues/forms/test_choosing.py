"""Selects that are drawn at once."""

import pytest
from django import forms
from django.test.html import parse_html

from issues.forms.fields.choosing import QuickForm, QuickSelect

CHOICES = [("", "すべて"), ("a", "甲<乙>"), ("b", "丙"), ("b", "丁")]


class Plain(forms.Form):
    which = forms.ChoiceField(choices=CHOICES, required=False)
    many = forms.MultipleChoiceField(choices=CHOICES, required=False)


class Quick(QuickForm, Plain):
    """The same fields."""


@pytest.mark.parametrize("data", [{}, {"which": "a"}, {"which": "b"}, {"which": "nothing"}, None])
def test_it_says_what_djangos_says(data):
    quick, plain = Quick(data), Plain(data)

    assert parse_html(str(quick["which"])) == parse_html(str(plain["which"]))
    assert parse_html(str(quick["many"])) == parse_html(str(plain["many"]))


def test_only_single_selects_are_drawn_so():
    form = Quick()

    assert type(form.fields["which"].widget) is QuickSelect
    assert type(form.fields["many"].widget) is forms.SelectMultiple
