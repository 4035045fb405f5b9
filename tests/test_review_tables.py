"""Every change of a table is named for what it is: two hundred of them, made by chance on the base project."""

import random
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
import yaml

from generator.review import tables
from generator.review.change import Action, Kind
from generator.review.sequence import moved, paired
from generator.review.snapshot import Snapshot, of
from generator.tree import Memory

BASE = Path(__file__).parent / "projects/base"
Data = dict[str, dict]
Told = tuple[Kind, Action, str]


def files() -> dict[str, bytes]:
    return {path.relative_to(BASE).as_posix(): path.read_bytes() for path in BASE.rglob("*") if path.is_file()}


FILES = files()
OFFERINGS = "content/offerings.yaml"
DOCUMENT = "content/documents/every-fact.yaml"


class Words(yaml.SafeLoader):
    """YAML as the generator reads it: 09:00 and 2020-07 are words."""


Words.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in found if tag in ("tag:yaml.org,2002:int", "tag:yaml.org,2002:bool")]
    for letter, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class Plain(yaml.SafeDumper):
    """YAML without anchors, which the generator refuses."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def loaded(file: str) -> dict:
    return yaml.load(FILES[file], Words)  # noqa: S506 - a safe loader


def snapshot(offerings: dict | None = None, document: dict | None = None, known: Snapshot | None = None) -> Snapshot:
    changed = dict(FILES)
    for file, data in ((OFFERINGS, offerings), (DOCUMENT, document)):
        if data is not None:
            changed[file] = yaml.dump(data, Dumper=Plain, allow_unicode=True, sort_keys=False).encode()
    return of(Memory(changed), before=known)


BEFORE = snapshot()
snapshot = partial(snapshot, known=BEFORE)  # its catalogs need not be read two hundred times
STATUSES = ("included", "not-included", "not-available", "optional", "by-subscription", "additional-purchase")
FACTS = (
    "email", "phone", "weekly", "as-needed", "best-effort", "2 hours", "45 minutes", {"count": 7}, {"under": "3 hours"},
    {"within": "5 business-days"}, {"days": 5, "hours": 9}, {"all-of": ["email", "phone"]}, {"languages": "local"},
)  # fmt: skip


def told(after: Snapshot) -> list[Told]:
    return [(change.kind, change.action, change.id) for change in tables.compare(BEFORE, after)]


def of_group(data: dict, group: str) -> list[str]:
    return [id for id, feature in data["features"].items() if feature["group"] == group]


def tick(was: object, now: object) -> tuple[Kind, Action]:
    """What a change of one cell is called."""
    if was in STATUSES and now in STATUSES and (was == "included") != (now == "included"):
        return Kind.TICK, Action.ADDED if now == "included" else Action.REMOVED
    return Kind.CELL, Action.CHANGED


def change_a_cell(chance: random.Random) -> tuple[Snapshot, list[Told]]:
    data = loaded(OFFERINGS)
    id = chance.choice([id for id in of_group(data, "facts") if id not in ("response", "remark")])
    offering = chance.choice(("basic", "plus"))
    facts = data["features"][id]["facts"]
    was = facts[offering]
    now = chance.choice([fact for fact in (*STATUSES, *FACTS) if fact != was and (fact != "phone" or was != "email")])
    facts[offering] = now
    after = snapshot(data)
    if BEFORE.publication.features[id].facts == after.publication.features[id].facts:
        return after, []
    return after, [(*tick(was, now), f"features.{id}.facts.{offering}.value")]


def change_an_aspect(chance: random.Random) -> tuple[Snapshot, list[Told]]:
    data = loaded(OFFERINGS)
    id, offering = chance.choice(of_group(data, "delivery")), chance.choice(("basic", "plus"))
    facts = data["features"][id]["facts"][offering]
    facts["method"] = "in-person" if facts["method"] != "in-person" else "phone"
    return snapshot(data), [(Kind.CELL, Action.CHANGED, f"features.{id}.facts.{offering}.method")]


def change_a_severity(chance: random.Random) -> tuple[Snapshot, list[Told]]:
    data = loaded(OFFERINGS)
    offering, level = chance.choice(("basic", "plus")), chance.choice((0, 1))
    data["features"]["response"]["facts"][offering][f"severity-{level}"] = f"{chance.randint(100, 900)} minutes"
    return snapshot(data), [(Kind.CELL, Action.CHANGED, f"features.response.facts.{offering}.value.severity-{level}")]


def change_the_severities(chance: random.Random) -> tuple[Snapshot, list[Told]]:
    data = loaded(OFFERINGS)
    facts, level = data["features"]["response"]["facts"], chance.choice((1, 2))  # a text places severity 0
    for offering in ("basic", "plus"):
        if level == 2:
            facts[offering]["severity-2"] = f"{chance.randint(100, 900)} minutes"
        else:
            del facts[offering][f"severity-{level}"]
    action = Action.ADDED if level == 2 else Action.REMOVED
    return snapshot(data), [(Kind.ROW, action, f"features.response.severity-{level}")]


def tell_by_severity(chance: random.Random) -> tuple[Snapshot, list[Told]]:
    data = loaded(OFFERINGS)
    id = chance.choice(("seats", "reports", "hours"))
    levels = {f"severity-{level}": f"{chance.randint(100, 900)} minutes" for level in (0, 1)}
    data["features"][id]["facts"] = {"basic": levels, "plus": levels}
    come = [(Kind.ROW, Action.ADDED, f"features.{id}.severity-{level}") for level in (0, 1)]
    return snapshot(data), [*come, (Kind.ROW, Action.REMOVED, f"features.{id}")]


def borrow_a_name(chance: random.Random) -> tuple[Snapshot, list[Told]]:
    data = loaded(OFFERINGS)
    id = chance.choice([id for id in of_group(data, "facts") if "offering" not in data["features"][id]])
    del data["features"][id]["name"]
    data["features"][id]["offering"] = chance.choice(("basic", "plus"))
    return snapshot(data), [(Kind.ROW, Action.CHANGED, f"features.{id}.name")]


def move_a_tick(chance: random.Random) -> tuple[Snapshot, list[Told]]:
    data = loaded(OFFERINGS)
    id = chance.choice(("statuses", "cloud"))
    facts = data["features"][id]["facts"]
    if id == "statuses":
        facts["basic"], facts["plus"] = facts["plus"], facts["basic"]
    else:
        facts["basic"]["value"], facts["plus"]["value"] = facts["plus"]["value"], facts["basic"]["value"]
    return snapshot(data), [(Kind.TICK, Action.MOVED, f"features.{id}.facts.basic.value")]


def new_feature(data: dict, group: str, number: int) -> dict:
    one = {"value": "included", "method": "email"} if group == "delivery" else "included"
    return {"group": group, "name": f"New feature {number}", "facts": {"basic": one, "plus": one}}


def add_a_row(chance: random.Random) -> tuple[Snapshot, list[Told]]:
    data = loaded(OFFERINGS)
    group, number = chance.choice(("facts", "delivery")), chance.randint(1, 99)
    rows = list(data["features"].items())
    rows.insert(chance.randint(0, len(rows)), (f"new-{number}", new_feature(data, group, number)))
    data["features"] = dict(rows)
    return snapshot(data), [(Kind.ROW, Action.ADDED, f"features.new-{number}")]


def remove_a_row(chance: random.Random) -> tuple[Snapshot, list[Told]]:
    data = loaded(OFFERINGS)
    id = chance.choice([id for id in data["features"] if id not in ("response", "training")])
    del data["features"][id]
    return snapshot(data), [(Kind.ROW, Action.REMOVED, f"features.{id}")]


def move_a_row(chance: random.Random) -> tuple[Snapshot, list[Told]]:
    data = loaded(OFFERINGS)
    rows = of_group(data, "facts")
    at = chance.randrange(len(rows))
    id = rows.pop(at)
    # two places further at least: of two neighbours that change places nobody can say which one moved
    to = chance.choice([place for place in range(len(rows) + 1) if abs(place - at) > 1])
    rows.insert(to, id)
    data["features"] = {each: data["features"][each] for each in (*rows, *of_group(data, "delivery"))}
    return snapshot(data), [(Kind.ROW, Action.MOVED, f"features.{id}")]


def rename_a_row(chance: random.Random) -> tuple[Snapshot, list[Told]]:
    data = loaded(OFFERINGS)
    id = chance.choice([id for id in data["features"] if id not in ("response", "training", "cloud")])
    feature = data["features"][id]
    if chance.random() < 0.5:  # says so itself, and has another name
        feature["name"] = {"text": f"Another {feature['name']}", "former": f"features.{id}.name"}
    data["features"] = {f"{each}-too" if each == id else each: one for each, one in data["features"].items()}
    return snapshot(data), [(Kind.ROW, Action.RENAMED, f"features.{id}-too")]


def add_a_group(chance: random.Random) -> tuple[Snapshot, list[Told]]:
    offerings, document = loaded(OFFERINGS), loaded(DOCUMENT)
    number = chance.randint(1, 99)
    offerings["groups"][f"group-{number}"] = {"name": f"New group {number}"}
    offerings["features"][f"new-{number}"] = new_feature(offerings, f"group-{number}", number)
    document["tables"]["packages"]["groups"].insert(chance.randint(0, 1), f"group-{number}")
    return snapshot(offerings, document), [
        (Kind.ROW_GROUP, Action.ADDED, f"groups.group-{number}"),
        (Kind.ROW, Action.ADDED, f"features.new-{number}"),
    ]


def remove_a_group(chance: random.Random) -> tuple[Snapshot, list[Told]]:
    document, data = loaded(DOCUMENT), loaded(OFFERINGS)
    table, gone = chance.choice((("packages", "facts"), ("methods", "delivery")))
    data["groups"]["rest"] = {"name": "Rest"}
    document["tables"][table]["groups"] = ["rest"]
    wanted = [(Kind.ROW_GROUP, Action.ADDED, "groups.rest"), (Kind.ROW_GROUP, Action.REMOVED, f"groups.{gone}")]
    wanted += [(Kind.ROW, Action.REMOVED, f"features.{id}") for id in of_group(data, gone)]
    data["features"]["rest"] = new_feature(data, gone, 0) | {"group": "rest"}
    return snapshot(data, document), [*wanted, (Kind.ROW, Action.ADDED, "features.rest")]


def rename_a_group(chance: random.Random) -> tuple[Snapshot, list[Told]]:
    data, document = loaded(OFFERINGS), loaded(DOCUMENT)
    data["groups"] = {"kinds" if id == "facts" else id: group for id, group in data["groups"].items()}
    if chance.random() < 0.5:  # says so itself, and has another name
        data["groups"]["kinds"]["name"] = {"text": "Another name", "former": "groups.facts.name"}
    for feature in data["features"].values():
        feature["group"] = "kinds" if feature["group"] == "facts" else feature["group"]
    document["tables"]["packages"]["groups"] = ["kinds"]
    return snapshot(data, document), [(Kind.ROW_GROUP, Action.RENAMED, "groups.kinds")]


def swap_columns(chance: random.Random) -> tuple[Snapshot, list[Told]]:
    document = loaded(DOCUMENT)
    table = chance.choice(("packages", "methods"))
    columns = document["tables"][table]["columns"]
    inner = columns[0]["columns"] if table == "packages" else columns
    inner.reverse()
    head = "hosted." if table == "packages" else ""
    ways = [(Kind.COLUMN, Action.MOVED, f"tables.{table}.columns.{head}{each}") for each in ("basic", "plus")]
    return snapshot(document=document), ways  # either may be called the one that moved


def remove_a_column(chance: random.Random) -> tuple[Snapshot, list[Told]]:
    document = loaded(DOCUMENT)
    columns = document["tables"]["methods"]["columns"]
    offering, aspect = chance.choice((0, 1)), chance.choice((0, 1))
    del columns[offering]["columns"][aspect]
    path = f"{('basic', 'plus')[offering]}.{('value', 'method')[aspect]}"
    return snapshot(document=document), [(Kind.COLUMN, Action.REMOVED, f"tables.methods.columns.{path}")]


def remove_a_head_of_columns(chance: random.Random) -> tuple[Snapshot, list[Told]]:
    document = loaded(DOCUMENT)
    offering = chance.choice((0, 1))
    del document["tables"]["methods"]["columns"][offering]
    path = ("basic", "plus")[offering]
    return snapshot(document=document), [(Kind.COLUMN, Action.REMOVED, f"tables.methods.columns.{path}")]


def add_a_tier(chance: random.Random) -> tuple[Snapshot, list[Told]]:
    offerings, document = loaded(OFFERINGS), loaded(DOCUMENT)
    number = chance.randint(1, 99)
    id = f"tier-{number}"
    offerings["offerings"][id] = {"name": f"Example Tier {number}", "short": f"Tier {number}", "deployment": "hosted"}
    for each in of_group(offerings, "facts"):
        facts = offerings["features"][each]["facts"]
        facts[id] = facts["basic"] if each != "remark" else "weekly"
    columns = document["tables"]["packages"]["columns"][0]["columns"]
    columns.insert(chance.randint(0, len(columns)), {"offering": id})
    return snapshot(offerings, document), [
        (Kind.TIER, Action.ADDED, f"offerings.{id}"),
        (Kind.COLUMN, Action.ADDED, f"tables.packages.columns.hosted.{id}"),
    ]


def rename_a_tier(chance: random.Random) -> tuple[Snapshot, list[Told]]:
    text = {file: FILES[file].decode() for file in (OFFERINGS, DOCUMENT)}
    offerings, document = (yaml.load(text[file].replace("basic", "simple"), Words) for file in text)  # noqa: S506
    if chance.random() < 0.5:
        offerings["offerings"]["simple"]["name"] = {"text": "Example Cloud Simple", "former": "offerings.basic.name"}
    return snapshot(offerings, document), [(Kind.TIER, Action.RENAMED, "offerings.simple")]


def change_a_flag(chance: random.Random) -> tuple[Snapshot, list[Told]]:
    document = loaded(DOCUMENT)
    flag = chance.choice(("group-heads", "summaries"))
    document["tables"]["packages"][flag] = False
    return snapshot(document=document), [(Kind.TABLE, Action.CHANGED, f"tables.packages.{flag}")]


MUTATIONS: tuple[Callable[[random.Random], tuple[Snapshot, list[Told]]], ...] = (
    change_a_cell, change_a_cell, change_an_aspect, change_a_severity, change_the_severities, tell_by_severity, borrow_a_name, move_a_tick, add_a_row, remove_a_row, move_a_row,
    rename_a_row, add_a_group, remove_a_group, rename_a_group, swap_columns, remove_a_column, remove_a_head_of_columns, add_a_tier, rename_a_tier, change_a_flag,
)  # fmt: skip


@pytest.mark.parametrize("seed", range(10))
def test_every_change_of_a_table_is_named_right(seed):
    """Of two hundred changes made by chance all are named, and nothing else is."""
    chance = random.Random(seed)
    for number in range(20):
        mutation = MUTATIONS[(seed * 20 + number) % len(MUTATIONS)]
        after, wanted = mutation(chance)
        found = told(after)
        if mutation is swap_columns:
            assert len(found) == 1, (mutation.__name__, found)
            assert found[0] in wanted, (mutation.__name__, found)
        else:
            assert sorted(found) == sorted(wanted), mutation.__name__


def test_a_place_names_document_table_row_and_column():
    """A reader finds the cell by the words on the page."""
    data = loaded(OFFERINGS)
    data["features"]["training"]["facts"]["plus"]["method"] = "phone"
    (change,) = tables.compare(BEFORE, snapshot(data))
    assert [str(where) for where in change.where] == [
        "every-fact › Training › Delivery by method › Training › Plus › method"
    ]
    assert (change.before, change.after) == ("email or in person", "phone")


def test_two_changes_are_both_told():
    """A row that moves and has another figure is both."""
    data = loaded(OFFERINGS)
    data["features"] = {"seats": data["features"].pop("seats"), **data["features"]}
    data["features"]["seats"]["facts"]["basic"] = {"count": 2}
    assert told(snapshot(data)) == [
        (Kind.ROW, Action.MOVED, "features.seats"),
        (Kind.CELL, Action.CHANGED, "features.seats.facts.basic.value"),
    ]


def test_the_fewest_things_moved():
    """One that jumped over many moved, not the many."""
    assert moved("abcde", "eabcd") == ("e",)
    assert moved("abcde", "bcdea") == ("a",)
    assert moved("abc", "axc") == ()


def test_only_what_is_unmistakable_is_paired():
    """Two that say the same can't be told apart, so none is called renamed."""
    assert paired({"a": 1}, {"b": 1}) == {"b": "a"}
    assert paired({"a": 1, "b": 1}, {"c": 1}) == {}
    assert paired({"a": 1}, {"b": 2}, {"b": "a"}) == {"b": "a"}
