"""The pages hold everything that they promise to list: subcommands, extras, public names, each with arguments told."""

import argparse
import inspect
import re
import tomllib
from pathlib import Path

import pytest

import quotekit
from quotekit import formats
from quotekit.doors.command import _parser

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PUBLIC = [(home, name) for home in (quotekit, formats) for name in home.__all__]
FUNCTIONS = [(home, name) for home, name in PUBLIC if inspect.isfunction(getattr(home, name))]


def shown(public):
    """Return a name with its module, as a test is told by."""
    home, name = public
    return f"{home.__name__}.{name}"


def subcommands(parser):
    """Yield the words of every subcommand, those below one included."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                yield name
                yield from (f"{name} {further}" for further in subcommands(below))


@pytest.mark.parametrize("name", list(subcommands(_parser())))
def test_every_subcommand_is_shown(name):
    """The page of the command line holds the help of each subcommand."""
    assert f":::{{command-help}} {name}\n" in (DOCS / "command.md").read_text("utf8")


def test_every_extra_is_told():
    """The install page has a row for each extra, and none for one that is not there."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))["project"]["optional-dependencies"]
    rows = re.findall(r"^\| `(\w+)` \|", (DOCS / "install.md").read_text("utf8"), re.MULTILINE)
    assert sorted(rows) == sorted(extras)


@pytest.mark.parametrize("public", PUBLIC, ids=shown)
def test_every_public_name_is_in_the_reference(public):
    """The reference has an entry for each public name."""
    assert re.search(rf":: {re.escape(shown(public))}$", (DOCS / "reference.md").read_text("utf8"), re.MULTILINE)


@pytest.mark.parametrize("public", FUNCTIONS, ids=shown)
def test_docstrings_tell_arguments_and_show_an_example(public):
    """A public function's docstring has an example, and tells each of its arguments where it has more than one."""
    home, name = public
    function = getattr(home, name)
    assert ">>> " in function.__doc__
    arguments = list(inspect.signature(function).parameters)
    untold = [each for each in arguments if not re.search(rf"^ +{each}: \S", function.__doc__, re.MULTILINE)]
    assert len(arguments) == 1 or untold == []
