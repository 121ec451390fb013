"""The rooms of the house: who may import whom, who may query, and who may write.

The rules read source files, never the running program, so that an import hidden in a function
counts like any other. Each rule is shown to catch a small made-up violation.
"""

import ast
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("indicators", "reports", "deqing_dashboard")
INDICATORS = {
    0: "periods progress ranking numbers choices typed plausibility change search "
    "milestones investment",
    1: "models",
    2: "ledger standings permissions checks notices accounts screen_keys",
    3: "wording lines master_data charts tables forms filters templatetags workbook catalogue "
    "notice_words chasing trail_words comparing towns projects",
    4: "views admin api management urls apps migrations",
}
REPORTS = {
    5: "office",
    5.5: "models",
    6: "narrative summary workbook proofreading exporters",
    7: "admin forms views management urls apps migrations",
}
ROOMS = {
    **{f"indicators.{name}": no for no, names in INDICATORS.items() for name in names.split()},
    **{f"reports.{name}": no for no, names in REPORTS.items() for name in names.split()},
    "indicators": 0,
    "reports": 5,
    "deqing_dashboard": 8,
}
HIGHEST_FOR_REPORTS, LOWEST_OF_REPORTS = 3, 5
PURE_NAMES = (
    "progress",
    "ranking",
    "periods",
    "numbers",
    "typed",
    "plausibility",
    "change",
    "search.matching",
    "milestones",
    "investment",
)
PURE = tuple(f"indicators.{name}" for name in PURE_NAMES)
QUERYLESS = tuple(f"indicators.{name}" for name in ("charts", "tables", "templatetags"))
QUERY_DOORS = {"objects", "_default_manager", "_base_manager", "connection", "connections"}
LEDGER_NOUNS = {"ControlTotal", "Entry", "Evidence", "Figure", "Reopening", "ReportingMonth"}
LEDGER_FIELDS = {"entry", "entries", "corrects", "corrections", "figure", "figures"}
VERBS = ("create", "bulk_create", "get_or_create", "update_or_create", "update", "bulk_update")
WRITES = {f"{prefix}{verb}" for verb in (*VERBS, "save", "delete") for prefix in ("", "a")}
DYNAMIC_IMPORTS = {"import_module", "__import__", "import_string"}


@dataclass(frozen=True)
class Module:
    """A source file by its dotted name."""

    name: str
    is_package: bool
    source: ast.Module


@dataclass(frozen=True)
class Import:
    """One imported module and where that is written."""

    target: str
    line: int
    at_top: bool


Tree = dict[str, Module]


