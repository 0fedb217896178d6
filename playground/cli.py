"""The command line: `playground evaluate`, `playground cases` and `playground serve`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playground.errors import InvalidDocument, PlaygroundError
from playground.evaluator import Evaluator
from playground.formats import case_files
from playground.problem import STATUS, problem_of
from playground.render import line, say, show, show_cases
from playground.settings import InvalidSetting, Settings

if TYPE_CHECKING:
    from collections.abc import Sequence


class Unreadable(Exception):
    """What was given is no text, or not what the command takes: a sentence."""


UNUSABLE: tuple[type[Exception], ...] = (OSError, Unreadable, *STATUS)
"""What is wrong with what was given, as opposed to a defect of ours."""
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
    one.add_argument("files", nargs="*", type=Path, metavar="FILE", help="SCENARIO.json or a case file; or TEMPLATE.vtl RESPONSE.json")
    one.add_argument("--status", type=int, default=200, help="the HTTP status that DynamoDB answered, with TEMPLATE.vtl (200)")
    one.add_argument("--json", action="store_true", help="print the whole Result as JSON")
    one.add_argument("--trace", action="store_true", help="add to the JSON which part of the template wrote what")
    one.add_argument("--jsonl", action="store_true", help="read Scenarios from standard input, one a line; write Results, one a line")
    one.set_defaults(run=evaluate)

    many = commands.add_parser("cases", help="evaluate all cases of Scenarios", description=cases.__doc__)
    many.add_argument("files", nargs="+", type=Path, metavar="FILE", help="SCENARIO.json, or a case file")
    many.add_argument("--json", action="store_true", help="print the summaries as JSON")
    many.set_defaults(run=cases)

    site = commands.add_parser("serve", help="serve the site", description=serve.__doc__)
    for name, meaning in (("host", "address to listen on"), ("port", "port to listen on"), ("workers", "web processes")):
        site.add_argument(f"--{name}", help=f"{meaning}, instead of PLAYGROUND_{name.upper()}")
    site.set_defaults(run=serve)
    return top


def evaluate(options: argparse.Namespace, settings: Settings) -> int:
    """Evaluate TEMPLATE.vtl against DynamoDB's RESPONSE.json, a SCENARIO.json or a case file, and print what the client would get."""
    if options.jsonl:
        return evaluate_lines(settings, trace=options.trace)
    try:
        document = read_document(options.files, options.status)
        with closing(Evaluator(settings.limits, size=1)) as evaluator:
            answer = evaluator.evaluate(document, trace=options.trace)
    except UNUSABLE as error:
        return complain(*sentences(error, options.files))
    if options.json:
        print(answer.decode("ascii"))
    else:
        show(json.loads(answer))
    return DONE


def cases(options: argparse.Namespace, settings: Settings) -> int:
    """Evaluate Scenarios' own backends and all their cases, and case files.

    The exit status is 1 where a case fails: its answer is not as it expects; or it expects nothing, and a template fails or the body is not
    the JSON that its Content-Type says. It is 2 where a file cannot be read; the others are evaluated all the same.
    """
    with closing(Evaluator(settings.limits, size=1)) as evaluator:
        told = [cases_of(path, evaluator, options) for path in options.files]
    if options.json and len(told) > 1:
        print(json.dumps({"files": told}))
    elif options.json and "cases" in told[0]:
        print(json.dumps({"cases": told[0]["cases"]}))
    return max(UNREADABLE if "error" in one else OTHERWISE if any(row["fails"] for row in one["cases"]) else DONE for one in told)


def cases_of(path: Path, evaluator: Evaluator, options: argparse.Namespace) -> dict[str, Any]:
    """{"file", "cases"} of one file, printed unless JSON is asked for; {"file", "error"} where it cannot be read, which is said."""
    rows: list[dict[str, Any]] = []
    number = 0
    try:
        for number, document in case_files.split(path.read_bytes()):  # noqa: B007 - which one it was is said below
            rows += json.loads(evaluator.use("cases", document))["cases"]
    except UNUSABLE as error:
        lines = sentences(error, [path], number)
        complain(*lines)
        return {"file": str(path), "error": "\n".join(lines)}
    if not options.json:
        show_cases(rows, str(path) if len(options.files) > 1 else "")
    return {"file": str(path), "cases": rows}


def sentences(error: Exception, files: Sequence[Path], number: int = 0) -> list[str]:
    """What is wrong with what was given, in lines: the file, the `number` of the line where it is one of many, and every problem."""
    if isinstance(error, OSError):
        return [f"{error.filename}: {error.strerror}"]
    if not isinstance(error, PlaygroundError):
        return [str(error)]
    place = f"{files[0]}: line {number}" if number else f"{files[0]}"
    if isinstance(error, InvalidDocument):
        return [f"{place}: {error.detail}", *(f"  {one.path or '/'}: {one.message}" for one in error.problems)]
    return [f"{place}: {error}"]


def read_document(files: Sequence[Path], status: int) -> bytes:
    """The Scenario's JSON that the files make. Raises what is in UNUSABLE."""
    if len(files) == 1:
        return case_files.scenario_in(files[0].read_bytes())
    if len(files) != 2:
        raise Unreadable("Give SCENARIO.json, or TEMPLATE.vtl and RESPONSE.json, or --jsonl.")
    template, body = (read_text(path) for path in files)
    return json.dumps({"template": template, "backend": {"status": status, "body": body}}).encode()


def read_text(path: Path) -> str:
    """The text of a file, byte for byte: its line ends stay; a byte order mark is none of it."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(f"{path} is not UTF-8 (byte {error.start}).") from error


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


def complain(*lines: str) -> int:
    """Say what is wrong with the input, in lines of which none can be more than one."""
    first, *others = map(line, lines)
    say(f"playground: {first}", *others)
    return UNREADABLE


if __name__ == "__main__":
    sys.exit(main())
