"""Other people's code is touched in ``patches`` alone, where a reader looks for it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import kit

_KIT = Path(kit.__file__).parent
_ALLOWED = {
    # As Python's documentation says how a file is imported.
    "plugins/discovery.py: sys.modules[name]",
    # Its standard output is the way to who gave the order.
    "sphinxext/build/worker.py: sys.stdout",
}
"""What is none of other people's code."""


def _foreign(tree: ast.Module) -> set[str]:
    """Return the names that a module has from other packages than ours."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and not (node.module or "").startswith("kit"):
            found |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            names = {alias.asname or alias.name.partition(".")[0] for alias in node.names}
            found |= names - {"kit"}
    return found


def _targets(tree: ast.Module) -> Iterator[ast.expr]:
    """Yield what is assigned or deleted, but for plain names."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.Assign, ast.Delete)):
            for target in node.targets:
                yield from target.elts if isinstance(target, ast.Tuple) else [target]
        elif isinstance(node, (ast.AugAssign, ast.AnnAssign)):
            yield node.target


def _root(target: ast.expr) -> str | None:
    """Return the name at the beginning of ``name.part[key]``; none of a plain name."""
    inner = target
    while isinstance(inner, (ast.Attribute, ast.Subscript)):
        inner = inner.value
    return inner.id if isinstance(inner, ast.Name) and inner is not target else None


def _touched(text: str) -> Iterator[str]:
    tree = ast.parse(text)
    foreign = _foreign(tree)
    yield from ("gc" for name in foreign if name == "gc")
    yield from (ast.unparse(target) for target in _targets(tree) if _root(target) in foreign)


def test_nothing_of_other_people_is_changed_elsewhere() -> None:
    found = {
        f"{path.relative_to(_KIT).as_posix()}: {what}"
        for path in _KIT.rglob("*.py")
        if "patches" not in path.parts
        for what in _touched(path.read_text("utf-8"))
    }
    assert found == _ALLOWED


def test_a_change_of_a_module_or_class_of_others_is_seen() -> None:
    imports = "import gc, sys\nfrom sphinx import builders\n"
    changes = "builders.Tasks, x = 1, 2\ndel sys.modules[x]\n"
    assert [*_touched(imports + changes)] == ["gc", "builders.Tasks", "sys.modules[x]"]
