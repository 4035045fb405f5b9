"""German."""

from generator.checks.languages.usage import Habit, Usage, worded

_TENS = worded(
    "20 zwanzig, 30 dreißig dreissig, 40 vierzig, 50 fünfzig, 60 sechzig, 70 siebzig, 80 achtzig, 90 neunzig"
)
_ONES = worded("1 ein, 2 zwei, 3 drei, 4 vier, 5 fünf, 6 sechs, 7 sieben, 8 acht, 9 neun")

_GERMAN = Usage(
    tag="de",
    scripts=("LATIN",),
    compounding=True,
    numbers=worded(
        "0 null, 2 zwei zweien zweimal, 3 drei dreien dreimal, 4 vier viermal, 5 fünf, 6 sechs, "
        "7 sieben, 8 acht, 9 neun, 10 zehn, 11 elf, 12 zwölf, 13 dreizehn, 14 vierzehn, 15 fünfzehn, "
        "16 sechzehn, 17 siebzehn, 18 achtzehn, 19 neunzehn"
    )
    | _TENS
    | {f"{one}und{ten}": _TENS[ten] + _ONES[one] for ten in _TENS for one in _ONES},
    possible=worded(
        "0 mitternacht, "
        "1 ein eine einen einem einer eines eins einmal einzig einzige einziger je jeder jede erste ersten erster erstes erstem erstmals, "
        "2 beide beiden beider beides zweite zweiten zweiter doppelt paar, "
        "3 dritte dritten dritter dreien drittel, 4 vierte vierten quartal viertel, 5 fünfte, 6 sechste, "
        "12 dutzend mittag, 100 hundert, 1000 tausend"
    ),
    powers=worded("1000 tausend, 1000000 million millionen mio., 1000000000 milliarde milliarden"),
    clock=(r"(?P<h>\d{1,2})(?:[:.](?P<m>\d\d))?\s*Uhr(?:\s(?P<pm>nachmittags|abends)|\s(?P<am>morgens|vormittags))?",),
    percent=r"%|Prozent",
    units={
        "business-day": r"\w*(?:Werk|Arbeits|Geschäfts)tag\w{0,2}",
        "calendar-day": r"Kalendertag\w{0,2}",
        "second": r"Sekunden?",
        "minute": r"Minuten?|Min\.",
        "hour": r"\w*Stunden?|Std\.|h",
        "day": r"Tag(?:e[ns]?|s)?",
        "week": r"Wochen?",
        "month": r"Monat(?:e[ns]?|s)?",
        "quarter": r"Quartal(?:e[ns]?|s)?",
        "year": r"Jahr(?:e[ns]?|s)?",
    },
    bounds={
        "most": (
            r"bis zu[mr]?|höchstens|maximal\w*|nicht (?:mehr|später|länger) als|spätestens|Höchst\w+|Maximum|"
            r"(?:\w+ )?nicht (?:\w+ ){0,3}überschreite\w*"
        ),
        "least": r"mindestens|wenigstens|nicht weniger als|Mindest\w+|Minimum|oder mehr",
        "under": r"weniger als|unter(?=\s[\d{\0])|kürzer als",
        "over": r"mehr als|über(?=\s[\d{\0])|überschreite\w*|überschritt\w*|länger als|hinaus",
        "within": r"innerhalb(?: von)?|binnen",
    },
    modality={
        "must": (
            r"m[uü]ss(?:en|t|te|ten)?|muß|hat zu|haben zu|hat\b.{3,60}\bzu \w+en|haben\b.{3,60}\bzu \w+en|"
            r"(?:ist|sind)\b.{0,60}\bzu \w+en|verpflichtet|erforderlich|zwingend|bedarf|bedürfen"
        ),
        "must-not": r"d[aü]rf\w*|verboten|Verbot\w*|untersag\w*|unzulässig\w*|nicht (?:zulässig|erlaubt|gestattet)|m[uü]ss\w*|(?:ist|sind)\b.{0,60}\bzu \w+en",
        "should": r"soll(?:en|te|ten|t)?|empfohlen|empfiehlt|empfehlen",
        "may": (
            r"k[aö]nn(?:en|te|ten|t)?|konnte[nst]?|d[aü]rf(?:en|te|ten|t)?|\w*möglich\w*|imstande|in der Lage|berechtigt|befugt|"
            r"ermöglich\w*|erlaub\w+|lässt|lassen|\w+bar(?:e[nrsm]?)?|unter Umständen|gegebenenfalls"
        ),
        "expected": r"voraussichtlich\w*|erwart\w+|vorgesehen|geplant|rechne\w*|Erwartung\w*",
        "normally": r"normalerweise|in der Regel|üblicherweise|gewöhnlich|im Allgemeinen|im Regelfall|grundsätzlich|meist\w*",
        "only": r"nur|lediglich|ausschließlich\w*|allein\w*|bloß|erst|einzig\w*",
        "except": (
            r"es sei denn|außer\w*|ausgenommen|(?:sofern|wenn|soweit|falls|solange)\b[^.;]{0,80}?\b(?:nicht|kein\w*|nichts)|ohne dass|"
            r"Ausnahme\w*|nicht aber"
        ),
    },
    rhythm={
        "hourly": r"stündlich\w*|(?:pro|je|jede) Stunde",
        "daily": r"täglich\w*|(?:pro|je|am|jeden) Tag",
        "weekly": r"wöchentlich\w*|(?:pro|je|jede|in der|die) Woche",
        "monthly": r"monatlich\w*|(?:pro|je|jeden|im) Monat",
        "quarterly": r"vierteljährlich\w*|quartalsweise\w*|(?:pro|je|jedes|im) Quartal",
        "yearly": r"jährlich\w*|(?:pro|je|jedes|im) Jahr|Jahres\w+",
    },
    direction={
        "above": r"oben\w*|oberhalb|obige[nrsm]?|vorstehend\w*",
        "below": r"unten\w*|unterhalb|nachstehend\w*|nachfolgend\w*|untenstehend\w*",
        "before": r"vor(?! Ort)|vorher\w*|bevor|zuvor|vorig\w*|vorherig\w*|früher\w*|vorangehend\w*|vom|vorab",
        "after": r"nach(?:dem|her|folgend\w*)?|danach|folgend\w*|anschließend\w*|später\w*|im Anschluss|darauf\w*",
    },
    negation=r"nicht(?! nur)|kein(?:e[nrsm]?)?|keinerlei|niemals|nie|weder|niemand\w*|nichts",
    negating=(
        r"un(?!ter|ser|d\b)\w{3,}|ohne|erst|außer\w*|ausgenommen|ausgeschlossen|\w+los(?:e[nrsm]?)?|\w+frei(?:e[nrsm]?)?|"
        r"fehl(?:t|en|end\w*)|verhinder\w*|vermeid\w*|vermied\w*|verweiger\w*|abgelehnt|ablehn\w*|statt|anders|"
        r"versäum\w*|unterl[aä]ss\w*|unterlie[sß]\w*|\w*[Vv]erzug\w*|schuldig|höchstens|maximal\w*|entf[aä]ll\w*|verbot\w*|untersag\w*|deaktiv\w*"
    ),
    idle=r"nicht nur|nicht zuletzt|nicht (?:mehr|später|länger|weniger) als",
    quotes=(("„", "“"), ("‚", "‘"), ("»", "«")),
    stray=frozenset(
        "der die das und ist nicht mit für auf dem den des ein eine von zu wird werden sich auch bei nach".split()
    )
    - {"die", "des", "den", "bei", "das"},
    formal=r"(?-i:Sie|Ihr|Ihre|Ihren|Ihrem|Ihrer|Ihres|Ihnen)",
    informal=r"(?-i:du|dich|dir|dein|deine[nrsm]?|Du|Dich|Dir|Deine?[nrsm]?|euch|euer|eure[nrsm]?)",
    habits=(
        Habit(
            r"\b(z|d|u|i|o|s|v)\.[ \u00a0]?(B|h|a|d|Ä|u|R|w|S)\.",
            "an abbreviation without its narrow space",
            "\\1.\u202f\\2.",
            safe=True,
        ),
        Habit(r"(?<![\d-])(\d{1,4})[  ]?-[  ]?(\d{1,4})(?![\d-])", "a hyphen in a range", r"\1–\2", safe=False),
        Habit(r"(?<=[a-zäöüß]) - (?=[a-zäöüßA-ZÄÖÜ])", "a hyphen for a dash", " – ", safe=True),
        Habit(r"(?<=\d)(?=%)", "no space before the percent sign", "\u00a0", safe=True),
    ),
    doubles=(
        r"(?<=, )(?:in |mit |von |bei |für |an |auf |zu |aus |nach |unter |über |durch |wegen )?(?:(?:der|die|das|den|dem|denen) "
        r"(?:der|die|das|den|dem)|was was)|(?-i:Sie sie|sie Sie)"
    ),
)

USAGES = {"de": _GERMAN}
