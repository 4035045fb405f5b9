"""Which files of the project a template reaches: itself, and whatever it includes, imports or extends."""

from collections.abc import Iterator, Sequence

from jinja2 import Environment, TemplateError, TemplateNotFound
from jinja2.meta import find_referenced_templates


def closure(environment: Environment, names: Sequence[str], all_names: Sequence[str]) -> tuple[str, ...]:
    """The templates reached from *names*, these too, sorted.

    A template that names another by a value reaches *all_names*. One that can't be read or parsed reaches nothing
    further: whoever presses it will tell.
    """
    reached: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += _referenced(environment, name, all_names)
    return tuple(sorted(reached))


def _referenced(environment: Environment, name: str, all_names: Sequence[str]) -> Iterator[str]:
    assert environment.loader is not None  # noqa: S101 - tells the type checker
    try:
        source = environment.loader.get_source(environment, name)[0]
        for found in find_referenced_templates(environment.parse(source, name)):
            yield from all_names if found is None else (found,)
    except (TemplateNotFound, TemplateError, UnicodeDecodeError):
        return
