"""The README and the pages say what the library does: their commands, links and recipes are run or looked up.

``python tests/test_documents.py`` writes into the pages what their commands print today; read the difference before
you keep it.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]

CONSOLE = re.compile(r"^```console\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (?P<line>quotekit .*)\n(?P<output>(?:(?!\$ ).*\n)*)", re.MULTILINE)
LINK = re.compile(r"\]\((?P<target>[^)#:]+)(?:#[^)]*)?\)")
RECIPE = re.compile(r"nox -s (?P<names>[a-z]+(?: [a-z]+)*)")


def console_commands() -> list[object]:
    """Every ``$ quotekit …`` line of the pages with the output printed below it."""
    return [
        pytest.param(command["line"], command["output"], id=f"{page.name}: {command['line']}")
        for page in PAGES
        for block in CONSOLE.finditer(page.read_text(encoding="utf8"))
        for command in COMMAND.finditer(block["body"])
    ]


def printed(line: str) -> str:
    """What a shell prints for the line, on a terminal of 100 cells."""
    command = f'quotekit() {{ "{sys.executable}" -m quotekit "$@"; }}; {line} 2>&1'
    environment = {**os.environ, "COLUMNS": "100", "PYTHONUTF8": "1"}
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, check=False, env=environment)
    return done.stdout.decode()


@pytest.mark.skipif(shutil.which("bash") is None, reason="the pages' commands are written for a POSIX shell")
@pytest.mark.parametrize(("line", "output"), console_commands())
def test_a_shown_command_prints_what_is_shown(line: str, output: str) -> None:
    """A console block of the pages is what the command prints today."""
    assert output == printed(line)


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


def rerun(command: re.Match[str]) -> str:
    """The command's line and what it prints today."""
    return f"$ {command['line']}\n{printed(command['line'])}"


def write_outputs() -> None:
    """Put into every console block what its commands print today."""
    for page in PAGES:
        text = page.read_text(encoding="utf8")
        new = CONSOLE.sub(lambda block: COMMAND.sub(rerun, block[0]), text)
        if new != text:
            page.write_text(new, encoding="utf8")
            print(page.relative_to(ROOT))


if __name__ == "__main__":
    write_outputs()
