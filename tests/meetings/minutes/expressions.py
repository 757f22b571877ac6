"""Every regular expression that `meetings.minutes` uses, and what long runs of letters do to it."""

import ast
import importlib
import pkgutil
import re
import time
from dataclasses import fields, is_dataclass
from functools import partial
from inspect import signature
from pathlib import Path

import meetings.minutes

parser, constants = re._parser, re._constants
LENGTHS = (6, 100, 500, 1_500)
QUICK_SECONDS = 0.004
"""What takes no longer for four times the length is not looked at further: a quadratic expression
takes far longer."""
AGAIN = 4
"""How often a long time is measured again."""
MOST_TIMES = 8
"""What takes four times as long as its length grows fourfold is linear, sixteen times quadratic."""
BEYOND_DOUBT = 400
"""No busy machine makes this of what is linear; measured again it would take its time again."""
ANYWHERE = {"search", "sub", "subn", "split", "findall", "finditer"}
METHODS = ANYWHERE | {"match", "fullmatch"}
COMMON = " \t　\n()（）「」0９、。○-―ーa漢あ"
"""Letters that a class which excludes some others, or a dot, is tried with."""
REPEATS = (constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT)
FEW_REPEATS = 130
"""A repetition up to so many letters costs the same for every length of the text."""


def modules():
    found = pkgutil.walk_packages(meetings.minutes.__path__, "meetings.minutes.")
    return [importlib.import_module(module.name) for module in found]


def used():
    """Each expression once: (where, expression, way), `way` one of match, fullmatch, search."""
    seen = {}
    for module in modules():
        tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
        ways = _ways_of_names(tree)
        for name, value in vars(module).items():
            for expression in _inside(value):
                for way in ways.get(name, {"search"}):
                    seen.setdefault((expression, way), f"{module.__name__}.{name}")
        for call in _literal_calls(tree):
            expression = re.compile(call.args[0].value)
            where = f"{module.__name__}, line {call.lineno}"
            seen.setdefault((expression, _way(call.func.attr)), where)
    return [(where, expression, way) for (expression, way), where in seen.items()]


def _ways_of_names(tree):
    ways = {}
    for node in ast.walk(tree):
        named = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
        if named and node.attr in METHODS:
            ways.setdefault(node.value.id, set()).add(_way(node.attr))
    return ways


def _way(method):
    return "search" if method in ANYWHERE else method


def _literal_calls(tree):
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.func.attr in METHODS
            and isinstance(node.args[0], ast.Constant)
        ):
            yield node


def _inside(value, depth=0):
    """The expressions in a module's value, however deep in tables; those that a function without
    arguments keeps are among them."""
    if isinstance(value, re.Pattern):
        yield value
        return
    if depth == 0 and hasattr(value, "cache_info") and not signature(value).parameters:
        value = value()
    if isinstance(value, dict):
        parts = list(value.values())
    elif isinstance(value, list | tuple | set | frozenset):
        parts = value
    elif is_dataclass(value) and not isinstance(value, type):
        parts = [getattr(value, field.name) for field in fields(value)]
    else:
        return
    for part in parts if depth < 4 else ():
        yield from _inside(part, depth + 1)


def slow(expression, way):
    """The first text that takes the expression beyond measure, as words; None without one."""
    letters, starts = _runs(_parsed(expression)), ["", *_starts(_parsed(expression))]
    for run in letters:
        for start in starts:
            for end in ("", "！x"):
                growth = partial(_growth, expression, way, partial(_text, start, run, end))
                # A busy machine makes one measurement long; what takes the square is so each time.
                times = growth()
                if MOST_TIMES < times < BEYOND_DOUBT:
                    times = min(growth() for _ in range(AGAIN))
                if times > MOST_TIMES:
                    return f"{start!r} + {run!r} * n + {end!r}: {times:.0f} times as long"
    return None


def _text(start, run, end, length):
    return start + (run * (length // len(run) + 1))[:length] + end


def _growth(expression, way, text_of):
    """How many times longer a run four times as long takes; 0 when even the long one is quick."""
    for few in LENGTHS:
        many = 4 * few
        long = _seconds(expression, way, text_of(many))
        if long < QUICK_SECONDS:
            continue
        short = _seconds(expression, way, text_of(few))
        if long > BEYOND_DOUBT * short:
            return long / short
        best = {
            length: min(_seconds(expression, way, text_of(length)) for _ in range(3))
            for length in (few, many)
        }
        return best[many] / best[few] if best[many] > QUICK_SECONDS else 0
    return 0


def _seconds(expression, way, text):
    text = text if isinstance(expression.pattern, str) else text.encode()
    work = {
        "match": partial(expression.match, text),
        "fullmatch": partial(expression.fullmatch, text),
        "search": partial(expression.sub, text[:0], text),
    }[way]
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _parsed(expression):
    source = expression.pattern
    return parser.parse(source if isinstance(source, str) else source.decode())


def _runs(parsed):
    """What may be repeated without end: the letters, and the words, of endless repetitions; and
    every word spelt out, since each of its places may begin a search that fails late."""
    runs = set()
    for op, argument in _walk(parsed):
        if op in REPEATS and argument[1] > FEW_REPEATS:
            inside = list(_walk(argument[2]))
            runs |= {letter for each in inside for letter in _letters(*each)}
            runs |= set(_words(argument[2]))
    return sorted(runs | set(_words(parsed))) if runs else []


def _starts(parsed):
    """What may stand before a run: what the expression spells out itself."""
    letters = {letter for each in _walk(parsed) for letter in _letters(*each)}
    return [*_words(parsed)[:3], *[letter for letter in "（「第[<" if letter in letters]]


def _walk(parsed):
    for op, argument in parsed:
        yield op, argument
        for inner in _parts(op, argument):
            yield from _walk(inner)


def _parts(op, argument):
    if op is constants.BRANCH:
        return argument[1]
    if op in REPEATS:
        return [argument[2]]
    if op is constants.SUBPATTERN:
        return [argument[3]]
    if op is constants.ATOMIC_GROUP:
        return [argument]
    if op in (constants.ASSERT, constants.ASSERT_NOT):
        return [argument[1]]
    return []


def _letters(op, argument):
    if op is constants.LITERAL:
        return {chr(argument)}
    if op in (constants.ANY, constants.NOT_LITERAL):
        return set(COMMON)
    if op is not constants.IN:
        return set()
    found = set()
    for kind, value in argument:
        if kind is constants.LITERAL:
            found.add(chr(value))
        elif kind is constants.RANGE:
            found |= {chr(end) for end in value}
        elif kind in (constants.NEGATE, constants.CATEGORY):
            found |= set(COMMON)
    return found


def _words(parsed):
    """The runs of two or more letters that the expression spells out."""
    words, word = [], ""
    for op, argument in parsed:
        if op is constants.LITERAL:
            word += chr(argument)
            continue
        words, word = [*words, word], ""
        for inner in _parts(op, argument):
            words += _words(inner)
    return list(dict.fromkeys(each for each in [*words, word] if len(each) > 1))
