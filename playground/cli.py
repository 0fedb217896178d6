"""The command line: `playground evaluate`, `playground cases` and `playground serve`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playground.errors import InvalidDocument
from playground.evaluator import Evaluator
from playground.model import MalformedJson
from playground.problem import STATUS, problem_of
from playground.settings import InvalidSetting, Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

DONE, OTHERWISE, UNREADABLE = 0, 1, 2
"""Exit status: a Result was written; a case came out otherwise than it expects; or what was given cannot be read."""

ALLOCATOR = {"MALLOC_ARENA_MAX": "2", "MALLOC_MMAP_THRESHOLD_": "131072"}
"""For glibc (mallopt(3)): give the memory of large requests back. Left to itself it keeps some for each thread, twice as much in all."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives its exit status."""
    options = parser().parse_args(arguments)
    try:
        settings = Settings.from_environment(os.environ)
        status: int = options.run(options, settings)
    except InvalidSetting as error:
        return complain(str(error))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader has gone; let the interpreter's last flush pass
        return DONE
    return status


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    top = argparse.ArgumentParser(prog="playground", description="Amazon API Gateway mapping templates, evaluated here.")
    commands = top.add_subparsers(required=True, metavar="command")

    one = commands.add_parser("evaluate", help="evaluate a template or a Scenario", description=evaluate.__doc__)
    one.add_argument("files", nargs="*", type=Path, metavar="FILE", help="SCENARIO.json; or TEMPLATE.vtl RESPONSE.json")
    one.add_argument("--status", type=int, default=200, help="the HTTP status that DynamoDB answered, with TEMPLATE.vtl (200)")
    one.add_argument("--json", action="store_true", help="print the whole Result as JSON")
    one.add_argument("--trace", action="store_true", help="add to the JSON which part of the template wrote what")
    one.add_argument("--jsonl", action="store_true", help="read Scenarios from standard input, one a line; write Results, one a line")
    one.set_defaults(run=evaluate)

    many = commands.add_parser("cases", help="evaluate all cases of a Scenario", description=cases.__doc__)
    many.add_argument("files", nargs=1, type=Path, metavar="SCENARIO.json")
    many.add_argument("--json", action="store_true", help="print the summaries as JSON")
    many.set_defaults(run=cases, status=0)

    site = commands.add_parser("serve", help="serve the site", description=serve.__doc__)
    for name, meaning in (("host", "address to listen on"), ("port", "port to listen on"), ("workers", "web processes")):
        site.add_argument(f"--{name}", help=f"{meaning}, instead of PLAYGROUND_{name.upper()}")
    site.set_defaults(run=serve)
    return top


def evaluate(options: argparse.Namespace, settings: Settings) -> int:
    """Evaluate TEMPLATE.vtl against DynamoDB's RESPONSE.json, or a SCENARIO.json, and print what the client would get."""
    if options.jsonl:
        return evaluate_lines(settings, trace=options.trace)
    answer = ask(options, settings, lambda evaluator, document: evaluator.evaluate(document, trace=options.trace))
    if answer is None:
        return UNREADABLE
    if options.json:
        print(answer.decode("ascii"))
    else:
        show(json.loads(answer))
    return DONE


def cases(options: argparse.Namespace, settings: Settings) -> int:
    """Evaluate a Scenario's own backend and all its cases. The exit status is 1 where one comes out otherwise than it expects."""
    answer = ask(options, settings, lambda evaluator, document: evaluator.use("cases", document))
    if answer is None:
        return UNREADABLE
    rows = json.loads(answer)["cases"]
    if options.json:
        print(answer.decode("ascii"))
    else:
        show_cases(rows)
    return OTHERWISE if any(row["matches"] is False for row in rows) else DONE


def ask(options: argparse.Namespace, settings: Settings, question: Callable[[Evaluator, bytes], bytes]) -> bytes | None:
    """What an evaluator answers about the files; None where they cannot be read, which is then said."""
    try:
        document = read_document(options.files, options.status)
    except OSError as error:
        complain(f"{error.filename}: {error.strerror}")
        return None
    except ValueError as error:
        complain(str(error))
        return None
    evaluator = Evaluator(settings.limits, size=1)
    try:
        return question(evaluator, document)
    except MalformedJson as error:
        complain(f"{options.files[0]}: {error}")
    except InvalidDocument as error:
        complain("\n".join([f"{options.files[0]}: {error.detail}", *(f"  {one.path or '/'}: {one.message}" for one in error.problems)]))
    finally:
        evaluator.close()
    return None


def read_document(files: Sequence[Path], status: int) -> bytes:
    """The Scenario's JSON that the files make. Raises OSError or ValueError, with a sentence."""
    if len(files) == 1:
        return files[0].read_bytes()
    if len(files) != 2:
        raise ValueError("Give SCENARIO.json, or TEMPLATE.vtl and RESPONSE.json, or --jsonl.")
    template, body = (read_text(path) for path in files)
    return json.dumps({"template": template, "backend": {"status": status, "body": body}}).encode()


