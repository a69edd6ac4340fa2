"""Processes that end before their work does: what they say, what they leave, and how the work is gone on with."""

import errno
import gzip
import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from quotekit.doors import corpus, journal
from quotekit.doors.command import INTERRUPTED, main
from quotekit.doors.locking import InUseError, Lock

ARTICLES = 300
NAMES = ("Ada Cole", "Bo Lind", "Cy Dunn", "Di Fox")
COMMAND = [sys.executable, "-m", "quotekit", "extract", "--engine", "rules"]
posix = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="signals of POSIX")


def write_news(path, count):
    """Write a file of articles, some of them broken."""
    with path.open("w", encoding="utf8") as handle:
        for i in range(count):
            name = NAMES[i % 4]
            said = [f"“It rains in town {i + j},” said {name}. {name} denied that it snowed." for j in range(2)]
            row = {"id": f"n{i}", "text": None if i % 50 == 7 else "\n\n".join(said), "date": "2024-02-01"}
            handle.write(json.dumps(row if i % 50 != 9 else {**row, "id": "n1"}) + "\n")
    return path


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """Return a file of articles that takes some tenths of a second."""
    return write_news(tmp_path_factory.mktemp("news") / "news.jsonl", ARTICLES)


@pytest.fixture(scope="module")
def unbroken(source, tmp_path_factory):
    """Return a function that gives the bytes of an unbroken run's output and errors, by the output's ending."""
    known = {}

    def unbroken(ending):
        if ending not in known:
            out = tmp_path_factory.mktemp("whole") / f"out{ending}"
            assert status_of(source, out) == 1
            known[ending] = (out.read_bytes(), errors_of(out).read_bytes())
        return known[ending]

    return unbroken


def words(source, out, *more):
    """Return the words of a command line."""
    return [*COMMAND, str(source), "--out", str(out), "--errors", str(errors_of(out)), *map(str, more)]


def errors_of(out):
    """Return where the errors of an output go."""
    return out.with_name("errors.jsonl")


def run(source, out, *more, **named):
    """Run the command to its end in a process of its own."""
    return subprocess.run(words(source, out, *more), capture_output=True, text=True, check=False, **named)


def status_of(source, out, *more):
    """Run the command to its end in this process, which is faster, and return its status."""
    return main(words(source, out, *more)[3:])


@contextmanager
def running(source, out, *more):
    """Run the command, and see to it that it ends."""
    with subprocess.Popen(words(source, out, *more), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as one:
        try:
            yield one
        finally:
            one.kill()


def done_in(out):
    """Return how many articles the state beside an output counts."""
    try:
        return json.loads((parts(out) / "state.json").read_bytes())["done"]
    except (OSError, ValueError):
        return 0


def parts(out):
    """Return the folder of unfinished work."""
    return out.with_name(f"{out.name}.parts")


def wait_for(what, process, seconds=100):
    """Wait until something is true while a process is at work."""
    end = time.monotonic() + seconds
    while not what():
        assert process.poll() is None, f"ended too early: {process.stderr.read()}"
        assert time.monotonic() < end
        time.sleep(0.002)


def children(of):
    """Return the numbers of the processes that a process has started."""
    found = []
    for task in Path(f"/proc/{of}/task").iterdir():
        found += (task / "children").read_text().split()
    return [int(number) for number in found]


def assert_equals_unbroken(out, whole):
    """Assert that output and errors are those of an unbroken run, and that nothing else is left."""
    assert (out.read_bytes(), errors_of(out).read_bytes()) == whole
    assert sorted(path.name for path in out.parent.iterdir()) == sorted(["errors.jsonl", out.name])


# --- ended from outside ----------------------------------------------------------------------------------------------


@posix
@pytest.mark.parametrize(("ending", "workers"), [(".jsonl", 1), (".csv.gz", 2), (".parquet", 1)])
def test_killed_and_resumed(source, tmp_path, unbroken, capsys, ending, workers):
    """A killed run leaves a valid part; gone on with, its output is an unbroken run's, whatever the workers."""
    if ending == ".parquet":
        pytest.importorskip("pyarrow")
    out = tmp_path / f"out{ending}"
    with running(source, out, "--workers", workers) as one:
        wait_for(lambda: done_in(out) >= 128, one)
        one.kill()
        assert one.wait() == -signal.SIGKILL
    assert not out.exists()
    assert parts(out).stat().st_mode & 0o077 == 0
    assert status_of(source, out, "--resume") == 1
    assert_equals_unbroken(out, unbroken(ending))
    assert "288 articles" in capsys.readouterr().err


@posix
@pytest.mark.slow
@pytest.mark.parametrize("ending", [".jsonl", ".jsonl.gz", ".tsv", ".parquet"])
@pytest.mark.parametrize("workers", [1, 2])
def test_killed_at_ten_random_moments(tmp_path, ending, workers):
    """Killed at ten random moments, each time gone on with, the output is an unbroken run's, byte for byte."""
    source = write_news(tmp_path / "news.jsonl", 4000)
    whole, out = tmp_path / "whole" / f"out{ending}", tmp_path / "broken" / f"out{ending}"
    whole.parent.mkdir()
    out.parent.mkdir()
    assert status_of(source, whole) == 1
    chance, moments = random.Random(f"{ending}{workers}"), []
    for _ in range(10):
        with running(source, out, "--resume", "--workers", workers) as one:
            if chance.random() < 0.2:  # while it starts
                time.sleep(chance.random())
            else:  # at work
                before = done_in(out)
                wait_for(lambda: done_in(out) > before, one)  # noqa: B023 - used before it changes
                time.sleep(chance.random() / 5)
            one.kill()
            assert one.wait() == -signal.SIGKILL
        moments.append(done_in(out))
    print(ending, workers, "workers, killed after", *moments)
    assert status_of(source, out, "--resume", "--workers", workers) == 1
    assert_equals_unbroken(out, (whole.read_bytes(), errors_of(whole).read_bytes()))


@posix
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, pytest.param(signal.SIGHUP, marks=pytest.mark.slow)])
def test_asked_to_end(source, tmp_path, unbroken, number):
    """Asked to end, a run says what is done and how to go on, ends its workers, and has the signal's status."""
    out = tmp_path / "out.jsonl"
    with running(source, out, "--workers", 2) as one:
        wait_for(lambda: done_in(out) >= 64, one)
        workers = children(one.pid) if Path("/proc/self/task").is_dir() else []
        one.send_signal(number)
        err = one.stderr.read()
        assert one.wait() == 128 + number
    assert "is safe in" in err
    assert err.endswith("go on with --resume\n")
    assert "Traceback" not in err
    assert not any(Path(f"/proc/{worker}").exists() for worker in workers)
    assert status_of(source, out, "--resume") == 1
    assert_equals_unbroken(out, unbroken(".jsonl"))


