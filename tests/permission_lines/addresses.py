"""What an address is made of, and what a filled form says, for each name that a line can have.

Both are asked with the place that the line is about, its key, and the scenes around it.
"""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from issues.actions import corrections
from issues.actions.personal import saved_lists
from issues.actions.several import askings, handovers
from issues.due_dates.due import named
from issues.forums import chosen_forum
from issues.models import Correction, Export, SavedList
from jobs import handing
from meetings.forms.agenda import DOCUMENTS, LINES, PEOPLE
from publication.actions import removals
from tests.factories.accounts import one_of_the_cast
from tests.factories.exports import an_export
from tests.factories.meetings import an_import
from tests.factories.minutes import Said, edition
from tests.factories.publishing import IN_A_YEAR, a_batch, newest_batch, typed
from tests.factories.scenes import PASSWORD
from tests.factories.words import a_trial
from tests.issues.intake.factories import an_intake, row, xlsx

IN_MAY = named(date(2024, 5, 31))


def arguments(name, key, scenes):
    """The arguments of the address of this name."""
    place = scenes.about(key)
    if name == "accounts:accept":
        return {"token": _token(key, scenes)}
    if name.startswith("reports:exports:"):
        return _of_exports(name, key)
    if name.startswith("publication:") and not name.startswith("publication:removals:"):
        return _of_publication(name, key, place)
    if name.startswith("accounts:people:"):
        return _of_people(name, key, scenes)
    for beginning, make in ARGUMENTS.items():
        if name == beginning or (beginning.endswith(":") and name.startswith(beginning)):
            return make(place, key)
    return {}


def filled(name, key, scenes):
    """What somebody types into the form of this address."""
    place = scenes.about(key)
    return FORMS[name](place, scenes.about(f"{key[0]}:triaged"))


def _token(key, scenes):
    tokens = {"cancelled": scenes.cancelled.token, "unknown": "f" * 64}
    return tokens.get(key, scenes.invitation.token)


def _of_people(name, key, scenes):
    last = name.rsplit(":", 1)[1]
    person = scenes.stopped if key == "stopped" else scenes.somebody
    if last in ("list", "access", "rights", "invitations", "invite"):
        return {}
    if last in ("resend", "cancel"):
        return {"pk": scenes.invitation.pk}
    if last == "remove_membership":
        return {"pk": person.pk, "membership": person.memberships.get().pk}
    return {"pk": person.pk}


def _asked(place, key):
    """総務省 asked beside the one in charge."""
    if key == "unknown":
        return {"number": "R6-9999", "code": "soumu"}
    ministry = one_of_the_cast("soumu").acting.organization
    place.local_request = askings.ask(
        place.local_request, by=one_of_the_cast("secretariat"), ministry=ministry, due=IN_MAY
    )
    return {"number": place.local_request.number, "code": ministry.code}


def _handover(place):
    """デジタル庁 asks to hand it on."""
    return handovers.ask(
        place.local_request, by=one_of_the_cast("digital"), reason="所管のため", now=timezone.now()
    )


def _of_exports(name, key):
    last = name.rsplit(":", 1)[1]
    if last == "list":
        return {}
    if last == "make":
        return {"key": "overview.doc" if key == "unknown" else "overview.csv"}
    token = f"{key}-of-misato"
    if not Export.objects.filter(token=token).exists():
        an_export(one_of_the_cast("misato"), token=token, expired=key == "expired")
    return {"token": token}


def _of_publication(name, key, place):
    last = name.rsplit(":", 1)[1]
    if last in ("desk", "prepare"):
        return {}
    if last == "rehearse":
        found = getattr(place, "reply", None)
        return {"key": "reply" if found else "nonsense", "pk": found.pk if found else 1}
    batch = a_batch(place.reply, scheduled=key.startswith("u"))
    item = {"item": batch.items.get().pk} if last == "drop" else {}
    return {"pk": batch.pk, **item}


def _number(place, key):
    return {"number": place.local_request.number}


def _settlement(place):
    words = place.local_request.settlements.last()
    return {**_number(place, ""), "kind": "settlement", "pk": words.pk}


def _correction(place):
    """What 美郷町 proposes to correct in its request."""
    found = Correction.objects.about(place.local_request).first()
    return found or corrections.propose(
        place.local_request, by=one_of_the_cast("misato"), after={"trouble": "直した事例"},
        reason="誤記のため", now=timezone.now(),
    )  # fmt: skip


