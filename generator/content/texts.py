"""Texts of the content files -> messages, with what each places and links to."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from generator import inline
from generator.content.forms import PluralForm, TextForm
from generator.content.places import Keys, Source
from generator.content.problems import Problems
from generator.errors import did_you_mean
from generator.model import Kind, Message

_WITH_LINKS = (Kind.PARAGRAPH, Kind.ITEM, Kind.NOTICE, Kind.NOTE)


@dataclass(frozen=True, slots=True)
class Use:
    """A placeholder (*name*) or link (*target*) at its place in a text."""

    message: Message
    source: Source
    path: Keys
    text: str
    node: inline.Placeholder | inline.Link


class Texts:
    """Makes messages and keeps them, with everything they place.

    *unclear* holds "placeholders" or "links" once a text misses its aim: then nobody can say what is not used.
    """

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.messages: dict[str, list[Message]] = {}
        self.uses: dict[str, list[Use]] = {}
        self.unclear: set[str] = set()

    def message(
        self, source: Source, path: Keys, form: str | TextForm | PluralForm, kind: Kind, text_key: str = "text"
    ) -> Message:
        """The message of a text that stands at a path."""
        key = ".".join(map(str, path))
        match form:
            case str():
                message = Message(source.domain, key, form, kind, place=source.value(path))
                parts = {path: form}
            case TextForm():
                inner = (*path, text_key)
                place = source.value(inner)
                message = Message(
                    source.domain,
                    key,
                    form.text,
                    kind,
                    note=form.note,
                    former=form.former,
                    max_length=form.max_length,
                    place=place,
                )
                parts = {inner: form.text}
            case PluralForm():
                parts = {(*path, "one"): form.one, (*path, "other"): form.other}
                message = Message(
                    source.domain,
                    key,
                    form.one,
                    kind,
                    form.other,
                    form.count,
                    form.note,
                    form.former,
                    form.max_length,
                    source.value((*path, "one")),
                )
        self.messages.setdefault(source.domain, []).append(message)
        for inner, text in parts.items():
            self.parse(message, source, inner, text)
            if message.max_length and len(text) > message.max_length:
                problem = f"the text has {len(text)} characters, {message.max_length} are allowed"
                self.problems.add(source.value(inner), problem, "say it shorter, or raise max-length")
        return message

    def parse(self, message: Message, source: Source, path: Keys, text: str) -> None:
        """Notes what a text places and links to; broken markup is a problem."""
        try:
            nodes = tuple(inline.walk(inline.parse(text)))
        except inline.InlineError as error:
            self.problems.add(source.character(path, text, error.offset), error.problem, error.hint)
            self.unclear |= {"placeholders", "links"}
            return
        for node in nodes:
            if isinstance(node, inline.Placeholder | inline.Link):
                use = Use(message, source, path, text, node)
                self.uses.setdefault(source.domain, []).append(use)
                if isinstance(node, inline.Link) and message.kind not in _WITH_LINKS:
                    self.wrong(use, f"a {message.kind} takes no link", "put the link into a paragraph")

    def wrong(self, use: Use, problem: str, hint: str) -> None:
        """Notes a problem at the very character of a text."""
        self.problems.add(use.source.character(use.path, use.text, use.node.offset), problem, hint)

    def placed(self, domain: str) -> set[str]:
        """The placeholders in the texts of a domain; a number that chooses a plural form counts as one."""
        names = {use.node.name for use in self.uses.get(domain, ()) if isinstance(use.node, inline.Placeholder)}
        return names | {message.count for message in self.messages.get(domain, ()) if message.count}

    def linked(self) -> set[str]:
        """The ids of the links in all texts."""
        return {use.node.target for use in self.all_uses() if isinstance(use.node, inline.Link)}

    def all_uses(self) -> Iterator[Use]:
        """The uses in every domain."""
        return chain.from_iterable(self.uses.values())

    def check_placeholders(self, domain: str, known: Collection[str]) -> None:
        """Every text of a domain places only what is known there."""
        for use in self.uses.get(domain, ()):
            if isinstance(use.node, inline.Placeholder) and use.node.name not in known:
                self.wrong(use, f"{{{use.node.name}}} has no value here", did_you_mean(use.node.name, tuple(known)))
                self.unclear.add("placeholders")

    def check_links(self, known: Sequence[str]) -> None:
        """Every link in a text leads to a link of the publication."""
        for use in self.all_uses():
            if isinstance(use.node, inline.Link) and use.node.target not in known:
                self.wrong(use, f"'{use.node.target}' is no link", did_you_mean(use.node.target, known))
                self.unclear.add("links")

    def check_slots(self, message: Message, slots: tuple[str, ...]) -> None:
        """A word places exactly what is filled in for it; a plural form may leave the number out in its singular."""
        names = set()
        for use in self.uses.get(message.domain, ()):
            if use.message is message and isinstance(use.node, inline.Placeholder):
                names.add(use.node.name)
                if use.node.name not in slots:
                    self.wrong(use, f"{{{use.node.name}}} has no value here", did_you_mean(use.node.name, slots))
        for slot in slots:
            if slot not in names:
                hint = f"write {{{slot}}} where it belongs"
                self.problems.add(message.place, f"the text does not place {{{slot}}}", hint)
        if message.count and message.count not in slots:
            hint = did_you_mean(message.count, slots)
            self.problems.add(message.place, f"'{message.count}' is no number here", hint)

    def check_formers(self) -> None:
        """A former key leads to one message only, and to none that still exists."""
        for messages in self.messages.values():
            taken = {message.key: message for message in messages}
            for message in messages:
                if not message.former:
                    continue
                if other := taken.get(message.former):
                    line = f"it is on line {other.place.line}"
                    self.problems.add(
                        message.place, f"former '{message.former}' is a key, or former, of another text", line
                    )
                taken.setdefault(message.former, message)

    def in_order(self) -> dict[str, tuple[Message, ...]]:
        """All messages, domain by domain, in the order of the files."""
        return {
            domain: tuple(sorted(messages, key=lambda message: message.place))
            for domain, messages in self.messages.items()
        }