@posix
@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks for processes in /proc")
def test_worker_killed(source, tmp_path, unbroken):
    """A worker that is killed costs nothing: another one does its work, and the output is the same."""
    out = tmp_path / "out.jsonl"
    with running(source, out, "--workers", 2) as one:
        wait_for(lambda: done_in(out) >= 64, one)
        os.kill(children(one.pid)[0], signal.SIGKILL)
        assert one.wait(60) == 1
    assert_equals_unbroken(out, unbroken(".jsonl"))


@posix
def test_nobody_reads_the_messages(source, tmp_path, unbroken):
    """When the reader of stderr leaves, the work goes on to its end."""
    out = tmp_path / "out.jsonl"
    with subprocess.Popen(words(source, out), stderr=subprocess.PIPE) as one:
        one.stderr.close()
        assert one.wait(60) == 1
    assert_equals_unbroken(out, unbroken(".jsonl"))


# --- no room, no right ------------------------------------------------------------------------------------------------


@posix
def test_no_room(source, tmp_path, unbroken):
    """When no more can be written, the run says so and stops; what was done is safe, and is gone on with."""
    resource = pytest.importorskip("resource")
    out = tmp_path / "out.jsonl"
    limit = len(unbroken(".jsonl")[0]) // 2
    full = run(source, out, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    assert full.returncode == 2
    assert f"quotekit: {out}: can't be written: File too large\n" in full.stderr
    assert "Traceback" not in full.stderr
    assert 0 < done_in(out) < ARTICLES
    assert status_of(source, out, "--resume") == 1
    assert_equals_unbroken(out, unbroken(".jsonl"))


@contextmanager
def small_disk(folder, *options):
    """Mount a disk of 300 KB on a folder, where that is allowed."""
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", ",".join(["size=300k", *options]), "none", folder],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("needs the right to mount")
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="needs the right to mount")
def test_disk_full(source, tmp_path):
    """A full disk is told; what lies there is valid; with room the work goes on to the same end."""
    with small_disk(tmp_path):
        out = tmp_path / "out.jsonl"
        full = run(source, out)
        assert full.returncode == 2
        assert f"{out}: can't be written: No space left on device" in full.stderr
        assert "Traceback" not in full.stderr
        count = done_in(out)
        assert count > 0
        size = json.loads((parts(out) / "state.json").read_bytes())["sizes"]["rows.jsonl"]
        rows = (parts(out) / "rows.jsonl").read_bytes()[:size].split(b"\n")
        assert all(json.loads(row)["schema"] == "quotekit/1" for row in rows[:-1])
        subprocess.run(["mount", "-o", "remount,size=100m", tmp_path], check=True)
        assert status_of(source, out, "--resume") == 1
        assert out.exists()


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="needs the right to mount")
def test_read_only_output(source, tmp_path):
    """An output that may not be written is told before any work is done."""
    with small_disk(tmp_path, "ro"):
        done = run(source, tmp_path / "out.jsonl")
    assert done.returncode == 2
    assert done.stderr == f"quotekit: {tmp_path / 'out.jsonl'}: can't be written: Read-only file system\n"


