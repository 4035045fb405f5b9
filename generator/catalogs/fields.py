"""Reading the small YAML files of a language: known keys, typed values, every mistake with its place."""

from collections.abc import Iterator, Sequence

from generator.errors import CatalogError, Finding, Place, Severity, did_you_mean
from generator.source import Entries, Items, Node, Scalar, parse
from generator.tree import Project, tree


class Fields:
    """The entries of a mapping while they are read: each mistake is added to *findings*, and reading goes on."""

    def __init__(self, entries: Entries, known: Sequence[str], findings: list[Finding]) -> None:
        self.place, self.findings = entries.place, findings
        self.nodes = {name.text: node for name, node in entries.entries}
        for name, _ in entries.entries:
            if name.text not in known:
                self.wrong(name.place, f"'{name.text}' is no key here", did_you_mean(name.text, known))

    def wrong(self, place: Place, problem: str, hint: str) -> None:
        """Remember a mistake."""
        self.findings.append(Finding(Severity.ERROR, CatalogError.__name__, place, problem, hint))

    def where(self, key: str) -> Place:
        """Where the value of *key* stands, or the whole mapping where it is missing."""
        return self.nodes[key].place if key in self.nodes else self.place

    def text(self, key: str, default: str | None = None) -> str:
        """A text; without *default* it must be there and say something."""
        node = self.nodes.get(key)
        if isinstance(node, Scalar) and (node.text or default is not None):
            return node.text
        if node is None and default is not None:
            return default
        problem = f"'{key}' is missing" if node is None else f"'{key}' must be a text"
        self.wrong(self.where(key), problem, f"write {key}: …")
        return default or ""

    def choice(self, key: str, choices: Sequence[str], default: str) -> str:
        """One of *choices*."""
        text = self.text(key, default)
        if text in choices:
            return text
        self.wrong(self.where(key), f"'{text}' is no {key}", did_you_mean(text, choices))
        return default

    def texts(self, key: str) -> tuple[Scalar, ...]:
        """A list of texts; a single one may stand without brackets; nothing where the key is missing."""
        node = self.nodes.get(key)
        if node is None:
            return ()
        items = node.items if isinstance(node, Items) else (node,)
        scalars = tuple(item for item in items if isinstance(item, Scalar) and item.text)
        if len(scalars) != len(items):
            self.wrong(node.place, f"'{key}' must be a list of texts", f"write {key}: [first, second]")
        return scalars


def load(project: Project, file: str) -> tuple[Node | None, tuple[Finding, ...]]:
    """The YAML file at *file* (relative to the project) with what is wrong about it."""
    try:
        text = tree(project).read(file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, (_not_utf8(file, error),)
    except OSError as error:
        problem = f"can't be read: {error.strerror}"
        return None, (Finding(Severity.ERROR, CatalogError.__name__, Place(file), problem, "check the file's rights"),)
    return parse(text, file)


def _not_utf8(file: str, error: UnicodeDecodeError) -> Finding:
    place = place_of_byte(file, error.object, error.start)
    return Finding(Severity.ERROR, CatalogError.__name__, place, "not UTF-8", "save the file in UTF-8")


def place_of_byte(file: str, data: bytes, offset: int) -> Place:
    """The place of a byte in a file, the bytes before it counted as UTF-8 characters."""
    before = data[:offset]
    line = before[before.rfind(b"\n") + 1 :].decode(errors="replace")
    return Place(file, before.count(b"\n") + 1, len(line) + 1)


def mappings(node: Node | None, file: str, findings: list[Finding]) -> Iterator[tuple[Scalar, Entries]]:
    """The entries of a file in which every value is a mapping itself."""
    if node is None:
        return
    if not isinstance(node, Entries):
        hint = "begin each entry with its id and a colon"
        findings.append(Finding(Severity.ERROR, CatalogError.__name__, node.place, f"{file} must be a mapping", hint))
        return
    for name, value in node.entries:
        if isinstance(value, Entries):
            yield name, value
        else:
            problem, hint = f"'{name.text}' must be a mapping", "put its keys below it, indented"
            findings.append(Finding(Severity.ERROR, CatalogError.__name__, name.place, problem, hint))
