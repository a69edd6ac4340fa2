"""Many articles at once: order, laziness, failures as values, processes that die and are gone in the end."""

import gc
import os
import pickle
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

import pytest
from attrs import evolve

import quotekit
from quotekit import Article, Block, Extractor, Failure, Recipe, Span, SpeakerLexicon
from quotekit.extractor import ENGINES
from quotekit.piping import MOST_LETTERS, extract_in_processes
from quotekit.pool import AHEAD, WAITING
from quotekit.speakers import SpeakerRow

SEEDS = [path.read_text("utf8") for path in sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))]
RULES = Extractor(engine="rules")
TAGGER = Extractor()
NAMES = ("Ada Cole", "Bo Lind", "Cy Dunn", "Di Fox")
TEXTS = [f"“It rains in town {i},” said {NAMES[i % 4]}. Later {NAMES[i % 4]} denied that it snowed." for i in range(23)]
ODD = ["", "\ud83d", "\x00“", "“" * 300, "\u2028"]
BROKEN = Article("“It rains,” said Ada Cole.", id="broken", blocks=(Block("paragraph", Span(0, None)),))
posix = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks for processes in /proc")


class Bomb(str):
    """An id that kills the process into which it is unpickled."""

    def __reduce__(self):
        return _die, ()


def _die():
    os.kill(os.getpid(), signal.SIGKILL)


class CountedLexicon(SpeakerLexicon):
    """A lexicon that counts how often it is pickled."""

    pickled = 0

    def __reduce__(self):
        type(self).pickled += 1
        return SpeakerLexicon, (tuple(self),)


def children(parent=None):
    """Return the numbers of the live processes that a process has started."""
    parent = os.getpid() if parent is None else parent
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                state, its_parent = (entry / "stat").read_text().rpartition(")")[2].split()[:2]
            except OSError:
                continue
            if int(its_parent) == parent and state != "Z":
                found.append(int(entry.name))
    return found


def alive(number):
    """Tell whether a process runs."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def gone(numbers):
    """Wait a while for processes to end, and tell whether they did."""
    end = time.monotonic() + 20
    while any(map(alive, numbers)) and time.monotonic() < end:
        time.sleep(0.02)
    return not any(map(alive, numbers))


@pytest.mark.parametrize(("workers", "batch_size"), [(1, 1), (1, 32), (2, 1), (2, 4), (3, 32)])
def test_workers_and_batches_change_nothing(workers, batch_size):
    """The results are those of single articles, in order, whatever the workers and the batches."""
    texts = [*SEEDS, *TEXTS, *ODD]
    assert list(RULES.pipe(texts, workers=workers, batch_size=batch_size)) == [RULES.extract(text) for text in texts]


def test_the_model_gives_the_same_in_other_processes():
    """The learned engine, too, gives the same in two processes as in this one."""
    texts = [*SEEDS, *TEXTS[:6], *ODD]
    assert list(TAGGER.pipe(texts, workers=2, batch_size=2)) == [TAGGER.extract(text) for text in texts]


@pytest.mark.parametrize("batch_size", [1, 2, 32])
def test_read_together_or_alone(batch_size):
    """What the model finds in an article does not depend on those that it reads with it, broken ones among them."""
    texts = [SEEDS[0], *TEXTS[:4], None, SEEDS[1], *ODD, BROKEN, TEXTS[5]]
    alone = [TAGGER.attempt(text, position) for position, text in enumerate(texts)]
    assert list(TAGGER.pipe(texts, batch_size=batch_size)) == alone


def test_articles_come_back_whole():
    """A parsed article comes back as it was given, with fields that can't leave this process."""
    article = evolve(quotekit.parse_article(TEXTS[0], id="a", date="2023-05-03"), extra={"lock": lambda: None})
    (result,) = RULES.pipe([article], workers=2)
    assert result == RULES.extract(article)
    assert result.article is article


@pytest.mark.parametrize("workers", [1, 2])
def test_failures_are_values_in_their_place(workers):
    """What is no article and what can't be read has a result with position, id and reason; the others are as ever."""
    given = [TEXTS[0], None, TEXTS[1], 17, BROKEN, TEXTS[2], b"bytes"]
    results = list(RULES.pipe(given, workers=workers, batch_size=3))
    assert [results[i] for i in (0, 2, 5)] == [RULES.extract(given[i]) for i in (0, 2, 5)]
    assert [result.failure for result in results if result.failure and result.failure.id is None] == [
        Failure(1, None, "article 1: text must be a string or an Article, not NoneType"),
        Failure(3, None, "article 3: text must be a string or an Article, not int"),
        Failure(6, None, "article 6: text must be a string or an Article, not bytes"),
    ]
    failure = results[4].failure
    assert (failure.position, failure.id, results[4].article, results[4].quotes) == (4, "broken", BROKEN, ())
    assert failure.message.startswith("article 4 (broken): TypeError: ")


