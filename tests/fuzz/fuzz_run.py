"""Fuzz targets with atheris, guided by coverage: each for so many seconds, one after the other.

    python tests/fuzz/fuzz_run.py [TARGET …] [--seconds 60] [--found FOLDER]

What is found is written into a folder: the input, and beside it the traceback. Inputs that were found belong into
``tests/fuzz/cases``, where ``tests/test_fuzz.py`` tries them again. An input of a few thousand bytes that needs more
than five seconds of the processor counts as found, too.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

HERE = Path(__file__).parent
SLOW = 5.0
DONE = re.compile(r"^#(\d+)\s+(?:DONE|pulse|NEW|REDUCE|INITED|RELOAD)\s+cov: (\d+) ft: (\d+)", re.MULTILINE)


def fuzz(target: str, seconds: int, found: Path) -> None:
    """Fuzz one target in this process, which ends with it."""
    import atheris  # noqa: PLC0415 - needed for fuzzing alone

    sys.path[:0] = [str(HERE), str(HERE.parent)]
    with atheris.instrument_imports(include=["quotekit"]):
        import fuzz_targets  # noqa: PLC0415
    from fuzz_seeds import seeds_of  # noqa: PLC0415

    known: set[str] = set()

    def one(data: bytes) -> None:
        began = time.process_time()
        try:
            fuzz_targets.attempt(target, data)
            told = f"took {taken:.1f} s" if (taken := time.process_time() - began) > SLOW else ""
        except Exception as problem:
            frames = [f"{f.filename}:{f.lineno}" for f in traceback.extract_tb(problem.__traceback__) if "quotekit" in f.filename]
            key = f"{type(problem).__name__} {frames[-1:]}"
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
        words = [sys.argv[0], corpus, f"-max_total_time={seconds}", "-max_len=8192", "-timeout=300", "-rss_limit_mb=6000"]
        atheris.Setup(words, one)
        atheris.Fuzz()


def main() -> int:
    """Fuzz all targets in processes of their own; print a row for each; 1 where anything was found."""
    sys.path[:0] = [str(HERE), str(HERE.parent)]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*")
    parser.add_argument("--seconds", type=int, default=60, help="by the clock, each target")
    parser.add_argument("--found", type=Path, default=Path("fuzz-found"))
    parser.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    options.found.mkdir(parents=True, exist_ok=True)
    if options.alone:
        fuzz(options.targets[0], options.seconds, options.found)
        return 0
    from fuzz_targets import TARGETS  # noqa: PLC0415

    print("| target | inputs tried | edges reached | seconds | found |\n|---|---:|---:|---:|---:|", flush=True)
    any_found = 0
    for target in options.targets or TARGETS:
        began = time.monotonic()
        words = [sys.executable, __file__, target, "--alone", "--seconds", str(options.seconds), "--found", str(options.found)]
        done = subprocess.run(words, capture_output=True, text=True, errors="replace", check=False)
        told = DONE.findall(done.stderr)
        tried, edges = (told[-1][0], told[-1][1]) if told else ("?", "?")
        count = len(list(options.found.glob(f"{target}-*.txt"))) + (done.returncode != 0)
        if done.returncode:
            (options.found / f"{target}.log").write_text(done.stderr[-8000:], encoding="utf8")
        any_found += count
        print(f"| {target} | {tried} | {edges} | {time.monotonic() - began:.0f} | {count} |", flush=True)
    return int(bool(any_found))


if __name__ == "__main__":
    sys.exit(main())