def _saved_list():
    """One of 美郷町's person alone."""
    found = SavedList.objects.filter(name="費用").first()
    return found or saved_lists.save(
        chosen_forum.first(), by=one_of_the_cast("misato"), name="費用", query="point=cost",
        shared=False, now=timezone.now(),
    )  # fmt: skip


def _commitment(place, key):
    return {"number": place.commitment.number}


def _meeting(place, key):
    return {"pk": place.meeting.pk}


def _two_editions(place, key):
    """The second is public only for `both`; words of the first are quoted still."""
    meeting = place.meeting
    meeting.current_source = edition(meeting, Said("訂正した言葉です。"), published=key == "both")
    meeting.save()
    return {"pk": meeting.pk, "old": 1, "new": 2}


def _waiting_edition(place, key):
    """A file that was read: for `again` as a correction of the published minutes."""
    if key != "again":
        return {"pk": place.minutes_import.pk}
    return {"pk": an_import(one_of_the_cast("secretariat"), meeting=place.meeting).pk}


def _nothing(place, key):
    return {}


def _handling(which):
    return lambda place, key: {"pk": place.meeting.pk, "handling": getattr(place, which).pk}


def _job(place, key):
    """The mail of an invitation that nobody waits for."""
    return {"pk": handing.add("invitation", "0:gone").pk}


def _trial(place, key):
    """A change of words that waits for a worker."""
    return {"pk": a_trial().pk}


def _point(place, key):
    return {"code": "cost"}


def _intake(place, key):
    return {"pk": an_intake(one_of_the_cast("misato"), key).pk}


def _removal(place, key):
    """Of the file of a published reply."""
    by, now = one_of_the_cast("secretariat"), timezone.now()
    done = removals.unpublish(
        place.attachment, by=by, ground="by_mistake", reason="取り違え。", now=now
    )
    return {"pk": done.pk}


# Exact names first; a name that ends in a colon stands for all below it.
ARGUMENTS = {
    **dict.fromkeys(
        (f"meetings:words:{name}" for name in ("list", "search", "download", "try", "upload")),
        _nothing,
    ),
    "meetings:words:": _trial,
    "work-again": _job,
    "work-stop": _job,
    **dict.fromkeys(
        (
            "issues:requests:list", "issues:requests:new", "reports:print",
            "issues:saved_lists:list", "issues:saved_lists:new",
            "issues:intakes:new", "issues:intakes:template",
            "issues:commitments:list",
            "issues:points:manage", "issues:points:new", "issues:points:new_forum",
            "issues:points:list", "issues:follow_ups:list", "issues:follow_ups:mine",
            "issues:replies:gate", "publication:removals:list",
            "publication:removals:search", "meetings:list", "meetings:imports:new",
            "organizations:list",
        ),
        _nothing,
    ),
    **dict.fromkeys(
        ("issues:replies:attachment", "issues:replies:detach"),
        lambda p, key: {"pk": p.reply.pk, "attachment": p.attachment.pk},
    ),
    "issues:points:move": lambda p, key: {
        "code": "cost", "verb": "agree" if key == "later" else "start_discussion",
    },
    "issues:due_slip": lambda p, key: {"pk": p.local_request.due_changes.get().pk},
    "issues:drafts:": lambda p, key: {"key": "nonsense" if key == "unknown" else "reply.R6-1.1"},
    "issues:requests:take_back_voice": lambda p, key: _settlement(p),
    "issues:requests:in_bulk": lambda p, key: {"act": "nothing" if key == "unknown" else "due"},
    "issues:saved_lists:": lambda p, key: {"pk": _saved_list().pk},
    **dict.fromkeys(
        ("issues:requests:change_asking", "issues:requests:release"),
        lambda p, key: _asked(p, key),
    ),
    "issues:handovers:": lambda p, key: {"pk": _handover(p).pk},
    "issues:requests:": _number,
    **dict.fromkeys(("reports:dossier_pdf", "reports:dossier_docx"), _number),
    "issues:corrections:list": _nothing,
    "issues:corrections:": lambda p, key: {"pk": _correction(p).pk},
    "issues:joinings:list": _nothing,
    "issues:joinings:": lambda p, key: {"pk": p.joining.pk},
    "issues:replies:": lambda p, key: {"pk": p.reply.pk},
    "issues:opinions:": lambda p, key: {"pk": p.opinion.pk},
    "issues:follow_ups:take_back_note": lambda p, key: {
        "pk": p.follow_up.pk, "note": p.follow_up.notes.first().pk,
    },
    "issues:follow_ups:": lambda p, key: {"pk": p.follow_up.pk},
    "issues:points:": _point,
    "issues:intakes:": _intake,
    **dict.fromkeys(("reports:brief", "reports:brief_pdf", "reports:brief_docx"), _point),
    "meetings:write_memo": lambda p, key: {**_meeting(p, key), **_point(p, key)},
    "issues:commitments:": _commitment,
    "organizations:detail": lambda p, key: {"code": "054348"},
    "api:request-detail": _number,
    "api:commitment-detail": _commitment,
    "api:point-detail": _point,
    "api:meeting-detail": _meeting,
    "api:organization-detail": lambda p, key: {"code": "054348"},
    **dict.fromkeys(("meetings:plan", "meetings:new_body"), _nothing),
    "meetings:move_body": lambda p, key: {"pk": p.meeting.body_id},
    **dict.fromkeys(("meetings:memo", "meetings:move"), _handling("about_point")),
    **{
        f"meetings:{name}": _handling("handling")
        for name in ("take_off", "put_under", "save", "settle", "decide", "quote")
    },
    "meetings:take_back": lambda p, key: {
        "pk": p.meeting.pk, "decision": p.decision.pk if p.decision else 0,
    },
    "meetings:report_file": lambda p, key: {
        "pk": p.meeting.pk, "audience": "public", "key": "overview.csv",
    },
    "publication:removals:unpublish": lambda p, key: {
        "kind": "unknown" if key == "unknown" else "request", "pk": p.local_request.pk,
    },
    "publication:removals:black_out": lambda p, key: {
        "kind": "request", "pk": p.local_request.pk,
    },
    "publication:removals:": _removal,
    "api:removal-detail": _removal,
    "meetings:imports:compare": _waiting_edition,
    "meetings:compare": _two_editions,
    "meetings:speech": lambda p, key: {**_meeting(p, key), "number": 1},
    "meetings:imports:": lambda p, key: {"pk": p.minutes_import.pk},
    "meetings:review:decide": lambda p, key: {
        "pk": p.meeting.pk, "suggestion": p.suggestion.pk, "verb": "dismiss",
    },
    "meetings:": _meeting,
}  # fmt: skip


