"""A store of rows comes in; the first circle of rows that name each other goes out, as a problem, or ``None``."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from quotekit.errors import FileProblem
from quotekit.speakers.rows import SpeakerRow, shown
from quotekit.speakers.store import ALIAS, ID, NAME, ORGANISATION, Store, alias_words, phrase_hash


class Circle(FileProblem):
    """A problem that knows which row it starts from."""

    row_id: str = ""


def find_cycle(store: Store) -> Circle | None:
    """Return a circle of organisations, or of rows each of which says that its name is another's."""
    return _cycle(store, _organisation_edges(store), "organisation") or _cycle(store, _alias_edges(store), "aliases")


def _organisation_edges(store: Store) -> dict[int, list[int]]:
    """Return the rows above each row: those whose id or name its organisation is."""
    belongs, names, ids = store.indexes[ORGANISATION], store.indexes[NAME], store.indexes[ID]
    known = np.isin(belongs.hashes, names.hashes) | np.isin(belongs.hashes, ids.hashes)
    edges: dict[int, list[int]] = {}
    for value, i in zip(belongs.hashes[known].tolist(), belongs.rows[known].tolist(), strict=True):
        organisation = store.row(i).organisation
        above = [k for k in ids.get(value, 64) if store.row(k).id == organisation]
        above += [k for k in names.get(value, 64) if alias_words(store.row(k).name) == alias_words(organisation)]
        edges.setdefault(i, []).extend(above)
    return edges


def _alias_edges(store: Store) -> dict[int, list[int]]:
    names, aliases = store.indexes[NAME], store.indexes[ALIAS]
    shared = np.isin(aliases.hashes, names.hashes)
    edges: dict[int, list[int]] = {}
    for value, i in zip(aliases.hashes[shared].tolist(), aliases.rows[shared].tolist(), strict=True):
        own = phrase_hash(alias_words(store.row(i).name))
        if value != own:
            edges.setdefault(i, []).extend(k for k in names.get(value, 64) if k != i)
    return edges


def _cycle(store: Store, edges: dict[int, list[int]], field: str) -> Circle | None:
    done: set[int] = set()
    for start in sorted(edges):
        if start in done:
            continue
        path: list[int] = []
        on_path: set[int] = set()
        stack: list[tuple[int, Iterator[int]]] = []
        node: int | None = start
        while True:
            if node is not None:
                path.append(node)
                on_path.add(node)
                stack.append((node, iter(edges.get(node, ()))))
            node = next((k for k in stack[-1][1] if k not in done), None)
            if node is None:
                gone = stack.pop()[0]
                done.add(gone)
                on_path.discard(path.pop())
                if not stack:
                    break
            elif node in on_path:
                return _told([store.row(k) for k in path[path.index(node) :]], field)
    return None


def _told(rows: list[SpeakerRow], field: str) -> Circle:
    shortened = ["…"] if len(rows) > 6 else []
    way = " → ".join([*(shown(row.name) for row in rows[:6]), *shortened, shown(rows[0].name)])
    reason = f"rows name each other in a circle: {way}"
    advice = "leave one of them empty" if field == "organisation" else "merge the rows, or take an alias away"
    circle = Circle(reason, advice, field=field)
    circle.row_id = rows[0].id
    return circle
