"""A title and a body in, a whole HTML document out that asks nothing of any network and runs no script but its own."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib import resources

from quotekit.doors.page.safe import plain


def document(title: str, body: str, look: str) -> str:
    """Return the document.

    The policy in its head names the style and the script by their hash: whatever a text might smuggle in, a browser
    runs nothing else, and loads nothing from anywhere.

    Args:
        title: plain text.
        body: HTML.
        look: class of the body.
    """
    style, script = data("page.css"), data("page.js")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{plain(title)}</title>
<style>{style}</style>
</head>
<body class="quotekit {look}">
{body}
<div class="qk-card" id="qk-card" role="region" aria-label="About this quote" tabindex="-1" hidden>
<button type="button" class="qk-close" aria-label="Close">×</button><div class="qk-inner"></div></div>
<script>{script}</script>
</body>
</html>
"""


@cache
def data(name: str) -> str:
    """Return a file of the page's data."""
    return resources.files("quotekit").joinpath("data", "page", name).read_text("utf8")


@cache
def _hash(content: str) -> str:
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"
