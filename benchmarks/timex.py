"""Time expressions: values of given ones, and finding plus value, beside the libraries that are installed.

    python benchmarks/timex.py CORPUS_DIR [--systems quotekit,dateparser,parsedatetime,recognizers] [--errors FILE]

``CORPUS_DIR`` holds ``timebank.jsonl``, ``aquaint.jsonl``, ``gum_dates.jsonl`` and ``recognizers_en.jsonl``. A value
counts as right where it equals the gold one after spelling is evened out (``199X`` = ``199``, ``T10:00`` = ``T10``). A
found expression counts where it overlaps a gold one and the values agree (TempEval-3's value F1).
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import record

Row = tuple[int, int, str]  # start, end, value
Finder = Callable[[str, str], list[Row]]
Resolver = Callable[[str, str, str], "str | None"]
SEASON = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}


def even(value: str | None) -> str:
    """Return the value with its spelling evened out."""
    value = (value or "").strip()
    value = re.sub(r"^(\d{3})X$", r"\1", value)
    value = re.sub(r"^(\d\d)XX$", r"\1", value)
    value = re.sub(r"(T\d\d)(?::00)+$", r"\1", value)
    value = re.sub(r"(T\d\d:\d\d):00$", r"\1", value)
    return {"XXXX-XX-XX": "P1D", "P7D": "P1W", "P24H": "P1D", "PT24H": "P1D", "P1Q": "P3M", "XXXX": "P1Y"}.get(
        value, value
    )


def interval(value: str) -> tuple[str, str] | None:
    """Return the first and last day of a date value."""
    value = even(value).split("T")[0]
    try:
        if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
            monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
            return str(monday + timedelta(days=5 if match[3] else 0)), str(monday + timedelta(days=6))
        if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI|Q\d|H\d)", value):
            low, high = SEASON.get(match[2]) or (
                (3 * int(match[2][1]) - 2, 3 * int(match[2][1]))
                if match[2][0] == "Q"
                else (6 * int(match[2][1]) - 5, 6 * int(match[2][1]))
            )
            return f"{match[1]}-{low:02d}-01", last_day(int(match[1]) + high // 13, (high - 1) % 12 + 1)
        if re.fullmatch(r"\d\d", value):
            return f"{value}00-01-01", f"{value}99-12-31"
        if re.fullmatch(r"\d{3}", value):
            return f"{value}0-01-01", f"{value}9-12-31"
        if re.fullmatch(r"\d{4}", value):
            return f"{value}-01-01", f"{value}-12-31"
        if match := re.fullmatch(r"(\d{4})-(\d\d)", value):
            return f"{value}-01", last_day(int(match[1]), int(match[2]))
        return (value, value) if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else None
    except ValueError:
        return None


def last_day(year: int, month: int) -> str:
    return str(date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1))


def tei_interval(value: dict[str, str]) -> tuple[str, str] | None:
    """Return first and last day of a TEI date."""
    low = interval(value.get("when") or value.get("from") or value.get("notBefore") or "")
    high = interval(value.get("when") or value.get("to") or value.get("notAfter") or "")
    return (low[0], high[1]) if low and high else None


def sentence_around(text: str, start: int, end: int) -> tuple[str, int]:
    left = max(
        (m.end() for m in re.finditer(r"[.!?]['\"”’]?\s+(?=[A-Z“\"`'])|\n\n", text[max(0, start - 500) : start])),
        default=0,
    )
    left = left + max(0, start - 500) if left else max(0, start - 500)
    right = re.search(r"[.!?]['\"”’]?(?=\s)|\n\n|$", text[end : end + 500])
    return text[left : end + (right.end() if right else 0)], start - left


# Systems --------------------------------------------------------------------------------------------------------------


def quotekit_system() -> tuple[Resolver, Finder]:
    from quotekit.claims.times import find_times, resolve_time

    def resolve(expression: str, published: str, context: str) -> str | None:
        found = resolve_time(expression, published, context)
        return found.value if found else None

    def find(text: str, published: str) -> list[Row]:
        return [(t.span.start, t.span.end, t.value or "") for t in find_times(text, published)]

    return resolve, find


def dateparser_system() -> tuple[Resolver, Finder]:
    from dateparser.date import DateDataParser
    from dateparser.search import search_dates

    def settings(published: str) -> dict[str, Any]:
        return {"RELATIVE_BASE": datetime.fromisoformat(published[:10]), "PREFER_DATES_FROM": "past"}

    def resolve(expression: str, published: str, _: str) -> str | None:
        try:
            data = DateDataParser(languages=["en"], settings=settings(published)).get_date_data(expression)
        except Exception:
            return None
        return trimmed(data.date_obj, data.period) if data.date_obj else None

    def find(text: str, published: str) -> list[Row]:
        rows, at = [], 0
        try:
            found = search_dates(text, languages=["en"], settings=settings(published)) or []
        except Exception:
            return []
        for printed, when in found:
            start = text.find(printed, at)
            if start >= 0:
                at = start + len(printed)
                rows.append((start, at, resolve(printed, published, "") or when.date().isoformat()))
        return rows

    return resolve, find


def trimmed(when: datetime, period: str) -> str:
    return {"year": f"{when.year}", "month": f"{when:%Y-%m}"}.get(period, when.date().isoformat())


def parsedatetime_system() -> tuple[Resolver, Finder]:
    import parsedatetime

    calendar = parsedatetime.Calendar(version=parsedatetime.VERSION_CONTEXT_STYLE)

    def resolve(expression: str, published: str, _: str) -> str | None:
        try:
            struct, told = calendar.parse(expression, datetime.fromisoformat(published[:10]).timetuple())
        except Exception:
            return None
        return f"{struct.tm_year:04d}-{struct.tm_mon:02d}-{struct.tm_mday:02d}" if told.hasDateOrTime else None

    def find(text: str, published: str) -> list[Row]:
        rows = []
        for at in range(0, len(text), 4000):
            try:
                found = calendar.nlp(text[at : at + 4000], datetime.fromisoformat(published[:10])) or ()
            except Exception:
                continue
            rows += [(at + start, at + end, when.date().isoformat()) for when, _, start, end, _ in found]
        return rows

    return resolve, find


def recognizers_system() -> tuple[Resolver, Finder]:
    from recognizers_date_time import recognize_datetime

    def values(text: str, published: str) -> list[Row]:
        try:
            found = recognize_datetime(text, "en-us", reference=datetime.fromisoformat(published[:10]))
        except Exception:
            return []
        rows = []
        for item in found:
            options = (item.resolution or {}).get("values") or [{}]
            chosen = options[0]
            timex = chosen.get("timex", "")
            value = (
                chosen.get("value", "")
                if timex.startswith("XXXX") and chosen.get("value", "x")[:4].isdigit()
                else timex
            )
            rows.append((item.start, item.end + 1, value))
        return rows

    def resolve(expression: str, published: str, _: str) -> str | None:
        rows = values(expression, published)
        return rows[0][2] if rows else None

    def find(text: str, published: str) -> list[Row]:
        return values(text, published)

    return resolve, find


SYSTEMS: dict[str, Callable[[], tuple[Resolver, Finder]]] = {
    "quotekit": quotekit_system,
    "dateparser": dateparser_system,
    "parsedatetime": parsedatetime_system,
    "recognizers": recognizers_system,
}


# Scoring --------------------------------------------------------------------------------------------------------------


def documents(path: Path) -> Iterator[tuple[str, str, list[tuple[int, int, Any]], Callable[[str, Any], bool]]]:
    """Yield text, day, gold rows and the test of a value, a document each."""
    for line in path.read_text("utf8").splitlines():
        row = json.loads(line)
        if "dates" in row:
            gold = [(*d["span"], tei_interval(d["value"])) for d in row["dates"]]
            gold = [g for g in gold if g[2]]
            yield row["text"], row["dct"], gold, lambda value, told: told is not None and interval(value) == told
        elif "dct" in row:
            gold = [(*t["span"], even(t["value"])) for t in row["timexes"]]
            yield row["text"], row["dct"], gold, lambda value, told: even(value) == told
        else:
            gold = [
                (*t["span"], told_values(t["values"]))
                for t in row["timexes"]
                if t["type"] in ("date", "datetime", "duration", "set", "daterange", "time")
            ]
            gold = [g for g in gold if g[2]]
            yield row["text"], row["ref"], gold, lambda value, told: even(value) in told


def told_values(values: list[dict[str, str]]) -> set[str]:
    told = set()
    for value in values:
        if not value.get("timex", "(").startswith("("):
            told.add(even(value["timex"]))
        if "value" in value:
            told.add(even(value["value"].replace(" ", "T")))
    return told - {"", "not resolved"}


def shown(text: str, start: int, end: int) -> str:
    """Return an expression with its surroundings on one line."""
    return f"{text[max(0, start - 70) : start]!r}[{text[start:end]}]{text[end : end + 40]!r}"


def score(path: Path, resolve: Resolver, find: Finder, errors: list[str]) -> dict[str, float]:
    right = given = found_right = found_all = 0
    started = time.perf_counter()
    for text, day, gold, agrees in documents(path):
        rows = [row for row in find(text, day) if path.stem != "gum_dates" or interval(row[2])]  # it holds dates alone
        used: set[int] = set()
        found_all += len(rows)
        for start, end, told in gold:
            given += 1
            sentence, _ = sentence_around(text, start, end)
            value = resolve(text[start:end], day, sentence)
            ok = agrees(value or "", told)
            right += ok
            if not ok:
                errors.append(f"{path.stem}\tvalue\t{day[:10]}\t{told}\t{value}\t{shown(text, start, end)}")
            hits = [i for i, (a, b, v) in enumerate(rows) if a < end and start < b and i not in used]
            best = next((i for i in hits if agrees(rows[i][2], told)), hits[0] if hits else None)
            if best is not None:
                used.add(best)
                found_right += agrees(rows[best][2], told)
            else:
                errors.append(f"{path.stem}\tmiss\t{day[:10]}\t{told}\t\t{shown(text, start, end)}")
        errors += [
            f"{path.stem}\tspurious\t{day[:10]}\t\t{v}\t{shown(text, a, b)}"
            for i, (a, b, v) in enumerate(rows)
            if i not in used
        ]
    precision, recall = found_right / max(1, found_all), found_right / max(1, given)
    return {
        "given": 100 * right / max(1, given), "precision": 100 * precision, "recall": 100 * recall,
        "f1": 200 * precision * recall / max(1e-9, precision + recall), "n": given,
        "seconds": time.perf_counter() - started,
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--systems", default=",".join(SYSTEMS))
    parser.add_argument("--sets", default="timebank,aquaint,gum_dates,recognizers_en")
    parser.add_argument("--errors", type=Path)
    parser.add_argument("--keep", action="store_true", help="write the figures into benchmarks/results")
    options = parser.parse_args()
    errors: list[str] = []
    rows: list[dict[str, Any]] = []
    for name in options.systems.split(","):
        try:
            resolve, find = SYSTEMS[name]()
        except ImportError:
            print(f"{name}: not installed")
            continue
        for corpus in options.sets.split(","):
            figures = score(options.corpora / f"{corpus}.jsonl", resolve, find, errors)
            rows.append({"system": name, "corpus": corpus} | {key: round(value, 1) for key, value in figures.items()})
            print(rows[-1], flush=True)
    print(record.table(rows))
    if options.keep:
        record.keep("timex", {"rows": rows}, record.table(rows))
    if options.errors:
        options.errors.write_text("\n".join(errors), "utf8")


if __name__ == "__main__":
    main()
