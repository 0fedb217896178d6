"""Ways from the text of a template to Python, and out of the process where that were to fail."""

from __future__ import annotations

from tests.guards.guard import Guard

NO_PYTHON = "tests/gateway/test_no_python.py"
SANDBOX, CHILD = "tests/sandbox/test_pool.py", "tests/sandbox/test_child.py"
VALUES = f"{NO_PYTHON}::test_no_value_has_what_its_python_object_has"
WAYS = f"{NO_PYTHON}::test_no_way_leads_around_the_lists"

FROM_TEMPLATE_TO_PYTHON = (
    Guard(
        "attributes: a property is one that is listed",
        "playground/vtl/java/methods.py",
        "return None if getter is None else getter(value)",
        "return getattr(value, name, None) if getter is None else getter(value)",
        (VALUES,),
    ),
    Guard(
        "attributes: a method is one that is listed",
        "playground/vtl/java/methods.py",
        "return _BY_TYPE[base].get((name, count)) or _OBJECT.get((name, count))",
        "return _BY_TYPE[base].get((name, count)) or _OBJECT.get((name, count)) or getattr(kind, name, None)",
        (VALUES,),
    ),
    Guard(
        "attributes: $foreach has its own properties",
        "playground/vtl/runtime/foreach_status.py",
        "return function(self) if function else None",
        "return function(self) if function else getattr(self, name, None)",
        (VALUES,),
    ),
    Guard(
        "attributes: $input has its own properties",
        "playground/gateway/variables/input.py",
        'if name == "body" else None',
        'if name == "body" else getattr(self, name, None)',
        (VALUES,),
    ),
    Guard(
        "attributes: an entry has its own properties",
        "playground/vtl/java/objects.py",
        '"value": self.owner.get(self.key)}.get(name)',
        '"value": self.owner.get(self.key)}.get(name) or getattr(self, name, None)',
        (VALUES,),
    ),
    Guard(
        "attributes: a class has its own properties",
        "playground/vtl/java/objects.py",
        'return {"name": self.name, "simpleName": self.simple_name()}.get(name)',
        "return getattr(self, name, None)",
        (VALUES,),
    ),
    Guard(
        "attributes: an index is no attribute",
        "playground/vtl/java/methods.py",
        "    if type(index) is int and is_int(index) and index < 0:\n        raise JavaException(",
        "    if isinstance(index, str) and hasattr(value, index):\n        return getattr(value, index)\n"
        "    if type(index) is int and is_int(index) and index < 0:\n        raise JavaException(",
        (f"{NO_PYTHON}::test_no_index_leads_to_python",),
    ),
    Guard(
        "attributes: #set changes no object of Python's",
        "playground/vtl/java/methods.py",
        "    if isinstance(value, dict):\n        value[name] = member\n",
        "    if isinstance(value, dict):\n        value[name] = member\n"
        "    elif hasattr(value, '__dict__'):\n        vars(value)[name] = member\n",
        (f"{NO_PYTHON}::test_nothing_is_set_on_a_python_object",),
    ),
    Guard(
        "attributes: names after a dot begin with a letter",
        "playground/vtl/syntax/tokens.py",
        'false)(?!{_NAME_CHAR}))[A-Za-z]{_NAME_CHAR}*+"',
        'false)(?!{_NAME_CHAR}))[A-Za-z_]{_NAME_CHAR}*+"',
        (VALUES,),
    ),
    Guard(
        "format strings: String.format is Java's",
        "playground/vtl/java/string_format.py",
        "    pieces = _parse(pattern)\n",
        "    try:\n        return pattern.format(*arguments)\n    except Exception:\n        pieces = _parse(pattern)\n",
        (WAYS,),
    ),
    Guard(
        "format strings: conversions are Java's",
        "playground/vtl/java/string_format.py",
        "    pieces = _parse(pattern)\n",
        "    if pattern.count('%') == len(arguments):\n        return pattern % tuple(arguments)\n    pieces = _parse(pattern)\n",
        (WAYS,),
    ),
    Guard(
        "iterators: a loop goes over collections",
        "playground/vtl/compile/foreach.py",
        "collection if isinstance(collection, range) else ()",
        "collection if isinstance(collection, range) else list(collection) if hasattr(collection, '__iter__') else ()",
        (WAYS,),
    ),
    Guard(
        "iterators: a loop does not ask an object for its members",
        "playground/vtl/compile/foreach.py",
        "collection if isinstance(collection, range) else ()",
        "collection if isinstance(collection, range) else list(vars(collection).values()) if hasattr(collection, '__dict__') else ()",
        (WAYS,),
    ),
    Guard(
        "exceptions' text: a page tells nothing of a defect",
        "playground/web/errors.py",
        "return respond(problem_details(HTTPStatus.INTERNAL_SERVER_ERROR, DETAILS[500]))",
        "return respond(problem_details(HTTPStatus.INTERNAL_SERVER_ERROR, DETAILS[500] + repr(error)))",
        ("tests/web/test_errors.py::test_an_exceptions_text_stays_in_the_log",),
    ),
    Guard(
        "exceptions' text: a Result tells nothing of a crash",
        "playground/evaluator/__init__.py",
        "message=message.format_map(limits), help=advice",
        "message=message.format_map(limits) + error.detail, help=advice",
        ("tests/web/test_errors.py::test_what_a_crashed_child_said_stays_in_the_log",),
    ),
    Guard(
        "exceptions' text: values print as in Java",
        "playground/vtl/java/values.py",
        'return {None: "null", True: "true", False: "false"}[value]',
        "return str(value)",
        (f"{NO_PYTHON}::test_values_print_as_javas_do",),
    ),
    Guard(
        "exceptions' text: a host prints no address",
        "playground/vtl/java/values.py",
        '        """What it prints."""\n        return ""',
        '        """What it prints."""\n        return repr(self)',
        (f"{NO_PYTHON}::test_values_print_as_javas_do",),
    ),
    Guard(
        "exceptions' text: nor does a host in JSON",
        "playground/vtl/java/values.py",
        'that JSON has not."""\n    return nested_text(value)',
        'that JSON has not."""\n    return repr(value)',
        (f"{NO_PYTHON}::test_values_print_as_javas_do",),
    ),
    Guard(
        "regex: a replacement is Java's",
        "playground/javaregex/matching.py",
        "template = _template(replacement, pattern) if len(replacement) <= MAX_PATTERN else _replacement(replacement, compiled)",
        "template = [match.expand(replacement)]",
        (WAYS,),
    ),
    Guard(
        "regex: a pattern is Java's",
        "playground/javaregex/matching.py",
        "compiled = regex.compile(translation.pattern, regex.VERSION1)",
        "compiled = regex.compile(pattern, regex.VERSION1)",
        ("tests/javaregex/test_matching.py::test_the_answer_is_java_s",),
    ),
    Guard(
        "regex: the time is bounded",
        "playground/javaregex/matching.py",
        "timeout=None if is_quick else max(left, _LEAST_SECONDS)",
        "timeout=3",
        ("tests/javaregex/test_matching.py::test_a_slow_pattern_is_stopped",),
    ),
    Guard(
        "regex: only what is surely quick has no bound",
        "playground/javaregex/matching.py",
        "(size + 1) ** (1 + repetitions) <= _QUICK",
        "(size + 1) <= _QUICK",
        ("tests/javaregex/test_matching.py::test_a_quick_pattern_is_done_at_once",),
    ),
    Guard(
        "#include and #parse read no file",
        "playground/vtl/compile/directives.py",
        '    return _failing(directive, message, "Write what the file holds into the template.")',
        '    return text(__import__("pathlib").Path(directive.arguments[0].literal.strip("\'")).read_text())',
        (WAYS,),
    ),
    Guard(
        "JSONPath: names lead to members of maps only",
        "playground/jsonpath/compiler.py",
        "            if not isinstance(value, dict) or step not in value:\n"
        "                return MISSING\n"
        "            value = value[step]\n",
        "            value = value[step] if isinstance(value, dict) and step in value else getattr(value, step, MISSING)\n",
        (WAYS,),
    ),
    Guard(
        "JSONPath: and so they do after other steps",
        "playground/jsonpath/steps.py",
        "            raise NotFound\n        if len(self.names) != 1:",
        "            return walk.follow(at + 1, getattr(value, self.names[0], None))\n        if len(self.names) != 1:",
        (WAYS,),
    ),
    Guard(
        "the sandbox: no environment",
        "playground/sandbox/starter_client.py",
        "                env={},\n",
        "",
        (f"{CHILD}::test_the_environment_does_not_reach_a_child",),
    ),
    Guard(
        "the sandbox: no descriptor",
        "playground/sandbox/starter.py",
        "            os.closerange(1, 1024)\n",
        "",
        (f"{CHILD}::test_a_child_holds_one_descriptor_and_nothing_of_the_server",),
    ),
    Guard(
        "the sandbox: no system calls",
        "playground/sandbox/child.py",
        "    seccomp.lock()\n",
        "",
        (f"{CHILD}::test_a_child_gets_nothing_from_the_system", f"{CHILD}::test_every_thread_of_a_child_is_locked"),
    ),
    Guard(
        "the sandbox: bounded memory",
        "playground/sandbox/child.py",
        '        limits["RLIMIT_DATA"] = data - resident + memory\n',
        "        pass\n",
        (f"{SANDBOX}::test_memory_is_bounded",),
    ),
)
