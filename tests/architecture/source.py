"""Reading our own source: every module with its tree, for tests that say what import contracts cannot."""

import ast
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# The foundation and the roof are no rooms: every room stands on the one and under the other.
NO_ROOMS = {"tianping.kernel", "tianping.config"}
ROOMS = sorted(
    {".".join(path.parent.relative_to(ROOT).parts) for path in (ROOT / "tianping").rglob("apps.py")} - NO_ROOMS
)


@dataclass(frozen=True)
class Module:
    """One Python file of ours."""

    path: Path

    @property
    def name(self) -> str:
        """Its dotted name."""
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def text(self) -> str:
        """Its source."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        """Its syntax tree."""
        return ast.parse(self.text)

    @property
    def room(self) -> str | None:
        """The room in which it stands, if it stands in one."""
        return room_of(self.name)

    def functions(self) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
        """Every function in it, also nested ones."""
        return [node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]

    def imports(self) -> list[tuple[str, ast.AST]]:
        """Every first-party name that it imports, with the node that does it."""
        return first_party_imports(self.tree)


def first_party_imports(tree: ast.AST) -> list[tuple[str, ast.AST]]:
    """Every first-party name that is imported somewhere below ``tree``, with the node that does it."""
    found: list[tuple[str, ast.AST]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, node) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [(f"{node.module}.{alias.name}", node) for alias in node.names]
    return [(name, node) for name, node in found if name.split(".")[0] == "tianping"]


def room_of(name: str) -> str | None:
    """The room to which a dotted name belongs."""
    for room in ROOMS:
        if name == room or name.startswith(room + "."):
            return room
    return None


def modules(*folders: str, with_tests: bool = False) -> list[Module]:
    """Our modules below ``folders``; migrations are generated and left out."""
    paths = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return [
        Module(path) for path in paths if "migrations" not in path.parts and (with_tests or "tests" not in path.parts)
    ]
