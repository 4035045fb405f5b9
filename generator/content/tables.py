"""The tables of a document: views of what is offered, each row whole."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.content.forms import ColumnForm, TableForm
from generator.content.offerings import Offered
from generator.content.places import Keys, Source
from generator.content.problems import Problems
from generator.content.texts import Texts
from generator.errors import did_you_mean
from generator.model import Column, Kind, TableView


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What documents refer to outside themselves: what is offered, and its file *source*; the files with links and aspects."""

    offered: Offered
    source: Source
    publication: Source
    vocabulary: Source
    edition: str
    whole: bool

    def refer(
        self, source: Source, path: Keys, what: str, id: str, section: str, where: Source | None, problems: Problems
    ) -> bool:
        """Whether an id that stands in a document is known: in offerings.yaml, or in *where*; if not, it is told."""
        where = where or self.source
        known = where.has(section, id)
        if not known:
            problems.add(source.value(path), f"'{id}' is no {what}", did_you_mean(id, where.ids(section)))
        return known


class Tables:
    """Reads the tables of one document; rows are checked only where all files are *whole*."""

    def __init__(self, source: Source, around: Surroundings, texts: Texts, problems: Problems, *, whole: bool) -> None:
        self.source, self.around, self.offered = source, around, around.offered
        self.texts, self.problems, self.whole = texts, problems, whole

    def table(self, id: str, form: TableForm) -> TableView:
        """A table; what is wrong with it is noted."""
        path: Keys = ("tables", id)
        for index, group in enumerate(form.groups):
            self.refer("group", "groups", group, (*path, "groups", index))
            if group in form.groups[:index]:
                place = self.source.value((*path, "groups", index))
                self.problems.add(place, f"'{group}' stands here twice", "take one away")
        caption = self.texts.message(self.source, (*path, "caption"), form.caption, Kind.CAPTION)
        corner = self.texts.message(self.source, (*path, "corner"), form.corner, Kind.LABEL)
        columns = tuple(self.column((*path, "columns", index), each, "", "") for index, each in enumerate(form.columns))
        view = TableView(
            id,
            caption,
            corner,
            tuple(form.groups),
            columns,
            form.group_heads,
            form.summaries,
            self.source.key(path),
        )
        self.check_rows(view)
        return view

    def column(self, path: Keys, form: ColumnForm, deployment: str, offering: str) -> Column:
        """A column; *deployment* and *offering* are those of the columns around it."""
        told = [name for name in ("deployment", "offering", "aspect") if getattr(form, name)]
        if len(told) != 1:
            problem = f"a column says {' and '.join(told) or 'nothing'}"
            self.problems.add(self.source.value(path), problem, "it says one of deployment, offering and aspect")
        self.check_column(path, form, deployment, offering)
        if form.deployment and form.deployment not in self.offered.deployments:
            deployment = ""
        else:
            deployment = form.deployment or deployment
        offering = form.offering or offering
        if not form.columns and not offering:
            self.problems.add(
                self.source.value(path), "the column belongs to no offering", "add columns: [{offering: …}]"
            )
        inner = tuple(
            self.column((*path, "columns", index), each, deployment, offering)
            for index, each in enumerate(form.columns)
        )
        return Column(form.deployment, form.offering, form.aspect, inner)

    def check_column(self, path: Keys, form: ColumnForm, deployment: str, offering: str) -> None:
        if form.deployment:
            self.refer("deployment", "deployments", form.deployment, (*path, "deployment"))
        if form.aspect:
            self.refer("aspect", "aspects", form.aspect, (*path, "aspect"), self.around.vocabulary)
        if form.offering:
            self.refer("offering", "offerings", form.offering, (*path, "offering"))
            place, found = self.source.value((*path, "offering")), self.offered.offerings.get(form.offering)
            if offering:
                self.problems.add(place, f"'{form.offering}' stands below '{offering}'", "one offering to a column")
            elif deployment and found and found.deployment != deployment:
                hint = (
                    f"its deployment in offerings.yaml is '{found.deployment}'" if found.deployment else "it has none"
                )
                self.problems.add(place, f"'{form.offering}' is no offering of '{deployment}'", hint)

    def check_rows(self, view: TableView) -> None:
        """A feature states a fact for every column or for none; some feature of every group does."""
        columns = tuple(leaf for column in view.columns for leaf in leaves(column))
        for leaf in columns:
            if columns.count(leaf) > 1:
                self.problems.add(view.place, f"two columns of '{view.id}' are for {_told(leaf)}", "take one away")
                return
        if not all(offering for offering, _ in columns):
            return
        filled = {self.check_row(view, feature.id, columns) for feature in self.offered.features.values()}
        for index, group in enumerate(view.groups):
            if self.whole and not self.offered.broken and group in self.offered.groups and group not in filled:
                place = self.source.value(("tables", view.id, "groups", index))
                problem = f"'{group}' has no row for the table '{view.id}'"
                self.problems.add(place, problem, "no feature of the group states a fact for every column")

    def check_row(self, view: TableView, id: str, columns: tuple[tuple[str, str], ...]) -> str:
        """The group of the feature, if it is a row of the table."""
        feature = self.offered.features[id]
        if feature.group not in view.groups or id in self.offered.broken or not self.whole:
            return ""
        missing = [leaf for leaf in columns if leaf not in feature.facts]
        if missing and len(missing) < len(columns):
            hint = f"state it in offerings.yaml; the table '{view.id}' shows: {', '.join(map(_told, columns))}"
            self.problems.add(feature.place, f"'{id}' states no fact for {', '.join(map(_told, missing))}", hint)
        return "" if len(missing) == len(columns) else feature.group

    def refer(self, what: str, section: str, id: str, path: Keys, where: Source | None = None) -> bool:
        return self.around.refer(self.source, path, what, id, section, where, self.problems)


def leaves(column: Column, offering: str = "", aspect: str = "") -> Iterator[tuple[str, str]]:
    """The (offering, aspect) of each column of cells; an aspect that nobody names is ``value``."""
    offering, aspect = column.offering or offering, column.aspect or aspect
    if not column.columns:
        yield offering, aspect or "value"
    for inner in column.columns:
        yield from leaves(inner, offering, aspect)


def _told(leaf: tuple[str, str]) -> str:
    offering, aspect = leaf
    return offering if aspect == "value" else f"{offering} ({aspect})"
