"""The house stands as its README draws it: floors, arrows, verbs and docstrings."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
GENERATOR = ROOT / "generator"
README = (GENERATOR / "README.md").read_text("utf-8")


def floors() -> dict[str, tuple[int, int, int]]:
    """Room -> (floor, chain on that floor, place in the chain), as the table in generator/README.md has it."""
    rooms = {}
    for number, row in re.findall(r"^\| (\d) [^|]*\| (.+) \|$", README, re.MULTILINE):
        for chain, names in enumerate(row.split("·")):
            for place, name in enumerate(re.findall(r"`(\w+)`", names)):
                rooms[name] = (int(number), chain, place)
    return rooms


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(GENERATOR.rglob("*.py")):
        parts = path.relative_to(GENERATOR).with_suffix("").parts
        if parts != ("__init__",):
            yield parts[0], path


def imported_rooms(path: Path) -> Iterator[str]:
    """The rooms of the house that a file imports, wherever in the file."""
    package = ["generator", *path.relative_to(GENERATOR).with_suffix("").parts[:-1]]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            start = ".".join([*base, *([node.module] if node.module else [])])
            names = [f"{start}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            if name.startswith("generator.") and (room := name.split(".")[1]) in floors():
                yield room


def test_every_room_has_a_floor_and_every_floor_only_rooms_that_exist():
    """The table of floors lists just the files and folders of generator/."""
    assert {room for room, _ in modules()} == set(floors())


@pytest.mark.parametrize(
    ("room", "path"), [pytest.param(*pair, id=str(pair[1].relative_to(ROOT))) for pair in modules()]
)
def test_imports_go_down_the_stairs_only(room, path):
    """A file imports rooms of lower floors, or those to the right of its room's arrow."""
    floor, chain, place = floors()[room]
    for other in imported_rooms(path):
        other_floor, other_chain, other_place = floors()[other]
        down = other_floor < floor
        right = other_floor == floor and other_chain == chain and other_place >= place
        assert down or right, f"{path.relative_to(ROOT)} (floor {floor}) imports {other} (floor {other_floor})"


def test_an_import_up_the_stairs_is_seen(tmp_path, monkeypatch):
    """Plain, relative and nested imports all count."""
    room = tmp_path / "model.py"
    room.write_text("import generator.build as b\nfrom . import site\ndef f():\n    from generator.cli import main\n")
    monkeypatch.setattr(f"{__name__}.GENERATOR", tmp_path)
    assert set(imported_rooms(room)) == {"build", "site", "cli"}


@pytest.mark.parametrize(
    ("room", "path"), [pytest.param(*pair, id=str(pair[1].relative_to(ROOT))) for pair in modules()]
)
def test_every_file_begins_with_what_it_is(room, path):
    """The first line of a module names the room."""
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))
