"""How many faults, put into a room's code one at a time, the room's own tests notice.

    python benchmarks/mutants.py marks --sample 100 [--seed 1] [--out survivors.json] [--only survivors.json]

The faults are Cosmic Ray's. It offers many at one place (eleven for each "+"); here a place is drawn first and then
one fault of it, so that arithmetic does not outweigh rules. Annotations are left out, since nothing reads them.
Each mutant lives in a forked process, in memory alone. Only the tests named in ROOMS and the file's own docstrings
may kill it; tests that count work or seconds are left out. A mutant that overruns its processor time is killed too.
"""

from __future__ import annotations

import argparse
import ast
import importlib.abc
import importlib.util
import json
import os
import random
import resource
import signal
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
# Room -> its files, and the tests that answer for them.
ROOMS = {
    "marks": (["quotekit/marks.py"], ["tests/test_marks.py"]),
    "articles": (["quotekit/articles/*.py"], ["tests/test_articles*.py"]),
    "linking": (["quotekit/linking.py"], ["tests/test_linking.py"]),
    "times": (
        ["quotekit/claims/time*.py", "quotekit/claims/calendar_days.py", "quotekit/claims/tense.py"],
        ["tests/test_times*.py"],
    ),
}
COUNTERS_OF_WORK = "not test_work_grows and not test_time_grows and not test_linear"
# A mutant may take so many times what the sound code takes, in processor seconds, and at least the floor.
PATIENCE, FLOOR = 5, 10

Mutant = dict[str, Any]


