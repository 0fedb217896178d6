"""A mistake in a response template, and what many of them are about."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mistake:
    """`mark` is the piece of `template` that the diagnostic of `code` must point at, in `line`; `words` must be in its message or help."""

    code: str
    line: int
    mark: str
    words: tuple[str, ...]
    template: str
    mended: str
    body: str = (
        '{"Count": 3, "Items": ['
        '{"id": {"S": "a1"}, "title": {"S": "The \\"best\\" one"}, "updated": {"S": "2024-01-02"}},'
        '{"id": {"S": "b2"}, "title": {"S": "first line\\nsecond"}, "updated": {"S": "2024-01-03"}},'
        '{"id": {"S": "c3"}, "title": {"S": "it\'s"}}]}'
    )


NO_ITEM = "{}"
NOTHING = '{"Count": 0, "Items": [], "Note": ""}'
QUOTED = '{"Item": {"title": {"S": "The \\"best\\" one"}}}'
LINES = '{"Item": {"title": {"S": "first line\\nsecond"}}}'
APOSTROPHE = '{"Item": {"title": {"S": "it\'s"}}}'
BACKSLASH = '{"Item": {"title": {"S": "C:\\\\dir"}}}'
LOOP = "#foreach($elem in $input.path('$.Items'))"
TAKE_BACK = """.replaceAll("\\\\'", "'")"""
TITLE = "$input.path('$.Item.title.S')"
SAFE_TITLE = f'{{\n  "title": "$util.escapeJavaScript({TITLE}){TAKE_BACK}"\n}}'
