"""Which files of the project a template reaches: itself, and whatever it includes, imports or extends."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from jinja2 import Environment, TemplateError, TemplateNotFound
from jinja2.meta import find_referenced_templates


def closures(environment: Environment, names: Iterable[str], all_names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The templates reached from each of *names*, it too, sorted. Each file is parsed once.

    A template that names another by a value reaches *all_names*. One that can't be read or parsed reaches nothing
    further: whoever presses it will tell.
    """

    @cache
    def referenced(name: str) -> tuple[str, ...]:
        return tuple(_referenced(environment, name, all_names))

    return {name: _closure(name, referenced) for name in names}


def _closure(name: str, referenced: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    reached: set[str] = set()
    waiting = [name]
    while waiting:
        found = waiting.pop()
        if found not in reached:
            reached.add(found)
            waiting += referenced(found)
    return tuple(sorted(reached))


def _referenced(environment: Environment, name: str, all_names: Sequence[str]) -> Iterator[str]:
    assert environment.loader is not None  # noqa: S101 - tells the type checker
    try:
        source = environment.loader.get_source(environment, name)[0]
        for found in find_referenced_templates(environment.parse(source, name)):
            yield from all_names if found is None else (found,)
    except (TemplateNotFound, TemplateError, UnicodeDecodeError):
        return
