"""Rows of the native format in, values out; a wrong field is told by its path."""

from __future__ import annotations

from typing import Literal, cast

from quotekit.doors.rows import Row
from quotekit.values import (
    Block,
    BlockKind,
    Claim,
    Edit,
    Failure,
    Notice,
    Quantity,
    Quote,
    QuoteKind,
    Speaker,
    SpeakerKind,
    Time,
)

TimeKind = Literal["DATE", "TIME", "DURATION", "SET"]


def read_block(row: Row) -> Block:
    """Read a block."""
    ends = Row({"span": [row.value.get("start"), row.value.get("end")]}, row.path, row.length)
    return Block(
        kind=cast(BlockKind, row.choice("kind", BlockKind)),
        span=ends.span("span"),
        author=row.optional("author"),
        handle=row.optional("handle"),
        date=row.optional("date"),
        platform=row.optional("platform"),
        body=row.optional_span("body"),
        credit=row.optional_span("credit"),
    )


def read_quote(row: Row) -> Quote:
    """Read a quote."""
    return Quote(
        id=row.string("id"),
        content=row.spans("content"),
        cue=row.spans("cue"),
        source=row.spans("source"),
        kind=cast(QuoteKind, row.choice("kind", QuoteKind)),
        form=row.string("form"),
        speaker=row.child("speaker", _speaker, row.length),
        candidates=row.many("candidates", _speaker, row.length),
        within=row.optional("within"),
        cue_class=row.text("cue_class"),
        negated=row.flag("negated"),
        denied=row.flag("denied"),
        addressee=row.spans("addressee"),
        via=row.spans("via"),
        said_on=row.optional("said_on"),
        confidence=row.number("confidence"),
        rule=row.text("rule"),
    )


def _speaker(row: Row) -> Speaker:
    return Speaker(
        name=row.string("name"),
        kind=cast(SpeakerKind, row.choice("kind", SpeakerKind)),
        id=row.optional("id"),
        role=row.optional("role"),
        resolved_by=row.text("resolved_by"),
        evidence=row.spans("evidence"),
    )


def read_claim(row: Row) -> Claim:
    """Read a claim; its spans point into its own text, not the article's."""
    return Claim(
        text=row.string("text"),
        quote_id=row.optional("quote"),
        speaker=row.child("speaker", _speaker),
        times=row.many("times", _time),
        quantities=row.many("quantities", _quantity),
        negated=row.flag("negated"),
        denied=row.flag("denied"),
        hedged=row.flag("hedged"),
        modal=row.flag("modal"),
        future=row.flag("future"),
        question=row.flag("question"),
        key=row.text("key"),
        edits=row.many("edits", _edit),
    )


def _time(row: Row) -> Time:
    kind = cast(TimeKind, row.choice("kind", TimeKind))
    return Time(row.span("span"), row.optional("value"), kind, row.optional("mod"))


def _quantity(row: Row) -> Quantity:
    value: float | tuple[float, float]
    if isinstance(ends := row.value.get("value"), list):
        if len(ends) != 2:
            raise row.problem("value", "a number or [least, most]")
        pair = Row({"least": ends[0], "most": ends[1]}, row.field("value"))
        value = (pair.number("least"), pair.number("most"))
    else:
        value = row.number("value")
    return Quantity(
        span=row.span("span"),
        value=value,
        unit=row.optional("unit"),
        normal_unit=row.optional("normal_unit"),
        approximate=row.flag("approximate"),
        ordinal=row.flag("ordinal"),
    )


def _edit(row: Row) -> Edit:
    return Edit(row.span("span"), row.string("old"), row.string("new"), row.string("why"))


def read_notice(row: Row) -> Notice:
    """Read a warning."""
    return Notice(row.string("code"), row.string("message"), row.optional_span("span"))


def read_failure(row: Row) -> Failure:
    """Read why an article has no result."""
    return Failure(int(row.number("position")), row.optional("id"), row.string("message"))
