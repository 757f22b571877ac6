"""Which pages are measured, for whom."""

EVERYBODY = ("visitor", "secretariat", "ministry", "local")
TEAM, MINISTRY, LOCAL = ("secretariat",), ("ministry",), ("local",)
SORTS = (
    *("-number", "date", "-date", "organization", "-organization", "status", "-status"),
    *("due", "-due", "updated", "-updated"),
)


def of(facts):
    """(name, path, readers)."""
    last = max(1, facts["requests"] // 50)
    late = max(1, last // 2)
    then = f"as_of={facts['session']}"
    found = [
        ("一覧", "/requests/", EVERYBODY),
        ("一覧 中ほどのページ", f"/requests/?page={late}", ("visitor", *TEAM)),
        ("一覧 会合の時点", f"/requests/?{then}", EVERYBODY),
        ("一覧 会合の時点・後の記録も", f"/requests/?{then}&known=later", TEAM),
    ]
    found += [(f"一覧 並び {sort}", f"/requests/?sort={sort}", ("visitor",)) for sort in SORTS]
    found += [
        (f"一覧 最後のページ {sort}", f"/requests/?sort={sort}&page={last}", ("visitor",))
        for sort in ("number", *SORTS)
    ]
    found += [(f"一覧 {query}", f"/requests/?{query}", ("visitor", *TEAM)) for query in _of(facts)]
    return [
        *found,
        ("検索 費用", "/requests/?q=費用", EVERYBODY),
        ("API 一覧", "/api/requests/", ("visitor", *TEAM)),
        ("要望", f"/requests/{facts['number']}/", EVERYBODY),
        ("要望 会合の時点", f"/requests/{facts['number']}/?{then}", ("visitor", *TEAM)),
        ("論点の一覧", "/points/", EVERYBODY),
        ("論点", f"/points/{facts['point']}/", EVERYBODY),
        ("論点 会合の時点", f"/points/{facts['point']}/?{then}", ("visitor", *TEAM)),
        ("団体", f"/organizations/{facts['organization']}/", EVERYBODY),
        ("府省", f"/organizations/{facts['ministry']}/", ("visitor", *TEAM)),
        ("府省の机", "/desk/ministry/", MINISTRY),
        ("団体の机", "/desk/local/", LOCAL),
        ("論点整理の待ち", "/triage/", TEAM),
        ("最初のページ", "/", EVERYBODY),
        ("全体の状況", "/overview/", EVERYBODY),
        ("全体の状況 府省", "/overview/ministries/", ("visitor", *TEAM)),
        ("全体の状況 地域", "/overview/places/", ("visitor", *TEAM)),
        ("全体の状況 流れ", f"/overview/flow/?{then}", ("visitor", *TEAM)),
        ("期限の台帳", "/ledger/", EVERYBODY),
        ("会合の間の変化", "/changes/", EVERYBODY),
    ]


def _of(facts):
    """One address for each condition of the list."""
    yield from (
        f"point={facts['point']}",
        f"organization={facts['organization']}",
        "size=town",
        "prefecture=010006",
        "kind=concern",
        f"ministry={facts['ministry']}",
        "reply_class=adopted",
        "reply_class=unanswered",
        "first_reply=late",
        "unanswered=yes",
        "overdue=yes",
        "re_raised=yes",
        "year=2024",
        "status=settled",
        f"meeting={facts['session']}",
    )
