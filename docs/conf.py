"""Settings of Sphinx for these pages."""

from __future__ import annotations

import argparse
from importlib.metadata import version as installed_version
from typing import ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from quotekit.doors.command import _parser as command_parser

project = "quotekit"
author = "The quotekit developers"
copyright = "2026, The quotekit developers"
version = release = installed_version("quotekit")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
nitpicky = True
# Marks are this library's subject: examples show them as they are, and only dashes are set.
smartquotes_action = "D"
# Links into other projects would need the network when the pages are built; our own names must all lead somewhere.
nitpick_ignore_regex = [(r"py:.*", r"(?!quotekit\.).*")]

autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 88

html_theme = "furo"
html_title = "quotekit"
html_static_path = ["static"]
html_css_files = ["pages.css"]


class CommandHelp(SphinxDirective):
    """Put in what the command, or a subcommand, prints for ``--help`` when the pages are built."""

    optional_arguments: ClassVar[int] = 1
    final_argument_whitespace: ClassVar[bool] = True

    def run(self) -> list[nodes.Node]:
        """Return the help as a block of text."""
        parser = command_parser()
        for name in " ".join(self.arguments).split():
            (commands,) = (a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
            parser = commands.choices[name]
        parser.formatter_class = lambda prog: argparse.HelpFormatter(prog, width=88)
        block = nodes.literal_block(parser.format_help(), parser.format_help())
        block["language"] = "text"
        return [block]


def setup(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("command-help", CommandHelp)
