"""The door between what holds for all languages and what is in one: facts in words, tables as grids, drafts."""

from pathlib import Path

import pytest

from generator import catalogs, content
from generator.edition import Link, Mark, State, Text, Value, plain
from generator.errors import CatalogError
from generator.localize import localize, source_voice
from generator.localize.facts import spoken
from generator.localize.samples import samples
from generator.localize.voice import Voice
from generator.model import (
    BestEffort,
    Channels,
    ClockRange,
    Comparison,
    Count,
    Coverage,
    DayRange,
    Days,
    Duration,
    Frequency,
    IncludedWith,
    Inclusion,
    Languages,
    Month,
    Status,
    Unit,
    Weekday,
)

ROOT = Path(__file__).resolve().parent.parent
TAGS = ("en", "zh-Hans", "de", "es", "ko")

# Approved by a reader of each language; ~ stands for a no-break space.
FACTS = [
    (Inclusion(Status.INCLUDED), ["included", "包含", "enthalten", "incluido", "포함"]),
    (Inclusion(Status.NOT_INCLUDED), ["not included", "不包含", "nicht enthalten", "no incluido", "미포함"]),
    (Inclusion(Status.NOT_AVAILABLE), ["not available", "不提供", "nicht verfügbar", "no disponible", "제공되지 않음"]),
    (Inclusion(Status.OPTIONAL), ["optional", "可选", "optional", "opcional", "선택 사항"]),
    (
        Inclusion(Status.BY_SUBSCRIPTION),
        ["by subscription", "通过订阅提供", "im Abonnement", "mediante suscripción", "구독 시 제공"],
    ),
    (
        Inclusion(Status.ADDITIONAL_PURCHASE),
        ["additional purchase", "另行购买", "Zusatzkauf", "compra adicional", "별도 구매"],
    ),
    (
        IncludedWith("saas"),
        ["included with SaaS", "包含在 SaaS 中", "in SaaS enthalten", "incluido con SaaS", "SaaS에 포함"],
    ),
    (Channels(("email",)), ["email", "电子邮件", "E-Mail", "correo electrónico", "이메일"]),
    (
        Channels(("in-person", "video-conference")),
        [
            "in person or video conference",
            "面对面或视频会议",
            "Präsenztermin oder Videokonferenz",
            "sesión presencial o videoconferencia",
            "대면 또는 화상 회의",
        ],
    ),
    (
        Channels(("video-conference", "email", "phone-call")),
        [
            "video conference, email or phone call",
            "视频会议、电子邮件或电话沟通",
            "Videokonferenz, E-Mail oder Telefonanruf",
            "videoconferencia, correo electrónico o llamada telefónica",
            "화상 회의, 이메일 또는 전화 통화",
        ],
    ),
    (
        Channels(("web", "phone"), "and"),
        ["web and phone", "网站和电话", "Web und Telefon", "web y teléfono", "웹 및 전화"],
    ),
    (
        Channels(("online-training",)),
        [
            "online self-paced training",
            "在线自定进度培训",
            "Onlineschulung im eigenen Lerntempo",
            "formación en línea a ritmo propio",
            "온라인 자기 주도형 교육",
        ],
    ),
    (Frequency("as-needed"), ["as needed", "根据需要", "nach Bedarf", "según sea necesario", "필요 시"]),
    (Frequency("weekly"), ["weekly", "每周", "wöchentlich", "semanal", "매주"]),
    (Frequency("monthly"), ["monthly", "每月", "monatlich", "mensual", "매월"]),
    (Frequency("quarterly"), ["quarterly", "每季度", "vierteljährlich", "trimestral", "매 분기"]),
    (
        Coverage(5, 24),
        [
            "5~days a week × 24~hours a day",
            "每周 5~天 × 每天 24~小时",
            "5~Tage pro Woche × 24~Stunden pro Tag",
            "5~días a la semana × 24~horas al día",
            "주~5일 × 하루~24시간",
        ],
    ),
    (Coverage(7, 24, True), ["24~×~7", "24~×~7", "24~×~7", "24~×~7", "24~×~7"]),
    (
        Days((Weekday.SATURDAY, Weekday.SUNDAY, Weekday.PUBLIC_HOLIDAYS)),
        [
            "Saturday, Sunday and public holidays",
            "星期六、星期日和公共假日",
            "Samstag, Sonntag und gesetzliche Feiertage",
            "sábado, domingo y días festivos",
            "토요일, 일요일 및 공휴일",
        ],
    ),
    (
        DayRange(Weekday.MONDAY, Weekday.FRIDAY),
        ["Monday to Friday", "星期一至星期五", "Montag bis Freitag", "lunes a viernes", "월요일부터 금요일까지"],
    ),
    (
        ClockRange(9 * 60, 17 * 60, "contract"),
        [
            "09:00–17:00 local time in the time zone in which the contract is made",
            "合同签订地所在时区的当地时间 09:00–17:00",
            "09:00–17:00~Uhr Ortszeit in der Zeitzone, in welcher der Vertrag geschlossen wird",
            "9:00–17:00, hora local de la zona horaria en la que se celebra el contrato",
            "계약 체결지가 속한 시간대의 현지 시각 09:00~~~17:00",
        ],
    ),
    (
        Duration(30, Unit.MINUTE, Comparison.UNDER),
        ["under 30~minutes", "少于 30~分钟", "weniger als 30~Minuten", "menos de 30~minutos", "30분 미만"],
    ),
    (
        Duration(1, Unit.HOUR, Comparison.UNDER),
        ["under 1~hour", "少于 1~小时", "weniger als 1~Stunde", "menos de 1~hora", "1시간 미만"],
    ),
    (
        Duration(24, Unit.HOUR, Comparison.UNDER),
        ["under 24~hours", "少于 24~小时", "weniger als 24~Stunden", "menos de 24~horas", "24시간 미만"],
    ),
    (
        Duration(2, Unit.HOUR, Comparison.WITHIN),
        ["within 2~hours", "2~小时内", "innerhalb von 2~Stunden", "en un plazo máximo de 2~horas", "2시간 이내"],
    ),
    (
        Duration(2, Unit.HOUR, Comparison.UP_TO),
        ["up to 2~hours", "最多 2~小时", "bis zu 2~Stunden", "hasta 2~horas", "최대 2시간"],
    ),
    (Duration(10, Unit.HOUR), ["10~hours", "10~小时", "10~Stunden", "10~horas", "10시간"]),
    (Duration(1, Unit.YEAR), ["1~year", "1~年", "1~Jahr", "1~año", "1년"]),
    (
        Duration(1, Unit.BUSINESS_DAY, Comparison.WITHIN),
        [
            "within 1~business day",
            "1~个工作日内",
            "innerhalb von 1~Arbeitstag",
            "en un plazo máximo de 1~día hábil",
            "1영업일 이내",
        ],
    ),
    (
        Duration(2, Unit.BUSINESS_DAY, Comparison.WITHIN),
        [
            "within 2~business days",
            "2~个工作日内",
            "innerhalb von 2~Arbeitstagen",
            "en un plazo máximo de 2~días hábiles",
            "2영업일 이내",
        ],
    ),
    (
        Duration(4, Unit.BUSINESS_DAY, Comparison.UNDER),
        [
            "under 4~business days",
            "少于 4~个工作日",
            "weniger als 4~Arbeitstage",
            "menos de 4~días hábiles",
            "4영업일 미만",
        ],
    ),
    (Duration(1, Unit.BUSINESS_DAY), ["1~business day", "1~个工作日", "1~Arbeitstag", "1~día hábil", "1영업일"]),
    (
        Duration(3, Unit.BUSINESS_DAY, Comparison.UP_TO),
        ["up to 3~business days", "最多 3~个工作日", "bis zu 3~Arbeitstage", "hasta 3~días hábiles", "최대 3영업일"],
    ),
    (BestEffort(), ["best effort", "尽力而为", "nach besten Kräften", "en la medida de lo posible", "최선의 노력"]),
    (Count(30), ["30", "30", "30", "30", "30"]),
    (Languages(("en",)), ["English", "英语", "Englisch", "inglés", "영어"]),
    (
        Languages(),
        [
            "available local languages",
            "可用的当地语言",
            "verfügbare lokale Sprachen",
            "idiomas locales disponibles",
            "이용 가능한 현지 언어",
        ],
    ),
    (Month(2020, 7), ["July~2020", "2020~年~7~月", "Juli~2020", "julio de~2020", "2020년~7월"]),
]


