"""Why a target is made anew: which of its parts changed, and which files or versions are behind that."""

from collections.abc import Mapping

from generator.build.record import SHORT, Ingredients, Parts, short, traced


class Account:
    """What a build tells of its targets, and records for the next one, which compares: *last*.

    *reasons* are those that are not as they were, and why; *changed* files of the project, and the *environment* by
    name, may be behind it.
    """

    def __init__(self, last: Ingredients, changed: frozenset[str], environment: Mapping[str, str]) -> None:
        self.reasons: list[tuple[str, str]] = []
        self._last, self._changed, self._environment = last, changed, environment
        self._targets = dict(last.targets)

    def add(self, name: str, parts: Parts, left: str = "") -> None:
        """Take a target in: what it is made of, and the hashes of what it *left* in the output."""
        if why := reason(name, parts, self._last, self._changed, self._environment):
            self.reasons.append((name, why))
        self._targets[name] = traced(parts, left)

    @property
    def ingredients(self) -> Ingredients:
        """What there is to record."""
        return Ingredients(self._targets, self._environment)


def reason(name: str, parts: Parts, last: Ingredients, changed: frozenset[str], environment: Mapping[str, str]) -> str:
    """What is different about a target since the last build; "" if nothing is. *changed* are the project's files.

    >>> reason("guide de pdf", {"text": ("b2", "locales/de/LC_MESSAGES/guide.po")}, last, changed, {})
    'text (locales/de/LC_MESSAGES/guide.po)'
    """
    before = last.parts(name)
    if before is None:
        return "not in the last build"
    now = short(parts)
    different = [part for part in {**before, **now} if before.get(part) != now.get(part)]
    return ", ".join(_told(part, parts.get(part, ()), last, changed, environment) for part in different)


def _told(
    part: str, files: tuple[str, ...], last: Ingredients, changed: frozenset[str], environment: Mapping[str, str]
) -> str:
    if part == "makers":
        behind = [
            f"{maker} {last.environment.get(maker, 'absent')[:SHORT]} → {environment.get(maker, 'absent')[:SHORT]}"
            for maker in sorted({*last.environment, *environment})
            if last.environment.get(maker) != environment.get(maker)
        ]
    else:
        behind = sorted(changed.intersection(files[1:]))
    return f"{part} ({', '.join(behind)})" if behind else part