def test_failures_are_the_same_in_other_processes():
    """Sequential or not, a failure reads the same."""
    given = [BROKEN, TEXTS[0], object, BROKEN]
    assert list(RULES.pipe(given, workers=2)) == list(RULES.pipe(given))


@posix
@pytest.mark.parametrize("batch_size", [1, 4])
def test_what_kills_its_worker_is_a_failure(batch_size):
    """An article at which two workers died fails alone; the rest of its batch is done."""
    given = [*TEXTS[:5], Article("Rain.", id=Bomb("b")), *TEXTS[5:10]]
    results = list(RULES.pipe(given, workers=2, batch_size=batch_size))
    assert [r.article.text for r in results] == [*TEXTS[:5], "Rain.", *TEXTS[5:10]]
    assert [r.failure for r in results[:5] + results[6:]] == [None] * 10
    assert results[5].failure.position == 5
    assert "two processes died while they read it; the last one was killed by signal 9" in results[5].failure.message


@posix
def test_killed_workers_cost_nothing():
    """Workers that are killed from outside are replaced, and every article is done."""
    results = RULES.pipe(TEXTS, workers=2, batch_size=1)
    got = [next(results)]
    for _ in range(2):
        for number in children():
            os.kill(number, signal.SIGKILL)
        # As many as were on the way, and one that may just be handed out: an article at which a second process dies
        # would be a failure, and rightly.
        got += [next(results) for _ in range(WAITING * 2 + 1)]
    assert got + list(results) == [RULES.extract(text) for text in TEXTS]


@pytest.mark.parametrize("workers", [1, 2])
def test_the_callers_own_error_comes_through_in_its_place(workers):
    """What the iterable raises is raised, after the results of what it gave before."""

    def articles():
        yield from TEXTS[:5]
        raise KeyError("mine")

    results = RULES.pipe(articles(), workers=workers)
    assert [next(results).article.text for _ in range(5)] == TEXTS[:5]
    with pytest.raises(KeyError, match="mine"):
        next(results)


@pytest.mark.parametrize("workers", [1, 2])
def test_an_endless_stream_is_read_a_little_ahead(workers):
    """Only a few batches are taken from an endless iterable, however long the first result takes to be used."""
    taken = count()
    results = RULES.pipe((TEXTS[next(taken) % len(TEXTS)] for _ in count()), workers=workers, batch_size=3)
    for _ in range(7):
        next(results)
    results.close()
    assert next(taken) <= (7 if workers == 1 else 7 + 3 * (WAITING + AHEAD) * workers)


def test_the_model_reads_one_batch_ahead():
    """With the model a batch is taken before the first result, and the next one when that is used up."""
    taken = count()
    results = TAGGER.pipe((TEXTS[next(taken)] for _ in TEXTS), batch_size=3)
    seen = []
    for _ in range(4):
        next(results)
        seen.append(next(taken))
        taken = count(seen[-1])
    assert seen == [3, 3, 3, 6]


def test_what_fails_among_those_read_together_fails_alone():
    """Where the model can't read one of a batch the others have their quotes, and its failure tells its place."""

    def tag(asked):
        if any(text == TEXTS[1] for text, _, _ in asked):
            raise ValueError("no")
        return TAGGER._tagger.tag(asked)

    extractor = Extractor()
    extractor._tag = tag
    results = list(extractor.pipe(TEXTS[:4]))
    assert [result.failure and result.failure.message for result in results] == [
        None,
        "article 1: ValueError: no",
        None,
        None,
    ]
    assert [results[i] for i in (0, 2, 3)] == [TAGGER.extract(TEXTS[i]) for i in (0, 2, 3)]