def _rows(prefix, **typed):
    """One filled row of a formset that had none."""
    rows = {f"{prefix}-0-{name}": value for name, value in typed.items()}
    return {f"{prefix}-TOTAL_FORMS": 1, f"{prefix}-INITIAL_FORMS": 0, **rows}


def _version(row):
    return {"version": row.version}


_TRIAGE = {
    "primary": "cost", "lead_ministry": "デジタル庁",
    "due": "令和6年6月28日", "due_anyway": "2024-06-28",
}  # fmt: skip
_ANSWER = {"claimed_class": "studying", "text": "関係者と検討します。"}
_TASK = {"title": "試算を出す", "organization": "デジタル庁", "due": "10営業日"}
_WHY = {"reason": "事情が変わったため。"}
_LATER = {"due": "令和6年7月31日", "due_anyway": "2024-07-31", **_WHY}
_REGISTRATION = {
    "display_name": "新しい 人", "username": "newcomer", "password": "haru-no-yama-ni-noboru",
    "again": "haru-no-yama-ni-noboru",
}  # fmt: skip

_POINT = {
    "name": "窓口のあり方", "short_name": "窓口", "statement": "窓口をどうするか。",
    "source": "資料4",
}  # fmt: skip

# Each with the place of the line and with the request of `triaged` on the same side.
FORMS = {
    "accounts:password": lambda p, other: {
        "old_password": PASSWORD,
        "new_password1": "natsu-no-umi-de-oyogu",
        "new_password2": "natsu-no-umi-de-oyogu",
    },
    "accounts:accept": lambda p, other: _REGISTRATION,
    "accounts:people:add_membership": lambda p, other: {
        "organization": "デジタル庁", "role": "ministry",
    },
    "accounts:people:deactivate": lambda p, other: _WHY,
    "accounts:people:invite": lambda p, other: {
        "organization": "総務省", "role": "ministry", "address": "someone@example.jp",
        "display_name": "招かれる人",
    },
    "publication:removals:unpublish": lambda p, other: {"ground": "personal", **_WHY},
    **dict.fromkeys(
        ("publication:removals:black_out", "publication:removals:search"),
        lambda p, other: {"words": "の要望", "every": "on", "ground": "personal", **_WHY},
    ),
    "publication:removals:restore": lambda p, other: _WHY,
    "issues:intakes:new": lambda p, other: {
        "organization": "秋田県美郷町", "file": SimpleUploadedFile("a.xlsx", xlsx(row(1))),
    },
    "issues:intakes:columns": lambda p, other: {
        "column-2": "title", "primary": "cost", "said_on": "令和8年4月5日", "kind": "request",
    },
    "issues:intakes:make": lambda p, other: {"which": "good"},
    "issues:triage": lambda p, other: {
        **_TRIAGE, **_version(p.local_request), "at": p.local_request.number,
    },
    "issues:triage_bulk": lambda p, other: {
        **_TRIAGE, "ticked": f"{p.local_request.number}:{p.local_request.version}",
    },
    "issues:requests:in_bulk": lambda p, other: {
        **_LATER, "ticked": f"{p.local_request.number}:{p.local_request.version}", "do": "change",
    },
    "issues:saved_lists:new": lambda p, other: {"name": "待つもの", "whose": "mine"},
    "issues:saved_lists:edit": lambda p, other: {"name": "費用の要望", "position": "1"},
    "issues:saved_lists:drop": lambda p, other: {},
    "issues:requests:triage": lambda p, other: {**_TRIAGE, **_version(p.local_request)},
    "issues:requests:reassign": lambda p, other: {
        "lead_ministry": "総務省", **_WHY, **_version(p.local_request),
    },
    "issues:requests:ask_also": lambda p, other: {
        **_LATER, "ministry": "総務省", **_version(p.local_request),
    },
    "issues:requests:change_asking": lambda p, other: {
        **_LATER, "part": "費用の部分", **_version(p.local_request),
    },
    "issues:requests:release": lambda p, other: {**_WHY, **_version(p.local_request)},
    "issues:requests:hand_on": lambda p, other: _WHY,
    "issues:handovers:decide": lambda p, other: {"do": "accept", "to": "総務省"},
    "issues:requests:change_due": lambda p, other: {**_LATER, **_version(p.local_request)},
    "issues:due_slip": lambda p, other: _WHY,
    "issues:requests:due_slip": lambda p, other: {**_LATER, **_version(p.local_request)},
    "issues:follow_ups:due_slip": lambda p, other: {**_LATER, **_version(p.follow_up)},
    "issues:requests:join": lambda p, other: {"trouble": "本市でも同じことで困っています。"},
    "issues:corrections:detail": lambda p, other: {"do": "accept"},
    "issues:corrections:withdraw": lambda p, other: {},
    "issues:joinings:decide": lambda p, other: {"do": "accept"},
    "issues:joinings:edit": lambda p, other: {"trouble": "書き直した事例です。"},
    "issues:joinings:leave": lambda p, other: _WHY,
    "issues:joinings:publish": lambda p, other: typed(p.joining),
    "issues:joinings:show": lambda p, other: {},
    "issues:requests:withdraw": lambda p, other: _WHY,
    "issues:requests:merge": lambda p, other: {"into": other.local_request.number, **_WHY},
    "issues:requests:unmerge": lambda p, other: _WHY,
    "issues:requests:split": lambda p, other: {"title": "分けた要望", "ask": "分けた措置"},
    "issues:requests:link": lambda p, other: {"other": other.local_request.number},
    "issues:requests:same": lambda p, other: {"other": other.local_request.number},
    "issues:requests:mark_re_raised": lambda p, other: {"earlier": other.local_request.number},
    "issues:requests:publish": lambda p, other: typed(p.local_request),
    "issues:requests:reply": lambda p, other: _ANSWER,
    "issues:requests:opinion": lambda p, other: {"stance": "partly", "text": "時期が必要です。"},
    "issues:requests:progress": lambda p, other: {"progress": "studying"},
    "issues:requests:judgement": lambda p, other: {"judgement": "continue"},
    "issues:requests:settle": lambda p, other: {
        "reflected_in": "基本方針 2.(3)", **_version(p.local_request),
    },
    "issues:requests:take_back_voice": lambda p, other: _WHY,
    "meetings:call_off": lambda p, other: {"how": "call_off", "reason": "会場の都合のため。"},
    "issues:follow_ups:take_back_note": lambda p, other: _WHY,
    "issues:follow_ups:uncomplete": lambda p, other: _WHY,
    "issues:requests:retract": lambda p, other: _WHY,
    "issues:requests:restore": lambda p, other: _WHY,
    "issues:commitments:retract": lambda p, other: _WHY,
    "issues:commitments:restore": lambda p, other: _WHY,
    "issues:replies:discard": lambda p, other: _WHY,
    "issues:replies:take_back": lambda p, other: _WHY,
    "issues:opinions:take_back": lambda p, other: _WHY,
    "issues:requests:reopen": lambda p, other: _LATER,
    "issues:replies:edit": lambda p, other: {**_ANSWER, **_version(p.reply)},
    "issues:replies:submit": lambda p, other: _version(p.reply),
    "issues:replies:publish": lambda p, other: typed(p.reply),
    "issues:replies:correct": lambda p, other: _WHY,
    "issues:replies:attachments": lambda p, other: {
        "file": SimpleUploadedFile("notes.pdf", b"%PDF-1.7 notes"),
    },
    "issues:opinions:edit": lambda p, other: {
        "stance": "satisfied", "text": "これでよい。", **_version(p.opinion),
    },
    "issues:opinions:publish": lambda p, other: typed(p.opinion),
    "issues:commitments:fulfil": lambda p, other: {"by_what": "令和7年度予算に計上した。"},
    "issues:commitments:unfulfilled": lambda p, other: _WHY,
    "issues:follow_ups:edit": lambda p, other: {"title": "試算を直す", **_version(p.follow_up)},
    "issues:follow_ups:note": lambda p, other: {"text": "案をまとめています。"},
    "issues:follow_ups:due": lambda p, other: {**_LATER, **_version(p.follow_up)},
    "issues:follow_ups:complete": lambda p, other: {"result": "試算を出しました。"},
    "issues:follow_ups:cancel": lambda p, other: _WHY,
    "issues:follow_ups:reopen": lambda p, other: _WHY,
    "publication:rehearse": lambda p, other: typed(p.reply),
    "publication:batches:prepare": lambda p, other: {"item": f"reply.{p.reply.pk}"},
    "publication:batches:detail": lambda p, other: {
        **typed(p.reply), **IN_A_YEAR, **_version(newest_batch()),
    },
    "publication:batches:change_time": lambda p, other: {
        **IN_A_YEAR, **_version(newest_batch()),
    },
    "publication:batches:cancel": lambda p, other: _version(newest_batch()),
    "publication:batches:drop": lambda p, other: {},
    "issues:points:new": lambda p, other: {"code": "counter", **_POINT},
    "issues:points:edit": lambda p, other: {"position": "2", "version": "1", **_POINT},
    "issues:points:new_forum": lambda p, other: {
        "code": "schools", "name": "学校のデジタル化", "short_name": "学校",
    },
    "meetings:words:try": lambda p, other: {
        "subject": "cost", "expression": "移行の手間賃", "weight": "2.5",
    },
    "meetings:new_body": lambda p, other: {"name": "新しい会議体", "kind": "working_team"},
    "meetings:plan": lambda p, other: {"body": p.meeting.body_id, "held_on": "令和6年8月1日"},
    "meetings:arrange": lambda p, other: {
        **_version(p.meeting), **_rows(LINES, title="開会", number="1", depth="0"),
    },
    "meetings:put_on": lambda p, other: {"point": "talent"},
    "meetings:invite": lambda p, other: _rows(PEOPLE, name="山田 花子", side="local"),
    "meetings:list_documents": lambda p, other: _rows(DOCUMENTS, title="論点の整理"),
    "meetings:decide_generally": lambda p, other: {"text": "次回までに整理する。"},
    "meetings:save": lambda p, other: {
        "outcome": "reported", "note": "報告した。", **_version(p.handling),
    },
    "meetings:memo": lambda p, other: {"text": "今の整理。"},
    "meetings:write_memo": lambda p, other: {"text": "今の整理。"},
    "meetings:move": lambda p, other: {"verb": "start_discussion"},
    "meetings:settle": lambda p, other: {"reflected_in": "基本方針 2.(3)"},
    "meetings:decide": lambda p, other: {"text": "試算を出す。"},
    "meetings:close": lambda p, other: {"at": "end"},
    "meetings:report": lambda p, other: {"text": "人数を訂正する。"},
    **{
        f"{name}:follow_up": lambda p, other: _TASK
        for name in ("issues:requests", "issues:points", "issues:commitments", "meetings")
    },
}  # fmt: skip
