"""`{% csrf_token %}` of every form, with the token that makes it count once beside it.

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


class FormTokensNode(CsrfTokenNode):
    """The two hidden fields of a form."""

    def render(self, context: Context) -> SafeString:
        against_forging = super().render(context)
        if not against_forging:
            return SafeString()
        user = getattr(context.get("request"), "user", None)
        owner = user.pk if user is not None and user.is_authenticated else None
        field = '{}<input type="hidden" name="{}" value="{}">'
        return format_html(field, against_forging, tokens.FIELD, tokens.new(owner))


@register.tag
def csrf_token(parser: Parser, token: Token) -> FormTokensNode:
    """`{% csrf_token %}`, once within each form."""
    return FormTokensNode()
