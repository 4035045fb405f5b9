"""What one page of HTML names: its addresses, its ids, its languages, its data."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

LOADED = ("stylesheet", "preload", "icon")
"""Kinds of links that a browser follows by itself."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address in a page: the line, what names it, the kind of link, its media type."""

    line: int
    href: str
    element: str
    rel: str = ""
    type: str = ""


@dataclass(slots=True)
class Named:
    """What a page says of itself and of others; *alternates* are (language tag, address)."""

    language: str = ""
    is_listed: bool = True
    canonical: list[str] = field(default_factory=list)
    alternates: list[tuple[str, str]] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    menu: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.named = Named()
        self.in_menu = False
        self.in_data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._look(tag, values)
        self._refuse(tag, values)
        if "id" in values:
            self.named.ids.append(values["id"])
        for name in ("href", "src"):
            if name in values and tag != "base":
                address = Address(self.getpos()[0], values[name], tag, values.get("rel", ""), values.get("type", ""))
                self._sort(address, values)

    def handle_endtag(self, tag: str) -> None:
        self.in_menu = self.in_menu and tag != "nav"
        self.in_data = False

    def handle_data(self, data: str) -> None:
        if self.in_data:
            self.named.data.append(data)

    def _look(self, tag: str, values: dict[str, str]) -> None:
        match tag:
            case "html":
                self.named.language = values.get("lang", "")
            case "meta" if values.get("name") == "robots":
                self.named.is_listed = "noindex" not in values.get("content", "")
            case "nav":
                self.in_menu = values.get("class") == "language-menu"
            case "script":
                self.in_data = values.get("type") == "application/ld+json"
            case "a" | "span" if self.in_menu and "lang" in values:
                self.named.menu.append(values["lang"])

    def _refuse(self, tag: str, values: dict[str, str]) -> None:
        """What a strict content security policy would not let through."""
        line = self.getpos()[0]
        if tag == "style" or "style" in values:
            self.named.faults.append((line, "a style stands in the page"))
        if tag == "script" and not self.in_data:
            self.named.faults.append((line, "a script stands in the page"))
        if any(name.startswith("on") for name in values):
            self.named.faults.append((line, "a script stands in an attribute"))

    def _sort(self, address: Address, values: dict[str, str]) -> None:
        if address.rel == "canonical":
            self.named.canonical.append(address.href)
        elif address.element == "link" and "hreflang" in values:
            self.named.alternates.append((values["hreflang"], address.href))
        else:
            self.named.addresses.append(address)


def named(html: str) -> Named:
    """What a page names."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.named
