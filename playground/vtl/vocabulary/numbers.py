"""What is said of the methods of numbers and Booleans (`vtl/java/number_methods.py`), the most used first."""

from __future__ import annotations

from playground.vtl.vocabulary.terms import Term

NUMBER = (
    Term("int intValue()", "The number as an Integer, without its decimals.", "#set($n = 9.75)\n$n.intValue()", "9"),
    Term("long longValue()", "The number as a Long, without its decimals.", "#set($n = 9.75)\n$n.longValue()", "9"),
    Term("double doubleValue()", "The number as a Double.", "#set($n = 9)\n$n.doubleValue()", "9.0"),
    Term("int compareTo(Number other)", "-1, 0 or 1: the number is smaller, the same or larger.", "#set($n = 3)\n$n.compareTo(7)", "-1"),
    Term("short shortValue()", "The number in 16 bits.", "#set($n = 65537)\n$n.shortValue()", "1"),
    Term("byte byteValue()", "The number in 8 bits.", "#set($n = 257)\n$n.byteValue()", "1"),
    Term("float floatValue()", "The number as a Float.", "#set($n = 9)\n$n.floatValue()", "9.0"),
)


def _whole(kind: str, name: str, value: str) -> tuple[Term, ...]:
    """What Integer, Long, Short and Byte have: `value` is an expression that has the class."""
    box = "Integer" if kind == "int" else name
    begin = f"#set($n = {value})\n"
    return (
        Term(f"static {kind} parse{name}(String s)", f"The {box} that a string writes.", f'{begin}$n.parse{name}("42")', "42"),
        Term(f"static {kind} valueOf(String s)", f"The {box} that a string writes.", f'{begin}$n.valueOf("42")', "42"),
        Term(f"static String toString({kind} n)", "The number as a string.", f"{begin}$n.toString($n)", "9" if kind != "long" else value),
        Term(
            f"static int hashCode({kind} n)",
            "The number's hash code.",
            f"{begin}$n.hashCode($n)",
            "9" if kind != "long" else "1410065405",
        ),
    )


def _computing(kind: str, value: str) -> tuple[Term, ...]:
    """What Integer and Long have besides."""
    begin, two = f"#set($n = {value})\n", f"({kind} a, {kind} b)"
    return (
        Term(f"static {kind} max{two}", "The larger one.", f"{begin}$n.max(3, 7)", "7"),
        Term(f"static {kind} min{two}", "The smaller one.", f"{begin}$n.min(3, 7)", "3"),
        Term(f"static {kind} sum{two}", "Both together.", f"{begin}$n.sum(3, 7)", "10"),
        Term(f"static String toHexString({kind} n)", "The number in base 16.", f"{begin}$n.toHexString(255)", "ff"),
        Term(f"static String toBinaryString({kind} n)", "The number in base 2.", f"{begin}$n.toBinaryString(5)", "101"),
    )


def _real(kind: str, value: str) -> tuple[Term, ...]:
    """What Double and Float have."""
    name, begin, two = kind.capitalize(), f"#set($n = {value})\n", f"({kind} a, {kind} b)"
    return (
        Term(f"static {kind} parse{name}(String s)", f"The {name} that a string writes.", f'{begin}$n.parse{name}("9.5")', "9.5"),
        Term(f"static {kind} valueOf(String s)", f"The {name} that a string writes.", f'{begin}$n.valueOf("9.5")', "9.5"),
        Term("boolean isNaN()", "Whether it is not a number.", f"{begin}$n.isNaN()", "false"),
        Term("boolean isInfinite()", "Whether it is infinite.", f"{begin}$n.isInfinite()", "false"),
        Term(f"static boolean isNaN({kind} n)", "Whether a number is none.", f"{begin}$n.isNaN(7)", "false"),
        Term(f"static boolean isInfinite({kind} n)", "Whether a number is infinite.", f"{begin}$n.isInfinite(7)", "false"),
        Term(f"static String toString({kind} n)", f"The {name} as a string.", f"{begin}$n.toString(7)", "7.0"),
        Term(f"static {kind} max{two}", "The larger one.", f"{begin}$n.max(3, 7)", "7.0"),
        Term(f"static {kind} min{two}", "The smaller one.", f"{begin}$n.min(3, 7)", "3.0"),
        Term(f"static {kind} sum{two}", "Both together.", f"{begin}$n.sum(3, 7)", "10.0"),
        Term(f"static String toHexString({kind} n)", "The number's bits in base 16.", f"{begin}$n.toHexString($n)", "0x1.0p-1"),
        Term(f"static int hashCode({kind} n)", "The number's hash code.", f"{begin}$n.hashCode(0)", "0"),
    )


INTEGER = (*_whole("int", "Int", "9"), *_computing("int", "9"))
LONG = (*_whole("long", "Long", "9999999999"), *_computing("long", "9999999999"))
SHORT = _whole("short", "Short", "9)#set($n = $n.shortValue()")
BYTE = _whole("byte", "Byte", "9)#set($n = $n.byteValue()")
DOUBLE = _real("double", "0.5")
FLOAT = _real("float", "0.5)#set($n = $n.floatValue()")
BIG_INTEGER = (
    Term(
        "String toString(int radix)",
        "The number in a base from 2 to 36.",
        "#set($n = 18446744073709551615)\n$n.toString(16)",
        "ffffffffffffffff",
    ),
    Term("static BigInteger valueOf(long n)", "The number as a BigInteger.", "#set($n = 18446744073709551615)\n$n.valueOf(5)", "5"),
)
BIG_DECIMAL = (
    Term(
        "static BigDecimal valueOf(double n)",
        "The number as a BigDecimal.",
        "#set($n = $util.parseJson('0.12345678901234567890'))\n$n.valueOf(1.5)",
        "1.5",
    ),
)
BOOLEAN = (
    Term("boolean booleanValue()", "The Boolean itself.", "#set($b = true)\n$b.booleanValue()", "true"),
    Term("static boolean parseBoolean(String s)", 'Whether a string is "true".', '#set($b = true)\n$b.parseBoolean("no")', "false"),
    Term("static String toString(boolean b)", "A Boolean as a string.", "#set($b = true)\n$b.toString(false)", "false"),
    Term("static int hashCode(boolean b)", "A Boolean's hash code.", "#set($b = true)\n$b.hashCode(true)", "1231"),
    Term("static boolean valueOf(String s)", 'Whether a string is "true".', '#set($b = true)\n$b.valueOf("TRUE")', "true"),
    Term("int compareTo(Boolean b)", "-1, 0 or 1; false stands before true.", "#set($b = true)\n$b.compareTo(false)", "1"),
)
