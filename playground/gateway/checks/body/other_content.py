"""A body that was never meant to be JSON, and is sent as JSON: HTML, XML, plain text, or what a template of another content type writes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playground.diagnostics import Diagnostic, TextEdit
from playground.gateway.checks.body.advice import insertion
from playground.gateway.checks.body.neighbours import path_to
from playground.vtl.syntax.statements import Directive
from playground.vtl.syntax.walk import walk

if TYPE_CHECKING:
    from playground.gateway.checks.body.body_origin import Writing

_HTML = re.compile(
    r"<(?:!doctype\s+html|!--|(?:html|head|body|title|meta|link|style|script|div|span|p|h[1-6]|b|i|a|br|hr|ul|ol|table|form|center|pre|svg)[\s/>])",
    re.IGNORECASE,
)
_PAGE = re.compile(r"<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE)
_XML = re.compile(r"<[?A-Za-z_]")
_CONSTANTS = frozenset({"nan", "infinity", "none", "true", "false", "null", "nil", "undefined"})
_WORD = re.compile(r"\w+")
_STRUCTURE = re.compile(r'[{}\[\]"]')


def other_content(body: str, media: str, where: str, writing: Writing | None) -> Diagnostic | None:
    """What to tell of a body that is no JSON, sent as `media`, which is JSON's; None where it looks as if JSON was meant.

    The content type under which its template stands does not set the Content-Type (user-reported: mwittenbols issue 3).
    """
    key = where.rpartition("/")[2].replace("~1", "/").replace("~0", "~")
    begins = len(body) - len(body.lstrip())
    what, wanted = _kind_of(body.strip()) or ("", "")
    is_by_key = not _is_json(key) and "/" in key
    if not is_by_key and not what:
        return None
    wanted = key if is_by_key else wanted
    message = f"The body is {what or 'no JSON'}, and is sent as {media}."
    if is_by_key:
        message += f" That its template stands under {key} does not set the Content-Type."
    span = writing.span_of(begins) if writing else None
    return Diagnostic("body.json", "warning", message, _help(wanted), where=where, span=span, fix=_fix(begins, wanted, writing))


def _is_json(media: str) -> bool:
    return media.lower().endswith(("/json", "+json"))


def _kind_of(text: str) -> tuple[str, str] | None:
    """What a text is in words, and its content type; None where it may well be meant for JSON."""
    if _HTML.match(text):
        return "HTML", "text/html"
    if _XML.match(text):
        return "XML", "application/xml"
    word = _WORD.match(text)
    if word is None or (word[0].lower() in _CONSTANTS and word.end() == len(text)):
        return None
    if word[0][0].isdigit() and (word.end() == len(text) or _STRUCTURE.search(text)):
        return None
    return "plain text", "text/plain"


def _help(wanted: str) -> str:
    ways = (
        f'#set($context.responseOverride.header.Content-Type = "{wanted}"), a mapping of method.response.header.Content-Type to '
        f"'{wanted}', or a model for {wanted} in the method response sets it."
    )
    return f"For JSON put it in double quotes. For plain text, {ways}" if wanted == "text/plain" else f"Set the Content-Type: {ways}"


def _fix(begins: int, wanted: str, writing: Writing | None) -> tuple[TextEdit, ...]:
    """The #set in a template that is a whole HTML page, whatever the data are."""
    at = writing.place_of(begins) if writing is not None and _PAGE.match(writing.body, begins) else None
    if writing is None or at is None:
        return ()
    tree = writing.template.tree
    is_always = len(path_to(tree, at)) == 1 and not any(isinstance(one, Directive) and one.name == "stop" for one in walk(tree))
    text = f'#set($context.responseOverride.header.Content-Type = "{wanted}")\n'
    return (insertion(0, text),) if is_always else ()
