"""The recipes of CONTRIBUTING.md; CI calls them by the same names."""

from __future__ import annotations

from pathlib import Path

import nox

nox.options.sessions = ["lint", "types", "test", "docs"]
nox.options.reuse_existing_virtualenvs = True

# Pinned here and nowhere else, so that a new release never turns an old commit red.
RUFF = "ruff==0.17.6"
MYPY = ("mypy==2.4.1", "types-regex")
AXE = "axe-core@4.14.1"


@nox.session
def lint(session: nox.Session) -> None:
    """Check the style of every Python file."""
    session.install(RUFF)
    session.run("ruff", "check", *(session.posargs or ["."]))


@nox.session
def types(session: nox.Session) -> None:
    """Check the library's types, strictly."""
    session.install("-e", ".", *MYPY)
    session.run("mypy", *session.posargs)


@nox.session
def test(session: nox.Session) -> None:
    """Run the tests, the docstrings' examples and the pages' examples."""
    session.install("-e", ".[test]")
    session.run("pytest", *session.posargs)


@nox.session
def spark(session: nox.Session) -> None:
    """Run the tests on a real local Spark; needs Java 17 or later."""
    session.install("-e", ".[test,spark]")
    session.run("pytest", "-m", "spark", "tests/test_spark.py", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """Measure speed; with ``-- --corpus GOLD.jsonl`` measure it on that corpus, and accuracy too."""
    session.install("-e", ".[bench]")
    session.run("python", "benchmarks/speed.py", *session.posargs)
    if session.posargs:
        session.run("python", "benchmarks/accuracy.py", *session.posargs)


@nox.session
def scale(session: nox.Session) -> None:
    """Measure start-up, long articles and many articles, the latter two on ``-- --corpus TEXTS.jsonl``."""
    session.install("-e", ".[bench]")
    session.run("python", "benchmarks/startup.py")
    session.run("python", "benchmarks/length.py", *session.posargs)
    session.run("python", "benchmarks/scaling.py", *session.posargs)


@nox.session
def fuzz(session: nox.Session) -> None:
    """Fuzz readers and rooms, guided by coverage: ``-- --seconds 600``, or ``-- brat conll`` for some targets alone."""
    session.install("-e", ".[test]", "atheris>=2.3")
    session.run("python", "tests/fuzz/fuzz_run.py", *session.posargs)


@nox.session
def changes(session: nox.Session) -> None:
    """Show gains and losses between two runs: ``-- GOLD.jsonl BEFORE.jsonl AFTER.jsonl``."""
    session.install("-e", ".")
    session.run("python", "benchmarks/changes.py", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """Build the pages into docs/_build/html; a warning is an error."""
    session.install("-e", ".[docs]")
    session.run("sphinx-build", "-q", "-n", "-W", "--keep-going", "docs", "docs/_build/html", *session.posargs)


@nox.session
def browser(session: nox.Session) -> None:
    """Test the pages in Chromium, which must be installed, with axe-core, which npm fetches."""
    session.install("-e", ".[browser]")
    session.run("npm", "install", "--silent", "--no-save", "--prefix", session.create_tmp(), AXE, external=True)
    axe = Path(session.create_tmp()) / "node_modules" / "axe-core" / "axe.min.js"
    env = {"QUOTEKIT_AXE": str(axe.resolve())}
    session.run("pytest", "tests/test_page_browser.py", *session.posargs, env=env)