def test_no_memory(source, tmp_path, monkeypatch, capsys):
    """Out of memory, a run says so and what may help; what was done is safe."""

    def hungry(self, waiting, extraction, known=corpus.Run._settle):
        if waiting.position == 100:
            raise MemoryError
        known(self, waiting, extraction)

    monkeypatch.setattr(corpus.Run, "_settle", hungry)
    assert status_of(source, tmp_path / "out.jsonl") == 2
    err = capsys.readouterr().err
    assert "out of memory" in err
    assert done_in(tmp_path / "out.jsonl") == 64


@pytest.mark.parametrize("file", ["rows.jsonl", "problems.jsonl", "ids"])
def test_nothing_is_written_after_a_failed_write(tmp_path, monkeypatch, file):
    """After one failed write no other succeeds: later work must not stand behind a torn piece."""
    work = journal.Journal(tmp_path / "out.jsonl", ".jsonl", {}, resume=False)
    work.add({"rows.jsonl": b"1\n", "problems.jsonl": b"1\n", "ids": b"1"}, journal.State(done=1))
    synced = os.fsync

    def full(handle):
        if handle == work._files[file].fileno():
            raise OSError(errno.ENOSPC, "No space left on device")
        synced(handle)

    monkeypatch.setattr(os, "fsync", full)
    for _ in range(2):
        with pytest.raises(OSError, match="No space"):
            work.add({"rows.jsonl": b"2\n", "problems.jsonl": b"2\n", "ids": b"2"}, journal.State(done=2))
        monkeypatch.setattr(os, "fsync", synced)
    work.close()
    again = journal.Journal(tmp_path / "out.jsonl", ".jsonl", {}, resume=True)
    assert again.state.done == 1
    assert [again.path(name).read_bytes() for name in ("rows.jsonl", "problems.jsonl", "ids")] == [b"1\n", b"1\n", b"1"]
    again.close()


# --- two runs, and what a run left ------------------------------------------------------------------------------------


@pytest.fixture
def left(source, tmp_path, monkeypatch, capsys):
    """Return an output whose work was broken off after 128 articles."""
    known = corpus.Run._keep

    def broken_off(self, state):
        if self.journal.state.done >= 128:
            raise KeyboardInterrupt
        known(self, state)

    out = tmp_path / "out.jsonl"
    with monkeypatch.context() as patched:
        patched.setattr(corpus.Run, "_keep", broken_off)
        assert status_of(source, out) == INTERRUPTED
    capsys.readouterr()
    return out


def test_two_runs_on_one_output(source, left):
    """A second run on an output is told who is at it, since when, and touches nothing."""
    before = {path.name: path.read_bytes() for path in parts(left).iterdir() if path.name != "lock"}
    lock = Lock(parts(left) / "lock")
    done = run(source, left, "--resume")
    lock.release()
    assert done.returncode == 2
    assert f"another run is writing it (process {os.getpid()} on " in done.stderr
    assert {path.name: path.read_bytes() for path in parts(left).iterdir() if path.name != "lock"} == before


def test_stale_lock(source, left, unbroken):
    """A lock whose process is gone holds nobody up."""
    assert b"process" in (parts(left) / "lock").read_bytes()
    assert status_of(source, left, "--resume") == 1
    assert_equals_unbroken(left, unbroken(".jsonl"))


