"""Broken projects: small edits of tests/projects/base, and every finding that each must end with.

An edit is (file in content/, text that stands there, text that takes its place).
"""

from dataclasses import dataclass

PUBLICATION, VOCABULARY = "publication.yaml", "vocabulary.yaml"
OFFERINGS, INTERFACE, DOCUMENT = "offerings.yaml", "interface.yaml", "documents/every-fact.yaml"


@dataclass(frozen=True)
class Broken:
    """What is changed in the base project, and what must be told: ``file:line:col: problem``, in order."""

    edits: tuple[tuple[str, str, str], ...]
    findings: tuple[str, ...]


BROKEN = {
    # Not the YAML that is read
    "tab-indentation": Broken(
        ((PUBLICATION, "  help:\n", "\thelp:\n"),),
        ("content/publication.yaml:8:1: found character that cannot start any token",),
    ),
    "unclosed-bracket": Broken(
        ((PUBLICATION, "names: [Example, Example Cloud]", "names: [Example, Example Cloud"),),
        ("content/publication.yaml:7:6: did not find expected ',' or ']'",),
    ),
    "colon-in-plain-text": Broken(
        ((DOCUMENT, "title: Every fact", "title: Every fact: and more"),),
        ("content/documents/every-fact.yaml:1:18: mapping values are not allowed in this context",),
    ),
    "doubled-key": Broken(
        ((OFFERINGS, "  plus:\n    name: Example Cloud Plus", "  basic:\n    name: Example Cloud Plus"),),
        ("content/offerings.yaml:9:3: 'basic' stands here a second time",),
    ),
    "anchor": Broken(
        ((OFFERINGS, "    facts: {basic: email,", "    facts: &same {basic: email,"),),
        ("content/offerings.yaml:45:12: anchors (&) are not read",),
    ),
    "alias": Broken(
        ((OFFERINGS, "    facts: {basic: email, plus: {all-of: [email, phone]}}", "    facts: *same"),),
        ("content/offerings.yaml:45:12: aliases (*) are not read",),
    ),
    "tag": Broken(
        ((PUBLICATION, "provider: Example\n", "provider: !!python/name:os.system Example\n"),),
        ("content/publication.yaml:1:11: tags (tag:yaml.org,2002:python/name:os.system) are not read",),
    ),
    "merge-key": Broken(
        ((PUBLICATION, "    label: Help pages", "    label: Help pages\n    <<: {note: x}"),),
        ("content/publication.yaml:11:5: merge keys (<<) are not read",),
    ),
    "two-documents": Broken(
        ((PUBLICATION, "names: [", "---\nnames: ["),), ("content/publication.yaml:6:1: a second document in one file",)
    ),
    "bell-character": Broken(
        ((PUBLICATION, "Help pages", "Help\x07 pages"),),
        ("content/publication.yaml:10:16: the invisible character U+0007 stands here",),
    ),
    "turned-direction": Broken(
        ((DOCUMENT, "title: Every fact", "title: Every \u202efact"),),
        ("content/documents/every-fact.yaml:1:14: the invisible character U+202E stands here",),
    ),
    "turned-direction-as-escape": Broken(
        ((DOCUMENT, "title: Every fact", 'title: "Every \\u202efact"'),),
        ("content/documents/every-fact.yaml:1:8: the invisible character U+202E stands here",),
    ),
    "nested-too-deep": Broken(
        (
            (
                PUBLICATION,
                "names: [Example, Example Cloud]",
                "names: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
            ),
        ),
        ("content/publication.yaml:6:48: nested more than 40 levels deep",),
    ),
    # Wrong shape
    "unknown-keys": Broken(
        (
            (DOCUMENT, "    corner: Feature", "    cornr: Feature"),
            (PUBLICATION, "edition: 2024-03", "edtion: 2024-03"),
        ),
        (
            "content/documents/every-fact.yaml:10:3: 'corner' is missing",
            "content/documents/every-fact.yaml:12:5: 'cornr' is no key here",
            "content/publication.yaml:1:1: 'edition' is missing",
            "content/publication.yaml:4:1: 'edtion' is no key here",
        ),
    ),
    "missing-keys": Broken(
        (
            (DOCUMENT, "subject: A document that shows every kind of fact and of block.\n", ""),
            (OFFERINGS, "    group: delivery\n    name: Training", "    name: Training"),
        ),
        (
            "content/documents/every-fact.yaml:1:1: 'subject' is missing",
            "content/offerings.yaml:88:3: 'group' is missing",
        ),
    ),
    "empty-value": Broken(
        ((OFFERINGS, "    name: Hosted", "    name:"),), ("content/offerings.yaml:3:5: 'name' has no value",)
    ),
    "number-for-text": Broken(
        ((DOCUMENT, "number: X1", "number: 4711"),), ("content/documents/every-fact.yaml:3:9: 4711 is no text",)
    ),
    "yes-for-true": Broken(
        ((DOCUMENT, "group-heads: true", "group-heads: yes"),),
        ("content/documents/every-fact.yaml:14:18: 'yes' is neither true nor false",),
    ),
    "list-for-text": Broken(
        ((OFFERINGS, "    name: Reach", "    name: [Reach, Range]"),),
        ("content/offerings.yaml:44:11: a list is no text",),
    ),
    "text-for-list": Broken(
        ((DOCUMENT, "    groups: [facts]", "    groups: facts"),),
        ("content/documents/every-fact.yaml:13:13: 'facts' stands where a list is expected",),
    ),
    "empty-text": Broken(
        ((DOCUMENT, "title: Every fact", 'title: " "'),), ("content/documents/every-fact.yaml:1:8: the text is empty",)
    ),
    "text-of-several-lines": Broken(
        (
            (
                DOCUMENT,
                "subject: A document that shows every kind of fact and of block.",
                "subject: |\n  One line.\n  Another line.",
            ),
        ),
        ("content/documents/every-fact.yaml:2:10: the text has several lines",),
    ),
    "id-in-capitals": Broken(
        ((OFFERINGS, "  hosting:\n", "  Hosting_2:\n"),), ("content/offerings.yaml:38:3: 'Hosting_2' is no id",)
    ),
    "id-that-climbs": Broken(
        ((PUBLICATION, "documents: [every-fact]", "documents: [every-fact, ../../etc/passwd]"),),
        ("content/publication.yaml:5:25: '../../etc/passwd' is no id",),
    ),
    "edition-without-month": Broken(
        ((PUBLICATION, "edition: 2024-03", "edition: 2024-13"),),
        ("content/publication.yaml:4:10: '2024-13' is no month",),
    ),
    "script-address": Broken(
        ((PUBLICATION, "url: https://example.com/help", "url: javascript:alert(1)"),),
        ("content/publication.yaml:9:10: 'javascript:alert(1)' is no address that a document may point to",),
    ),
    "address-without-encryption": Broken(
        ((PUBLICATION, "url: https://example.com/help", "url: http://example.com/help"),),
        ("content/publication.yaml:9:10: 'http://example.com/help' is no address that a document may point to",),
    ),
    "unknown-status-word": Broken(
        ((VOCABULARY, "  not-included: not included", "  not-includd: not included"),),
        (
            "content/offerings.yaml:27:20: there is no word for this fact",
            "content/vocabulary.yaml:3:3: 'not-includd' is no status",
        ),
    ),
    # Wrong facts
    "unknown-channel": Broken(
        (
            (OFFERINGS, "{all-of: [email, phone]}", "{all-of: [emial, phone]}"),
            (OFFERINGS, "basic: email,", "basic: emial,"),
        ),
        (
            "content/offerings.yaml:45:20: 'emial' is no status, channel or frequency",
            "content/offerings.yaml:45:43: 'emial' is no channel",
        ),
    ),
    "unknown-kind-of-fact": Broken(
        ((OFFERINGS, "{count: 250}", "{cuont: 250}"),),
        ("content/offerings.yaml:79:39: 'cuont' is no kind of fact and no aspect",),
    ),
    "unknown-offering": Broken(
        (
            (
                OFFERINGS,
                "    facts: {basic: not-included, plus: included}",
                "    facts: {basc: not-included, plus: included}",
            ),
        ),
        ("content/offerings.yaml:27:13: 'basc' is no offering",),
    ),
    "unknown-group": Broken(
        ((OFFERINGS, "    group: facts\n    name: Reports", "    group: fact\n    name: Reports"),),
        ("content/offerings.yaml:47:12: 'fact' is no group",),
    ),
    "unknown-unit": Broken(
        ((OFFERINGS, "plus: 1 business-day", "plus: 1 fortnight"),),
        ("content/offerings.yaml:65:53: '1 fortnight' is no duration",),
    ),
    "duration-of-nothing": Broken(
        ((OFFERINGS, "under: 90 minutes", "under: 0 minutes"),),
        ("content/offerings.yaml:69:52: '0 minutes' is no duration",),
    ),
    "too-many-hours": Broken(
        ((OFFERINGS, "{days: 5, hours: 8}", "{days: 8, hours: 25}"),),
        (
            "content/offerings.yaml:53:27: 8 is no number from 1 to 7",
            "content/offerings.yaml:53:37: 25 is no number from 1 to 24",
        ),
    ),
    "clock-out-of-order": Broken(
        ((OFFERINGS, '{clock: "00:00-24:00", zone: contract}', '{clock: "17:00-09:00", zone: contract}'),),
        ("content/offerings.yaml:61:74: '17:00-09:00' ends before it begins",),
    ),
    "clock-past-midnight": Broken(
        ((OFFERINGS, '{clock: "00:00-24:00", zone: contract}', '{clock: "08:00-25:00", zone: contrat}'),),
        (
            "content/offerings.yaml:61:74: '08:00-25:00' is on no clock",
            "content/offerings.yaml:61:95: 'contrat' is no zone",
        ),
    ),
    "negative-count": Broken(
        ((OFFERINGS, "{count: 250}", "{count: -1}"),),
        ("content/offerings.yaml:79:46: -1 is no number from 0 to 1000000000",),
    ),
    "severities-out-of-order": Broken(
        (
            (
                OFFERINGS,
                "{severity-0: {under: 30 minutes}, severity-1: 2 hours}",
                "{severity-1: 2 hours, severity-0: {under: 30 minutes}}",
            ),
        ),
        ("content/offerings.yaml:75:35: 'severity-0' comes after a less severe level",),
    ),
    "mixed-kinds-of-fact": Broken(
        ((OFFERINGS, "{up-to: 3 weeks}", "{up-to: 3 weeks, count: 2}"),),
        ("content/offerings.yaml:69:37: 'count' does not go with 'up-to'",),
    ),
    "one-channel-in-a-list": Broken(
        ((OFFERINGS, "{any-of: [email, in-person]}", "{any-of: [email]}"),),
        ("content/offerings.yaml:93:48: 'any-of' takes two channels or more",),
    ),
    "unknown-language-tag": Broken(
        ((OFFERINGS, "{languages: [en, zh-Hans]}", "{languages: [en, Chinese]}"),),
        ("content/offerings.yaml:83:37: 'Chinese' is no language tag",),
    ),
    "unknown-aspect": Broken(
        ((OFFERINGS, "basic: {value: included, method: email}", "basic: {value: included, mehtod: email}"),),
        ("content/offerings.yaml:92:32: 'mehtod' is no kind of fact and no aspect",),
    ),
    "word-missing": Broken(
        (
            (VOCABULARY, "  under: under {duration}\n", ""),
            (VOCABULARY, "local-languages: local languages\n", ""),
            (VOCABULARY, '  long: "{days} a week × {hours} a day"\n', ""),
        ),
        (
            "content/offerings.yaml:53:20: there is no word for this fact",
            "content/offerings.yaml:69:44: there is no word for this fact",
            "content/offerings.yaml:83:54: there is no word for this fact",
        ),
    ),
    "word-with-two-meanings": Broken(
        ((VOCABULARY, "  weekly: weekly", "  weekly: weekly\n  email: by email"),),
        ("content/vocabulary.yaml:18:3: 'email' is a channel already",),
    ),
    "feature-without-name": Broken(
        ((OFFERINGS, "    name: Seats\n", ""),), ("content/offerings.yaml:76:3: the feature 'seats' has no name",)
    ),
    # Wrong documents
    "unknown-feature": Broken(
        (
            (DOCUMENT, "        feature: training\n", "        feature: trainnig\n"),
            (DOCUMENT, "{feature: response,", "{feature: respons,"),
        ),
        (
            "content/documents/every-fact.yaml:7:28: 'respons' is no feature",
            "content/documents/every-fact.yaml:56:18: 'trainnig' is no feature",
        ),
    ),
    "unknown-table": Broken(
        ((DOCUMENT, "packages: {table: packages}", "packages: {table: packges}"),),
        ("content/documents/every-fact.yaml:58:29: 'packges' is no table",),
    ),
    "unknown-deployment": Broken(
        ((DOCUMENT, "deployment: hosted", "deployment: cloud"),),
        ("content/documents/every-fact.yaml:17:21: 'cloud' is no deployment",),
    ),
    "column-that-says-two-things": Broken(
        (
            (
                DOCUMENT,
                "columns: [{offering: basic}, {offering: plus}]",
                "columns: [{offering: basic, aspect: value}, {offering: plus}]",
            ),
        ),
        ("content/documents/every-fact.yaml:18:19: a column says offering and aspect",),
    ),
    "column-without-offering": Broken(
        ((DOCUMENT, "        columns: [{offering: basic}, {offering: plus}]\n", ""),),
        ("content/documents/every-fact.yaml:17:9: the column belongs to no offering",),
    ),
    "same-column-twice": Broken(
        (
            (
                DOCUMENT,
                "columns: [{offering: basic}, {offering: plus}]",
                "columns: [{offering: basic}, {offering: basic}]",
            ),
        ),
        ("content/documents/every-fact.yaml:10:3: two columns of 'packages' are for basic",),
    ),
    "half-a-row": Broken(
        ((OFFERINGS, "plus: {value: included, method: {any-of: [email, in-person]}}", "plus: {value: included}"),),
        (
            "content/documents/every-fact.yaml:8:3: 'training' has no fact for plus (method)",
            "content/offerings.yaml:88:3: 'training' states no fact for plus (method)",
        ),
    ),
    "table-without-rows": Broken(
        (
            (OFFERINGS, "    group: delivery\n    name: Training", "    group: facts\n    name: Training"),
            (OFFERINGS, "    group: delivery\n    offering", "    group: facts\n    offering"),
        ),
        ("content/documents/every-fact.yaml:22:14: 'delivery' has no row for the table 'methods'",),
    ),
    "table-placed-twice": Broken(
        ((DOCUMENT, "methods: {table: methods}", "methods: {table: packages}"),),
        (
            "content/documents/every-fact.yaml:19:3: the table 'methods' stands nowhere",
            "content/documents/every-fact.yaml:59:28: the table 'packages' stands in the document already",
        ),
    ),
    "value-without-fact": Broken(
        (
            (DOCUMENT, "aspect: method}\ntables", "aspect: value, severity: 1}\ntables"),
            (DOCUMENT, "offering: plus, severity: 0}", "offering: plus, severity: 7}"),
        ),
        (
            "content/documents/every-fact.yaml:7:3: 'response' has a fact for each severity",
            "content/documents/every-fact.yaml:8:71: the fact of 'training' is the same for every severity",
        ),
    ),
    "section-without-title": Broken(
        ((DOCUMENT, "    title: Every kind of block\n", ""),),
        ("content/documents/every-fact.yaml:29:3: the section 'blocks' has no title",),
    ),
    "not-listed": Broken(
        ((PUBLICATION, "documents: [every-fact]", "documents: [every-fat]"),),
        (
            "content/documents/every-fact.yaml:1:1: the document 'every-fact' is not listed",
            "content/publication.yaml:5:13: there is no content/documents/every-fat.yaml",
        ),
    ),
    "listed-twice": Broken(
        ((PUBLICATION, "documents: [every-fact]", "documents: [every-fact, every-fact]"),),
        ("content/publication.yaml:5:25: 'every-fact' is listed twice",),
    ),
    "unused": Broken(
        (
            (OFFERINGS, "terms:\n", "terms:\n  spare: {count: 2}\n"),
            (PUBLICATION, "links:\n", "links:\n  spare-phone:\n    url: tel:+49.30.123\n    label: Spare\n"),
            (DOCUMENT, "values:\n", "values:\n  spare-value: {feature: response, offering: plus, severity: 0}\n"),
        ),
        (
            "content/documents/every-fact.yaml:7:3: no text places the value 'spare-value'",
            "content/offerings.yaml:19:3: no text places the term 'spare'",
            "content/publication.yaml:8:3: nothing points to the link 'spare-phone'",
        ),
    ),
    "names-that-collide": Broken(
        (
            (
                OFFERINGS,
                "  contacts: {count: 3}",
                "  contacts: {count: 3}\n  packages: {count: 3}\n  provider: {count: 1}",
            ),
        ),
        (
            "content/documents/every-fact.yaml:10:3: 'packages' is a term already, and both would be {packages}",
            "content/offerings.yaml:21:3: 'provider' is a name of the provider already",
        ),
    ),
    # Wrong texts
    "unbalanced-strong": Broken(
        ((DOCUMENT, "**strong**", "**strong*"),),
        ("content/documents/every-fact.yaml:32:13: '*' holds white space at its edge",),
    ),
    "hostile-placeholders": Broken(
        (
            (DOCUMENT, "First point", "'{x.__class__} and more'"),
            (DOCUMENT, "Inner point", "'{{ 7*7 }}'"),
            (DOCUMENT, "Ask the desk.", "'Ask {0} now'"),
            (DOCUMENT, "title: Every fact", "title: 'Every {a!r}'"),
        ),
        (
            "content/documents/every-fact.yaml:1:15: '{a!r}' is no placeholder",
            "content/documents/every-fact.yaml:41:19: '{x.__class__}' is no placeholder",
            "content/documents/every-fact.yaml:46:23: '{{ 7*7 }' is no placeholder",
            "content/documents/every-fact.yaml:52:23: '{0}' is no placeholder",
        ),
    ),
    "unknown-placeholder": Broken(
        (
            (DOCUMENT, "First point", "First {pont}"),
            (OFFERINGS, "name: Seats", "name: Seats of {provder}"),
            (PUBLICATION, "label: Help pages", "label: Help of {contacts}"),
        ),
        (
            "content/documents/every-fact.yaml:41:24: {pont} has no value here",
            "content/offerings.yaml:78:20: {provder} has no value here",
            "content/publication.yaml:10:20: {contacts} has no value here",
        ),
    ),
    "unknown-link": Broken(
        (
            (DOCUMENT, "[a link](help)", "[a link](halp)"),
            (DOCUMENT, "links: [desk]", "links: [dsk]"),
        ),
        (
            "content/documents/every-fact.yaml:32:13: 'halp' is no link",
            "content/documents/every-fact.yaml:53:17: 'dsk' is no link",
        ),
    ),
    "link-in-a-title": Broken(
        ((DOCUMENT, "title: Every kind of block", "title: Every [kind](help) of block"),),
        ("content/documents/every-fact.yaml:30:18: a title takes no link",),
    ),
    "script-in-a-link": Broken(
        ((DOCUMENT, "[a link](help)", "[a link](javascript:alert(1))"),),
        ("content/documents/every-fact.yaml:32:13: '[' begins a link, but no link id follows its text",),
    ),
    "plural-of-no-count": Broken(
        ((DOCUMENT, "count: contacts", "count: call_days"),),
        ("content/documents/every-fact.yaml:36:16: {call_days} is no count",),
    ),
    "former-that-exists": Broken(
        ((DOCUMENT, "        note: A legal text.", "        note: A legal text.\n        former: title"),),
        ("content/documents/every-fact.yaml:49:17: former 'title' is a key, or former, of another text",),
    ),
    "longer-than-its-limit": Broken(
        (
            (OFFERINGS, "name: Purchase", "name: {text: Purchase, max-length: 7}"),
            (DOCUMENT, "        note: A legal text.", "        note: A legal text.\n        max-length: 0"),
        ),
        (
            "content/documents/every-fact.yaml:51:21: 0 is no whole number",
            "content/offerings.yaml:36:18: the text has 8 characters, 7 are allowed",
        ),
    ),
    "slot-left-out": Broken(
        (
            (VOCABULARY, "included-with: included with {owner}", "included-with: included with {ownr}"),
            (INTERFACE, "page-of: Page {page} of {pages}", "page-of: Page {page}"),
        ),
        (
            "content/interface.yaml:9:10: the text does not place {pages}",
            "content/vocabulary.yaml:8:16: the text does not place {owner}",
            "content/vocabulary.yaml:8:30: {ownr} has no value here",
        ),
    ),
    "word-of-the-page-missing": Broken(
        ((INTERFACE, "skip-to-content: Skip to content", "skip-to-contents: Skip to content"),),
        ("content/interface.yaml:1:1: the word 'skip-to-content' is missing",),
    ),
    "severity-without-fact": Broken(
        ((OFFERINGS, "basic: {severity-0: {under: 4 hours}, severity-1", "basic: {severity-1"),),
        ("content/offerings.yaml:74:7: 'basic' says nothing for severity-0, and others do",),
    ),
    # Mistakes in every file
    "all-at-once": Broken(
        (
            (PUBLICATION, "source: en", "source: English"),
            (VOCABULARY, "  weekly: weekly", "  weekly: 7"),
            (OFFERINGS, "basic: email,", "basic: emial,"),
            (INTERFACE, "draft: Draft\n", "draft: [Draft]\n"),
            (DOCUMENT, "{call_days}", "{cal_days}"),
            (DOCUMENT, "offering: plus, severity: 0}", "offering: pluss, severity: 0}"),
        ),
        (
            "content/documents/every-fact.yaml:7:48: 'pluss' is no offering",
            "content/documents/every-fact.yaml:32:13: {cal_days} has no value here",
            "content/interface.yaml:14:8: a list is no text",
            "content/offerings.yaml:45:20: 'emial' is no status, channel or frequency",
            "content/publication.yaml:3:9: 'English' is no language tag",
            "content/vocabulary.yaml:17:11: 7 is no text",
        ),
    ),
}