def test_long_articles_fill_a_batch():
    """A batch is cut by letters too, so that its memory has a bound."""
    long = "Rain fell. " * (MOST_LETTERS // 11 + 1)
    taken = count()
    results = RULES.pipe((long for _ in iter(lambda: next(taken), 99)), workers=2, batch_size=1000)
    next(results)
    results.close()
    assert next(taken) <= 2 * WAITING + 2


@posix
def test_closing_leaves_no_process():
    """An iterator that is used up, closed, or dropped leaves no process behind."""
    before = set(children())
    assert len(list(RULES.pipe(TEXTS[:3], workers=2, batch_size=1))) == 3
    assert set(children()) == before
    results = RULES.pipe(TEXTS, workers=2, batch_size=1)
    next(results)
    started = set(children()) - before
    assert len(started) == 2
    results.close()
    assert not set(children()) & started
    results = RULES.pipe(TEXTS, workers=2, batch_size=1)
    next(results)
    del results
    gc.collect()
    assert set(children()) == before


SCRIPT = """
import itertools, quotekit
for result in quotekit.Extractor(engine="rules").pipe(itertools.repeat("Rain."), workers=2, batch_size=2):
    print(len(result.quotes), flush=True)
"""


@posix
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_workers_end_with_their_parent(end):
    """Ctrl-C, SIGTERM and SIGKILL of the main process end its workers too; it needs no guard for its main module."""
    with subprocess.Popen([sys.executable, "-c", SCRIPT], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as main:
        assert main.stdout.readline() == b"0\n"
        workers = children(main.pid)
        assert workers
        main.send_signal(end)
        _, errors = main.communicate(timeout=20)
        assert gone(workers)
    assert main.returncode in (-end, 1, 130)
    assert errors.count(b"Traceback") == (end == signal.SIGINT)


@pytest.mark.parametrize("engine", ENGINES)
def test_threads_share_an_extractor(engine):
    """One extractor in eight threads gives what it gives in one."""
    extractor = Extractor(engine=engine)
    texts = [*SEEDS, *TEXTS[:8]] * 2
    alone = [extractor.extract(text) for text in texts[: len(texts) // 2]] * 2
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(extractor.extract, texts)) == alone


def test_a_lexicon_travels_once_a_stream():
    """The lexicon goes to the workers with the recipe, not with the batches; what it says counts there."""
    lexicon = CountedLexicon([SpeakerRow("p1", "Ada Cole", role="Mayor")])
    extractor = Extractor(engine="rules", speakers=lexicon)
    results = list(extractor.pipe(TEXTS, workers=2, batch_size=1))
    assert CountedLexicon.pickled == 1
    assert results == [extractor.extract(text) for text in TEXTS]
    assert results[0].quotes[0].speaker.id == "p1"


def test_a_compiled_lexicon_travels(tmp_path):
    """A lexicon that lies in a mapped file travels with its indexes and its warnings."""
    source = tmp_path / "people.csv"
    SpeakerLexicon([SpeakerRow("p1", "Ada Cole"), SpeakerRow("p2", "Bo Lind")]).write(source)
    for _ in range(2):
        lexicon = SpeakerLexicon.read(source, cache=tmp_path)
    travelled = pickle.loads(pickle.dumps(lexicon))
    assert (travelled, travelled.warnings) == (lexicon, lexicon.warnings)
    assert travelled.find("Bo Lind").speaker.id == "p2"


def test_a_recipe_is_an_extractors_arguments():
    """A recipe survives pickling, builds an extractor that holds it, and an extractor travels as its recipe."""
    lexicon = SpeakerLexicon([SpeakerRow("p1", "Ada Cole")])
    recipe = Recipe("rules", lexicon, nested=False, min_confidence=0.9)
    assert pickle.loads(pickle.dumps(recipe)) == recipe
    assert recipe.build().recipe == recipe
    assert pickle.loads(pickle.dumps(Extractor.of(recipe))).recipe == recipe
    assert len({recipe, Recipe("rules", lexicon, nested=False, min_confidence=0.9), Recipe("rules")}) == 2


def test_wrong_arguments_are_named():
    """A wrong number is told with its name, before anything is read."""
    with pytest.raises(ValueError, match="workers must be at least 1, not 0"):
        RULES.pipe([], workers=0)
    with pytest.raises(ValueError, match="batch_size must be at least 1, not -1"):
        RULES.pipe([], batch_size=-1)
    with pytest.raises(ValueError, match="engine must be one of"):
        Recipe(engine="magic")


def test_workers_that_cannot_start_are_told(tmp_path, capfd):
    """Where every worker dies before its first article, the stream ends with an error and not never."""
    results = extract_in_processes(TEXTS, Recipe(model=str(tmp_path)), 2, 4)
    with pytest.raises(RuntimeError, match="no worker process can start: the last one ended with status 1"):
        next(results)
    assert "a file of the tagger's model is missing" in capfd.readouterr().err


def test_nothing_in_nothing_out():
    """No articles, no results and no processes."""
    assert list(RULES.pipe([], workers=2)) == []
