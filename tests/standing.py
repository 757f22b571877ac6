"""Where requests stand, as tests ask it."""

from issues.models import Standing


def then(moment, *, known=None):
    """The live ones at a moment, by what is known now or was known then."""
    return Standing.objects.at(moment, known=known).live()


def requests(standings):
    """The requests of these rows, by their numbers."""
    return [row.local_request for row in standings.order_by("serial")]


def disagreeing(actor):
    return requests(Standing.objects.now().visible_to(actor).disagreeing(actor))


def unanswered(on):
    return requests(Standing.objects.now().unanswered(on))
