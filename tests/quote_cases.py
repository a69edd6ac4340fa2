"""The quotation cases of ``tests/quote_cases``: read, run and compared.

``=== id | form`` begins a case. ``{c1 …}`` is the content of attribution 1, ``{q1 …}`` its cue, ``{s1 …}`` its source,
``{v1 …}`` who passed it on and ``{a1 …}`` who was told. ``{s12 …}`` is the source of 1 and of 2; no number means 1.
Pieces of one role repeat its mark; marks may nest.

``python tests/quote_cases.py`` runs both engines and writes ``known.txt`` and the table of ``docs/forms.md``; read the
difference before you keep it. ``python tests/quote_cases.py rules para`` prints what differs in the cases of an engine
whose id begins so.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from attrs import frozen

from quotekit import Extraction, Extractor, Span
from quotekit.doors.scoring import Annotated, Ruler, pairs, score
from quotekit.values import Attribution

FOLDER = Path(__file__).with_name("quote_cases")
FILES = ("wild", "synthetic", "negative", "fresh", "second", "third")
KNOWN = FOLDER / "known.txt"
PAGE = FOLDER.parent.parent / "docs" / "forms.md"
TABLE = re.compile(r"(?<=<!-- table -->\n).*?(?=<!-- /table -->)", re.DOTALL)
ENGINES = ("tagger", "rules")
MARKUP = re.compile(r"\{(?P<role>[cqsva])(?P<keys>\d*) |(?P<close>\})")
ROLES = {"c": "content", "q": "cue", "s": "source", "v": "via", "a": "addressee"}


@frozen
class Case:
    """One text with what is reported in it."""

    id: str
    form: str
    provenance: str
    gold: Annotated


@cache
def load() -> list[Case]:
    """Return all cases, in the order of the files."""
    return [case for name in FILES for case in _cases(name)]


def _cases(name: str) -> Iterator[Case]:
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf8")
    for row in text.split("\n=== ")[1:]:
        head, _, body = row.partition("\n")
        key, _, form = head.partition(" | ")
        yield Case(key, form, name, read_markup(body.rstrip("\n")))


def read_markup(marked: str) -> Annotated:
    """Return the bare text with its attributions."""
    bare: list[str] = []
    length, at = 0, 0
    waiting: list[tuple[str, str, int]] = []
    found: dict[str, dict[str, list[Span]]] = {}
    for match in MARKUP.finditer(marked):
        bare.append(marked[at : match.start()])
        length += match.start() - at
        at = match.end()
        if match["close"]:
            role, keys, start = waiting.pop()
            for key in keys:
                found.setdefault(key, {}).setdefault(ROLES[role], []).append(Span(start, length))
        else:
            waiting.append((match["role"], match["keys"] or "1", length))
    if waiting:
        raise ValueError(f"a mark is left open in {marked!r}")
    text = "".join(bare) + marked[at:]
    made = [Attribution(**{role: tuple(spans) for role, spans in found[key].items()}) for key in sorted(found)]
    return Annotated(text, made)


def differences(gold: Annotated, result: Extraction) -> list[str]:
    """Tell in words what was missed and what is false; an empty list where everything is right.

    An attribution is right in the scorer's sense; where a case marks who was told or who passed it on, so must they be.
    """
    ruler = Ruler(gold.text)
    golds, guesses = ruler.lettered(gold.attributions), ruler.lettered(result.quotes)
    hits = {pair.gold: pair.guess for pair in pairs(golds, guesses) if pair.hit}
    out = [f"missed {shown(gold.text, gold.attributions[g.index])}" for i, g in enumerate(golds) if i not in hits]
    right = set(hits.values())
    out += [f"false {shown(gold.text, result.quotes[g.index])}" for i, g in enumerate(guesses) if i not in right]
    for number, guess in hits.items():
        marked, found = gold.attributions[golds[number].index], result.quotes[guesses[guess].index]
        for role in ("via", "addressee"):
            wanted = getattr(marked, role)
            if wanted and not any(a.overlaps(b) for a in wanted for b in getattr(found, role)):
                out.append(f"{role} missed in {shown(gold.text, marked)}")
    return out


def shown(text: str, attribution: object) -> str:
    """Return an attribution in the mark-up of the cases."""
    marks = (("c", "content"), ("q", "cue"), ("s", "source"), ("v", "via"), ("a", "addressee"))
    parts = [f"{{{mark} {span.of(text)}}}" for mark, role in marks for span in getattr(attribution, role)]
    return " ".join(parts)


def known_failures() -> set[tuple[str, str]]:
    """Return the pairs of engine and case that are known to fail."""
    rows = [line.split("\t") for line in KNOWN.read_text(encoding="utf8").splitlines() if line[:1] not in {"#", ""}]
    return {(engine, key) for key, engines in rows for engine in engines.split(",")}


def failing(cases: Sequence[Case], found: Mapping[str, Mapping[str, Extraction]]) -> str:
    """Return the text of ``known.txt``: each case that an engine does not get right."""
    lines = ["# Cases known to fail, and with which engine: strict, so one that starts to work breaks the build."]
    for case in cases:
        engines = [engine for engine in ENGINES if differences(case.gold, found[engine][case.id])]
        if engines:
            lines.append(f"{case.id}\t{','.join(engines)}")
    return "\n".join(lines) + "\n"


def table(cases: Sequence[Case], found: Mapping[str, Mapping[str, Extraction]]) -> str:
    """Return the table of the page: F1 by form, both engines."""
    heads = "".join(f" {engine}: F1 | direct | missed | false |" for engine in ENGINES)
    lines = [f"| form | cases | attributions |{heads}", "|:--|" + "--:|" * (2 + 4 * len(ENGINES))]
    forms = sorted({case.form for case in cases} - {"negative"})
    for form in (*forms, "all of these", "negative"):
        own = [case for case in cases if case.form == form or (form == "all of these" and case.form != "negative")]
        lines.append(_row(form, own, found))
    return "\n".join(lines) + "\n"


def _row(form: str, cases: Sequence[Case], found: Mapping[str, Mapping[str, Extraction]]) -> str:
    gold = {case.id: case.gold for case in cases}
    cells = [form, str(len(cases)), str(sum(len(case.gold.attributions) for case in cases))]
    for engine in ENGINES:
        figures = score(gold, {key: Annotated(gold[key].text, found[engine][key].quotes) for key in gold})
        every, direct = figures["attribution"], figures["direct"]
        hits = round(every["r"] * every["gold"] / 100)
        cells += [f"{every['f1']:.1f}" if every["gold"] else "", f"{direct['f1']:.1f}" if direct["gold"] else ""]
        cells += [str(every["gold"] - hits), str(every["predicted"] - hits)]
    return "| " + " | ".join(cells) + " |"


@cache
def extracted(engine: str) -> dict[str, Extraction]:
    """Return what an engine finds in every case."""
    extractor = Extractor(engine=engine)
    return {case.id: extractor.extract(case.gold.text) for case in load()}


def main() -> None:
    """Write what the engines do today, or print what differs."""
    found = {engine: extracted(engine) for engine in ENGINES}
    if len(sys.argv) > 1:
        for case in load():
            if case.id.startswith(tuple(sys.argv[2:] or [""])):
                for line in differences(case.gold, found[sys.argv[1]][case.id]):
                    print(f"{case.id}: {line}")
        return
    KNOWN.write_text(failing(load(), found), encoding="utf8")
    page = PAGE.read_text(encoding="utf8")
    PAGE.write_text(TABLE.sub(lambda _: table(load(), found), page), encoding="utf8")


if __name__ == "__main__":
    main()
