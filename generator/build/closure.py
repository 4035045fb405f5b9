"""Which files of the project a template reaches: itself, and whatever it includes, imports or extends.

Parsing takes half of the time that compiling takes, so what is parsed here is compiled too, and kept for all workers.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from jinja2 import Environment, TemplateError, TemplateNotFound
from jinja2.meta import find_referenced_templates
from jinja2.nodes import Template


def closures(environment: Environment, names: Iterable[str], all_names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The templates reached from each of *names*, it too, sorted. Each file is parsed once, and its code kept.

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
        source, file, _ = environment.loader.get_source(environment, name)
        tree = environment.parse(source, name, file)
        for found in find_referenced_templates(tree):
            yield from all_names if found is None else (found,)
        _keep(environment, name, file, source, tree)
    except (TemplateNotFound, TemplateError, UnicodeDecodeError):
        return


def _keep(environment: Environment, name: str, file: str | None, source: str, tree: Template) -> None:
    """Compile what was parsed, where the environment has no code of it."""
    if environment.bytecode_cache is not None:
        bucket = environment.bytecode_cache.get_bucket(environment, name, file, source)
        if bucket.code is None:
            bucket.code = environment.compile(tree, name, file)
            environment.bytecode_cache.set_bucket(bucket)
