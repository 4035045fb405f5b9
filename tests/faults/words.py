"""What the operators put in the place of what, language by language: (what is sought, what stands there then)."""

import re

Table = dict[str, tuple[tuple[str, str], ...]]

NUMBERS: Table = {
    "de": ((r"\bzwei\b", "drei"), (r"\bdrei\b", "vier"), (r"\bsieben\b", "acht")),
    "es": ((r"\bdos\b", "tres"), (r"\btres\b", "cuatro"), (r"\bsiete\b", "ocho")),
    "ko": (("두 해", "세 해"), ("세 명", "네 명")),
    "zh-Hans": (("两年", "三年"), ("三名", "四名"), ("七天", "八天")),
}
UNITS: Table = {
    "de": (
        (r"Arbeitstag(?:en?)?\b", "Stunden"),
        (r"\bStunden\b", "Tagen"),
        (r"\bMinuten\b", "Stunden"),
        (r"\bMonate\b", "Wochen"),
        (r"(?<=\d )Tage\b", "Wochen"),
        (r"(?<=\d )Wochen\b", "Tage"),
    ),
    "es": (
        ("días? hábil(?:es)?", "días"),
        (r"\bhoras\b", "días"),
        (r"\bminutos\b", "horas"),
        (r"\bmeses\b", "semanas"),
        (r"(?<=\d )días\b(?! hábiles)", "semanas"),
        (r"(?<=\d )semanas\b", "días"),
    ),
    "ko": (
        ("영업일", "일"),
        (r"(?<=[\d}])시간", "일"),
        (r"(?<=\d)분", "시간"),
        (r"(?<=\d)개월", "주"),
        (r"(?<=\d)주(?= )", "일"),
    ),
    "zh-Hans": (
        ("个工作日", "天"),
        ("小时", "天"),
        (r"(?<=\d )分钟", "小时"),
        ("个月", "周"),
        (r"(?<=\d )天", "周"),
        (r"(?<=\d )周", "天"),
    ),
}
DAYS: Table = {
    "de": (("Montag", "Dienstag"), ("Freitag", "Samstag")),
    "es": (("lunes", "martes"), ("viernes", "sábado")),
    "ko": (("월요일", "화요일"), ("금요일", "토요일")),
    "zh-Hans": (("周一", "周二"), ("周五", "周六"), ("星期一", "星期二")),
}
MONTHS: Table = {
    "de": (("Juli", "Juni"), ("Juni", "Mai")),
    "es": (("julio", "agosto"), ("junio", "mayo")),
    "ko": (("7월", "8월"), ("6월", "5월")),
    "zh-Hans": (("7 月", "8 月"), ("6 月", "5 月")),
}
FREQUENCIES: Table = {
    "de": (
        ("vierteljährlich", "monatlich"),
        ("(?<!viertel)jährlich", "monatlich"),
        ("wöchentlich", "monatlich"),
        ("monatlich", "jährlich"),
        ("jedes Jahr", "jeden Monat"),
        ("pro Woche", "pro Monat"),
    ),
    "es": (
        ("trimestral", "mensual"),
        ("semanal", "mensual"),
        ("mensual", "anual"),
        ("anual", "mensual"),
        ("cada año", "cada mes"),
        ("por semana", "por mes"),
    ),
    "ko": (("매주", "매월"), ("매월", "매년"), ("매년", "매월"), ("매 분기", "매월"), ("연간", "월간")),
    "zh-Hans": (("每周", "每月"), ("每月", "每年"), ("每年", "每月"), ("每季度", "每月"), ("年度", "月度")),
}
MUST_TO_MAY: Table = {
    "de": ((r"\bmuss\b", "kann"), (r"\bmüssen\b", "können")),
    "es": ((r"\bdebe\b", "puede"), (r"\bdeberá\b", "podrá")),
    "ko": (("보고해야 합니다", "보고할 수 있습니다"), ("응답해야 합니다", "응답할 수 있습니다")),
    "zh-Hans": (("必须", "可以"),),
}
MUST_DROPPED: Table = {
    "de": ((r" muss\b", ""),),
    "es": ((r"debe notificar", "notifica"), ("deberá responder", "responde")),
    "ko": (("보고해야 합니다", "보고합니다"), ("응답해야 합니다", "응답합니다")),
    "zh-Hans": (("必须", ""),),
}
MAY_DROPPED: Table = {
    "de": ((r" (?:können|kann|darf)\b", ""),),
    "es": ((r"\b(?:pueden|puede) ", ""),),
    "ko": (("할 수 (있|없)", r"하고 \1"), ("될 수 있", "되고 있")),
    "zh-Hans": (("可(?=[购在直致能转])", ""), ("能够|可以", "")),
}
SHOULD_DROPPED: Table = {
    "de": ((r"\bsollte\b", "wird"),),
    "es": ((r"debería enviar", "envía"),),
    "ko": (("보내는 것이 좋습니다", "보냅니다"),),
    "zh-Hans": (("应该", ""),),
}
NEGATION_DROPPED: Table = {
    "de": ((r" nicht\b(?! nur)", ""), (r"\bkeine\b", "eine"), (r" nie\b", "")),
    "es": ((r"\b[Nn]o (?=se |es |a|p|e|i)", ""), (r"\bNunca ", "")),
    "ko": (("하지 않", "하고 있"), ("지 않습니다", "고 있습니다"), ("할 수 없", "할 수 있")),
    "zh-Hans": ((r"(?<=[\u4e00-\u9fff} ])不(?=[\u4e00-\u9fff])(?!同|断|仅|足|久|少|得不|限|便)", ""), ("未经", "经")),
}
NEGATION_ADDED: Table = {
    "de": (
        (r"(?<=\w)(?= (?:verkauft|enthalten|erreichbar|verfügbar|gehostet|geleistet|gewährt)\b)", " nicht"),
        (r"\b(ist|sind) (?=\w)", r"\1 nicht "),
    ),
    "es": ((r"(?<=[\w}] )(?=(?:se|es|son|está|puede|pueden|ofrece|aloja|debe|incluye|depende|permite) )", "no "),),
    "ko": (("합니다(?=[.])", "하지 않습니다"), ("됩니다(?=[.])", "되지 않습니다")),
    "zh-Hans": ((r"(?<=[\u4e00-\u9fff} ])(?=可(?:购|在|致)|能够|提供|包含|支持(?:以|是)|保持|托管|涵盖)", "不"),),
}
UNDER_TO_OVER: Table = {
    "de": (("weniger als", "mehr als"),),
    "es": (("menos de", "más de"),),
    "ko": (("미만", "초과"),),
    "zh-Hans": (("少于", "多于"),),
}
MOST_TO_LEAST: Table = {
    "de": (("[Bb]is zu", "mindestens"), ("höchstens", "mindestens"), ("mindestens", "höchstens")),
    "es": (("[Hh]asta(?= [\\dt{])", "al menos"), ("al menos", "como máximo")),
    "ko": (("최대", "최소"), ("최소", "최대")),
    "zh-Hans": (("最多", "至少"), ("至少", "最多")),
}
EXCEPTION_DROPPED: Table = {
    "de": ((r", es sei denn,[^.]*", ""),),
    "es": ((r", salvo que[^.]*", ""),),
    "ko": ((r"당사자가 달리 합의하지 않는 한 ", ""), (r"단, [^.]*예외입니다\.", "")),
    "zh-Hans": ((r"除非双方另有约定，否则", ""), (r"，除非[^，。]*", "")),
}
ONLY_DROPPED: Table = {
    "de": ((r" nur\b", ""),),
    "es": ((r"\b[Ss]olo ", ""),),
    "ko": (("기간에만", "기간에"), ("동안에만", "동안"), ("에게만", "에게")),
    "zh-Hans": (("仅", ""),),
}
NORMALLY_DROPPED: Table = {
    "de": ((r" normalerweise\b", ""),),
    "es": ((r" normalmente\b", ""),),
    "ko": (("일반적으로 ", ""),),
    "zh-Hans": (("通常", ""),),
}
EXPECTED_DROPPED: Table = {
    "de": ((r" voraussichtlich\b", ""), ("nicht erwartet", "nicht bearbeitet")),
    "es": ((r" previsto\b", ""), ("No se prevén", "No hay"), ("no se prevé que dedique", "no dedica")),
    "ko": (("예상되지 않습니다", "발생하지 않습니다"), ("으로 예상됩니다", "입니다")),
    "zh-Hans": (("预计", ""),),
}
BEFORE_TO_AFTER: Table = {
    "de": ((r"\b[Vv]or (?=Ende|dem|deren)", "nach "), (r"\bnach (?=zwei|dem Ende)", "vor ")),
    "es": ((r"\b[Aa]ntes de", "después de"), (r"\bdespués de", "antes de")),
    "ko": (("전에|(?<= )전에", "후에"), ("(?<=지난 )후", "전"), ("된 후", "되기 전")),
    "zh-Hans": (("之前", "之后"), ("之后", "之前")),
}
BELOW_TO_ABOVE: Table = {
    "de": ((r"\bunten\b", "oben"), (r"\boben\b", "unten")),
    "es": (("siguiente, más abajo", "anterior, más arriba"), ("indicadas arriba", "indicadas abajo")),
    "ko": (("아래 표", "위의 표"), ("위의 규칙", "아래 규칙")),
    "zh-Hans": (("下表", "上表"), ("上述", "下述")),
}
FAMILIAR: Table = {
    "de": ((r"\bIhren\b", "deinen"), (r"\bIhr\b", "dein"), (r"\bFüllen Sie\b", "Fülle du")),
    "es": ((r"\b[Ss]u(?= )", "tu"),),
    "ko": (("합니다(?=[.])", "해요"), ("됩니다(?=[.])", "돼요")),
    "zh-Hans": (("请", "请你"), ("客户", "你")),
}
TRADITIONAL: Table = {
    "zh-Hans": (
        ("务", "務"),
        ("户", "戶"),
        ("经", "經"),
        ("单", "單"),
        ("级", "級"),
        ("时", "時"),
        ("问", "問"),
        ("为", "為"),
    ),
}
HANJA: Table = {"ko": (("계약", "契約"), ("고객", "顧客"), ("지원", "支援"), ("문서", "文書"))}

_FUNCTION = frozenset(
    "the of and to for with from by which that this these their they are is was were must may".split()
)


def plainly_english(run: str) -> bool:
    """Whether three words can't be those of another language."""
    return len(_FUNCTION & set(run.split())) >= 2


def alike(one: str, other: str) -> bool:
    """Whether two source texts may well have one translation."""

    def bare(text: str) -> str:
        return re.sub(r"s\b|\W", "", text.casefold())

    return bare(one) == bare(other)


def split_compound(word: str, language: str) -> str:
    """A compound in another spelling, as people write it: Service-Manager, 유지관리; "" where there is none."""
    if language == "ko":
        return word.replace(" ", "") if word.count(" ") == 1 and all(len(part) > 1 for part in word.split()) else ""
    if language == "de":
        parts = re.match(r"(Support|Service|Software|Release|Upgrade|Wartungs|Kunden)([a-zäöü]{4,})$", word)
        return f"{parts[1]}-{parts[2].capitalize()}" if parts else ""
    return ""


def otherwise(text: str, language: str) -> str:
    """A text with another word in it."""
    extra = {"de": "Weitere ", "es": "Otra ", "ko": "기타 ", "zh-Hans": "其他"}
    return extra[language] + text
