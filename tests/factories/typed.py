"""What a browser sends back from pages as they were opened, with some words typed over."""


def triage_card(obj, **typed):
    """The card of a request in the queue of triage."""
    return {
        "at": obj.number,
        "version": obj.version,
        "primary": "cost",
        "lead_ministry": "総務省",
        "due": "10営業日",
        **typed,
    }


def reply_form(reply, **typed):
    """The page on which a reply is edited."""
    was = {"was-claimed_class": reply.claimed_class, "was-means": "", "was-timing_on": ""}
    return {
        "version": reply.version,
        **was,
        "was-text": reply.text,
        "claimed_class": reply.claimed_class,
        "text": reply.text,
        **typed,
    }
