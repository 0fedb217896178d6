"""Random templates over one document and one call: references, calls, directives, definitions, blanks, quotes; a quarter of them broken."""

from __future__ import annotations

import random

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

_METHOD_NAMES = [
    "method.request.path.id",
    'method.request.path.get("id")',
    "method.request.querystring.limit",
    "method.request.querystring['tag']",
    "method.request.querystring.none",
    "method.request.querystring.none.length()",
    "method.request.querystring",
    "method.request.querystring.keySet()",
    "method.request.querystring.size()",
    'method.request.querystring.containsKey("from")',
    "method.request.header.X-Trace-Id",
    "method.request.header.Accept",
    "method.request.header.accept",
    "method.request.multivaluequerystring.tag",
    "method.request.multivaluequerystring.tag[0]",
    'method.request.multivaluequerystring.get("limit").get(0)',
    "method.request.multivaluequerystring.none",
    "method.request.multivaluequerystring.tag.size()",
    "method.request.multivalueheader.Accept[0]",
    "method.request.path",
    "method.request",
    "method",
    "method.httpMethod",
    "method.request.nothing.here",
    "input.params('id')",
    "input.params().querystring.limit",
    "input.params().header",
]
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
    "i.q.N",
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
    "b.n.longValue()",
    "b.n.shortValue()",
    "b.d.floatValue()",
    "b.n.hashCode()",
    "b.n.max(3, $b.n)",
    "b.n.longValue().equals($b.n)",
    "b.l.get($b.n.longValue())",
    'b.n.valueOf("7")',
    'b.s.format("%5.2f|%s", $b.d, $x)',
    "x.intValue()",
    "x.longValue()",
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
    "d",
    "d",
    "e",
    "b.nm",
    "b.nm.a",
    "b.nm.a.b.c",
    "b.nm.a.b.c[1]",
    "b.nm.a.b.c[1].d",
    "b.nm.a.b.c[1].g.size()",
    "b.nm.x-y",
    "b.nm.a.l[0][1]",
    "b.nl",
    "b.nl[0]",
    "b.nl[0][1][1]",
    "b.nl.get(0).get(1).size()",
    "b.nl[1][0].x",
    "b.nl[2].size()",
    "b.nl[3]",
    "b.nm.keySet()",
    "b.nm.a.entrySet()",
    "b.nm.hashCode()",
    "b.nl.hashCode()",
    "b.d.hashCode()",
    "b.nm.a.hashCode()",
    "x.a.b",
    "x.a[0]",
    "x[0][1]",
    "x.size()",
    'x.get("a")',
    "y.equals($x)",
    *_METHOD_NAMES,
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
    "$b.nm.a.b.c",
    "$b.nl",
    "$b.nl[0]",
    "$b.nm",
    "$d",
    "$method.request.querystring",
    "$method.request.multivaluequerystring.tag",
    "$method.request.multivaluequerystring.none",
    "$method.request.querystring.entrySet()",
    "$method.request.header.keySet()",
    "[[1,2],[3]]",
    '{"a":[1],"b":{"c":2}}',
    "$b.many",
    "$b.many",
    "$i.l",
]
_PLACES = ["$x", "$y", "$x", "$b.new", "$b.m.k", "$b.l[0]", '$b["k"]', "$x.y", "$!x", "${x}", '$b.m["z"]', "$i", "$b.nm.a.b.z", "$x.a"]
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
        if kind < 0.98:
            return f"#define({self.pick('$d', '$d', '$e', '$x')}){self.block(depth)}#end"
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
