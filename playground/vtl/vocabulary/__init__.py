"""The words for what Velocity and Java give a template: for completion, reference and language servers. No run needs them.

Each table stands beside what it tells of: who adds a method, a property or a directive adds its term here, or `tests/test_vocabulary.py`
fails. It holds as well that each example writes what is said.
"""

from __future__ import annotations

from playground.vtl.vocabulary import collections, language, numbers, strings
from playground.vtl.vocabulary.terms import DirectiveTerm, Signature, Term, Types, TypeTerms, read_declaration

__all__ = ["BOXES", "DIRECTIVES", "LOOP_VARIABLES", "TYPES", "DirectiveTerm", "Signature", "Term", "TypeTerms", "Types", "read_declaration"]

DIRECTIVES = language.DIRECTIVES
LOOP_VARIABLES = language.LOOP_VARIABLES
TYPES: Types = {
    "String": TypeTerms(strings.STRING),
    "Number": TypeTerms(numbers.NUMBER),
    **{
        name: TypeTerms(terms, "Number")
        for name, terms in (
            ("Integer", numbers.INTEGER),
            ("Long", numbers.LONG),
            ("Double", numbers.DOUBLE),
            ("Short", numbers.SHORT),
            ("Byte", numbers.BYTE),
            ("Float", numbers.FLOAT),
            ("BigInteger", numbers.BIG_INTEGER),
            ("BigDecimal", numbers.BIG_DECIMAL),
        )
    },
    "Boolean": TypeTerms(numbers.BOOLEAN),
    "Map": TypeTerms(collections.MAP),
    "Collection": TypeTerms(collections.COLLECTION),
    "List": TypeTerms(collections.LIST, "Collection"),
    "JSONArray": TypeTerms(collections.JSON_ARRAY, "List"),
    "Array": TypeTerms(collections.ARRAY, "Collection"),
    "Set": TypeTerms(collections.VIEW, "Collection"),
    "Entry": TypeTerms(collections.ENTRY),
    "Iterator": TypeTerms(collections.ITERATOR),
    "Class": TypeTerms(collections.CLASS),
    "Object": TypeTerms(collections.OBJECT, ""),
    "$foreach": TypeTerms(language.FOREACH, "Map"),
}
"""What a value of each type has."""
BOXES = {
    "int": "Integer",
    "long": "Long",
    "short": "Short",
    "byte": "Byte",
    "double": "Double",
    "float": "Float",
    "boolean": "Boolean",
    "CharSequence": "String",
}
"""Types that declarations name → the type of `TYPES` that such a value has."""
