"""JSON as text, in all ways in which it has to be read and written; no Velocity, and of AWS only how its readers read.

| module | accepts | numbers become | for |
|---|---|---|---|
| `smart_reader` | what json-smart accepts: any text but broken objects and lists | Java's | payloads: `$input`, `$util.parseJson` |
| `mock_reader` | names and texts without quotes or in single ones | nothing: a member as it is written | `statusCode` of a MOCK |
| `strict` | RFC 8259 | Python's | Scenarios and all other documents of callers |
| `source` | RFC 8259 | JsonNumber, their digits | what is pasted or converted, and goes back to the user |
| `exact` | RFC 8259 | int and Decimal | models, and bodies held against them |
| `flaws`, `places` | RFC 8259 | nothing | where a text goes wrong; where a value stands |

`lenient_reader` and `fast` (msgspec) are what `smart_reader` reads with, `java_numbers` its numbers, `smart_writer` how it writes. Each
module says how it differs from the others. What the project itself wrote (a child's reply, an example, a Result) is read with
`json.loads`, wherever it is.
"""