@posix
def test_locks_of_other_processes(tmp_path):
    """A lock is held until its process lets go of it or dies."""
    code = (
        "import sys; from pathlib import Path; from quotekit.doors.locking import Lock\n"
        f"held = Lock(Path({str(tmp_path / 'l')!r})); print(1, flush=True); sys.stdin.read()"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        other.stdout.readline()
        with pytest.raises(InUseError, match=f"process {other.pid}"):
            Lock(tmp_path / "l")
        other.kill()
        other.wait()
    Lock(tmp_path / "l").release()


def test_unfinished_work_is_not_thrown_away(source, left, capsys):
    """Without ``--resume`` a run does not touch another's unfinished work, and tells the two ways on."""
    assert status_of(source, left) == 2
    assert capsys.readouterr().err.endswith("holds unfinished work (128 articles): go on with --resume, or delete it\n")
    assert done_in(left) == 128


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (("--min-confidence", "0.9"), "--min-confidence None"),
        (("--keep-duplicates",), "--keep-duplicates False"),
        (("--columns", "id=url"), "--columns {}"),
        (("--date", "2024-01-01"), "--date None"),
    ],
)
def test_other_settings_are_refused(source, left, capsys, more, says):
    """Work begun one way is not gone on with in another: the settings that differ are named."""
    assert status_of(source, left, "--resume", *more) == 2
    assert says in capsys.readouterr().err
    assert done_in(left) == 128


def test_changed_input_is_refused(source, left, capsys):
    """Work on files that were changed since can't be gone on with."""
    content, times = source.read_bytes(), source.stat()
    try:
        source.write_bytes(content + b'{"text": "Rain."}\n')
        assert status_of(source, left, "--resume") == 2
    finally:
        source.write_bytes(content)
        os.utime(source, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert "other inputs" in capsys.readouterr().err


@pytest.mark.parametrize("harm", ["state", "rows", "stranger", "link"])
def test_damaged_work_is_refused(source, left, capsys, harm):
    """Parts that are damaged, or a folder that is not quotekit's, are told and left alone."""
    folder = parts(left)
    if harm == "state":
        (folder / "state.json").write_text("{")
    elif harm == "rows":
        (folder / "rows.jsonl").write_bytes(b"")
    elif harm == "stranger":
        (folder / "thesis.doc").write_text("x")
    else:
        folder.rename(folder.with_name("elsewhere"))
        folder.symlink_to(folder.with_name("elsewhere"))
    assert status_of(source, left, "--resume") == 2
    says = {"state": "damaged", "rows": "are gone", "stranger": "thesis.doc", "link": "a link"}
    assert says[harm] in capsys.readouterr().err
    assert harm != "stranger" or (folder / "thesis.doc").exists()


def test_torn_state_is_not_seen(source, left, unbroken):
    """A state that was being written when the power failed is passed over: the one before it counts."""
    (parts(left) / "state.json.new").write_text('{"done": 5')
    assert status_of(source, left, "--resume") == 1
    assert_equals_unbroken(left, unbroken(".jsonl"))


@pytest.mark.parametrize("ending", [".jsonl", ".parquet"])
@pytest.mark.parametrize("where", ["put", "replaced", "remove"])
def test_broken_off_at_the_very_end(source, tmp_path, unbroken, monkeypatch, capsys, ending, where):
    """Broken off while the finished files are put in their places, the rest is made up for."""
    if ending == ".parquet":
        pytest.importorskip("pyarrow")
    out = tmp_path / f"out{ending}"

    def broken_off(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        place = (journal.Journal, "remove") if where == "remove" else (corpus, where)
        patched.setattr(*place, broken_off)
        assert status_of(source, out) == INTERRUPTED
    monkeypatch.setattr(corpus.Run, "work", broken_off)
    assert status_of(source, out, "--resume") == 1
    assert "288 articles" in capsys.readouterr().err
    assert_equals_unbroken(out, unbroken(ending))


def test_resume_without_work_begins(source, tmp_path, unbroken):
    """``--resume`` where nothing was left does the whole work: a script may always say it."""
    out = tmp_path / "out.jsonl"
    assert status_of(source, out, "--resume") == 1
    assert_equals_unbroken(out, unbroken(".jsonl"))


def test_packed_pieces_are_one_file(unbroken):
    """Packed pieces one after the other are what the unpacked lines are."""
    pytest.importorskip("zlib")
    assert gzip.decompress(unbroken(".jsonl.gz")[0]) == unbroken(".jsonl")[0]


def test_standard_input_leaves_nothing(tmp_path, monkeypatch, capsys):
    """Standard input can't be read again: work on it that is broken off leaves nothing behind."""
    done = subprocess.run(
        [*COMMAND, "-", "--out", tmp_path / "out.jsonl", "--resume"], input=b"", capture_output=True, check=False
    )
    assert done.returncode == 2
    assert b"standard input can't be read twice" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_other_threads_have_no_signals(tmp_path, source):
    """The work can be done from a thread, which may not set signals' handlers."""
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - for this test alone

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(status_of, source, tmp_path / "out.jsonl").result() == 1
