"""Every change of a tracked row leaves a version, with who made it and by which verb."""

from datetime import date

import pytest
from django.apps import apps
from django.utils import timezone

from issues.actions import local_requests, opinions, relations, replies, triage
from issues.actions.several import askings, handovers
from issues.due_dates.due import named
from issues.enums import RequestStatus
from issues.models import Joining, LocalRequest

LATER = named(date(2024, 5, 24))
TRACKED = {
    m.pgh_tracked_model: m
    for m in apps.get_app_config("issues").get_models()
    if hasattr(m, "pgh_tracked_model")
}


def shared_fields(model, event_model):
    kept = {f.attname for f in event_model._meta.concrete_fields}
    return [f.attname for f in model._meta.concrete_fields if f.attname in kept]


def test_no_field_is_left_out_of_a_version():
    left_out = {
        model.__name__: [
            f.name
            for f in model._meta.concrete_fields
            if f.attname not in shared_fields(model, event_model)
        ]
        for model, event_model in TRACKED.items()
    }

    assert {name: fields for name, fields in left_out.items() if fields} == {}


def test_each_step_leaves_a_version_with_who_and_which_verb(life, cast):
    obj = life.at(RequestStatus.REPLIED)

    versions = obj.versions.order_by("pgh_id").values_list("status", "pgh_context")

    assert [(status, context["verb"], context["by"]) for status, context in versions] == [
        ("logged", "log", cast.misato.pk),
        ("triaged", "triage", cast.secretariat.pk),
        ("under_review", "start_review", cast.digital.pk),
        ("replied", "reply", cast.digital.pk),
    ]


def test_a_version_holds_what_stood_there_before(life, cast):
    obj = life.log()
    for title in ("第一の件名", "第二の件名"):
        local_requests.edit(obj, by=cast.misato, title=title)

    titles = obj.versions.order_by("pgh_id").values_list("title", "version")

    assert list(titles) == [("様式を統一してほしい", 1), ("第一の件名", 2), ("第二の件名", 3)]


def test_a_raw_update_leaves_a_version_as_well(life):
    obj = life.log()

    LocalRequest.objects.filter(pk=obj.pk).update(title="裏からの変更")

    titles = obj.versions.order_by("pgh_id").values_list("title", flat=True)
    assert list(titles) == ["様式を統一してほしい", "裏からの変更"]


def test_a_refused_step_leaves_no_version(life, cast, refusal):
    obj = life.log()

    refusal(relations.withdraw, obj, by=cast.misato, reason="")

    assert obj.versions.count() == 1


def test_a_joining_taken_away_by_an_undone_merge_keeps_its_versions(life, cast, orgs):
    obj, into = life.log(), life.log(by=cast.stranger, organization=orgs.ube)
    life.merge(obj, into)
    relations.unmerge(obj, by=cast.secretariat, reason="誤り")

    versions = TRACKED[Joining].objects.order_by("pgh_id")

    assert Joining.objects.count() == 0
    assert [(v.pgh_label, v.organization, v.pgh_context["by"]) for v in versions] == [
        ("insert", orgs.misato, cast.secretariat.pk),
        ("delete", orgs.misato, cast.secretariat.pk),
    ]


@pytest.mark.parametrize("model", TRACKED, ids=lambda m: m.__name__)
def test_the_newest_version_is_the_row(model, life, cast, orgs):
    obj = life.at(RequestStatus.UNDER_REVIEW)
    life.join(obj)
    triage.reassign(obj, by=cast.secretariat, lead_ministry=orgs.soumu, reason="所管")
    reply = replies.edit(life.draft(obj, by=cast.soumu), by=cast.soumu, text="別の文")
    reply = replies.submit(reply, by=cast.soumu)
    opinions.edit(
        opinions.give(reply, by=cast.misato, stance="partly"), by=cast.misato, stance="satisfied"
    )
    life.assign(obj)
    life.commit()
    life.point_at("start_discussion")
    life.merge(obj, life.log())
    other = askings.ask(
        life.at(RequestStatus.UNDER_REVIEW), by=cast.secretariat, ministry=orgs.soumu, due=LATER
    )
    handovers.ask(other, by=cast.soumu, reason="所管でないため", now=timezone.now())
    fields = shared_fields(model, TRACKED[model])

    newest = {
        v["pgh_obj_id"]: {f: v[f] for f in fields}
        for v in TRACKED[model].objects.exclude(pgh_label="delete").order_by("pgh_id").values()
    }

    rows = {row["id"]: {f: row[f] for f in fields} for row in model.objects.values()}
    assert rows
    assert {pk: newest[pk] for pk in rows} == rows
