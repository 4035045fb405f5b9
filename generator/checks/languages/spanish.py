"""Spanish."""

from generator.checks.languages.usage import Habit, Usage, worded

_TENS = worded("30 treinta, 40 cuarenta, 50 cincuenta, 60 sesenta, 70 setenta, 80 ochenta, 90 noventa")
_ONES = worded("1 uno un una, 2 dos, 3 tres, 4 cuatro, 5 cinco, 6 seis, 7 siete, 8 ocho, 9 nueve")

_SPANISH = Usage(
    tag="es",
    scripts=("LATIN",),
    numbers=worded(
        "0 cero, 2 dos, 3 tres, 4 cuatro, 5 cinco, 6 seis, 7 siete, 8 ocho, 9 nueve, 10 diez, "
        "11 once, 12 doce, 13 trece, 14 catorce, 15 quince, 16 dieciséis, 17 diecisiete, "
        "18 dieciocho, 19 diecinueve, 20 veinte, 21 veintiuno veintiún veintiuna, 22 veintidós, 23 veintitrés, "
        "24 veinticuatro, 25 veinticinco, 26 veintiséis, 27 veintisiete, 28 veintiocho, 29 veintinueve"
    )
    | _TENS
    | {f"{ten} y {one}": _TENS[ten] + _ONES[one] for ten in _TENS for one in _ONES},
    possible=worded(
        "0 medianoche, "
        "1 un una uno unos unas único única cada misma mismo primer primero primera primeros primeras, "
        "2 ambos ambas segundo segunda doble par, 3 tercer tercero tercera terceros tercio tercios, "
        "4 cuarto cuarta trimestre, 5 quinto, 6 sexto, 12 docena mediodía, 15 quincena, 100 cien, "
        "1000 mil"
    ),
    powers=worded("1000 mil, 1000000 millón millones"),
    clock=(
        r"(?P<h>\d{1,2})(?:[:.](?P<m>\d\d))?\s*(?:h(?:oras?)?\s*)?(?:(?P<am>a\.\s?m\.|de la mañana)|(?P<pm>p\.\s?m\.|de la (?:tarde|noche)))",
        r"(?<=\blas )(?P<h>\d{1,2})(?:[:.](?P<m>\d\d))?(?:\s*h(?:oras)?\b)?",
    ),
    percent=r"%|por\s?ciento",
    units={
        "business-day": r"d[ií]as? (?:h[áa]bil(?:es)?|laborables?|laborales?)|jornadas? laborales?",
        "calendar-day": r"días? naturales?",
        "second": r"segundos?",
        "minute": r"minutos?|min",
        "hour": r"horas?|h",
        "day": r"días?",
        "week": r"semanas?",
        "month": r"mes(?:es)?",
        "quarter": r"trimestres?",
        "year": r"años?",
    },
    bounds={
        "most": (
            r"hasta|(?:como|a lo) (?:máximo|más|sumo)|(?:un )?máximo(?! de tiempo)|no más de|no (?:\w+ ){0,5}más (?:de|que)|"
            r"a más tardar|no (?:\w+ ){0,4}(?:exced\w+|super\w+|sobrepas\w+)"
        ),
        "least": r"al menos|por lo menos|como mínimo|(?:un )?mínimo|no menos de|o más",
        "under": r"menos de|inferior(?:es)? a|menor(?:es)? (?:de|que|a)",
        "over": r"más de|superior(?:es)? a|mayor(?:es)? (?:de|que|a)|exced\w+|super[ae]n?|sobrepas\w+|más que",
        "within": r"en un plazo (?:máximo )?(?:de)?|dentro de(?:l plazo de)?|en el plazo (?:máximo )?(?:de)?|en menos de",
    },
    modality={
        "must": (
            r"debe[n]?|deber[áa]n?|deber[íi]an?|tiene[n]? que|tendr[áa]n? que|ha[n]? de|hay que|obligad\w+|obligatori\w+|"
            r"es (?:necesario|preciso|obligatorio)|es imprescindible|exigid\w+|se requiere\w*"
        ),
        "must-not": r"debe[n]?|deber[áa]n?|p[ou]ed[eo]n?|podr[áa]n?|prohib\w+|cabe|permit\w+|autoriz\w+|admit\w+|ha[n]? de",
        "should": r"deber[íi]an?|conviene|recomend\w+|recomiend\w+|aconseja\w*|debe[n]? de",
        "may": (
            r"p[ou]ed[eo]n?|pued\w+|pud[ieo]\w*|pod(?:er|rá|rán|ría|rían|ido|emos)|\w*posib\w+|capa(?:z|ces)|permit\w+|autorizad\w+|"
            r"facultad\w*|tiene[n]? derecho"
        ),
        "expected": r"prev[eéi]\w*|previst\w+|espera\w*|estima\w*",
        "normally": r"normalmente|general(?:mente)?|por lo general|habitual(?:mente)?|por lo regular|en principio|suele[n]?",
        "only": r"solo|sólo|solamente|únicamente|exclusiv\w+|únic[oa]s?|sol[oa]s?|no \w+ más que",
        "except": r"salvo(?: que)?|excepto|exceptúa\w*|a menos que|a no ser que|excepción|excepciones|con excepción|fuera de",
    },
    rhythm={
        "hourly": r"por hora|cada hora|a la hora",
        "daily": r"diari\w+|al día|por día|cada día|a diario|cotidian\w+",
        "weekly": r"semanal(?:es|mente)?|a la semana|por semana|cada semana",
        "monthly": r"mensual(?:es|mente)?|al mes|por mes|cada mes",
        "quarterly": r"trimestral(?:es|mente)?|al trimestre|por trimestre|cada trimestre",
        "yearly": r"anual(?:es|mente)?|al año|por año|cada año",
    },
    direction={
        "above": r"arriba|anterior(?:es)?|precedente\w*|más arriba|antes mencionad\w+|superior",
        "below": r"abajo|a continuación|siguientes?|más abajo|más adelante|inferior",
        "before": r"antes|previ[oa]s?|previamente|anterior(?:es|mente|idad)?|con anterioridad|anticip\w+",
        "after": r"después|tras|posterior(?:es|mente|idad)?|siguientes?|luego|a continuación|una vez|con posterioridad",
    },
    negation=r"no(?! (?:sol[oa]|sólo|solamente|obstante))|nunca|jamás|tampoco",
    negating=(
        r"sin|ningun\w*|ningún|nada|nadie|ni|salvo|excepto|exceptúa\w*|fuera|evita\w*|impid\w*|impedi\w*|exclu\w+|"
        r"excepci\w+|falta\w*|carec\w*|rechaz\w*|máximo|prohib\w+|niega|negar\w*|denega\w*|"
        r"in(?:activ|adecu|complet|correct|cumpl|debid|depend|dispon|existe|necesar|operativ|suficien|válid)\w*|"
        r"omit\w*|incumpl\w*|impag\w*|mora|impos\w*|improced\w*|des(?:activ|conoc|habilit)\w*|dej[ao]\w* de"
    ),
    idle=r"no (?:sol[oa]|sólo|solamente)|no obstante|no más de|no menos de|como no",
    quotes=(("«", "»"), ("“", "”"), ("‘", "’")),
    stray=frozenset("el los las una del por con para que como está son más pero sobre entre desde cuando".split()),
    formal=r"usted(?:es)?",
    informal=r"tú|tu|tus|tuy[oa]s?|(?-i:ti)|contigo|vosotr[oa]s|vuestr[oa]s?|(?-i:os)|haz|puedes|debes|tienes|quieres|eres|envíanos|cuéntanos",
    habits=(
        Habit(r"(?<![\d-])(\d{1,4})[  ]?-[  ]?(\d{1,4})(?![\d-])", "a hyphen in a range", r"\1–\2", safe=False),
        Habit(r"(?<=[a-záéíóúñ]) - (?=[a-záéíóúñA-Z])", "a hyphen for a dash", " – ", safe=False),
        Habit(r"(?<=\d)(?=%)", "no space before the percent sign", "\u00a0", safe=True),
        Habit(r"\bo(?= (?:ho|o|ó))", "before an o sound, 'o' is 'u'", "u", safe=True),
        Habit(r"\by(?= (?:hi(?![aeoáéó])|i|í))", "before an i sound, 'y' is 'e'", "e", safe=True),
    ),
    doubles=r"(?:nos nos|se se)(?!)",
)

USAGES = {"es": _SPANISH}
