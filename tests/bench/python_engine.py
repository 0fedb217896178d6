"""Times airspeed, whichever is installed where this runs, for bench.py: one request a line on standard input, one answer a line."""

import gc
import json
import sys
import time

import airspeed


class Input:
    """`$input`, for engines that call Python's own methods."""

    def __init__(self, body: str) -> None:
        self._body = body
        self._document: object = None

    def path(self, path: str) -> object:
        """The value at a path of names."""
        value = self._document = self._document or json.loads(self._body)
        for name in path.split(".")[1:]:
            value = value.get(name) if isinstance(value, dict) else None
        return value

    def json(self, path: str) -> str:
        """Its JSON."""
        return json.dumps(self.path(path), separators=(",", ":"))


def main() -> None:
    """Answer until nobody asks any more."""
    gc.freeze()
    gc.set_threshold(1_000_000, 20, 20)  # as in the sandbox's children
    for line in sys.stdin:
        request = json.loads(line)
        template, text, rounds = request["template"], "", request["rounds"]
        ready = airspeed.Template(template) if request["kept"] else None
        began = time.perf_counter()
        try:
            for _ in range(rounds):
                made = ready or airspeed.Template(template)
                text = made.merge({"input": Input(request["body"]), "context": {"responseOverride": {}}, "util": {}})
        except Exception:  # noqa: BLE001 - whatever the engine does with the template
            text = ""
        print(json.dumps({"seconds": (time.perf_counter() - began) / rounds, "text": text}), flush=True)


if __name__ == "__main__":
    main()
