"""What is said of the methods of numbers and Booleans (`vtl/java/number_methods.py`), the most used first."""

from __future__ import annotations

from playground.vtl.vocabulary.terms import Term

NUMBER = (
    Term("int intValue()", "The number as an Integer, without its decimals.", "#set($n = 9.75)\n$n.intValue()", "9"),
    Term("long longValue()", "The number as a Long, without its decimals.", "#set($n = 9.75)\n$n.longValue()", "9"),
    Term("double doubleValue()", "The number as a Double.", "#set($n = 9)\n$n.doubleValue()", "9.0"),
    Term("static int parseInt(String s)", "The Integer that a string writes.", '#set($n = 0)\n$n.parseInt("42")', "42"),
    Term("static long parseLong(String s)", "The Long that a string writes.", '#set($n = 0)\n$n.parseLong("42")', "42"),
    Term("static double parseDouble(String s)", "The Double that a string writes.", '#set($n = 0)\n$n.parseDouble("9.5")', "9.5"),
    Term("static Number valueOf(String s)", "The number of the same class that a string writes.", '#set($n = 0)\n$n.valueOf("42")', "42"),
    Term("static String toString(Number n)", "The number as a string.", "#set($n = 0)\n$n.toString(42).length()", "2"),
    Term("static Number max(Number a, Number b)", "The larger one.", "#set($n = 0)\n$n.max(3, 7)", "7"),
    Term("static Number min(Number a, Number b)", "The smaller one.", "#set($n = 0)\n$n.min(3, 7)", "3"),
    Term("static Number sum(Number a, Number b)", "Both together.", "#set($n = 0)\n$n.sum(3, 7)", "10"),
    Term("int compareTo(Number other)", "-1, 0 or 1: the number is smaller, the same or larger.", "#set($n = 3)\n$n.compareTo(7)", "-1"),
    Term("static String toHexString(int i)", "The number in base 16.", "#set($n = 0)\n$n.toHexString(255)", "ff"),
    Term("static String toBinaryString(int i)", "The number in base 2.", "#set($n = 0)\n$n.toBinaryString(5)", "101"),
    Term("short shortValue()", "The number in 16 bits.", "#set($n = 65537)\n$n.shortValue()", "1"),
    Term("byte byteValue()", "The number in 8 bits.", "#set($n = 257)\n$n.byteValue()", "1"),
    Term("float floatValue()", "The number as a Float.", "#set($n = 9)\n$n.floatValue()", "9.0"),
)
DOUBLE = (
    Term("boolean isNaN()", "Whether it is not a number.", "#set($n = 9.5)\n$n.isNaN()", "false"),
    Term("boolean isInfinite()", "Whether it is infinite.", "#set($n = 9.5)\n$n.isInfinite()", "false"),
)
BOOLEAN = (
    Term("boolean booleanValue()", "The Boolean itself.", "#set($b = true)\n$b.booleanValue()", "true"),
    Term("static boolean parseBoolean(String s)", 'Whether a string is "true".', '#set($b = true)\n$b.parseBoolean("no")', "false"),
    Term("static boolean valueOf(String s)", 'Whether a string is "true".', '#set($b = true)\n$b.valueOf("TRUE")', "true"),
    Term("int compareTo(Boolean b)", "-1, 0 or 1; false stands before true.", "#set($b = true)\n$b.compareTo(false)", "1"),
)
