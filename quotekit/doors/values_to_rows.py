"""Values in, rows of the native format out: plain dicts, lists, strings, numbers."""

from __future__ import annotations

from quotekit.values import Block, Claim, Edit, Failure, Notice, Quantity, Quote, Span, Speaker, Time

Out = dict[str, object]


def held(**fields: object) -> Out:
    """Keep the fields that hold something; an empty string is something where ``None`` is the default."""
    return {name: value for name, value in fields.items() if value is not False and value not in (None, [], {})}


def pair(span: Span | None) -> list[int] | None:
    """Return a span as ``[start, end]``."""
    return None if span is None else [span.start, span.end]


def _pairs(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def block_row(block: Block) -> Out:
    """Return the row of a block."""
    return {
        "kind": block.kind,
        "start": block.span.start,
        "end": block.span.end,
        **held(
            author=block.author,
            handle=block.handle,
            date=block.date,
            platform=block.platform,
            body=pair(block.body),
            credit=pair(block.credit),
        ),
    }


def quote_row(quote: Quote) -> Out:
    """Return the row of a quote."""
    return {
        "id": quote.id,
        "kind": quote.kind,
        "form": quote.form,
        "content": _pairs(quote.content),
        "cue": _pairs(quote.cue),
        "source": _pairs(quote.source),
        "speaker": _speaker_row(quote.speaker),
        **held(candidates=[_speaker_row(speaker) for speaker in quote.candidates]),
        "within": quote.within,
        "cue_class": quote.cue_class,
        "negated": quote.negated,
        "denied": quote.denied,
        **held(addressee=_pairs(quote.addressee), via=_pairs(quote.via), said_on=quote.said_on),
        "confidence": quote.confidence,
        "rule": quote.rule,
    }


def _speaker_row(speaker: Speaker | None) -> Out | None:
    if speaker is None:
        return None
    return {
        "id": speaker.id,
        "name": speaker.name,
        "kind": speaker.kind,
        **held(role=speaker.role, resolved_by=speaker.resolved_by or None, evidence=_pairs(speaker.evidence)),
    }


def claim_row(claim: Claim) -> Out:
    """Return the row of a claim."""
    return {
        "quote": claim.quote_id,
        "text": claim.text,
        "speaker": _speaker_row(claim.speaker),
        "times": [_time_row(time) for time in claim.times],
        "quantities": [_quantity_row(quantity) for quantity in claim.quantities],
        "negated": claim.negated,
        "denied": claim.denied,
        **held(hedged=claim.hedged, modal=claim.modal, future=claim.future, question=claim.question),
        "key": claim.key,
        **held(edits=[_edit_row(edit) for edit in claim.edits]),
    }


def _time_row(time: Time) -> Out:
    return {"span": pair(time.span), "value": time.value, "kind": time.kind, **held(mod=time.mod)}


def _quantity_row(quantity: Quantity) -> Out:
    value = quantity.value
    return {
        "span": pair(quantity.span),
        "value": list(value) if isinstance(value, tuple) else value,
        "unit": quantity.unit,
        **held(normal_unit=quantity.normal_unit, approximate=quantity.approximate, ordinal=quantity.ordinal),
    }


def _edit_row(edit: Edit) -> Out:
    return {"span": pair(edit.span), "old": edit.old, "new": edit.new, "why": edit.why}


def notice_row(notice: Notice) -> Out:
    """Return the row of a warning."""
    return {"code": notice.code, "message": notice.message, **held(span=pair(notice.span))}


def failure_row(failure: Failure | None) -> Out | None:
    """Return the row of a failure."""
    if failure is None:
        return None
    return {"position": failure.position, "id": failure.id, "message": failure.message}