def read_text(path: Path) -> str:
    """The text of a file, byte for byte: its line ends stay; a byte order mark is none of it."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"{path} is not UTF-8 (byte {error.start}).") from error


def evaluate_lines(settings: Settings, *, trace: bool) -> int:
    """Answer each line of standard input with one line: a Result, or `{"error": problem}` where it is no Scenario."""
    evaluator = Evaluator(settings.limits, size=1)
    output = sys.stdout.buffer
    try:
        for line in sys.stdin.buffer:
            if not line.strip():
                continue
            try:
                answer = evaluator.evaluate(line.rstrip(b"\r\n"), trace=trace)
            except tuple(STATUS) as error:
                answer = json.dumps({"error": problem_of(error)}).encode("ascii")
            output.write(answer + b"\n")
            output.flush()
    finally:
        evaluator.close()
    return DONE


def serve(options: argparse.Namespace, settings: Settings) -> int:
    """Serve the site under gunicorn until SIGTERM or Ctrl-C. Everything else is set by environment variables, see the README."""
    given = {f"PLAYGROUND_{name.upper()}": value for name in ("host", "port", "workers") if (value := getattr(options, name)) is not None}
    settings = Settings.from_environment(settings.to_environment() | given)
    print(f"Playground on http://{settings.host}:{settings.port}/ (Ctrl-C ends it)", flush=True)
    environment = ALLOCATOR | os.environ | settings.to_environment()
    os.execve(sys.executable, gunicorn(settings), environment)  # noqa: S606 - our own interpreter, no shell


def gunicorn(settings: Settings) -> list[str]:
    """The command that serves: it takes this process's place, so that a signal to it is a signal to the server."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return [
        *(sys.executable, "-m", "gunicorn", "playground.web:create_app()"),
        *("--bind", f"{host}:{settings.port}", "--workers", str(settings.workers)),
        *("--worker-class", "gthread", "--threads", str(settings.threads), "--keep-alive", "5", "--graceful-timeout", "5"),
        *("--no-control-socket", "--log-level", "warning"),
    ]


def show(result: dict[str, Any]) -> None:
    """Print a Result for people: the answer to standard output, what there is to say about it to standard error."""
    for diagnostic in result["diagnostics"]:
        say(*described(diagnostic))
    if result["status"] is None:
        request = result["integrationRequest"]
        if request is not None:
            print(f"No answer of the backend is given. It is sent:\n\n{printable(request['body'] or '')}")
        return
    print(f"{result['status']} {phrase(result['status'])}{origin(result['statusFrom'])}")
    for name, value in result["headers"].items():
        print(printable(f"{name}: {value}"))
    print(f"\n{printable(result['body'])}")


def show_cases(rows: list[dict[str, Any]]) -> None:
    """Print a table of cases, and below it what came out otherwise than expected."""
    words = {True: "yes", False: "NO", None: "-"}
    table = [("case", "status", "bytes", "JSON", "warnings", "errors", "as expected")]
    table += [
        (
            *(printable(row["name"]), str(row["status"] or "-"), str(row["bodyBytes"]), words[row["isJson"]]),
            *(str(row["warnings"]), str(row["errors"]), words[row["matches"]]),
        )
        for row in rows
    ]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for line in table:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
    for row in rows:
        if row["matches"] is False:
            say("", f"{row['name']}: expected {json.dumps(row['expect'])}", f"  got {row['status']} {json.dumps(row['body'])}")
            say(*(f"  {line}" for diagnostic in row["diagnostics"] for line in described(diagnostic)))


def described(diagnostic: dict[str, Any]) -> list[str]:
    """A diagnostic's lines: place, severity, message; what to do."""
    start = diagnostic["start"]
    place = f"{start['line']}:{start['column']}: " if start else ""
    lines = [f"{place}{diagnostic['severity']}: {diagnostic['message']} [{diagnostic['code']}]"]
    return [*lines, f"    {diagnostic['help']}"] if diagnostic["help"] else lines


def origin(source: dict[str, Any] | None) -> str:
    """Why the status is what it is: ` (by $context.responseOverride.status, line 4)`."""
    if source is None:
        return ""
    words = {
        "responseOverride": "set by $context.responseOverride.status",
        "integrationResponse": "the integration response's",
        "gatewayResponse": "the gateway response's",
    }
    line = f", line {source['start']['line']}" if source.get("start") else ""
    return f" ({words[source['by']]}{line})"


def phrase(status: int) -> str:
    """The reason phrase of an HTTP status; "" for one that has none."""
    return HTTPStatus(status).phrase if status in set(HTTPStatus) else ""


def printable(text: str) -> str:
    """`text` as standard output can show it: what its encoding lacks, and half a surrogate pair, is `?`."""
    encoding = sys.stdout.encoding or "ascii"
    return text.encode(encoding, "replace").decode(encoding)


def complain(message: str) -> int:
    """Say what is wrong with the input."""
    say(f"playground: {message}")
    return UNREADABLE


def say(*lines: str) -> None:
    """Print to standard error."""
    for line in lines:
        print(line, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
