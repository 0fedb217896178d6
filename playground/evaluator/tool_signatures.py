"""What the tools take and give, for those who describe and call them: a web process runs none, so it loads none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from playground.model import Scenario
from playground.model.case_file import CaseFile
from playground.model.cases import CaseSummaries, DerivedCalls, DerivedCases
from playground.model.documents import Conversion, Converted, DocumentExport, Export, Exported, Imported, Pasted, WrittenBack
from playground.model.generation import Generated, Generation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playground.model.types import Document, OutputDocument


@dataclass(frozen=True, slots=True)
class Signature:
    """What a tool does, in words; the models of which it takes one, and those of which it gives one."""

    summary: str
    takes: tuple[type[Document], ...]
    gives: tuple[type[OutputDocument], ...]


SIGNATURES: Mapping[str, Signature] = {
    "cases": Signature("Evaluate a Scenario and all its cases, or a case", (Scenario, CaseFile), (CaseSummaries,)),
    "variants": Signature("Cases that break templates, made from the Scenario's backend", (Scenario,), (DerivedCases,)),
    "calls": Signature("A client's calls that break templates, made from the Scenario's request", (Scenario,), (DerivedCalls,)),
    "convert": Signature("DynamoDB JSON to plain JSON, or back, by boto3's type rules", (Conversion,), (Converted,)),
    "import": Signature(
        "The operations, as Scenarios, of an API's document: OpenAPI, CloudFormation, Terraform and others, or what the AWS CLI prints",
        (Pasted,),
        (Imported,),
    ),
    "export": Signature(
        "A Scenario as a command, a string or a case file; or a document with changed templates put back",
        (Export, DocumentExport),
        (Exported, WrittenBack),
    ),
    "generate": Signature("A whole method, as a Scenario, from an action of DynamoDB and a sample item", (Generation,), (Generated,)),
}
