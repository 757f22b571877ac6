"""Rows of sheets made requests: all or nothing or the good ones, once, whatever stops it."""

import io

import pytest
from django.apps import apps
from django.db import connection
from openpyxl import load_workbook

from issues.actions import intakes, local_requests
from issues.columns import declared
from issues.enums import IntakeStatus, RowOutcome
from issues.intake import making, returned, template
from issues.intake.targets import TARGETS
from issues.models import Intake, IntakeRow, LocalRequest, NumberSeries, RequestTerms, Standing
from issues.standing import keeping
from tests.factories.organizations import organization
from tests.issues.intake.factories import checked, handed_in, made, row, xlsx
from workflow.history import entries_of
from workflow.machine import RefusalKind, Refused
from workflow.models import StatusChange

pytestmark = pytest.mark.django_db
BAD = row(9, body="存在町")


@pytest.fixture(autouse=True)
def _places(points, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    for code in ("054348", "232033"):
        organization(code)


def outcomes(intake):
    rows = IntakeRow.objects.filter(intake=intake)
    return [(each.number, each.outcome, each.local_request_id is not None) for each in rows]


def test_a_row_is_logged_as_by_hand_and_its_record_names_file_and_row(secretariat):
    head = ("管理番号", "提案団体", "件名", "求める措置", "支障事例", "根拠法令等")
    intake = made(secretariat, xlsx((*row(1), "法第1条"), head=head))

    (local_request,) = LocalRequest.objects.all()
    (entry,) = entries_of(local_request)
    (change,) = StatusChange.objects.filter(entry=entry)
    assert (local_request.number, local_request.title) == ("R8-0001", "手続1を簡単にしてほしい")
    assert (local_request.external_number, local_request.sender) == ("A-1", intake.organization)
    assert local_request.published_at is None
    assert [point.code for point in local_request.points.all()] == ["cost"]
    assert (entry.verb, entry.label, entry.by, change.to_status) == (
        "log", "登録", secretariat, "logged",
    )  # fmt: skip
    assert entry.details == {
        "intake": intake.pk, "came_from": "提案.xlsx　シート「提案」2行目",
        "beside": ["根拠法令等：法第1条"], "points": ["cost"],
    }  # fmt: skip


def test_many_at_once_leave_what_one_by_one_would(secretariat, points):
    made(secretariat, xlsx(row(1), row(2)))
    by_sheet = LocalRequest.objects.get(number="R8-0002")
    by_hand = local_requests.log(
        by=secretariat, organization=by_sheet.organization, kind="request", title=by_sheet.title,
        said_on=by_sheet.said_on, points=[points["cost"]], ask=by_sheet.ask,
        trouble=by_sheet.trouble,
    )  # fmt: skip
    own = {"id", "number", "created_at", "updated_at", "external_number", "sender_id"}

    def fields(obj, but):
        return {f.attname: getattr(obj, f.attname) for f in obj._meta.concrete_fields
                if f.attname not in but}  # fmt: skip

    def stood(obj):
        (found,) = Standing.objects.filter(local_request=obj)
        return fields(found, {"id", "local_request_id", "serial", "known_from", "open_changed_at"})

    assert fields(by_sheet, own) == fields(by_hand, own)
    assert set(RequestTerms.objects.get(pk=by_sheet.pk).terms) == set(
        RequestTerms.objects.get(pk=by_hand.pk).terms
    )
    assert stood(by_sheet) == stood(by_hand)
    assert list(keeping.differences([by_sheet.pk, by_hand.pk])) == []
    versions = apps.get_model("issues", "LocalRequestEvent").objects.filter(pgh_obj=by_sheet.pk)
    assert [each.pgh_label for each in versions] == ["insert"]


def test_the_good_rows_are_made_and_the_bad_ones_come_back_with_their_reasons(secretariat):
    intake = made(secretariat, xlsx(row(1), BAD, row(2), ("+A", "秋田県美郷町", "", None, None)))

    book = load_workbook(io.BytesIO(returned.written(intake)))
    rows = [[cell.value for cell in each] for each in book.active.iter_rows()]
    assert intake.status == IntakeStatus.MADE
    assert outcomes(intake) == [
        (2, "made", True), (3, "wrong", False), (4, "made", True), (5, "wrong", False),
    ]  # fmt: skip
    assert rows[0][-2:] == ["元の行", "理由"]
    assert rows[1][:3] == ["A-9", "存在町", "手続9を簡単にしてほしい"]
    assert rows[1][-2] == 3
    assert rows[1][-1].startswith("B3：「存在町」という団体が見つかりません。")
    assert rows[2][0] == "+A"
    assert book.active.cell(3, 1).quotePrefix  # no formula


def test_what_came_back_and_was_mended_is_read_again_without_mapping(secretariat):
    first = made(secretariat, xlsx(row(1), BAD))
    book = load_workbook(io.BytesIO(returned.written(first)))
    book.active["B2"] = "愛知県一宮市"
    out = io.BytesIO()
    book.save(out)

    made(secretariat, out.getvalue())

    assert LocalRequest.objects.get(number="R8-0002").organization.full_name == "愛知県一宮市"


def test_all_or_nothing_is_refused_while_a_row_has_an_error(secretariat):
    intake = checked(secretariat, xlsx(row(1), BAD))

    with pytest.raises(Refused) as refused:
        intakes.make(intake, by=secretariat, which="all")

    assert refused.value.decision.refusal is RefusalKind.INCOMPLETE
    assert "誤りのある行が1行あるため" in refused.value.decision.reason
    assert LocalRequest.objects.count() == 0


def test_all_are_made_together_or_none(secretariat, monkeypatch):
    monkeypatch.setattr(making, "AT_ONCE", 2)
    data = xlsx(*(row(number) for number in range(5)))
    intake = intakes.make(checked(secretariat, data), by=secretariat, which="all")
    calls = []

    def fails_at_the_third(*args, **options):
        calls.append(1)
        if len(calls) == 3:
            raise Refused(making.local_requests.LOCAL_REQUEST.decide("edit", None, LocalRequest()))
        return log_all(*args, **options)

    log_all = local_requests.log_all
    with monkeypatch.context() as patched:
        patched.setattr(local_requests, "log_all", fails_at_the_third)
        intakes.finish(intake)
    after = Intake.objects.get(pk=intake.pk)

    assert LocalRequest.objects.count() == 0
    assert after.status == IntakeStatus.CHECKED
    assert after.problem.startswith("登録の途中で次のことが分かったため、1件も登録していません。")
    assert {each[1] for each in outcomes(after)} == {RowOutcome.GOOD}

    intakes.finish(intakes.make(after, by=secretariat, which="all"))
    assert LocalRequest.objects.count() == 5
    assert NumberSeries.objects.get(prefix="", fiscal_year=2026).last == 10


def test_a_worker_that_was_killed_leaves_nothing_to_be_made_twice(secretariat, monkeypatch):
    monkeypatch.setattr(making, "AT_ONCE", 2)
    data = xlsx(*(row(number) for number in range(5)))
    intake = intakes.make(checked(secretariat, data), by=secretariat, which="good")

    class Killed(BaseException):
        pass

    def killed(count):
        raise Killed

    with pytest.raises(Killed):
        making.Making(intake, by=secretariat).good_ones(killed)
    assert LocalRequest.objects.count() == 2

    intakes.finish(Intake.objects.get(pk=intake.pk))

    assert LocalRequest.objects.count() == 5
    assert sorted(LocalRequest.objects.values_list("external_number", flat=True)) == [
        f"A-{number}" for number in range(5)
    ]


def test_two_who_bring_in_the_same_file_make_it_once(secretariat, wt_member):
    data = xlsx(row(1), ("", *row(2)[1:]))
    first, second = checked(secretariat, data), checked(wt_member, data)

    for intake, by in ((first, secretariat), (second, wt_member)):
        intakes.finish(intakes.make(intake, by=by, which="good"))

    assert LocalRequest.objects.count() == 2
    assert [each[1] for each in outcomes(second)] == [RowOutcome.KNOWN, RowOutcome.KNOWN]


def test_a_row_that_the_database_refuses_stays_with_the_reason(secretariat, monkeypatch):
    intake = intakes.make(checked(secretariat, xlsx(row(1), row(2))), by=secretariat, which="good")
    made(secretariat, xlsx(row(1, "別の件名")))
    monkeypatch.setattr(making.known, "mark", lambda intake, rows: None)  # it came a moment later

    intakes.finish(intake)

    rows = IntakeRow.objects.filter(intake=intake)
    assert [each.outcome for each in rows] == [RowOutcome.WRONG, RowOutcome.MADE]
    assert rows[0].errors == [
        {"column": None, "words": "この提出元の同じ番号の要望が、もうあります。"}
    ]


def test_a_person_who_may_not_is_refused_and_nothing_is_kept(digital, stranger):
    for person in (digital, stranger):
        with pytest.raises(Refused) as refused:
            handed_in(person, xlsx(row(1)))
        assert refused.value.decision.refusal is RefusalKind.FORBIDDEN
    assert Intake.objects.count() == 0


def test_a_file_that_cannot_be_read_says_why_and_can_be_given_up(secretariat):
    intake = handed_in(secretariat, b"%PDF-1.7")

    assert intake.status == IntakeStatus.FAILED
    assert intake.problem.startswith("Excelのブック")
    assert intakes.discard(intake, by=secretariat).status == IntakeStatus.DISCARDED


def test_the_template_comes_back_mapped_and_its_example_is_not_taken(secretariat):
    book = load_workbook(io.BytesIO(template.written(None)))
    page = book["要望"]
    title = [cell.value for cell in page[1]].index("提案事項（事項名）") + 1
    page.cell(3, title).value = "手続を簡単にしてほしい"
    page.cell(3, 3).value = "秋田県美郷町"
    out = io.BytesIO()
    book.save(out)

    intake = checked(secretariat, out.getvalue())

    assert sorted(intake.mapping.values()) == sorted(target.key for target in TARGETS)
    assert outcomes(intake) == [(2, "left", False), (3, "good", False)]
    assert {rule.type for rule in page.data_validations.dataValidation} == {"list", "textLength"}


def test_the_filled_example_of_the_template_is_itself_without_an_error(secretariat):
    book = load_workbook(io.BytesIO(template.written(None)))
    book["要望"]["A2"] = None
    out = io.BytesIO()
    book.save(out)

    (found,) = IntakeRow.objects.filter(intake=checked(secretariat, out.getvalue()))

    assert (found.errors, found.outcome) == ([], RowOutcome.GOOD)


def test_making_costs_few_questions_however_many_rows(secretariat):
    few, many = (
        intakes.make(
            checked(secretariat, xlsx(*(row(f"{count}-{number}") for number in range(count)))),
            by=secretariat, which="good",
        )
        for count in (1, 30)
    )  # fmt: skip
    with connection.execute_wrapper(counting := Counting()):
        intakes.finish(few)
    once = counting.count
    with connection.execute_wrapper(counting := Counting()):
        intakes.finish(many)

    assert counting.count <= once + 3


class Counting:
    """Counts questions to the database."""

    def __init__(self):
        self.count = 0

    def __call__(self, execute, *args):
        self.count += 1
        return execute(*args)


def test_the_number_is_for_those_inside(secretariat, misato, visitor, as_):
    made(secretariat, xlsx(row(1)))
    LocalRequest.objects.update(published_at="2026-04-06T00:00:00Z")
    Standing.objects.update(published=True)
    address, list_address = "/requests/R8-0001/", "/requests/?columns=external_number"

    pages = {who: as_(who).get(address).content.decode() for who in (secretariat, misato, visitor)}
    lists = {who: as_(who).get(list_address).content.decode() for who in (misato, visitor)}
    told = {who: as_(who).get("/api/requests/R8-0001/").json() for who in (misato, visitor)}

    assert [("A-1（秋田県美郷町）" in page) for page in pages.values()] == [True, True, False]
    assert [("A-1" in page) for page in lists.values()] == [True, False]
    assert [each["external_number"] for each in told.values()] == ["A-1", ""]
    assert "external_number" in {each.name for each in declared.of_files(inside=True)}
