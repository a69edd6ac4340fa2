"""Every form of quotation, case by case and with both engines; known failures are strict."""

import pytest
import quote_cases
from quote_cases import ENGINES, differences, extracted, known_failures, load, read_markup

KNOWN = known_failures()


def cases():
    """Return engine and case, those marked that are known to fail."""
    for engine in ENGINES:
        for case in load():
            known = (engine, case.id) in KNOWN
            marks = [pytest.mark.xfail(strict=True, reason="known failure")] if known else []
            yield pytest.param(engine, case, id=f"{engine}-{case.id}", marks=marks)


@pytest.mark.parametrize(("engine", "case"), list(cases()))
def test_case(engine, case):
    """What is marked in the case is found, and nothing else."""
    assert differences(case.gold, extracted(engine)[case.id]) == []


def test_there_are_enough_cases():
    """Three hundred cases at least, negatives among them, each with an id of its own."""
    found = load()
    assert len(found) >= 300
    assert len({case.id for case in found}) == len(found)
    assert sum(case.form == "negative" for case in found) >= 40


def test_known_failures_are_cases():
    """A failure is listed under the id of a case that is there."""
    assert {key for _, key in KNOWN} <= {case.id for case in load()}


def test_the_page_shows_todays_figures():
    """The table of docs/forms.md is what the cases give today."""
    shown = quote_cases.TABLE.search(quote_cases.PAGE.read_text(encoding="utf8"))
    assert shown is not None
    assert shown[0] == quote_cases.table(load(), {engine: extracted(engine) for engine in ENGINES})


def test_markup_is_read():
    """Marks nest, number and share; the text is what is left without them."""
    gold = read_markup("{s12 She} {q1 said} {c1 that {s3 he} {q3 said} {c3 so}} and {q2 added} {c2 more}.")
    assert gold.text == "She said that he said so and added more."
    read = [[span.of(gold.text) for span in (*a.content, *a.cue, *a.source)] for a in gold.attributions]
    assert read == [["that he said so", "said", "She"], ["more", "added", "She"], ["so", "said", "he"]]