class _InMemory(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    """Gives one module a source that stands in no file."""

    def __init__(self, name: str, path: Path, source: str) -> None:
        self.name, self.path, self.source = name, path, source

    def find_spec(self, fullname: str, _path: object, _target: object = None) -> Any:
        if fullname != self.name:
            return None
        return importlib.util.spec_from_file_location(
            fullname,
            self.path,
            loader=self,  # type: ignore[arg-type]
            submodule_search_locations=[str(self.path.parent)] if self.path.name == "__init__.py" else None,
        )

    def get_source(self, _: str) -> str:
        return self.source

    def get_filename(self, _: str) -> str:
        return str(self.path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rooms", nargs="*", choices=[*ROOMS, []], help="rooms; all without")
    parser.add_argument("--sample", type=int, default=100, help="so many places at most in each room")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, help="write the survivors here")
    parser.add_argument("--only", type=Path, help="try the mutants of this file again, none else")
    parser.add_argument("--at-least", type=float, default=0.0, help="fail below this share of killed mutants")
    args = parser.parse_args()
    os.chdir(ROOT)
    os.environ["QUOTEKIT_PROFILE"] = "mutants"
    _warm_up()
    survivors: list[Mutant] = []
    lowest = 1.0
    for room in args.rooms or ROOMS:
        if args.only:
            chosen = [mutant for mutant in json.loads(args.only.read_text("utf8")) if mutant["room"] == room]
        else:
            chosen = sample(room, args.sample, args.seed)
        lived = [mutant for mutant in run(room, chosen) if mutant["lived"]]
        share = 1 - len(lived) / max(1, len(chosen))
        lowest = min(lowest, share)
        print(f"{room}: {len(chosen) - len(lived)} of {len(chosen)} killed, {share:.1%}", flush=True)
        survivors += lived
    if args.out:
        args.out.write_text(json.dumps(survivors, ensure_ascii=False, indent=1), "utf8")
    sys.exit(lowest < args.at_least)


def sample(room: str, size: int, seed: int) -> list[Mutant]:
    """Draw places of a room, and one fault for each."""
    rng = random.Random(seed)
    places: dict[tuple[str, int, int], list[Mutant]] = {}
    for pattern in ROOMS[room][0]:
        for path in sorted(Path().glob(pattern)):
            for mutant in _offered(path):
                places.setdefault((mutant["path"], mutant["line"], mutant["column"]), []).append(mutant)
    drawn = rng.sample(sorted(places), min(size, len(places)))
    return [{"room": room, **rng.choice(places[place])} for place in sorted(drawn)]


def _offered(path: Path) -> Iterator[Mutant]:
    """Yield every fault that Cosmic Ray knows for a file, outside annotations."""
    from cosmic_ray.ast import ast_nodes, get_ast
    from cosmic_ray.plugins import get_operator, operator_names

    source = path.read_text("utf8")
    nodes = list(ast_nodes(get_ast(source)))
    unread = set(_annotations(source))
    for name in sorted(operator_names()):
        operator_class = get_operator(name)
        if operator_class.arguments():
            continue
        operator = operator_class()
        positions = [position for node in nodes for position in operator.mutation_positions(node)]
        for occurrence, ((line, column), _) in enumerate(positions):
            if (line, column) not in unread:
                yield {
                    "path": str(path),
                    "line": line,
                    "column": column,
                    "operator": name,
                    "occurrence": occurrence,
                    "code": source.splitlines()[line - 1].strip(),
                }


def _annotations(source: str) -> Iterator[tuple[int, int]]:
    """Yield the places of all annotations of a file."""
    for node in ast.walk(ast.parse(source)):
        for field in ("annotation", "returns"):
            part = getattr(node, field, None)
            if isinstance(part, ast.expr):
                for line in range(part.lineno, (part.end_lineno or part.lineno) + 1):
                    first = part.col_offset if line == part.lineno else 0
                    last = part.end_col_offset if line == part.end_lineno else 200
                    yield from ((line, column) for column in range(first, (last or 200) + 1))


def run(room: str, mutants: Sequence[Mutant]) -> Iterator[Mutant]:
    """Try the mutants of a room; yield each with "lived", and say which did."""
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator

    path = sorted(Path().glob(ROOMS[room][0][0]))[0]
    sound, seconds = _tried(room, path, path.read_text("utf8"), 600)
    if not sound:
        sys.exit(f"the tests of {room} fail on the sound code: python -m pytest {' '.join(ROOMS[room][1])}")
    limit = int(max(FLOOR, PATIENCE * seconds))
    for mutant in mutants:
        path = Path(mutant["path"])
        source = mutate_code(path.read_text("utf8"), get_operator(mutant["operator"])(), mutant["occurrence"])
        assert source is not None, mutant
        lived, _ = _tried(room, path, source, limit)
        if lived:
            fault = mutant["operator"].partition("/")[2]
            print(f"  lives: {path}:{mutant['line']} {fault}: {mutant['code']}", flush=True)
        yield {**mutant, "lived": lived}


def _tried(room: str, path: Path, source: str, limit: int) -> tuple[bool, float]:
    """Run a room's tests on a source in a forked process; return whether all passed, and the seconds used."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    child = os.fork()
    if child == 0:
        _test_and_leave(room, path, source, limit)
    _, status = os.waitpid(child, 0)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return status == 0, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _test_and_leave(room: str, path: Path, source: str, limit: int) -> None:
    """Put the source in the module's place, run the tests, leave with 0 if they pass."""
    import pytest

    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    name = ".".join(path.with_suffix("").parts).removesuffix(".__init__")
    sys.meta_path.insert(0, _InMemory(name, ROOT / path, source))
    tests = [str(test) for pattern in ROOMS[room][1] for test in sorted(Path().glob(pattern))]
    # Rewritten assertions would have pytest read the file from disk.
    options = ["-x", "-q", "--assert=plain", "-p", "no:cacheprovider", "-o", "timeout=0", "-k", COUNTERS_OF_WORK]
    code = 1
    try:
        code = int(pytest.main([*options, *tests, str(path)]))
    finally:
        os._exit(code)


def _warm_up() -> None:
    """Import what every mutant needs, and fill the cache of compiled patterns; then forget the library."""
    import hypothesis.strategies  # noqa: F401
    import pytest  # noqa: F401

    for name in ("quotekit", "quotekit.claims.times"):
        importlib.import_module(name)
    for name in [name for name in sys.modules if name.partition(".")[0] == "quotekit"]:
        del sys.modules[name]


if __name__ == "__main__":
    main()
