"""The import rule of docs/architecture.md, kept by reading every module's imports, wherever they stand in it."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import quotekit

PACKAGE = Path(quotekit.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
# What every room speaks, beside its own files: the values, and the errors' names.
COMMON = {"quotekit.values", "quotekit.errors"}
EVERYWHERE = {"attrs", "regex", "numpy"}
# Optional or heavy libraries, each for the rooms that exist for it.
ALSO = {
    "reading": {"spacy"},
    "tagging": {"onnxruntime", "tokenizers"},
    "speakers": {"anyascii"},
    "claims": {"tokenizers"},
}
TRAINING = {"torch", "transformers", "onnx", "safetensors"}
HEAVY = {"spacy", "onnxruntime", "numpy", "tokenizers", "torch"}
CORRIDOR = ("__init__", "__main__", "extractor", "recipe", "piping", "comparing", "formats", "doors", "training")


def room_of(path):
    """Return the room that a module belongs to: its folder or file right under the package."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path):
    """Return the full names of all modules that a module imports, those by ``import_module`` of a constant included."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf8"))):
        match node:
            case ast.Import(names=names):
                found |= {alias.name for alias in names}
            case ast.ImportFrom(module=module, names=names, level=0):
                found |= {f"quotekit.{alias.name}" for alias in names} if module == "quotekit" else {module}
            case ast.ImportFrom(level=level):
                pytest.fail(f"{path.name} has an import relative by {level} dots: the rule could not see where to")
            case ast.Call(func=ast.Name(id="import_module" | "__import__"), args=[ast.Constant(value=str(name)), *_]):
                found.add(name)
            case ast.Call(func=ast.Attribute(attr="import_module"), args=[ast.Constant(value=str(name)), *_]):
                found.add(name)
    return found


def foreign(path):
    """Return the imports that are neither quotekit's nor the standard library's, by their first part."""
    tops = {name.partition(".")[0] for name in imports(path)}
    return tops - {"quotekit"} - sys.stdlib_module_names


def named(paths):
    """Return test parameters that are told by path."""
    return [pytest.param(path, id=str(path.relative_to(PACKAGE))) for path in paths]


ROOMS = [path for path in MODULES if room_of(path) not in (*CORRIDOR, "values", "errors")]


def test_rooms_are_there():
    """The walk sees the rooms: a rule over nothing would always hold."""
    assert {room_of(path) for path in ROOMS} >= {"articles", "marks", "reading", "forms", "rules", "speakers"}


@pytest.mark.parametrize("path", named(ROOMS))
def test_rooms_do_not_import_each_other(path):
    """A room imports the values and its own files, and nothing else of quotekit."""
    room = room_of(path)
    mine = {name for name in imports(path) if name.partition(".")[0] == "quotekit"}
    assert {name for name in mine - COMMON if name.split(".")[1:2] != [room]} == set()


@pytest.mark.parametrize("path", named(ROOMS))
def test_rooms_import_few_libraries(path):
    """A room imports attrs, regex and numpy, and the library it exists for."""
    assert foreign(path) <= EVERYWHERE | ALSO.get(room_of(path), set())


@pytest.mark.parametrize("name", ["values", "errors"])
def test_the_language_knows_nothing(name):
    """The values import attrs and the standard library alone, the errors not even attrs."""
    path = PACKAGE / f"{name}.py"
    # The looks outward: what a notebook shows of an extraction, and its frame, imported when it asks.
    outward = {"quotekit.doors.page.notebook", "quotekit.doors.frame"} if name == "values" else set()
    assert {each for each in imports(path) if each.startswith("quotekit")} == outward
    assert foreign(path) <= ({"attrs"} if name == "values" else set())


@pytest.mark.parametrize("path", named(path for path in MODULES if room_of(path) != "reading"))
def test_one_room_imports_spacy(path):
    """Only the reading room and the doors named for it import spaCy, also inside functions."""
    if not (room_of(path) == "doors" and path.name.startswith("spacy")):
        assert "spacy" not in foreign(path)


@pytest.mark.parametrize("path", named(path for path in MODULES if room_of(path) != "training"))
def test_training_stays_apart(path):
    """The training libraries, and the training code itself, are imported in training alone."""
    assert not foreign(path) & TRAINING
    assert not {name for name in imports(path) if name.startswith("quotekit.training")}


@pytest.mark.parametrize("path", named(ROOMS))
def test_only_doors_and_the_corridor_know_the_way(path):
    """No room imports the corridor or a door."""
    assert not {name for name in imports(path) if name.startswith(("quotekit.extractor", "quotekit.doors"))}


def test_package_imports_the_values_alone():
    """``import quotekit`` runs no module of quotekit but the values."""
    tree = ast.parse((PACKAGE / "__init__.py").read_text("utf8"))
    eager = {node.module for node in tree.body if isinstance(node, ast.ImportFrom)}
    assert {name for name in eager if name.startswith("quotekit")} == {"quotekit.values"}


@pytest.mark.parametrize(
    "code",
    [
        "import quotekit",
        "import quotekit; quotekit.Span(0, 1); dir(quotekit)",
        "import quotekit.doors.command",
        "import quotekit.doors.native, quotekit.doors.scoring, quotekit.doors.show",
    ],
)
def test_importing_is_light(code):
    """Importing the package, its command and its formats loads no heavy library."""
    tail = f"; import sys; print(*sorted({HEAVY!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code + tail], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_the_rule_sees_lazy_imports(tmp_path):
    """The walk finds imports inside functions and by name, or the rule would be easy to slip."""
    module = tmp_path / "room.py"
    module.write_text(
        "from quotekit import marks\nimport importlib\ndef f():\n    import spacy.tokens\n"
        "    importlib.import_module('torch')\n    __import__('onnx')\n"
    )
    assert imports(module) == {"quotekit.marks", "importlib", "spacy.tokens", "torch", "onnx"}
    assert foreign(module) == {"spacy", "torch", "onnx"}
