"""JSON Schemas of the short form of facts, beside the reading of them in ``facts``."""

from generator.content.facts import BEST_EFFORT, CLOCK, DURATION, LOCAL, READERS, SEVERITY, TAG
from generator.model import Status, Weekday

Schema = dict[str, object]


def _mapping(**entries: Schema) -> Schema:
    """The schema of a mapping that has all these keys and no others; '_' stands for '-', and at the end for nothing."""
    properties = {name.strip("_").replace("_", "-"): each for name, each in entries.items()}
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


_ID: Schema = {"type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"}
_LENGTH: Schema = {"type": "string", "pattern": f"^{DURATION.pattern}$"}
_DAY: Schema = {"enum": [day.value for day in Weekday]}
_TEXT: Schema = {"type": "string", "minLength": 1}


def _number(least: int, most: int) -> Schema:
    return {"type": "integer", "minimum": least, "maximum": most}


def _list(item: Schema, least: int = 1) -> Schema:
    return {"type": "array", "items": item, "minItems": least, "uniqueItems": True}


_KINDS: list[Schema] = [
    {
        "description": "A status, channel, frequency or duration: included, email, weekly, 2 hours, best-effort.",
        "type": "string",
        "examples": [*Status, BEST_EFFORT],
    },
    _mapping(included_with=_ID),
    _mapping(any_of=_list(_ID, 2)),
    _mapping(all_of=_list(_ID, 2)),
    {
        **_mapping(days=_number(1, 7), hours=_number(1, 24), short={"type": "boolean"}),
        "required": ["days", "hours"],
    },
    _mapping(weekdays=_list(_DAY)),
    _mapping(from_=_DAY, to=_DAY),
    _mapping(clock={"type": "string", "pattern": f"^{CLOCK.pattern}$"}, zone=_ID),
    _mapping(under=_LENGTH),
    _mapping(within=_LENGTH),
    _mapping(up_to=_LENGTH),
    _mapping(count=_number(0, 10**9)),
    _mapping(languages={"anyOf": [{"const": LOCAL}, _list({"type": "string", "pattern": f"^{TAG.pattern}$"})]}),
    {**_mapping(text=_TEXT, note=_TEXT, former=_TEXT), "required": ["text"]},
]
_FORM_KEYS: Schema = {"enum": [key for key in READERS if key != "severity"]}
_LEVEL: Schema = {"pattern": f"^{SEVERITY.pattern}$"}
FACT_SCHEMAS: dict[str, Schema] = {
    "Kind": {"anyOf": _KINDS},
    "Fact": {
        "anyOf": [
            {"$ref": "#/$defs/Kind"},
            {
                "description": "A fact for each severity, the most severe first.",
                "type": "object",
                "patternProperties": {f"^{SEVERITY.pattern}$": {"$ref": "#/$defs/Kind"}},
                "additionalProperties": False,
                "minProperties": 1,
            },
        ]
    },
    "Facts": {
        "anyOf": [
            {"$ref": "#/$defs/Fact"},
            {
                "description": "Several facts, by aspect.",
                "type": "object",
                "propertyNames": {**_ID, "not": {"anyOf": [_FORM_KEYS, _LEVEL]}},
                "additionalProperties": {"$ref": "#/$defs/Fact"},
                "minProperties": 1,
            },
        ]
    },
}
"""JSON Schemas by name: of one fact, and of what an offering grants of a feature (a fact, or several by aspect)."""
