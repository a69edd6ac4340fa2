"""The tagging room: windows, decoding, encoding and the shipped model."""

from __future__ import annotations

import itertools
import json
import shutil
import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotekit.extractor import MODEL, Extractor
from quotekit.marks import find_passages
from quotekit.tagging.decoding import LABELS, best_paths, bio_constraints, label_runs
from quotekit.tagging.encoding import encode, load_tokenizer, quote_states
from quotekit.tagging.links import LINK, find_links
from quotekit.tagging.model import load_tagger
from quotekit.tagging.windows import cut_windows
from quotekit.values import Span

TOKENIZER = load_tokenizer(MODEL / "tokenizer.json")


@given(st.lists(st.integers(0, 40), min_size=1, max_size=30), st.integers(5, 30), st.integers(0, 12))
def test_every_piece_is_scored_once(lengths: list[int], size: int, context: int) -> None:
    """Windows hold at most their size and read out each piece exactly once, in order."""
    bounds = [0, *itertools.accumulate(lengths)]
    windows = cut_windows(bounds, size, context, overlap=4)
    scored = [piece for window in windows for piece in range(window.scored, window.end)]
    assert scored == list(range(bounds[-1]))
    assert all(w.start <= w.scored < w.end <= w.start + size for w in windows)


def random_chain(seed: int, length: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    return rng.normal(size=(length, LABELS)).astype("f4"), rng.normal(size=(LABELS, LABELS)).astype("f4")


@given(st.integers(0, 10_000), st.integers(1, 4))
def test_decoding_agrees_with_trying_all_paths(seed: int, length: int) -> None:
    """Viterbi finds the best of all paths; forward-backward gives the sum over the paths with that label."""
    emissions, transitions = random_chain(seed, length)
    table = transitions + bio_constraints()
    scores = {}
    for path in itertools.product(range(LABELS), repeat=length):
        steps = zip((0, *path[:-1]), path, strict=True)
        scores[path] = float(sum(table[a, b] for a, b in steps) + emissions[np.arange(length), list(path)].sum())
    best = max(scores, key=scores.__getitem__)
    labels, chances = best_paths(emissions, np.array([0, length]), transitions)
    assert tuple(labels) == best
    weights = {path: np.exp(score) for path, score in scores.items()}
    whole = sum(weights.values())
    for place in range(length):
        same = sum(weight for path, weight in weights.items() if path[place] == best[place])
        assert chances[place] == pytest.approx(same / whole, abs=1e-4)


def test_stretches_are_decoded_apart() -> None:
    """Decoding many stretches at once gives what each gives alone."""
    emissions, transitions = random_chain(3, 40)
    bounds = np.array([0, 7, 7, 20, 21, 40])
    together, _ = best_paths(emissions, bounds, transitions)
    for first, end in itertools.pairwise(bounds):
        if end > first:
            alone, _ = best_paths(emissions[first:end], np.array([0, end - first]), transitions)
            assert together[first:end].tolist() == alone.tolist()


def test_runs_end_with_their_stretch() -> None:
    """A span never runs over from one stretch into the next."""
    labels = np.array([1, 2, 2, 2, 5, 0])
    assert label_runs(labels, np.array([0, 2, 6])) == [(0, 0, 2), (2, 4, 5)]


@st.composite
def runs_with_vectors(draw: st.DrawFn) -> tuple[list[tuple[int, int, int]], list[np.ndarray], np.ndarray]:
    """Compose runs of any roles with the vectors of their rows, and of "none"."""
    roles = draw(st.lists(st.tuples(st.integers(0, 2), st.integers(1, 4)), max_size=12))
    ends = np.cumsum([0, *(length for _, length in roles)]).tolist()
    runs = [(role, first, end) for (role, _), first, end in zip(roles, ends, ends[1:], strict=False)]
    random = np.random.default_rng(draw(st.integers(0, 9)))
    none = [random.normal(size=4 * LINK).astype(np.float32) for _ in runs]
    return runs, none, random.normal(size=(ends[-1], 4 * LINK)).astype(np.float32)


@given(runs_with_vectors())
def test_links_agree_with_asking_one_by_one(
    composed: tuple[list[tuple[int, int, int]], list[np.ndarray], np.ndarray],
) -> None:
    """Each span asks the three of the next role before it and the three behind it, and "none"."""
    runs, none, vectors = composed
    wanted = []
    for asker, ask_at, answer_at in ((0, 0, LINK), (1, 2 * LINK, 3 * LINK)):
        answering = [i for i, (role, _, _) in enumerate(runs) if role == asker + 1]
        for i, (role, first, end) in enumerate(runs):
            if role != asker:
                continue
            asks = vectors[first:end, ask_at : ask_at + LINK].mean(0) / 8
            near = [j for j in answering if j < i][-3:] + [j for j in answering if j > i][:3]
            weights = [float(np.exp(asks @ none[i][answer_at : answer_at + LINK]))]
            for j in near:
                rows = vectors[runs[j][1] : runs[j][2], answer_at : answer_at + LINK]
                weights.append(float(np.exp(rows @ asks).sum()))
            odds = np.log(np.array(weights) / sum(weights)).tolist()
            wanted += [(i, j, pytest.approx(odd, abs=1e-3)) for j, odd in zip([-1, *near], odds, strict=True)]
    assert find_links(runs, vectors, none) == wanted


@given(st.text(max_size=60))
def test_pieces_lie_in_their_stretch(text: str) -> None:
    """Any text is cut into pieces whose offsets stand in order inside the stretch; lone surrogates too."""
    text = text + "\ud800 Ada"
    pieces = encode(TOKENIZER, text, [Span(0, len(text))], ())
    assert (pieces.start < pieces.end).all()
    assert (np.diff(pieces.start) >= 0).all()
    assert len(pieces.ids) == pieces.bounds[-1]
    assert not len(pieces.ids) or pieces.end[-1] <= len(text)


def test_shape_state_and_gap() -> None:
    """A piece knows its capitals, its place to the marks, and the space before it."""
    text = 'Ada said: "NO rain in 1999, none at all in this valley"'
    span = Span(0, len(text))
    pieces = encode(TOKENIZER, text, [span], find_passages(text, [span]))
    words = [text[a:b] for a, b in zip(pieces.start, pieces.end, strict=True)]
    at = {word: index for index, word in enumerate(words)}
    assert [pieces.shape[at[word]] for word in ("Ada", "said", "NO", "1999", ":")] == [3, 2, 4, 6, 1]
    assert [pieces.state[at[word]] for word in ("said", "NO")] == [0, 2]
    assert [pieces.gap[at[word]] for word in ("Ada", "said", ":")] == [2, 1, 0]


def test_entities_are_read_as_what_they_stand_for() -> None:
    """A left-over entity is one letter to the tagger; its pieces keep their place in the text."""
    tokenizer = load_tokenizer(MODEL / "tokenizer.json")
    text, plain = "&ldquo;No,&rdquo; B&eacute;la said &amp; left &nosuch;.", "“No,” Béla said & left &nosuch;."
    read, wanted = (encode(tokenizer, each, [Span(0, len(each))], []) for each in (text, plain))
    assert read.ids.tolist() == wanted.ids.tolist()
    assert [text[a:b] for a, b in zip(read.start, read.end, strict=True)][:4] == ["&ldquo;", "No", ",", "&rdquo;"]


def test_short_and_unpaired_passages_have_states_of_their_own() -> None:
    """A scare quote and a passage without its partner can be told from a full quotation."""
    text = "the “so-called” plan, “which never closes"
    states = quote_states(len(text), find_passages(text, [Span(0, len(text))]))
    assert states[text.index("so-called")] == 6
    assert states[text.index("which")] == 5


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    """A folder without a model says which file is missing, and what writes one."""
    with pytest.raises(FileNotFoundError, match=r"config\.json: a file of the tagger's model is missing; .*training"):
        load_tagger(tmp_path)


def test_a_missing_part_of_the_library_is_named() -> None:
    """Where the shipped model is not there, the library is to be installed again."""
    with pytest.raises(FileNotFoundError, match=r"config\.json: a file of the tagger's model is missing; reinstall"):
        load_tagger(MODEL.with_name("none"))


def test_a_damaged_model_is_named(tmp_path: Path) -> None:
    """A file that differs from its hash is refused by name."""
    shutil.copytree(MODEL, tmp_path / "model")
    with (tmp_path / "model" / "tokenizer.json").open("a") as handle:
        handle.write(" ")
    with pytest.raises(ValueError, match=r"tokenizer\.json: the file is damaged"):
        load_tagger(tmp_path / "model")


def test_a_config_of_another_format_is_refused(tmp_path: Path) -> None:
    """A model of a later format asks for a newer quotekit."""
    shutil.copytree(MODEL, tmp_path / "model")
    config = json.loads((tmp_path / "model" / "config.json").read_text())
    (tmp_path / "model" / "config.json").write_text(json.dumps({**config, "format": 99}))
    with pytest.raises(ValueError, match="format 99"):
        load_tagger(tmp_path / "model")


TEXT = (
    "“The bridge will open in May,” said Ada Cole, the mayor of Weston.\n\n"
    "She denied that the cost had doubled.\n\n"
    "According to the council's report, two of the piers “need repair at once”.\n\n"
    "Bo Lind, a builder, told the Weston Echo he had warned the town in June."
)


def test_plain_news_is_read_right() -> None:
    """The shipped model reads pre-posed, indirect, according-to and addressed attributions."""
    found = {
        ("".join(s.of(TEXT) for s in q.source), "".join(s.of(TEXT) for s in q.cue)): q
        for q in Extractor(engine="tagger").extract(TEXT).quotes
    }
    assert ("Ada Cole, the mayor of Weston", "said") in found
    assert found["She", "denied"].denied
    assert ("the council's report", "According to") in found
    assert any(source.startswith("Bo Lind") for source, _ in found)


def test_confidence_is_a_probability() -> None:
    """Every confidence lies between 0 and 1, and a plain quotation has a high one."""
    quotes = Extractor(engine="tagger").extract(TEXT).quotes
    assert all(0 <= q.confidence <= 1 for q in quotes)
    assert quotes[0].confidence > 0.8


@settings(max_examples=15, deadline=None)
@given(st.text(alphabet="ab .\n\"“”:—AB'said", max_size=300))
def test_no_text_makes_the_tagger_raise(text: str) -> None:
    """Any text gives an answer, the same twice."""
    extractor = Extractor(engine="tagger")
    assert extractor.extract(text) == extractor.extract(text)


def test_eight_threads_give_one_answer() -> None:
    """One extractor, used from eight threads at once, answers as it does alone."""
    extractor, answers = Extractor(engine="tagger"), []
    expected = extractor.extract(TEXT)
    threads = [threading.Thread(target=lambda: answers.append(extractor.extract(TEXT))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [expected] * 8
