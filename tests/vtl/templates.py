"""Random templates over one document and one call: references, calls, directives, definitions, blanks, quotes; a quarter of them broken."""

from __future__ import annotations

import random

from tests.vtl.template_parts import COLLECTIONS, NAMES, OPERATORS, PLACES, REST, STRINGS, TEMPLATES, TEXTS

DOCUMENT = (
    '{"s":"hello","e":"","n":5,"z":0,"d":1.5,"t":true,"f":false,"nul":null,"l":[1,2,3],"ls":["a","b"],"le":[],'
    '"m":{"k":"v","n":1,"in":{"deep":"D"}},"me":{},"Items":[{"p":{"S":"x1"}},{"p":{"N":"2"}},{}],"Count":2,'
    '"nm":{"a":{"b":{"c":[1,{"d":"e/f","g":[]}]},"l":[[1,2.5],[]]},"x-y":null},"nl":[[1,[2,"q"]],[{"x":[true]}],{}],'
    '"many":[' + ",".join(f'{{"p":{{"S":"x{n}"}},"q":{{"N":"{n % 3}"}},"l":["a","b"]}}' for n in range(20)) + "]}"
)
PARAMETERS = {
    "path": {"id": "a%20b"},
    "querystring": {"from": "2024-01-02", "limit": "25", "tag": "x y"},
    "header": {"Accept": "application/json", "X-Trace-Id": "1-2"},
}
"""What the client gives, its names in the order of the alphabet, which is the order in which templates see them."""
PREFIX = "#set($b=$input.path('$'))"


class Templates:
    """An endless supply, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - no secret

    def one(self) -> str:
        """A template; `$b` is the document."""
        text = "".join(self.statement(0) for _ in range(self.random.randint(1, 5)))
        return PREFIX + (self.broken(text) if self.random.random() < 0.25 else text)

    def pick(self, *choices: str) -> str:
        return self.random.choice(choices)

    def blank(self) -> str:
        return self.pick("", "", "", " ", "  ", "\n", "\t", " \n")

    def reference(self) -> str:
        name = self.random.choice(NAMES)
        return self.pick(f"${name}", f"${name}", f"${{{name}}}", f"$!{name}", f"$!{{{name}}}")

    def literal(self, depth: int) -> str:
        kind = self.random.random()
        if kind < 0.3:
            return self.pick("0", "1", "2", "5", "-1", "-7", "2147483647", "9999999999", "1.5", ".5", "2.", "1e3", "-0.5")
        if kind < 0.5:
            return f"'{self.random.choice(STRINGS)}'"
        if kind < 0.75:
            return f'"{self.random.choice(TEMPLATES)}"'.replace("$in$", " in $")
        if kind < 0.82 or depth > 2:
            return self.pick("true", "false", "null")
        if kind < 0.92:
            return f"[{self.pick('', self.value(depth + 1), f'{self.value(2)}, {self.value(2)}', '1..3', '$b.n..1', ' 1 .. 2 ')}]"
        pair = f"{self.literal(3)} : {self.value(depth + 1)}"
        return f"{{{self.pick('', ' ', pair, f'{pair}, {self.literal(3)}:{self.value(depth + 1)}')}}}"

    def value(self, depth: int = 0) -> str:
        return self.reference() if self.random.random() < 0.5 else self.literal(depth)

    def expression(self, depth: int = 0) -> str:
        kind = self.random.random()
        if kind < 0.35 or depth > 3:
            return self.value()
        if kind < 0.8:
            blank = self.pick(" ", " ", " ", "")
            return f"{self.expression(depth + 1)}{blank}{self.random.choice(OPERATORS)}{blank}{self.expression(depth + 1)}"
        if kind < 0.9:
            return f"({self.blank()}{self.expression(depth + 1)}{self.blank()})"
        return self.pick("!", "! ", "not ") + self.expression(depth + 1)

    def block(self, depth: int) -> str:
        return "".join(self.statement(depth + 1) for _ in range(self.random.randint(0, 3)))

    def statement(self, depth: int) -> str:
        kind = self.random.random()
        if kind < 0.3:
            return "".join(self.random.choice(TEXTS) for _ in range(self.random.randint(1, 3)))
        if kind < 0.55 or depth > 3:
            return self.reference()
        if kind < 0.68:
            start = self.pick("#set(", "#set( ", "#set (", "#{set}(")
            return f"{start}{self.random.choice(PLACES)}{self.pick('=', ' = ')}{self.expression()})" + self.pick("", "", "\n", " \n", " ")
        if kind < 0.83:
            return self.condition(depth)
        if kind < 0.95:
            head = f"#foreach({self.blank()}{self.pick('$i', '$x')} in {self.random.choice(COLLECTIONS)}{self.blank()})"
            return (
                head + self.blank() + self.block(depth) + self.pick("", "$foreach.count", "#if($foreach.hasNext),#end", "#break") + "#end"
            )
        if kind < 0.98:
            return f"#define({self.pick('$d', '$d', '$e', '$x')}){self.block(depth)}#end"
        return self.random.choice(REST)

    def condition(self, depth: int) -> str:
        text = f"{self.pick('#if', '#if ', '#{if}')}({self.blank()}{self.expression()}{self.blank()}){self.blank()}{self.block(depth)}"
        if self.random.random() < 0.2:
            text += f"#elseif({self.expression()}){self.block(depth)}"
        if self.random.random() < 0.3:
            text += self.pick("#else", "#{else}", "#else ", "#else\n") + self.block(depth)
        return text + self.pick("#end", "#end\n", "#{end}", "#end \n", "#end ")

    def broken(self, text: str) -> str:
        """The text with a character or two taken out, put in or doubled."""
        signs = list(text)
        for _ in range(self.random.randint(1, 2)):
            at = self.random.randrange(len(signs) + 1)
            signs[at : at + self.random.randint(0, 1)] = self.pick("", *"$#\\(){}[]\"'.!, \n")
        return "".join(signs)
