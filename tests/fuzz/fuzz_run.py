"""Fuzz targets with atheris, guided by coverage: each for so many seconds, one after the other.

    python tests/fuzz/fuzz_run.py [TARGET …] [--seconds 60] [--found FOLDER]

What is found is written into a folder: the input, and beside it the traceback. Inputs that were found belong into
``tests/fuzz/cases``, where ``tests/test_fuzz.py`` tries them again. An input of a few thousand bytes that needs more
than five seconds of the processor counts as found, too.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import os
import pkgutil
import re
import sys
import tempfile
import time
import traceback
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent
SLOW = 5.0
LIMITS = ("-max_len=16384", "-timeout=300", "-rss_limit_mb=6000")
DONE = re.compile(r"^#(\d+)\s+(?:DONE|pulse|NEW|REDUCE|INITED|RELOAD)\s+cov: (\d+) ft: (\d+)", re.MULTILINE)


def loaded() -> None:
    """Import the library, told of its branches; all of it, since much of it is imported when first used."""
    import atheris  # noqa: PLC0415 - needed for fuzzing alone

    with atheris.instrument_imports(include=["quotekit"]):
        import quotekit  # noqa: PLC0415

        for module in pkgutil.walk_packages(quotekit.__path__, "quotekit."):
            if not module.name.startswith(("quotekit.training", "quotekit.__main__")):
                with contextlib.suppress(ImportError):
                    import_module(module.name)


def fuzz(target: str, seconds: int, found: Path) -> None:
    """Fuzz one target in this process, which ends with it."""
    import atheris  # noqa: PLC0415
    import fuzz_targets  # noqa: PLC0415
    from fuzz_seeds import seeds_of  # noqa: PLC0415

    known: set[str] = set()

    def one(data: bytes) -> None:
        began = time.process_time()
        try:
            fuzz_targets.attempt(target, data)
            told = f"took {taken:.1f} s" if (taken := time.process_time() - began) > SLOW else ""
        except Exception as problem:
            key = f"{type(problem).__name__} {_place(problem)}"
            told = "" if key in known else f"{key}\n{traceback.format_exc()}"
            known.add(key)
        if told:
            name = f"{target}-{hashlib.sha256(data).hexdigest()[:12]}"
            (found / name).write_bytes(data)
            (found / f"{name}.txt").write_text(told, encoding="utf8", errors="backslashreplace")

    with tempfile.TemporaryDirectory() as corpus:
        inputs = [*seeds_of(target), *(p.read_bytes() for p in (HERE / "cases").glob(f"{target}-*"))]
        for number, data in enumerate(inputs):
            (Path(corpus) / str(number)).write_bytes(data)
        atheris.Setup([sys.argv[0], corpus, f"-max_total_time={seconds}", f"-artifact_prefix={found}/", *LIMITS], one)
        atheris.Fuzz()


def _place(problem: Exception) -> str:
    frames = [
        f"{f.filename}:{f.lineno}" for f in traceback.extract_tb(problem.__traceback__) if "quotekit" in f.filename
    ]
    return frames[-1] if frames else "in the target"


def in_child(target: str, seconds: int, found: Path) -> tuple[int, str]:
    """Fuzz a target in a copy of this process; return its exit status and the fuzzer's log."""
    log = found / f"{target}.log"
    child = os.fork()
    if not child:
        with log.open("wb") as file:
            os.dup2(file.fileno(), 1)
            os.dup2(file.fileno(), 2)
        fuzz(target, seconds, found)
        os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return status, log.read_text(encoding="utf8", errors="replace")


def main() -> int:
    """Fuzz each target in turn and print a row for each; 1 where anything was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*")
    parser.add_argument("--seconds", type=int, default=60, help="by the clock, each target")
    parser.add_argument("--found", type=Path, default=Path("fuzz-found"))
    options = parser.parse_args()
    options.found.mkdir(parents=True, exist_ok=True)
    sys.path[:0] = [str(HERE), str(HERE.parent)]
    loaded()
    from fuzz_targets import TARGETS  # noqa: PLC0415

    print("| target | inputs tried | edges reached | seconds | found |\n|---|---:|---:|---:|---:|", flush=True)
    any_found = 0
    for target in options.targets or TARGETS:
        began = time.monotonic()
        status, log = in_child(target, options.seconds, options.found)
        told = DONE.findall(log)
        tried, edges = (told[-1][0], told[-1][1]) if told else ("?", "?")
        count = len(list(options.found.glob(f"{target}-*.txt"))) + (status != 0)
        any_found += count
        print(f"| {target} | {tried} | {edges} | {time.monotonic() - began:.0f} | {count} |", flush=True)
    return int(bool(any_found))


if __name__ == "__main__":
    sys.exit(main())
