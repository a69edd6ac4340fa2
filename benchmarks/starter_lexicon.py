"""Make the starter lexicon, ``quotekit/data/lexicons/us_officials.csv``, from JSON lines of officials with dated roles.

Run: ``python benchmarks/starter_lexicon.py OFFICIALS.jsonl``. Each line holds ``id``, ``name``, ``first``, ``last``,
``nickname``, ``aliases``, ``gender``, ``wikipedia`` and ``roles`` (``type``, ``start``, ``end``, ``state``, ``party``).
"""

from __future__ import annotations

import datetime
import json
import sys
from pathlib import Path

from quotekit.speakers import SpeakerLexicon, SpeakerRow
from quotekit.speakers.tables import read_table

TARGET = Path(__file__).parent.parent / "quotekit" / "data" / "lexicons" / "us_officials.csv"
ROLES = {
    "sen": "Senator from {state}",
    "rep": "Representative from {state}",
    "prez": "President of the United States",
    "viceprez": "Vice President of the United States",
}
BODIES = {"sen": "United States Senate", "rep": "United States House of Representatives"}


def state_names() -> dict[str, str]:
    """Return the states by their two letters."""
    names = {row["printed"].split("|")[0]: row["name"] for row in read_table("places.tsv") if row["kind"] == "state"}
    return {short: name.removesuffix(" State") for short, name in names.items()}


def terms(roles: list[dict[str, str]], states: dict[str, str]) -> list[tuple[str, str, str, str]]:
    """Return office, kind, first and last day; terms that follow each other are one."""
    merged: list[tuple[str, str, str, str]] = []
    for role in roles:
        state = states.get(role["state"] or "", role["state"] or "")
        office = ROLES[role["type"]].format(state=state)
        last = (datetime.date.fromisoformat(role["end"]) - datetime.timedelta(1)).isoformat()
        for i, (known, kind, start, end) in enumerate(merged):
            near = datetime.date.fromisoformat(role["start"]) - datetime.date.fromisoformat(end)
            if known == office and near.days < 40:
                merged[i] = (known, kind, start, last)
                break
        else:
            merged.append((office, role["type"], role["start"], last))
    return merged


def rows(officials: list[dict[str, object]]) -> list[SpeakerRow]:
    """Return a row for each office of each official; rows of one person share the id up to ``#``."""
    made, states = [], state_names()
    for official in officials:
        first, last, nick = (str(official[key] or "") for key in ("first", "last", "nickname"))
        name = str(official["name"])
        forms = [
            f"{first} {last}",
            f"{nick} {last}" if nick else "",
            str(official["wikipedia"] or "").partition(" (")[0],
        ]
        aliases = dict.fromkeys(form.strip() for form in [*forms, *official["aliases"]] if form.strip())  # type: ignore[misc]
        aliases.pop(name, None)
        pronouns = {"M": "he", "F": "she"}.get(str(official["gender"]), "")
        offices = terms(official["roles"], states)  # type: ignore[arg-type]
        for i, (office, kind, start, end) in enumerate(offices):
            person = str(official["id"] or name.lower().replace(" ", "-").replace(".", ""))
            row_id = person if len(offices) == 1 else f"{person}#{i + 1}"
            made.append(
                SpeakerRow(
                    row_id,
                    name,
                    tuple(aliases)[:5],
                    "person",
                    office,
                    BODIES.get(kind, "White House"),
                    "",
                    pronouns,
                    start,
                    end,
                )
            )
    return made


def main() -> None:
    officials = [json.loads(line) for line in Path(sys.argv[1]).read_text("utf8").splitlines() if line.strip()]
    SpeakerLexicon(rows(officials)).write(TARGET)
    print(f"{TARGET}: {len(SpeakerLexicon.read(TARGET)):,} rows")


if __name__ == "__main__":
    main()
