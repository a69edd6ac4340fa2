"""Settings of Sphinx for these pages."""

from importlib.metadata import version as installed_version

project = "quotekit"
author = "The quotekit developers"
copyright = "2026, The quotekit developers"
version = release = installed_version("quotekit")

extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
nitpicky = True

html_theme = "furo"
html_title = "quotekit"
