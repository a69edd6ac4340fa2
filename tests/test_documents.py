"""The README and the pages say what the library does: their commands, links and recipes are run or looked up."""

from __future__ import annotations

import ast
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]

CONSOLE = re.compile(r"^```console\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ quotekit (?P<arguments>.*)\n(?P<output>(?:(?!\$ ).*\n)*)", re.MULTILINE)
LINK = re.compile(r"\]\((?P<target>[^)#:]+)(?:#[^)]*)?\)")
RECIPE = re.compile(r"nox -s (?P<names>[a-z]+(?: [a-z]+)*)")


def console_commands() -> list[object]:
    """Every ``$ quotekit …`` line of the pages with the output printed below it."""
    return [
        pytest.param(command["arguments"], command["output"], id=f"{page.name}: quotekit {command['arguments']}")
        for page in PAGES
        for block in CONSOLE.finditer(page.read_text(encoding="utf8"))
        for command in COMMAND.finditer(block["body"])
    ]


def agrees(shown: str, printed: str) -> bool:
    """A line of ``...`` alone stands for any lines; everything else is compared to the letter."""
    pieces = [re.escape(piece) for piece in re.split(r"^\.\.\.\n", shown, flags=re.MULTILINE)]
    return re.fullmatch(r"(?s:.*)".join(pieces), printed) is not None


@pytest.mark.parametrize(("arguments", "output"), console_commands())
def test_a_shown_command_prints_what_is_shown(arguments: str, output: str) -> None:
    """A console block of the pages is what the command prints today."""
    parts = [piece for word in shlex.split(arguments) for piece in expanded(word)]
    command = [sys.executable, "-m", "quotekit", *parts]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf8", check=False)
    assert agrees(output, done.stdout), done.stdout + done.stderr


def expanded(word: str) -> list[str]:
    """What a shell makes of a word with a star."""
    return sorted(str(path.relative_to(ROOT)) for path in ROOT.glob(word)) if "*" in word else [word]


def test_the_comparison_of_outputs_can_fail() -> None:
    """Elided lines may be anything, others may not."""
    assert agrees("a\n...\nd\n", "a\nb\nc\nd\n")
    assert not agrees("a\n...\nd\n", "a\nb\nc\n")
    assert not agrees("a\n", "a\nb\n")


@pytest.mark.parametrize("name", ["run-command", "test-command"])
def test_the_readme_holds_both_commands(name: str) -> None:
    """CI reads the two commands from the README: one line each, below a comment."""
    text = (ROOT / "README.md").read_text(encoding="utf8")
    _, mark, below = text.partition(f"<!-- {name} -->\n```sh\n")
    assert mark
    assert below.startswith("python3 ")
    assert below.splitlines()[1] == "```"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files(page: Path) -> None:
    """A link to a file of the repository names one that is there."""
    for match in LINK.finditer(page.read_text(encoding="utf8")):
        assert (page.parent / match["target"]).exists(), match["target"]


def test_every_page_is_in_the_index() -> None:
    """A page that the index does not list is a page nobody finds."""
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf8").splitlines()
    assert [page.stem for page in PAGES if page.parent.name == "docs" and page.stem not in {"index", *index}] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_recipes_exist(page: Path) -> None:
    """``nox -s NAME`` in a page names a session of noxfile.py."""
    tree = ast.parse((ROOT / "noxfile.py").read_text(encoding="utf8"))
    sessions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    named = {name for m in RECIPE.finditer(page.read_text(encoding="utf8")) for name in m["names"].split()}
    assert named <= sessions
