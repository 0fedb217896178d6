"""What is said of the directives and of what a loop knows of itself (`vtl/compile/directives.py`, `vtl/runtime/foreach_status.py`).

What API Gateway does not run is left out: `#macro`, `#include`, `#parse`, `#evaluate`.
"""

from __future__ import annotations

from playground.vtl.vocabulary.terms import DirectiveTerm, Term

DIRECTIVES = (
    DirectiveTerm(
        "#if",
        "#if(condition) … #end",
        "#if(${condition})\n\t${}\n#end",
        'Writes what is inside where the condition holds. Only false does not: ask `$x != ""` for what may be missing.',
        "#set($n = 3)#if($n > 2)many#end",
        "many",
    ),
    DirectiveTerm(
        "#elseif",
        "#elseif(condition)",
        "#elseif(${condition})",
        "Another condition, where those above did not hold.",
        "#set($n = 1)#if($n > 2)many#elseif($n == 1)one#end",
        "one",
    ),
    DirectiveTerm("#else", "#else", "#else", "Where no condition above held.", "#if(1 > 2)yes#{else}no#end", "no"),
    DirectiveTerm("#end", "#end", "#end", "Ends `#if`, `#foreach` and `#define`.", "#if(true)a#{end}b", "ab"),
    DirectiveTerm(
        "#foreach",
        "#foreach($item in $list) … #end",
        "#foreach(${$item} in ${$list})\n\t${}#if($foreach.hasNext),#end\n#end",
        "Writes what is inside once for each member of a list, or each value of a map.",
        '#foreach($item in ["a", "b"])$item#if($foreach.hasNext), #end#end',
        "a, b",
    ),
    DirectiveTerm(
        "#set",
        "#set($name = value)",
        "#set(${$name} = ${value})",
        "Sets a variable, or a member of a map or list; writes nothing.",
        '#set($name = "Ann")Hello $name',
        "Hello Ann",
    ),
    DirectiveTerm(
        "#define",
        "#define($name) … #end",
        "#define(${$name})\n\t${}\n#end",
        "Keeps a piece, to be written wherever it is named, with the variables as they are then.",
        "#define($line)[$x]#end#set($x = 1)\n$line#set($x = 2)\n$line",
        "[1][2]",
    ),
    DirectiveTerm("#break", "#break", "#break", "Ends the loop.", "#foreach($i in [1..9])$i#if($i == 3)#break#end#end", "123"),
    DirectiveTerm("#stop", "#stop", "#stop", "Ends the template.", "a#stop b", "a"),
    DirectiveTerm(
        "#literal", "#literal() … #end", "#literal()\n\t${}\n#end", "Writes what is inside as it stands.", "#literal()$name#end", "$name"
    ),
    DirectiveTerm("#[[", "#[[ … ]]#", "#[[${}]]#", "Writes what is between as it stands, whatever it is.", "#[[$name #if]]#", "$name #if"),
)

FOREACH = (
    Term("boolean hasNext", "Whether another turn follows.", "#foreach($i in [1, 2])$i#if($foreach.hasNext),#end#end", "1,2"),
    Term("int index", "The number of the turn, from 0.", '#foreach($i in ["a", "b"])$foreach.index#end', "01"),
    Term("int count", "The number of the turn, from 1.", '#foreach($i in ["a", "b"])$foreach.count#end', "12"),
    Term("boolean first", "Whether this is the first turn.", "#foreach($i in [1, 2])$foreach.first #end", "true false "),
    Term("boolean last", "Whether this is the last turn.", "#foreach($i in [1, 2])$foreach.last #end", "false true "),
    Term(
        "$foreach parent",
        "The loop around this one.",
        '#foreach($i in ["a", "b"])#foreach($j in [1])$foreach.parent.count#end#end',
        "12",
    ),
    Term(
        "$foreach topmost",
        "The outermost loop.",
        '#foreach($i in ["a", "b"])#foreach($j in [1])$foreach.topmost.count#end#end',
        "12",
    ),
)

LOOP_VARIABLES = (
    Term("$foreach foreach", "What the loop knows of itself.", '#foreach($i in ["a", "b"])$foreach.count#end', "12"),
    Term("int velocityCount", "The old name of `$foreach.count`.", '#foreach($i in ["a", "b"])$velocityCount#end', "12"),
    Term("boolean velocityHasNext", "The old name of `$foreach.hasNext`.", "#foreach($i in [1, 2])$velocityHasNext #end", "true false "),
)
"""Variables that a template has inside a loop."""
