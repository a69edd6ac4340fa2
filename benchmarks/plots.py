"""Figures in, a picture beside the kept table out, as SVG: the same figures give the same file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

Line = Sequence[tuple[float, float]]


def lines(path: Path, title: str, curves: Mapping[str, Line], across: str, up: str, *, log: bool = True) -> Path | None:
    """Draw curves of points, by name."""
    axes = _axes(title, across, up)
    if axes is None:
        return None
    for (name, points), marker in zip(curves.items(), "osD^vPX*" * len(curves), strict=False):
        axes.plot([x for x, _ in points], [y for _, y in points], marker=marker, label=name)
    if log:
        axes.set_xscale("log")
        axes.set_yscale("log")
    else:
        axes.set_ylim(bottom=0)
    axes.legend()
    return _saved(axes, path)


def bars(path: Path, title: str, lengths: Mapping[str, float], across: str, *, log: bool = False) -> Path | None:
    """Draw a bar a name, the first on top."""
    axes = _axes(title, across, "")
    if axes is None:
        return None
    names = list(lengths)[::-1]
    drawn = axes.barh(names, [lengths[name] for name in names])
    axes.bar_label(drawn, [f" {lengths[name]:,}" for name in names])
    axes.margins(x=0.15)
    if log:
        axes.set_xscale("log")
    return _saved(axes, path)


def _axes(title: str, across: str, up: str) -> Any:
    try:
        import matplotlib
    except ImportError:
        print("no picture: matplotlib is not installed")
        return None
    matplotlib.use("svg")
    matplotlib.rcParams.update({"svg.hashsalt": "quotekit", "svg.fonttype": "none", "font.size": 9})
    from matplotlib import pyplot

    _, axes = pyplot.subplots(figsize=(7, 3.6), layout="constrained")
    axes.set_title(title, fontsize=10)
    axes.set_xlabel(across)
    axes.set_ylabel(up)
    axes.grid(alpha=0.3)
    return axes


def _saved(axes: Any, path: Path) -> Path:
    axes.figure.savefig(path, metadata={"Date": None})
    return path
