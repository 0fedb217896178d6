"""What is said of the methods of maps, lists, arrays and all others (`vtl/java/methods.py`, `vtl/java/values.py`), the most used first."""

from __future__ import annotations

from playground.vtl.vocabulary.terms import Term

_MAP = '#set($m = {"a": 1, "b": 2})\n'
_LIST = '#set($l = ["a", "b", "c"])\n'

MAP = (
    Term("Object get(Object key)", "The value under a key.", f'{_MAP}$m.get("a")', "1"),
    Term("boolean containsKey(Object key)", "Whether there is a member of that name.", f'{_MAP}$m.containsKey("c")', "false"),
    Term("Set<String> keySet()", "The names, to loop over.", f"{_MAP}#foreach($key in $m.keySet())$key #end", "a b "),
    Term(
        "Set<Entry> entrySet()",
        "Names with values, to loop over: `$entry.key`, `$entry.value`.",
        f"{_MAP}#foreach($entry in $m.entrySet())$entry.key=$entry.value #end",
        "a=1 b=2 ",
    ),
    Term("Set<Object> values()", "The values, to loop over.", f"{_MAP}#foreach($value in $m.values())$value #end", "1 2 "),
    Term("int size()", "The number of members.", f"{_MAP}$m.size()", "2"),
    Term("boolean isEmpty()", "Whether there are no members.", f"{_MAP}$m.isEmpty()", "false"),
    Term(
        "Object getOrDefault(Object key, Object defaultValue)", "The value under a key, or another.", f'{_MAP}$m.getOrDefault("c", 0)', "0"
    ),
    Term(
        "Object put(Object key, Object value)",
        "Sets a member; gives, and prints, the value before. Write it in a `#set` to print nothing.",
        f'{_MAP}#set($before = $m.put("a", 7))$m.get("a")',
        "7",
    ),
    Term("void putAll(Map m)", "Sets all members that another map has.", f'{_MAP}$m.putAll({{"c": 3}})$m.size()', "3"),
    Term(
        "Object putIfAbsent(Object key, Object value)",
        "Sets a member that is missing or null; gives the value before.",
        f'{_MAP}#set($before = $m.putIfAbsent("a", 7))$m.get("a")',
        "1",
    ),
    Term("Object remove(Object key)", "Takes a member out; gives its value.", f'{_MAP}$m.remove("a") $m.size()', "1 1"),
    Term(
        "boolean remove(Object key, Object value)",
        "Takes a member out if it has that value.",
        f'{_MAP}$m.remove("a", 2) $m.size()',
        "false 2",
    ),
    Term("boolean containsValue(Object value)", "Whether a member has that value.", f"{_MAP}$m.containsValue(2)", "true"),
    Term("void clear()", "Takes all members out.", f"{_MAP}$m.clear()$m.size()", "0"),
)