@pytest.fixture(scope="module")
def publication():
    return content.read(ROOT)


@pytest.fixture(scope="module")
def voices(publication) -> dict[str, Voice]:
    from generator.localize import _voice

    settings = catalogs.languages(ROOT)
    known = [catalogs.read(ROOT, each, publication) for each in settings]
    return {each.settings.language.tag: _voice(each, publication, settings[0]) for each in known}


@pytest.fixture(scope="module")
def editions(publication):
    settings = catalogs.languages(ROOT)
    known = [catalogs.read(ROOT, each, publication) for each in settings]
    return {
        (document.id, each.settings.language.tag): localize(document, publication, each, settings[0])
        for document in publication.documents
        for each in known
    }


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize(("fact", "texts"), FACTS, ids=[repr(fact) for fact, _ in FACTS])
def test_every_kind_of_fact_reads_as_its_language_says_it(fact, texts, tag, voices):
    """A fact in five languages, against text that was read and approved."""
    said = spoken(fact, voices[tag])
    assert said.text.replace("\u00a0", "~") == dict(zip(TAGS, texts, strict=True))[tag]
    assert said.state in (State.SOURCE, State.TRANSLATED)
    assert not said.language


def test_every_class_of_fact_is_in_the_table():
    """A new kind of fact can't come in without its five approved texts."""
    from generator.model import Fact, PerSeverity, Words

    told = {type(fact) for fact, _ in FACTS}
    assert told == set(Fact.__args__) - {PerSeverity, Words}


