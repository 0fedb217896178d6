"""Random templates over one document: references, calls, directives, blanks, quotes, and a quarter of them broken."""

from __future__ import annotations

import random

DOCUMENT = (
    '{"s":"hello","e":"","n":5,"z":0,"d":1.5,"t":true,"f":false,"nul":null,"l":[1,2,3],"ls":["a","b"],"le":[],'
    '"m":{"k":"v","n":1,"in":{"deep":"D"}},"me":{},"Items":[{"p":{"S":"x1"}},{"p":{"N":"2"}},{}],"Count":2}'
)
PREFIX = "#set($b=$input.path('$'))"

_NAMES = [
    "b",
    "x",
    "y",
    "b.s",
    "b.n",
    "b.l",
    "b.ls",
    "b.m",
    "b.m.k",
    "b.m.in.deep",
    "b.t",
    "b.f",
    "b.nul",
    "b.nope",
    "nope",
    "nope.a.b",
    "b.me",
    "b.le",
    "b.Items",
    "b.d",
    "foreach.index",
    "foreach.hasNext",
    "i",
    "i.p.S",
    "b.s.length()",
    "b.ls.size()",
    "b.m.keySet()",
    'b.m.get("k")',
    "b.l[0]",
    "b.ls[1]",
    'b.m["k"]',
    "b.l.get(1)",
    "x-1",
    "b.s.substring(1)",
    "b.s.foo()",
    "b.m.in",
    'b.s.replace("l","L")',
    "b.Items[0].p.S",
    "b.l.contains(2)",
    "b.s.toUpperCase().length()",
    'b.m.put("q",1)',
    "b.n.intValue()",
    "velocityCount",
    "b.l[$b.n]",
    "b.m.k.length",
    "b.Count",
    "b.ls.isEmpty()",
    "b.m.size()",
    'b.s.indexOf("l")',
    "b.l.indexOf($b.n)",
    "b.m.entrySet()",
    "b.m.values()",
    'b.s.equals("hello")',
]
_STRINGS = ["a", "", "hello", "x y", "it", "$b.s", "1", "#if", "5"]
_TEMPLATES = [
    "a",
    "hello",
    "$b.s",
    "${b.n}x",
    "$!nope",
    "a#if($b.t)y#end",
    "#foreach($j)$j#end",
    "$b.m.k-$b.n",
    "$",
    "#",
    'x""y',
    "\\n",
    "\\$b.s",
    "a$b.s.",
    "##c",
    "it's",
    "#set($y=1)z",
    "$nope",
    "#foreach($j$in$b.l)$j#end",
    "#[[$b]]#",
    "#*c*#",
    "\\u0041",
    "\\#if",
]
_TEXTS = [
    *" \n\t{}(),\"$#\\.-!_'é😀",
    "\n\n",
    "  ",
    "foo",
    '{"a": ',
    "\\\\",
    "$ ",
    "# ",
    "$5",
    "#5",
    "#f00",
    "$!",
    "${",
    "$.",
    "$[",
    "[0]",
    "\r\n",
]
_TEXTS += [
    "$$",
    "##",
    "## c\n",
    "#* c *#",
    "#**#",
    "#[[ $b #if ]]#",
    "\\#if",
    "\\#foo",
    "\\$b.s",
    "\\\\$b.s",
    "#foo",
    "#end",
    "#else",
    "#{end}",
]
_OPERATORS = ["==", "!=", "<", ">", "<=", ">=", "&&", "||", "+", "-", "*", "/", "%", "and", "or", "eq", "ne", "lt", "gt", "le", "ge"]
_COLLECTIONS = [
    "$b.l",
    "$b.ls",
    "$b.Items",
    "$b.m",
    "$nope",
    "[1..3]",
    "$b.le",
    "[1,2]",
    "$b.s",
    "$b.m.entrySet()",
    "$b.m.keySet()",
    "{}",
    "$b.m.values()",
    "$b.n",
]
_PLACES = ["$x", "$y", "$x", "$b.new", "$b.m.k", "$b.l[0]", '$b["k"]', "$x.y", "$!x", "${x}", '$b.m["z"]', "$i"]
_REST = ["#stop", "#macro(mm $a)x#end", "#literal()a$b#end", "#break", '#foo($b "x")', '#include("x")', "#foo", "#define($y)$b.s#end"]


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
        name = self.random.choice(_NAMES)
        return self.pick(f"${name}", f"${name}", f"${{{name}}}", f"$!{name}", f"$!{{{name}}}")

    def literal(self, depth: int) -> str:
        kind = self.random.random()
        if kind < 0.3:
            return self.pick("0", "1", "2", "5", "-1", "-7", "2147483647", "9999999999", "1.5", ".5", "2.", "1e3", "-0.5")
        if kind < 0.5:
            return f"'{self.random.choice(_STRINGS)}'"
        if kind < 0.75:
            return f'"{self.random.choice(_TEMPLATES)}"'.replace("$in$", " in $")
        if kind < 0.82 or depth > 1:
            return self.pick("true", "false", "null")
        if kind < 0.92:
            return f"[{self.pick('', self.value(depth + 1), f'{self.value(2)}, {self.value(2)}', '1..3', '$b.n..1', ' 1 .. 2 ')}]"
        return f"{{{self.pick('', ' ', f'{self.literal(3)} : {self.value(depth + 1)}')}}}"

    def value(self, depth: int = 0) -> str:
        return self.reference() if self.random.random() < 0.5 else self.literal(depth)

    def expression(self, depth: int = 0) -> str:
        kind = self.random.random()
        if kind < 0.35 or depth > 3:
            return self.value()
        if kind < 0.8:
            blank = self.pick(" ", " ", " ", "")
            return f"{self.expression(depth + 1)}{blank}{self.random.choice(_OPERATORS)}{blank}{self.expression(depth + 1)}"
        if kind < 0.9:
            return f"({self.blank()}{self.expression(depth + 1)}{self.blank()})"
        return self.pick("!", "! ", "not ") + self.expression(depth + 1)

    def block(self, depth: int) -> str:
        return "".join(self.statement(depth + 1) for _ in range(self.random.randint(0, 3)))

    def statement(self, depth: int) -> str:
        kind = self.random.random()
        if kind < 0.3:
            return "".join(self.random.choice(_TEXTS) for _ in range(self.random.randint(1, 3)))
        if kind < 0.55 or depth > 3:
            return self.reference()
        if kind < 0.68:
            start = self.pick("#set(", "#set( ", "#set (", "#{set}(")
            return f"{start}{self.random.choice(_PLACES)}{self.pick('=', ' = ')}{self.expression()})" + self.pick("", "", "\n", " \n", " ")
        if kind < 0.83:
            return self.condition(depth)
        if kind < 0.95:
            head = f"#foreach({self.blank()}{self.pick('$i', '$x')} in {self.random.choice(_COLLECTIONS)}{self.blank()})"
            return (
                head + self.blank() + self.block(depth) + self.pick("", "$foreach.count", "#if($foreach.hasNext),#end", "#break") + "#end"
            )
        return self.random.choice(_REST)

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
