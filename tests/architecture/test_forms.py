"""What every form of ours says, whichever page shows it."""

import django_filters
import pytest
from django import forms
from django.urls import get_resolver

OURS = {"accounts", "coordination", "issues", "meetings", "organizations", "workflow"}
DASHES = "---------"


@pytest.fixture(scope="module")
def pages():
    """Every page, and with it every form, has been imported."""
    assert get_resolver().url_patterns


def below(base):
    """Our classes that inherit from this one."""
    for found in base.__subclasses__():
        if found.__module__.split(".")[0] in OURS:
            yield found
        yield from below(found)


def first_choice(field):
    """What a list says before anything is chosen; "" where nothing is shown of it."""
    if field.widget.is_hidden:
        return ""
    if isinstance(field, forms.ModelChoiceField):
        return field.empty_label or ""
    return next((str(label) for _, label in field.choices), "")


def first_choice_of_filter(each):
    """The same of a list to filter by."""
    widget = each.extra.get("widget")
    if widget is not None and widget().is_hidden:
        return ""
    return each.extra.get("empty_label", DASHES) or ""


def test_no_list_of_choices_begins_with_dashes(pages):
    lists = {
        f"{form.__module__}.{form.__name__}.{name}": first_choice(field)
        for form in below(forms.BaseForm)
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, (forms.ChoiceField, forms.ModelChoiceField))
    } | {
        f"{each.__module__}.{each.__name__}.{name}": first_choice_of_filter(found)
        for each in below(django_filters.FilterSet)
        for name, found in each.base_filters.items()
        if isinstance(found, (django_filters.ChoiceFilter, django_filters.ModelChoiceFilter))
    }

    assert lists["meetings.forms.planning.PlanForm.body"] == "選んでください"
    assert [name for name, label in lists.items() if label == DASHES] == []
