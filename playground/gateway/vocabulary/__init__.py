"""Everything that a mapping template can name, as data: what completion offers, and a reference or a language server needs.

No run imports it. Nothing is in it that API Gateway does not run; where it is not known whether it does, a term says so by `uncertain`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from playground.gateway.vocabulary import context, variables
from playground.gateway.vocabulary.sample import SAMPLE
from playground.vtl import vocabulary as language

if TYPE_CHECKING:
    from playground.vtl.vocabulary import DirectiveTerm, Term, Types

__all__ = ["SAMPLE", "Vocabulary", "vocabulary"]


class Vocabulary(NamedTuple):
    """The words, each with its help and an example that writes what is said in the Scenario `SAMPLE`."""

    directives: tuple[DirectiveTerm, ...]
    variables: tuple[Term, ...]
    """What a template has from the start."""
    loop_variables: tuple[Term, ...]
    """What it has inside a `#foreach` as well."""
    types: Types
    """What a value of each type has."""
    boxes: dict[str, str]
    """Types that declarations name otherwise: `int` is a `Number`."""


def vocabulary() -> Vocabulary:
    """The whole vocabulary."""
    types = {**variables.TYPES, **context.TYPES, **language.TYPES}
    return Vocabulary(language.DIRECTIVES, variables.VARIABLES, language.LOOP_VARIABLES, types, language.BOXES)
