"""The project's templates: where they lie, what they know, and how a mistake in one is told.

Templates belong to the project and run in a sandbox: they loop over an edition and can't change it or reach further.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from traceback import walk_tb
from typing import cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from generator.edition import (
    Change,
    Deleted,
    Edition,
    Emphasis,
    Inserted,
    Language,
    Link,
    Mark,
    Name,
    Phrase,
    Sign,
    State,
    Strong,
    Table,
    Text,
    Value,
)
from generator.errors import Place, RenderError, did_you_mean

FOLDER = "templates"
GLYPHS = {Mark.YES: "✓", Mark.NO: "–"}


def is_unsettled(phrase: object) -> bool:
    """Whether something is a phrase whose translation is stale or missing."""
    return isinstance(phrase, Phrase) and phrase.state in (State.STALE, State.MISSING)


# Inline content has no `kind`; a template asks `part is strong`.
TESTS: Mapping[str, Callable[[object], bool]] = {
    "text": lambda part: isinstance(part, Text),
    "strong": lambda part: isinstance(part, Strong),
    "emphasis": lambda part: isinstance(part, Emphasis),
    "link": lambda part: isinstance(part, Link),
    "external_link": lambda part: isinstance(part, Link) and part.href.startswith(("https:", "http:")),
    "name": lambda part: isinstance(part, Name),
    "sign": lambda part: isinstance(part, Sign),
    "inserted": lambda part: isinstance(part, Inserted),
    "deleted": lambda part: isinstance(part, Deleted),
    "value": lambda part: isinstance(part, Value),
    "unsettled": is_unsettled,
}


def kilobytes(size: int) -> str:
    """A size in bytes as people of every language read it: whole kilobytes (1000 bytes), at least one."""
    return f"{max(1, round(size / 1000))}\u00a0kB"


def css_text(text: str) -> Markup:
    """A text as it stands between the quotes of a style sheet: what ends or escapes there is told by its number.

    CSS Syntax Module 3, section 4.3.7: six digits need no space behind them.
    """
    plain = text.unescape() if isinstance(text, Markup) else text
    escaped = (f"\\{ord(each):06x}" if each in '"\\\n<>&' else each for each in plain)
    return Markup("".join(escaped))  # noqa: S704 - a style sheet, not HTML


FILTERS: Mapping[str, Callable[..., object]] = {"kilobytes": kilobytes, "css_text": css_text}

# What the code of a template can raise beside Jinja's own errors.
_MISTAKES = (TemplateError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class View:
    """What every component knows about the page that it stands on.

    *printed* tells paper from screen. *interface* holds the words of the page. *referrers* maps the id of a table note
    to that of the first head which refers to it. *has_unsettled* is true where a translation is stale or missing.
    *marks* are the changes that a redline shows, by the id of what changed.
    """

    printed: bool
    interface: Mapping[str, Phrase]
    referrers: Mapping[str, str]
    has_unsettled: bool
    glyphs: Mapping[Mark, str]
    marks: Mapping[str, Change]

    @classmethod
    def of(cls, edition: Edition, *, printed: bool = False) -> "View":
        """The view of an edition's own pages."""
        unsettled = any(map(is_unsettled, edition.phrases()))
        # A redline that puts source text in the place of a translation is a draft, and its phrases are of two languages.
        unsettled |= edition.redline is not None and edition.draft
        marks = edition.redline.marks if edition.redline else {}
        referrers = dict(pair for table in edition.tables() for pair in _referrers(table))
        return cls(printed, edition.interface, referrers, unsettled, GLYPHS, marks)


def _referrers(table: Table) -> Iterator[tuple[str, str]]:
    """Note and head, the first head of each note last, so that it wins."""
    heads = [head for row in table.head for head in row]
    for group in table.groups:
        heads += [group.head] if group.head else []
        heads += [row.head for row in group.rows]
    for head in reversed(heads):
        yield from ((note.id, head.id) for note in head.notes)


