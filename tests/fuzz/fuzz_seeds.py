"""A target's name in, inputs to begin with out: the seeds, odd texts, and files made of what is found in them."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import quotekit
from quotekit import formats

SEEDS = [path.read_text(encoding="utf8") for path in sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))]
TEXTS = (
    "“It is late,” said Ada Cole, the mayor. “We will not wait until May 3, 2025.”\n\nShe denied that 5 percent left.",
    'COLE: NO DEAL "TODAY"\n\nQ: Why?\nA: Because the ministry said so.\n\n— Ada Cole (@ada) May 3, 2023',
    "According to Reuters, which cited a spokesman, $4.5bn was lost last week — ‘a “bad” day’, he told it.",
    "#BREAKING: Two drones hit the Kremlin at 02:30 on Wednesday, pic.twitter.com/a1B2 RIA reports.",
    " date 2023-05-03 Update(0845ET): «Нет», said İ. Ünlü\u200d\u202e; ‚so‘ „und“ \u201cnie\x00 3 to 4 1/2 million.",
)
LEXICON = (
    quotekit.SpeakerLexicon,
    [
        {"id": "p1", "name": "Ada Cole", "aliases": ["A. Cole"], "role": "mayor", "valid_from": "2019-01-01"},
        {"id": "p1#2", "name": "Ada Cole", "handle": "@ada", "pronouns": "she", "role": "President of Norland"},
        {"id": "o1", "name": "World Health Organization", "aliases": ["WHO"], "kind": "organisation"},
    ],
)


def seeds_of(target: str) -> list[bytes]:
    """Return the inputs that a target's fuzzing starts from."""
    if target in MAKERS:
        return MAKERS[target]()
    texts = [text.encode("utf8", "surrogatepass") for text in (*TEXTS, *(seed[:3000] for seed in SEEDS))]
    return (
        texts
        if target not in PAIRS
        else [b"\x1e".join(pair) for pair in zip(texts, texts[1:] + texts[:1], strict=True)]
    )


def _extractions() -> list[quotekit.Extraction]:
    return [quotekit.extract(text, engine="rules") for text in (*TEXTS, SEEDS[0][:1500])]


def _json(write: Callable[[quotekit.Extraction], object]) -> list[bytes]:
    return [json.dumps(write(found)).encode() for found in _extractions()]


def _with_text(write: Callable[[quotekit.Extraction], str]) -> list[bytes]:
    return [f"{write(found)}\x1e{found.article.text}".encode("utf8", "replace") for found in _extractions()]


def _lexicon(ending: str) -> list[bytes]:
    from quotekit.speakers.rows import make_row  # noqa: PLC0415

    lexicon = LEXICON[0](row for fields in LEXICON[1] if (row := make_row(fields)[0]))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"people{ending if ending != '.lexicon' else '.csv'}"
        lexicon.write(path)
        if ending == ".lexicon":
            quotekit.SpeakerLexicon.read(path, cache=folder)
            path = next(Path(folder).glob("*.lexicon"))
        return [path.read_bytes()]


def _jsonl() -> list[bytes]:
    out = []
    for found in _extractions():
        file = BytesIO()
        formats.write_jsonl([found], file)
        out.append(file.getvalue())
    return out


def _rows() -> list[bytes]:
    rows = [{"id": f"a{i}", "text": text, "date": "2024-02-01", "url": "x"} for i, text in enumerate(TEXTS)]
    return ["\n".join(json.dumps(row) for row in rows).encode(), *_jsonl()[:1]]


def _separated(mark: str) -> list[bytes]:
    rows = [["id", "text", "date"], *([f"a{i}", text.replace('"', '""'), ""] for i, text in enumerate(TEXTS))]
    return ["\r\n".join(mark.join(f'"{cell}"' for cell in row) for row in rows).encode("utf8", "replace")]


def _flat() -> list[bytes]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "quotes.csv"
        formats.write_flat(_extractions()[:2], path)
        return [path.read_bytes()]


def _parquet() -> list[bytes]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "quotes.parquet"
        formats.write_flat(_extractions()[:1], path)
        return [path.read_bytes()]


def _zst() -> list[bytes]:
    import pyarrow as pa  # noqa: PLC0415

    return [pa.Codec("zstd").compress(_rows()[0], asbytes=True)]


PAIRS = ("times", "normalize_claim", "same_claim", "reanchor")
MAKERS: dict[str, Callable[[], list[bytes]]] = {
    "lexicon_csv": lambda: _lexicon(".csv"),
    "lexicon_jsonl": lambda: _lexicon(".jsonl"),
    "lexicon_toml": lambda: _lexicon(".toml"),
    "lexicon_compiled": lambda: _lexicon(".lexicon"),
    "jsonl": _jsonl,
    "rows": _rows,
    "csv": lambda: [*_separated(","), *_separated(";")],
    "tsv": lambda: _separated("\t"),
    "parquet": _parquet,
    "gz": lambda: [gzip.compress(_rows()[0], mtime=0)],
    "bz2": lambda: [bz2.compress(_separated(",")[0])],
    "xz": lambda: [lzma.compress(TEXTS[0].encode())],
    "zst": _zst,
    "flat": _flat,
    "brat": lambda: _with_text(formats.to_brat),
    "conll": lambda: _with_text(formats.to_conll),
    "citron": lambda: _json(formats.to_citron),
    "prodigy": lambda: _json(formats.to_prodigy),
    "web_annotation": lambda: _with_text(lambda found: json.dumps(formats.to_web_annotations(found))),
}
