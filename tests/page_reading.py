"""Reads a page back without a browser: elements, their attributes and their text, and whether all tags are closed."""

from html.parser import HTMLParser

from attrs import Factory, define

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
UNREAD = ("qk-ref", "qk-label")


@define(eq=False)
class Element:
    """One element with what it holds, in order: texts and elements."""

    tag: str
    attributes: dict[str, str | None]
    parent: "Element | None" = None
    children: list = Factory(list)

    @property
    def looks(self):
        """Return its classes."""
        return (self.attributes.get("class") or "").split()

    def every(self, tag=None, look=None, **attributes):
        """Yield the elements inside that have this tag, class and attributes, in order."""
        for child in self.children:
            if isinstance(child, str):
                continue
            told = {name.replace("_", "-"): value for name, value in attributes.items()}
            fits = (tag in (None, child.tag)) and (look is None or look in child.looks)
            if fits and all(child.attributes.get(name) == value for name, value in told.items()):
                yield child
            yield from child.every(tag, look, **attributes)

    def only(self, *args, **named):
        """Return the one element that fits."""
        (found,) = self.every(*args, **named)
        return found

    def text(self):
        """Return the text as it was before it became HTML: signs of odd characters are these characters again."""
        if "qk-odd" in self.looks:
            return chr(int("".join(self.children).removeprefix("U+"), 16))
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)

    def words(self):
        """Return what was the article's: without references and labels."""
        if any(look in self.looks for look in UNREAD):
            return ""
        if "qk-odd" in self.looks:
            return self.text()
        return "".join(child if isinstance(child, str) else child.words() for child in self.children)

    def inside(self, tag, **attributes):
        """Tell whether it stands inside such an element."""
        return self.parent is not None and (
            (self.parent.tag == tag and attributes.items() <= self.parent.attributes.items())
            or self.parent.inside(tag, **attributes)
        )


class Reader(HTMLParser):
    """Builds the elements, and fails on a tag that does not close what was opened last."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = self.at = Element("", {})

    def handle_starttag(self, tag, attrs):
        assert len({name for name, _ in attrs}) == len(attrs), f"an attribute twice in <{tag}>"
        made = Element(tag, dict(attrs), self.at)
        self.at.children.append(made)
        if tag not in VOID:
            self.at = made

    def handle_startendtag(self, tag, attrs):
        # ``/>`` closes in SVG alone.
        assert self.at.tag == "svg" or self.at.inside("svg"), tag
        self.at.children.append(Element(tag, dict(attrs), self.at))

    def handle_endtag(self, tag):
        assert self.at.tag == tag, f"</{tag}> closes <{self.at.tag}>"
        self.at = self.at.parent

    def handle_data(self, data):
        self.at.children.append(data)

    def handle_comment(self, data):
        raise AssertionError(f"a comment: {data}")

    def unknown_decl(self, data):
        raise AssertionError(f"a declaration: {data}")

    def handle_pi(self, data):
        raise AssertionError(f"an instruction: {data}")


def read(page):
    """Return the root of a page."""
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.at is reader.root, f"<{reader.at.tag}> is not closed"
    return reader.root
