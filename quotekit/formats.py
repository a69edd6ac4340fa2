"""All formats by name: ``to_X`` writes an extraction, ``from_X`` reads it back. Each is loaded when first used.

>>> import quotekit
>>> from quotekit import formats
>>> found = quotekit.extract("“No,” said Ada Cole.", engine="rules")
>>> formats.from_brat(formats.to_brat(found), found.article).quotes == found.quotes
True
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quotekit.doors.brat import from_brat, to_brat
    from quotekit.doors.citron import from_citron, to_citron
    from quotekit.doors.conll import from_conll, to_conll
    from quotekit.doors.displacy import to_displacy
    from quotekit.doors.flat_files import read_flat, write_flat
    from quotekit.doors.frame import to_frame
    from quotekit.doors.native import from_row, read_jsonl, to_row, write_jsonl
    from quotekit.doors.prodigy import from_prodigy, to_prodigy
    from quotekit.doors.reanchoring import Reanchored, reanchor
    from quotekit.doors.schema_org import Rating, to_schema_org
    from quotekit.doors.spacy_component import from_doc
    from quotekit.doors.web_annotation import from_web_annotations, to_web_annotations

_LAZY = {
    "Rating": "schema_org",
    "Reanchored": "reanchoring",
    "from_brat": "brat",
    "from_citron": "citron",
    "from_conll": "conll",
    "from_doc": "spacy_component",
    "from_prodigy": "prodigy",
    "from_row": "native",
    "from_web_annotations": "web_annotation",
    "read_flat": "flat_files",
    "read_jsonl": "native",
    "reanchor": "reanchoring",
    "to_brat": "brat",
    "to_citron": "citron",
    "to_conll": "conll",
    "to_displacy": "displacy",
    "to_frame": "frame",
    "to_prodigy": "prodigy",
    "to_row": "native",
    "to_schema_org": "schema_org",
    "to_web_annotations": "web_annotation",
    "write_flat": "flat_files",
    "write_jsonl": "native",
}

__all__ = [
    "Rating",
    "Reanchored",
    "from_brat",
    "from_citron",
    "from_conll",
    "from_doc",
    "from_prodigy",
    "from_row",
    "from_web_annotations",
    "read_flat",
    "read_jsonl",
    "reanchor",
    "to_brat",
    "to_citron",
    "to_conll",
    "to_displacy",
    "to_frame",
    "to_prodigy",
    "to_row",
    "to_schema_org",
    "to_web_annotations",
    "write_flat",
    "write_jsonl",
]


def __getattr__(name: str) -> object:
    if name in _LAZY:
        value: object = getattr(import_module(f"quotekit.doors.{_LAZY[name]}"), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'quotekit.formats' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
