"""What is said of the methods of java.lang.String (`vtl/java/string_methods.py`), the most used first."""

from __future__ import annotations

from playground.vtl.vocabulary.terms import Term

_JAVA_11 = "uncertain.java"

STRING = (
    Term("int length()", "The number of UTF-16 units.", '#set($s = "Hello")\n$s.length()', "5"),
    Term("boolean isEmpty()", "Whether the string has no characters.", '#set($s = "")\n$s.isEmpty()', "true"),
    Term("boolean contains(CharSequence s)", "Whether the string has `s` in it.", '#set($s = "Hello")\n$s.contains("ell")', "true"),
    Term(
        "boolean startsWith(String prefix)", "Whether the string begins with `prefix`.", '#set($s = "Hello")\n$s.startsWith("He")', "true"
    ),
    Term(
        "boolean startsWith(String prefix, int toffset)",
        "Whether `prefix` stands at the index `toffset`.",
        '#set($s = "Hello")\n$s.startsWith("l", 2)',
        "true",
    ),
    Term(
        "boolean regionMatches(int toffset, String other, int ooffset, int len)",
        "Whether `len` characters from `toffset` on are those of `other` from `ooffset` on.",
        '#set($s = "Hello")\n$s.regionMatches(2, "ill", 1, 2)',
        "true",
    ),
    Term(
        "boolean regionMatches(boolean ignoreCase, int toffset, String other, int ooffset, int len)",
        "The same, whatever their case if `ignoreCase` is true.",
        '#set($s = "Hello")\n$s.regionMatches(true, 0, "HE", 0, 2)',
        "true",
    ),
    Term("boolean endsWith(String suffix)", "Whether the string ends with `suffix`.", '#set($s = "Hello")\n$s.endsWith("lo")', "true"),
    Term(
        "String replaceAll(String regex, String replacement)",
        "The string with each match of a regular expression replaced; `$1` in the replacement is the first group.",
        '#set($s = "2024-06-01")\n$s.replaceAll("[^0-9]", "")',
        "20240601",
    ),
    Term(
        "String replace(CharSequence target, CharSequence replacement)",
        "The string with each `target` replaced, without regular expressions.",
        '#set($s = "a.b.c")\n$s.replace(".", "/")',
        "a/b/c",
    ),
    Term(
        "String replaceFirst(String regex, String replacement)",
        "The string with the first match of a regular expression replaced.",
        '#set($s = "a1b2")\n$s.replaceFirst("[0-9]", "-")',
        "a-b2",
    ),
    Term(
        "String[] split(String regex)",
        "The pieces between the matches of a regular expression, without empty ones at the end.",
        '#set($s = "a,b,c")\n$s.split(",").get(1)',
        "b",
    ),
    Term(
        "String[] split(String regex, int limit)",
        "The same in at most `limit` pieces; a negative limit keeps empty ones at the end.",
        '#set($s = "a,b,c")\n$s.split(",", 2).get(1)',
        "b,c",
    ),
    Term(
        "boolean matches(String regex)",
        "Whether a regular expression matches the whole string.",
        '#set($s = "2024")\n$s.matches("[0-9]{4}")',
        "true",
    ),
    Term("String substring(int beginIndex)", "The rest of the string from an index on.", '#set($s = "Hello")\n$s.substring(2)', "llo"),
    Term(
        "String substring(int beginIndex, int endIndex)",
        "The part of the string from `beginIndex` up to, but without, `endIndex`.",
        '#set($s = "Hello")\n$s.substring(1, 3)',
        "el",
    ),
    Term("String trim()", "The string without whitespace at both ends.", '#set($s = "  Hello ")\n[$s.trim()]', "[Hello]"),
    Term("String toUpperCase()", "The string in capital letters.", '#set($s = "Hello")\n$s.toUpperCase()', "HELLO"),
    Term("String toLowerCase()", "The string in small letters.", '#set($s = "Hello")\n$s.toLowerCase()', "hello"),
    Term("int indexOf(String str)", "The index of the first `str`, or -1.", '#set($s = "banana")\n$s.indexOf("an")', "1"),
    Term("int indexOf(int ch)", "The index of the first character with that code, or -1.", '#set($s = "banana")\n$s.indexOf(110)', "2"),
    Term(
        "int indexOf(String str, int fromIndex)",
        "The same, looking from an index on.",
        '#set($s = "banana")\n$s.indexOf("an", 2)',
        "3",
    ),
    Term("int lastIndexOf(String str)", "The index of the last `str`, or -1.", '#set($s = "banana")\n$s.lastIndexOf("an")', "3"),
    Term(
        "int lastIndexOf(String str, int fromIndex)",
        "The same, looking backwards from an index.",
        '#set($s = "banana")\n$s.lastIndexOf("an", 2)',
        "1",
    ),
    Term("String concat(String str)", "The string with `str` after it.", '#set($s = "Hello")\n$s.concat("!")', "Hello!"),
    Term("char charAt(int index)", "The character at an index, from 0.", '#set($s = "Hello")\n$s.charAt(1)', "e"),
    Term(
        "boolean equals(Object anObject)",
        "Whether the other is a string with the same characters.",
        '#set($s = "a")\n$s.equals("a")',
        "true",
    ),
    Term(
        "boolean equalsIgnoreCase(String anotherString)",
        "The same, capital or not.",
        '#set($s = "Hello")\n$s.equalsIgnoreCase("HELLO")',
        "true",
    ),
    Term(
        "int compareTo(String anotherString)",
        "Negative, 0 or positive: the string stands before, at or after the other in the order of UTF-16 units.",
        '#set($s = "a")\n$s.compareTo("c")',
        "-2",
    ),
    Term(
        "int compareToIgnoreCase(String str)",
        "The same, capital or not.",
        '#set($s = "A")\n$s.compareToIgnoreCase("a")',
        "0",
    ),
    Term(
        "boolean contentEquals(CharSequence cs)",
        "Whether the other has the same characters.",
        '#set($s = "a")\n$s.contentEquals("b")',
        "false",
    ),
    Term(
        "static String format(String format)",
        "The format with `%%` and `%n` filled in.",
        '#set($s = "")\n$s.format("100%%")',
        "100%",
    ),
    Term(
        "static String format(String format, Object arg)",
        "The format with a value in the place of `%s`, `%d`, `%05d`, …",
        '#set($s = "")\n$s.format("%05d", 42)',
        "00042",
    ),
    Term(
        "static String format(String format, Object arg1, Object arg2)",
        "The same with two values.",
        '#set($s = "")\n$s.format("%s-%s", "a", "b")',
        "a-b",
    ),
    Term(
        "static String format(String format, Object arg1, Object arg2, Object arg3)",
        "The same with three values.",
        '#set($s = "")\n$s.format("%s-%s-%s", "a", "b", "c")',
        "a-b-c",
    ),
    Term("static String valueOf(Object obj)", "What a value prints, as a string.", '#set($s = "")\n$s.valueOf(12).length()', "2"),
    Term(
        "static String join(CharSequence delimiter, List elements)",
        "The members of a list in one string, with a delimiter between them.",
        '#set($s = "")\n$s.join(", ", ["a", "b"])',
        "a, b",
    ),
    Term("String subSequence(int beginIndex, int endIndex)", "As `substring`.", '#set($s = "Hello")\n$s.subSequence(1, 3)', "el"),
    Term("int codePointAt(int index)", "The Unicode number of the character at an index.", '#set($s = "A")\n$s.codePointAt(0)', "65"),
    Term("char[] toCharArray()", "The characters.", '#set($s = "abc")\n$s.toCharArray().size()', "3"),
    Term("byte[] getBytes()", "The bytes of the string in UTF-8.", '#set($s = "é")\n$s.getBytes().size()', "2"),
    Term("String intern()", "The string itself.", '#set($s = "Hello")\n$s.intern()', "Hello"),
    Term("String strip()", "The string without white space at both ends.", '#set($s = " a ")\n[$s.strip()]', "[a]", _JAVA_11),
    Term("String stripLeading()", "The string without white space before it.", '#set($s = " a ")\n[$s.stripLeading()]', "[a ]", _JAVA_11),
    Term("String stripTrailing()", "The string without white space behind it.", '#set($s = " a ")\n[$s.stripTrailing()]', "[ a]", _JAVA_11),
    Term("boolean isBlank()", "Whether the string has nothing but white space.", '#set($s = "  ")\n$s.isBlank()', "true", _JAVA_11),
    Term("String repeat(int count)", "The string so many times.", '#set($s = "ab")\n$s.repeat(3)', "ababab", _JAVA_11),
)
