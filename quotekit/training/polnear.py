"""A PolNeAR checkout's brat stand-off in, rows of the scorer's shape out.

PolNeAR (Newell, Margolin and Ruths, 2018) keeps one ``.txt`` an article under ``data/SPLIT/text`` and one ``.ann`` an
article and annotator under ``data/SPLIT/attributions``. ``T`` lines are spans, ``E`` lines join them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quotekit.doors.brat import read_events

ROLES = ("content", "cue", "source")


def read_polnear(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield one row an article of a split folder (``…/data/train``), by its first annotator.

    Raises:
        FileNotFoundError: the folder has no ``attributions`` or no ``text`` in it.
    """
    for name in ("attributions", "text"):
        if not (folder / name).is_dir():
            raise FileNotFoundError(f"{folder}: a PolNeAR split has a folder {name!r}, and this one has not")
    seen = set()
    for path in sorted((folder / "attributions").glob("*.ann")):
        stem = path.stem.rsplit("_", 1)[0]
        if stem not in seen:
            seen.add(stem)
            text = (folder / "text" / f"{stem}.txt").read_bytes().decode("utf8")
            yield {"id": stem, "text": text, "attributions": read_brat(path.read_text(encoding="utf8"))}


def read_brat(annotation: str) -> list[dict[str, Any]]:
    r"""Return the attributions of one annotation file.

    >>> spans = "T1\tSource 0 3\tAda\nT2\tCue 4 8\tsaid\nT3\tContent 9 11\tno\n"
    >>> read_brat(spans + "E1\tAttribution Source:T1 Cue:T2 Content:T3")
    [{'content': [[9, 11]], 'cue': [[4, 8]], 'source': [[0, 3]]}]
    """
    rows = ({role: sorted(row[role]) for role in ROLES} for row in read_events(annotation))
    return sorted(rows, key=lambda row: row["content"])
