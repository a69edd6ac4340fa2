"""Figures in; a JSON file and a Markdown table out, with date, commit and machine. Old files stay."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results"


def circumstances() -> dict[str, str]:
    """Return what a figure has to be read with."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "commit": commit(),
        "machine": machine(),
        "python": platform.python_version(),
        "command": " ".join([Path(sys.executable).name, *sys.argv]),
    }


def commit() -> str:
    """Return the last commit's short hash; ``+`` where library or benchmarks differ from it."""
    try:
        head = _git("rev-parse", "--short=10", "HEAD")
        return head + ("+" if _git("status", "--porcelain", "--", "quotekit", "benchmarks/*.py") else "")
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(ROOT), *arguments], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def machine() -> str:
    """Return processor, number of cores and system."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text(encoding="utf8").splitlines() if cpuinfo.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{models[0] if models else platform.machine()}, {os.cpu_count()} cores, {platform.system()}"


def table(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return rows of equal keys as a Markdown table; numbers to the right.

    >>> print(table([{"system": "a", "F1": 1.5}]))
    | system | F1 |
    |---|---:|
    | a | 1.5 |
    """
    names = list(rows[0])
    rule = "|".join("---:" if isinstance(rows[0][name], int | float) else "---" for name in names)
    lines = [f"| {' | '.join(names)} |", f"|{rule}|"]
    lines += [f"| {' | '.join(_cell(row[name]) for name in names)} |" for row in rows]
    return "\n".join(lines)


def _cell(value: Any) -> str:
    return "" if value is None else f"{value:,}" if isinstance(value, int) else str(value)


def keep(name: str, figures: Mapping[str, Any], markdown: str, folder: Path = RESULTS) -> Path:
    """Write ``name-date-commit`` as JSON and Markdown, and return the Markdown file's path."""
    about = circumstances()
    stem = f"{name}-{about['date']}-{about['commit'].rstrip('+')}"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{stem}.json").open("w", encoding="utf8") as handle:
        json.dump({"about": about, **figures}, handle, ensure_ascii=False, indent=1)
        handle.write("\n")
    page = folder / f"{stem}.md"
    header = "\n".join(f"- {key}: {value}" for key, value in about.items() if key != "command")
    page.write_text(f"# {name}\n\n{header}\n- command: `{about['command']}`\n\n{markdown}\n", encoding="utf8")
    return page