def shape(table):
    """What must be the same in every language: rows, columns, spans, typed facts, marks, ids."""
    heads = [[(head.id, head.scope, head.colspan, head.rowspan) for head in row] for row in table.head]
    rows = [
        (group.id, row.feature, row.severity, [(cell.fact, cell.mark, cell.headers) for cell in row.cells])
        for group in table.groups
        for row in group.rows
    ]
    return table.id, heads, rows


@pytest.mark.parametrize("document", ["service-management", "support-services-guide"])
def test_tables_have_one_shape_in_all_languages(document, editions):
    """Only words differ between languages, never a row, a span, a fact or a header."""
    shapes = [[shape(table) for table in editions[document, tag].tables()] for tag in TAGS]
    assert all(each == shapes[0] for each in shapes)
    assert shapes[0]


def test_each_cell_falls_under_the_heads_of_its_column_and_row(editions):
    """In the table with a two-level head the TSAM column is under On-premises, and not under a SaaS tier."""
    table = next(editions["service-management", "en"].tables())
    texts = {head.id: str(head.phrase) for row in table.head for head in row}
    texts |= {row.head.id: str(row.head.phrase) for group in table.groups for row in group.rows}
    row = table.groups[0].rows[2]
    assert [[texts[id] for id in cell.headers] for cell in row.cells] == [
        ["On-premises", "TSAM", "Maintenance"],
        ["SaaS", "Standard", "Maintenance"],
        ["SaaS", "Premium", "Maintenance"],
    ]
    assert [cell.mark for cell in row.cells] == [Mark.NO, Mark.YES, Mark.YES]


def test_a_row_of_a_group_falls_under_the_group_too(editions):
    """In the guide each cell names package, group and service."""
    table = next(editions["support-services-guide", "en"].tables())
    group = table.groups[1]
    assert group.head is not None
    assert all(group.head.id in cell.headers for row in group.rows for cell in row.cells)


def test_both_tables_name_a_row_alike(editions):
    """Tables 1 and 2 of the service description show the same features, so a row can't have two names."""
    for tag in TAGS:
        first, second = editions["service-management", tag].tables()
        names = {row.feature: str(row.head.phrase) for group in first.groups for row in group.rows}
        for group in second.groups:
            for row in group.rows:
                assert str(row.head.phrase) == names[row.feature]


def test_facts_for_each_severity_make_a_row_each(editions):
    """The response time has four rows, each complete in itself; what does not depend on severity is repeated."""
    table = next(editions["support-services-guide", "en"].tables())
    rows = [row for group in table.groups for row in group.rows if row.feature == "response-time"]
    assert [plain(row.head.phrase.content).replace("\u00a0", " ") for row in rows] == [
        f"Response time, severity {level}" for level in range(4)
    ]
    assert [str(cell.phrase).replace("\u00a0", " ") for cell in rows[0].cells] == [
        "Not available",
        "Under 1 hour",
        "Under 30 minutes",
    ]


def test_a_cell_begins_with_a_capital_and_a_name_stays_as_it_is(editions):
    """Words are kept in lower case once; alone in a cell they begin like a sentence."""
    table = next(editions["support-services-guide", "es"].tables())
    texts = {str(cell.phrase) for group in table.groups for row in group.rows for cell in row.cells}
    assert "No disponible" in texts
    assert not any(text[0].islower() for text in texts)
    heads = {str(group.head.phrase) for group in next(editions["support-services-guide", "en"].tables()).groups}
    assert "eSupport services" in heads