def read(root: Path) -> Tree:
    """The modules below the project's packages."""
    found: Tree = {}
    for path in sorted(path for package in PACKAGES for path in (root / package).rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        is_package = parts[-1] == "__init__"
        name = ".".join(parts[:-1] if is_package else parts)
        found[name] = Module(name, is_package, ast.parse(path.read_text(encoding="utf-8")))
    return found


def within(name: str, *places: str) -> bool:
    """Whether a module is one of the places or lies below one."""
    return any(f"{name}.".startswith(f"{place}.") for place in places)


def room(name: str) -> float | None:
    """The room of a module; None when it has none."""
    depth = 1 if within(name, "deqing_dashboard") else 2
    return ROOMS.get(".".join(name.split(".")[:depth]))


def chain(node: ast.expr) -> list[str]:
    """The names along `a.b(…).c[…].d`; empty where something else stands at the root."""
    match node:
        case ast.Name(id=name):
            return [name]
        case ast.Attribute(value=value, attr=attr):
            return [*chain(value), attr]
        case ast.Call(func=inner) | ast.Subscript(value=inner) | ast.Await(value=inner):
            return chain(inner)
    return []


def imports(module: Module, tree: Tree) -> Iterator[Import]:
    """Every import of a file, wherever it stands, by the module it reaches."""
    for node in ast.walk(module.source):
        match node:
            case ast.Import(names=names):
                for alias in names:
                    yield Import(alias.name, node.lineno, node in module.source.body)
            case ast.ImportFrom(module=base, names=names, level=level):
                above = module.name.split(".") if level else []
                above = above[: len(above) - level + module.is_package]
                start = ".".join([*above, base] if base else above)
                for alias in names:
                    below = f"{start}.{alias.name}"
                    target = below if below in tree else start
                    yield Import(target, node.lineno, node in module.source.body)
            case ast.Call(func=func, args=[ast.Constant(value=str(target)), *_]):
                if DYNAMIC_IMPORTS.intersection(chain(func)[-1:]):
                    yield Import(target, node.lineno, at_top=False)


def every_module_has_a_room(tree: Tree) -> Iterator[str]:
    """A new module is given its place before it is used."""
    yield from (f"{name} is in no room" for name in tree if room(name) is None)


def imports_go_downward(tree: Tree) -> Iterator[str]:
    """A room imports itself and those below; reports see the ledger up to its charts and forms."""
    for module in tree.values():
        for found in imports(module, tree):
            here, there = room(module.name), room(found.target)
            if here is None or there is None:
                continue
            upward = there > here
            if upward or (here >= LOWEST_OF_REPORTS > there > HIGHEST_FOR_REPORTS and here < 8):
                yield f"{module.name}:{found.line} (room {here}) imports {found.target} ({there})"


def project_imports_stand_at_the_top(tree: Tree) -> Iterator[str]:
    """None in a function, under a condition, or by name at run time."""
    for module in tree.values():
        for found in imports(module, tree):
            if within(found.target, *PACKAGES) and not found.at_top:
                yield f"{module.name}:{found.line} imports {found.target} out of sight"


def arithmetic_needs_python_alone(tree: Tree) -> Iterator[str]:
    """Progress, ranking, periods and numbers import Python's own library and each other."""
    for module in (tree[name] for name in PURE if name in tree):
        for found in imports(module, tree):
            own = found.target.partition(".")[0] in sys.stdlib_module_names
            if not own and found.target not in PURE:
                yield f"{module.name}:{found.line} imports {found.target}"


def office_knows_nothing_of_the_project(tree: Tree) -> Iterator[str]:
    """The plumbing of Word and Excel could be used anywhere."""
    for module in tree.values():
        for found in imports(module, tree) if within(module.name, "reports.office") else ():
            if within(found.target, *PACKAGES) and not within(found.target, "reports.office"):
                yield f"{module.name}:{found.line} imports {found.target}"


def the_ledger_knows_nothing_of_reports(tree: Tree) -> Iterator[str]:
    """Reports are written from the ledger, never the other way round."""
    for module in tree.values():
        for found in imports(module, tree) if within(module.name, "indicators") else ():
            if within(found.target, "reports"):
                yield f"{module.name}:{found.line} imports {found.target}"


def what_draws_does_not_query(tree: Tree) -> Iterator[str]:
    """Charts, tables and template tags are handed what they show."""
    for module in tree.values():
        for node in ast.walk(module.source) if within(module.name, *QUERYLESS) else ():
            match node:
                case ast.Attribute(attr=name, lineno=line) if name in QUERY_DOORS:
                    yield f"{module.name}:{line} reads {name}"
                case ast.ImportFrom(names=names, lineno=line):
                    doors = QUERY_DOORS.intersection(alias.name for alias in names)
                    yield from (f"{module.name}:{line} imports {door}" for door in doors)


def only_the_ledger_writes(tree: Tree) -> Iterator[str]:
    """Entries, figures and reporting months change in one place."""
    for module in tree.values():
        if within(module.name, "indicators.ledger", "indicators.migrations"):
            continue
        nouns = LEDGER_NOUNS | {
            alias.asname
            for node in ast.walk(module.source)
            for alias in (node.names if isinstance(node, ast.ImportFrom) else ())
            if alias.asname and alias.name in LEDGER_NOUNS
        }
        for scope in scopes(module.source):
            held = holders(scope, nouns)
            for node in scope:
                match node:
                    case ast.Call(func=ast.Attribute(value=value, attr=verb), args=args):
                        path = chain(value)
                        # `update` with something in brackets is a dict's; a query set takes names.
                        writes = verb in WRITES and not (verb == "update" and args)
                        if writes and (held & {*path} or LEDGER_FIELDS & {*path[1:]}):
                            yield f"{module.name}:{node.lineno} {'.'.join([*path, verb])}"


def scopes(source: ast.Module) -> Iterator[list[ast.AST]]:
    """The nodes of each function, with what it holds inside; last those outside all functions."""
    inside: set[ast.AST] = set()
    for node in ast.walk(source):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            nodes = list(ast.walk(node))
            inside.update(nodes)
            yield nodes
    yield [node for node in ast.walk(source) if node not in inside]


def holders(scope: list[ast.AST], nouns: set[str]) -> set[str]:
    """The nouns, and the variables that hold one or a selection of them."""
    held, before = set(nouns), 0
    while len(held) > before:
        before = len(held)
        for node in scope:
            match node:
                case (
                    ast.Assign(targets=[target], value=value)
                    | ast.NamedExpr(target=target, value=value)
                    | ast.For(target=target, iter=value)
                    | ast.comprehension(target=target, iter=value)
                ) if held.intersection(chain(value)):
                    held.update(part.id for part in ast.walk(target) if isinstance(part, ast.Name))
                case (
                    ast.arg(arg=name, annotation=ast.expr() as written)
                    | ast.AnnAssign(target=ast.Name(id=name), annotation=written)
                ) if any(noun in ast.unparse(written) for noun in nouns):
                    held.add(name)
    return held


Rule = Callable[[Tree], Iterator[str]]
RULES: tuple[Rule, ...] = (
    every_module_has_a_room,
    imports_go_downward,
    project_imports_stand_at_the_top,
    arithmetic_needs_python_alone,
    office_knows_nothing_of_the_project,
    the_ledger_knows_nothing_of_reports,
    what_draws_does_not_query,
    only_the_ledger_writes,
)
VIOLATIONS: tuple[tuple[Rule, str, str], ...] = (
    (every_module_has_a_room, "indicators/misc.py", ""),
    (every_module_has_a_room, "reports/utils/words.py", ""),
    (imports_go_downward, "indicators/progress.py", "from indicators.models import Figure"),
    (imports_go_downward, "indicators/models/entry.py", "import indicators.ledger"),
    (imports_go_downward, "indicators/tables.py", "from indicators import views"),
    (imports_go_downward, "indicators/tables.py", "from . import views"),
    (imports_go_downward, "indicators/forms.py", "def f():\n    from indicators import views"),
    (imports_go_downward, "indicators/ledger.py", "from deqing_dashboard import settings"),
    (imports_go_downward, "reports/models/issued.py", "import reports.narrative"),
    (imports_go_downward, "reports/views.py", "from indicators.views import overview"),
    (project_imports_stand_at_the_top, "indicators/ledger.py", "def f():\n    import reports"),
    (
        project_imports_stand_at_the_top,
        "indicators/charts.py",
        "if TYPE_CHECKING:\n    from indicators.models import Figure",
    ),
    (
        project_imports_stand_at_the_top,
        "indicators/ledger.py",
        "importlib.import_module('indicators.standings')",
    ),
    (arithmetic_needs_python_alone, "indicators/progress.py", "from django.db import models"),
    (arithmetic_needs_python_alone, "indicators/numbers.py", "import numpy"),
    (arithmetic_needs_python_alone, "indicators/ranking.py", "from indicators import choices"),
    (office_knows_nothing_of_the_project, "reports/office/docx.py", "import indicators.numbers"),
    (office_knows_nothing_of_the_project, "reports/office/docx.py", "from reports import models"),
    (the_ledger_knows_nothing_of_reports, "indicators/views/home.py", "from reports import views"),
    (what_draws_does_not_query, "indicators/charts.py", "Figure.objects.all()"),
    (what_draws_does_not_query, "indicators/tables/rows.py", "Figure._default_manager"),
    (what_draws_does_not_query, "indicators/charts.py", "from django.db import connection"),
    (only_the_ledger_writes, "indicators/views/entry.py", "Entry.objects.create(value=1)"),
    (only_the_ledger_writes, "indicators/api/v1.py", "models.Figure(value=1).save()"),
    (only_the_ledger_writes, "indicators/admin/x.py", "Figure.objects.filter(a=1).update(b=2)"),
    (
        only_the_ledger_writes,
        "indicators/api/v1.py",
        "async def f():\n    await Entry(a=1).asave()",
    ),
    (only_the_ledger_writes, "indicators/views/x.py", "indicator.entries.bulk_create(rows)"),
    (only_the_ledger_writes, "indicators/views/x.py", "for e in Entry.objects.all():\n  e.save()"),
    (only_the_ledger_writes, "indicators/views/x.py", "def f(m: ReportingMonth):\n    m.save()"),
    (only_the_ledger_writes, "indicators/views/x.py", "a = Entry.objects\nb = a.get()\nb.delete()"),
    (
        only_the_ledger_writes,
        "reports/summary.py",
        "from indicators.models import Entry as E\nE.objects.get_or_create(a=1)",
    ),
)
HARMLESS = {
    "indicators/__init__.py": "",
    "indicators/progress.py": "import re\nfrom indicators.periods import Month",
    "indicators/periods.py": "",
    "indicators/models/__init__.py": "from indicators.models.entry import Entry",
    "indicators/models/entry.py": "from indicators import periods",
    "indicators/ledger/__init__.py": "from .approve import approve",
    "indicators/ledger/approve.py": (
        "from indicators.models import Entry\n"
        "def approve(entry: Entry) -> None:\n    entry.save()\n    Entry.objects.create()"
    ),
    "indicators/charts.py": "from indicators.models import Figure",
    "indicators/views/home.py": (
        "from indicators.models import Entry, Project\n"
        "def rows(found, project: Project):\n"
        "    project.save()\n"
        "    found.figures.update({1: 2})\n"
        "    return Entry.objects.filter(state='draft').count()"
    ),
    "reports/office/docx.py": "from reports.office import styles",
    "reports/office/styles.py": "",
    "reports/models/issued.py": "from indicators.models import Entry",
    "reports/narrative.py": "from reports.models import issued\nfrom indicators import charts",
    "deqing_dashboard/urls.py": "from indicators.views import home",
}


def write(root: Path, files: dict[str, str]) -> Tree:
    """A made-up project."""
    for name, source in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    return read(root)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_project_keeps_the_rule(rule: Rule) -> None:
    tree = read(ROOT)
    assert tree
    found = list(rule(tree))
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("rule", "path", "source"),
    VIOLATIONS,
    ids=[f"{rule.__name__}: {source or path}" for rule, path, source in VIOLATIONS],
)
def test_a_violation_is_caught(rule: Rule, path: str, source: str, tmp_path: Path) -> None:
    tree = write(tmp_path, {"indicators/views/__init__.py": "", path: source})
    found = list(rule(tree))
    assert len(found) == 1
    assert found[0].startswith(path.removesuffix(".py").replace("/", "."))


def test_every_rule_is_shown_to_catch_something() -> None:
    assert {rule for rule, _, _ in VIOLATIONS} == set(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_good_neighbours_are_left_alone(rule: Rule, tmp_path: Path) -> None:
    assert list(rule(write(tmp_path, HARMLESS))) == []
