"""What is wrong with the content, collected so that an author hears of everything at once."""

from generator.errors import ContentError, Finding, Place, Severity


class Problems:
    """A growing list of findings with the code ``content``; nobody sees it outside this room."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def add(self, place: Place, problem: str, hint: str = "") -> None:
        """Notes one thing that is wrong."""
        self.findings.append(Finding(Severity.ERROR, "content", place, problem, hint))

    def stop(self) -> None:
        """Raises ContentError with all findings in the order of their places, if there are any."""
        if self.findings:
            raise ContentError(sorted(set(self.findings), key=lambda each: (each.place, each.problem)))