def test_a_reference_to_a_table_is_a_link_with_its_number(editions):
    """The placeholder of a table prints its numbered name and leads there."""
    overview = editions["service-management", "zh-Hans"].sections[0]
    values = [part for block in overview.blocks if hasattr(block, "phrase") for part in block.phrase.content]
    links = [part.content[0] for part in values if isinstance(part, Value) and isinstance(part.content[0], Link)]
    assert [(link.href, plain(link.content)) for link in links] == [
        ("#table-features-by-offering", "表\u00a01"),
        ("#table-delivery", "表\u00a02"),
    ]


def test_a_count_in_a_sentence_is_tied_to_its_word(editions):
    """A line can't end between the number and what it counts."""
    scope = editions["service-management", "en"].sections[-1]
    text = " ".join(str(block.phrase) for block in scope.blocks)
    assert "Up to 3\u00a0named customer points" in text
    assert "30\u00a0cases" in text


def small(project, tag="de", **change):
    """The edition of the small project in a language, after a change of one catalog."""
    folder = project()
    for name, replace in change.items():
        path = folder / f"locales/{tag}/LC_MESSAGES/{name.replace('_', '-')}.po"
        path.write_text(replace(path.read_text("utf-8")), "utf-8")
    publication = content.read(folder)
    settings = catalogs.languages(folder)
    own = next(each for each in settings if each.language.tag == tag)
    return localize(publication.documents[0], publication, catalogs.read(folder, own, publication), settings[0])


def emptied(key):
    """A change that takes the translation of *key* away."""

    def change(text):
        head, _, rest = text.partition(f'msgctxt "{key}"')
        before, _, after = rest.partition("msgstr")
        lines = after.split("\n")
        return f'{head}msgctxt "{key}"{before}msgstr ""\n' + "\n".join(lines[1:])

    return change


def test_a_missing_translation_shows_the_source_marked_as_such(project):
    """A draft never mixes languages silently: the phrase is the source's, with its language and its state."""
    edition = small(project, every_fact=emptied("title"))
    assert edition.title.state is State.MISSING
    assert edition.title.language == "en"
    assert edition.messages["every-fact:title"] is State.MISSING


def test_a_fact_without_its_word_is_said_wholly_in_the_source_language(project):
    """A cell is never half in one language and half in another."""
    edition = small(project, vocabulary=emptied("statuses.included"))
    cells = [cell for table in edition.tables() for group in table.groups for row in group.rows for cell in row.cells]
    included = [cell for cell in cells if cell.fact == {"type": "status", "status": "included"}]
    assert included
    assert {(str(cell.phrase), cell.phrase.language, cell.phrase.state) for cell in included} == {
        ("Included", "en", State.MISSING)
    }


def test_a_fuzzy_translation_counts_as_stale_and_is_not_printed(project):
    """Fuzzy is not translated."""
    edition = small(project, every_fact=lambda text: text.replace('msgctxt "title"', '#, fuzzy\nmsgctxt "title"', 1))
    assert edition.title.state is State.STALE
    assert edition.title.language == "en"


def hostile(text_of_title):
    def change(text):
        head, _, rest = text.partition('msgctxt "title"')
        before, _, after = rest.partition('msgstr "')
        return f'{head}msgctxt "title"{before}msgstr "{text_of_title}"' + after.partition('"')[2]

    return change


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "7 + 7 $(id) %(x)s &amp;", "../../etc/passwd"])
def test_hostile_text_in_a_catalog_is_plain_text(project, text):
    """What is no markup of ours is characters, to be escaped like any others."""
    edition = small(project, every_fact=hostile(text))
    assert edition.title.content == (Text(text),)


@pytest.mark.parametrize("text", ["{x.__class__}", "{{ 7 }}", "{0}", "{nobody}", "[a](javascript:alert)", "**open"])
def test_broken_or_foreign_markup_in_a_catalog_is_told_with_its_place(project, text):
    """A translation can place and link only what its source does."""
    with pytest.raises(CatalogError) as caught:
        small(project, every_fact=hostile(text))
    place = caught.value.findings[0].place
    assert place.file == "locales/de/LC_MESSAGES/every-fact.po"
    assert place.line > 1


def test_a_sample_shows_a_sentence_with_its_values(publication):
    """A translator sees what a placeholder will print."""
    shown = samples(publication, catalogs.languages(ROOT)[0])
    text = shown["service-management", "sections.delivery.sections.objective.blocks.responses.list.standard"]
    assert text.replace("\u00a0", " ") == "Standard: the service manager responds within 2 business days."
    assert ("vocabulary", "statuses.included") not in shown


def test_the_source_needs_no_catalog(publication):
    """English speaks for itself."""
    settings = catalogs.languages(ROOT)[0]
    voice = source_voice(publication, settings)
    assert spoken(Count(3), voice).state is State.SOURCE
