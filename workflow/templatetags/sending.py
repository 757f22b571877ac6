"""`{% csrf_token %}` of every form: beside it stand the token that makes it count once, and what
keeps Enter in a one-line field from sending it.

A built-in library of the templates (see the settings): no form has to think of it.
"""

from __future__ import annotations

from django import template
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html
from django.utils.safestring import SafeString

from workflow.sending import tokens

register = template.Library()


BY_ENTER = "sent_by_enter"
"""Said of a form that loses nothing when Enter sends it: `{% csrf_token sent_by_enter %}`."""
GUARD = format_html('<input type="submit" {} {} value="">', "hidden", "disabled")
"""Enter presses the first button of a form; a button that is off is not pressed, nor is the next
one. `enter.js` goes on to the next field instead."""


class FormTokensNode(CsrfTokenNode):
    """The hidden fields of a form."""

    def __init__(self, *, by_enter: bool) -> None:
        super().__init__()
        self.by_enter = by_enter

    def render(self, context: Context) -> SafeString:
        against_forging = super().render(context)
        if not against_forging:
            return SafeString()
        user = getattr(context.get("request"), "user", None)
        owner = user.pk if user is not None and user.is_authenticated else None
        field = '{}<input type="hidden" name="{}" value="{}">{}'
        guard = "" if self.by_enter else GUARD
        return format_html(field, against_forging, tokens.FIELD, tokens.new(owner), guard)


@register.tag
def csrf_token(parser: Parser, token: Token) -> FormTokensNode:
    """`{% csrf_token %}`, once within each form."""
    return FormTokensNode(by_enter=BY_ENTER in token.split_contents())