class _Sandbox(ImmutableSandboxedEnvironment):
    """The sandbox of Jinja, with a short way to what templates read most: the public fields of values."""

    def getattr(self, obj: object, attribute: str) -> object:
        """What ``obj.attribute`` is in a template."""
        if not attribute.startswith("_") and attribute in getattr(type(obj), "__dataclass_fields__", ()):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)


def environment(project: Path) -> Environment:
    """The environment of the templates in the project's ``templates`` folder, as each is when it is loaded first."""
    found = _Sandbox(
        loader=FileSystemLoader(project / FOLDER),
        auto_reload=False,
        optimized=False,  # looks for constants to compute, which templates have none of: a tenth of compiling
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.tests.update(TESTS)
    found.filters.update(FILTERS)
    found.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    return found


def render(templates: Environment, name: str, **values: object) -> str:
    """The text that the template *name* makes of *values*.

    Raises RenderError, with the template's file and line, for whatever is wrong in it.
    """
    try:
        return templates.get_template(name).render(values)
    except _MISTAKES as error:
        raise _told(error, name, templates) from error


def call(templates: Environment, name: str, macro: str, *values: object) -> Markup:
    """What the *macro* of the template *name* makes of *values*. Raises RenderError as `render`."""
    try:
        made: Markup = getattr(templates.get_template(name).module, macro)(*values)
    except _MISTAKES as error:
        raise _told(error, name, templates) from error
    return made


def stylesheet(templates: Environment, *names: str) -> str:
    """The style sheets ``styles/<name>.css`` of the project, one after the other.

    Raises RenderError if one is missing or is no text.
    """
    return "\n".join(_source(templates, f"styles/{name}.css") for name in names)


def font_rules(
    templates: Environment, language: Language, families: Sequence[str], faces: Sequence[object] = ()
) -> str:
    """The style sheet that names the font *families* of a language, in the order in which they are asked.

    *faces* (family, weight, href) are those that the reader's program must load; a PDF brings its own.
    Raises RenderError if the project's template can't make it.
    """
    values = {"language": language, "families": tuple(dict.fromkeys(families)), "faces": tuple(faces)}
    return render(templates, "styles/fonts.css.jinja", **values)


def _source(templates: Environment, name: str) -> str:
    try:
        return _loader(templates).get_source(templates, name)[0]
    except (TemplateNotFound, ValueError) as error:
        raise _told(error, name, templates) from error


def _told(error: Exception, name: str, templates: Environment) -> RenderError:
    """The error as its author can use it: the place in the template, what is wrong, what to do."""
    match error:
        case TemplateNotFound():
            hint = did_you_mean(str(error.name), templates.list_templates())
            place = _place(error, templates) or Place(f"{FOLDER}/{name}")
            return RenderError.at(place, f"there is no template '{error.name}'", hint)
        case TemplateSyntaxError():
            hint = "see the template language's documentation"
            return RenderError.at(Place(f"{FOLDER}/{error.name or name}", error.lineno), _sentence(error), hint)
        case SecurityError():
            hint = "templates only read what they are given"
        case UndefinedError():
            hint = f"{FOLDER}/README.md lists what templates know"
        case UnicodeDecodeError():
            return RenderError.at(Place(f"{FOLDER}/{name}"), "the file is no UTF-8 text", "save it as UTF-8")
        case _:
            hint = "templates loop and ask; what must be computed comes from the edition"
    return RenderError.at(_place(error, templates) or Place(f"{FOLDER}/{name}"), _sentence(error), hint)


def _sentence(error: Exception) -> str:
    return str(error).strip().rstrip(".") or type(error).__name__


def _place(error: Exception, templates: Environment) -> Place | None:
    """The innermost line of a template through which *error* came; Jinja gives compiled code its template's lines."""
    folder = Path(_loader(templates).searchpath[0])
    lines = [(Path(frame.f_code.co_filename), line) for frame, line in walk_tb(error.__traceback__)]
    for path, line in reversed(lines):
        if path.is_relative_to(folder):
            return Place(f"{FOLDER}/{path.relative_to(folder).as_posix()}", line)
    return None


def _loader(templates: Environment) -> FileSystemLoader:
    return cast(FileSystemLoader, templates.loader)
