"""`{% csrf_token %}` of every form: beside it stand the token that makes it count once, and what
keeps Enter in a one-line field from sending it.

A built-in library of the templates (see the settings): no form has to think of it.
"""

from __future__ import annotations

from django import template
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import CsrfTokenNode
from django.utils.safestring import SafeString

from workflow.kept import kept_pages

register = template.Library()


BY_ENTER = "sent_by_enter"
"""Said of a form that loses nothing when Enter sends it: `{% csrf_token sent_by_enter %}`."""


class FormTokensNode(CsrfTokenNode):
    """The hidden fields of a form."""

    def __init__(self, *, by_enter: bool) -> None:
        super().__init__()
        self.by_enter = by_enter

    def render(self, context: Context) -> SafeString:
        if not context.get("csrf_token"):
            return SafeString(super().render(context))
        # A part of a page that was given nothing else still knows what is being answered.
        request = getattr(context, "request", None) or context.get("request")
        return kept_pages.form_fields(request, context["csrf_token"], by_enter=self.by_enter)


@register.tag
def csrf_token(parser: Parser, token: Token) -> FormTokensNode:
    """`{% csrf_token %}`, once within each form."""
    return FormTokensNode(by_enter=BY_ENTER in token.split_contents())