COLLECTION = (
    Term("int size()", "The number of members.", f"{_LIST}$l.size()", "3"),
    Term("boolean isEmpty()", "Whether there are no members.", f"{_LIST}$l.isEmpty()", "false"),
    Term("boolean contains(Object o)", "Whether a value is among the members.", f'{_LIST}$l.contains("b")', "true"),
    Term("boolean containsAll(List c)", "Whether all members of another list are.", f'{_LIST}$l.containsAll(["a", "z"])', "false"),
    Term("Iterator iterator()", "What walks over the members.", f"{_LIST}$l.iterator().next()", "a"),
    Term("Object[] toArray()", "The members as an array.", f"{_LIST}$l.toArray().size()", "3"),
)
ARRAY = (
    Term("Object get(int index)", "The member at an index, from 0.", '#set($s = "a,b")\n$s.split(",").get(0)', "a"),
    Term("int indexOf(Object o)", "The index of the first such member, or -1.", '#set($s = "a,b")\n$s.split(",").indexOf("b")', "1"),
    Term("int lastIndexOf(Object o)", "The index of the last such member, or -1.", '#set($s = "a,a")\n$s.split(",").lastIndexOf("a")', "1"),
    Term(
        "Object set(int index, Object element)",
        "Puts another member at an index; gives, and prints, the one before.",
        '#set($s = "a,b")#set($l = $s.split(","))$l.set(0, "z") $l.get(0)',
        "a z",
    ),
    Term(
        "List subList(int fromIndex, int toIndex)",
        "The members from `fromIndex` up to, but without, `toIndex`.",
        '#set($s = "a,b,c")\n$s.split(",").subList(1, 3)',
        "[b, c]",
    ),
)
LIST = (
    Term("Object get(int index)", "The member at an index, from 0.", f"{_LIST}$l.get(0)", "a"),
    Term(
        "boolean add(Object e)",
        "Adds a member at the end; prints true. Write it in a `#set` to print nothing.",
        f'{_LIST}#set($done = $l.add("d"))$l.size()',
        "4",
    ),
    Term("int indexOf(Object o)", "The index of the first such member, or -1.", f'{_LIST}$l.indexOf("c")', "2"),
    Term("int lastIndexOf(Object o)", "The index of the last such member, or -1.", "#set($l = [1, 2, 1])\n$l.lastIndexOf(1)", "2"),
    Term(
        "List subList(int fromIndex, int toIndex)",
        "The members from `fromIndex` up to, but without, `toIndex`.",
        f"{_LIST}$l.subList(1, 3)",
        "[b, c]",
    ),
    Term(
        "Object set(int index, Object element)",
        "Puts another member at an index; gives, and prints, the one before.",
        f'{_LIST}$l.set(0, "z") $l.get(0)',
        "a z",
    ),
    Term("void add(int index, Object element)", "Puts a member in before an index.", f'{_LIST}$l.add(0, "z")$l.get(0)', "z"),
    Term("boolean addAll(List c)", "Adds all members of another list.", f'{_LIST}#set($done = $l.addAll(["d", "e"]))$l.size()', "5"),
    Term(
        "boolean addAll(int index, List c)",
        "Puts all members of another list in before an index.",
        f'{_LIST}#set($done = $l.addAll(0, ["y", "z"]))$l.get(1)',
        "z",
    ),
    Term("Object remove(int index)", "Takes the member at an index out; gives it.", f"{_LIST}$l.remove(0) $l.size()", "a 2"),
    Term("boolean remove(Object o)", "Takes the first such member out.", f'{_LIST}$l.remove("b") $l.size()', "true 2"),
    Term("boolean removeAll(List c)", "Takes out what another list has.", f'{_LIST}#set($done = $l.removeAll(["a", "b"]))$l', "[c]"),
    Term("boolean retainAll(List c)", "Takes out what another list has not.", f'{_LIST}#set($done = $l.retainAll(["a", "b"]))$l', "[a, b]"),
    Term("void clear()", "Takes all members out.", f"{_LIST}$l.clear()$l.size()", "0"),
    Term("List clone()", "A copy of the list.", f"{_LIST}$l.clone()", "[a, b, c]"),
    Term("void trimToSize()", "Changes nothing that a template sees.", f"{_LIST}#set($done = $l.trimToSize())$l.size()", "3"),
)
JSON_ARRAY = (Term("String toJSONString()", "The list as JSON.", """$util.parseJson('["a", 1]').toJSONString()""", '["a",1]'),)
VIEW = (
    Term(
        "boolean remove(Object o)",
        "Takes a member out, of the map as well where it is a key.",
        f'{_MAP}$m.keySet().remove("a") $m.size()',
        "true 1",
    ),
    Term("void clear()", "Takes all members out, of the map as well.", f"{_MAP}$m.keySet().clear()$m.size()", "0"),
)
ENTRY = (
    Term("String key", "The name.", f"{_MAP}#foreach($entry in $m.entrySet())$entry.key #end", "a b "),
    Term("Object value", "The value.", f"{_MAP}#foreach($entry in $m.entrySet())$entry.value #end", "1 2 "),
    Term(
        "Object setValue(Object value)",
        "Puts another value under the name; gives, and prints, the one before.",
        f"{_MAP}#foreach($entry in $m.entrySet())$entry.setValue(0)#end $m",
        "12 {a=0, b=0}",
    ),
)
ITERATOR = (
    Term("boolean hasNext()", "Whether there is a further member.", f"{_LIST}$l.iterator().hasNext()", "true"),
    Term("Object next()", "The next member.", f"{_LIST}#set($it = $l.iterator())$it.next()$it.next()", "ab"),
)
CLASS = (
    Term("String name", "The name with its package.", '#set($s = "")\n$s.class.name', "java.lang.String"),
    Term("String simpleName", "The name without its package.", '#set($s = "")\n$s.class.simpleName', "String"),
)
OBJECT = (
    Term("String toString()", "What the value prints, as a string.", "#set($n = 12)\n$n.toString().length()", "2"),
    Term("boolean equals(Object obj)", "Whether the other is of the same class, and the same.", "#set($n = 1)\n$n.equals(1.0)", "false"),
    Term("Class class", "The value's class.", "#set($n = 1)\n$n.class.name", "java.lang.Integer"),
    Term("int hashCode()", "Java's hash code.", '#set($s = "a")\n$s.hashCode()', "97"),
)
