"""All functions of HCL that are evaluated, by name (documented: Terraform language, "Functions")."""

from __future__ import annotations

from playground.documents.hcl.collection_functions import COLLECTIONS
from playground.documents.hcl.encoding_functions import ENCODINGS
from playground.documents.hcl.function_types import Function, Surroundings
from playground.documents.hcl.number_functions import NUMBERS
from playground.documents.hcl.text_functions import TEXTS

FUNCTIONS: dict[str, Function] = {**TEXTS, **NUMBERS, **COLLECTIONS, **ENCODINGS}

__all__ = ["FUNCTIONS", "Surroundings"]
