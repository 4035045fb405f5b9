"""A contract that nobody ships: sentences with everything that the shipped documents have little of.

Each row is a key and its text in English, German, Spanish, Korean and Chinese; the translations are right, so that no
check may find anything in them.
"""

from dataclasses import replace

from generator.catalogs import Catalog, Glossary, LanguageSettings, Term
from generator.catalogs.po import Entry, parse, render
from generator.catalogs.update import new_file
from generator.checks.examples import _publication
from generator.edition import Language
from generator.errors import Place
from generator.model import Kind, Message, Publication

LANGUAGES = ("de", "es", "ko", "zh-Hans")
NAMES = ("Acme", "Windmill", "ISO 9001", "SaaS")
LINKS = ("terms",)

ROWS: tuple[tuple[str, str, str, str, str, str], ...] = (
    ("intro.title", "Scope of the agreement", "Umfang der Vereinbarung", "Alcance del acuerdo", "약정의 범위", "协议范围"),
    (
        "intro.report",
        "The customer must report every incident within 24 hours.",
        "Der Kunde muss jede Störung innerhalb von 24 Stunden melden.",
        "El cliente debe notificar todo incidente en un plazo de 24 horas.",
        "고객은 모든 인시던트를 24시간 이내에 보고해야 합니다.",
        "客户必须在 24 小时内报告每起事件。",
    ),
    (
        "intro.answer",
        "{provider} shall answer within 2 business days.",
        "{provider} muss innerhalb von 2 Arbeitstagen antworten.",
        "{provider} deberá responder en un plazo de 2 días hábiles.",
        "{provider}에서는 2영업일 이내에 응답해야 합니다.",
        "{provider} 必须在 2 个工作日内答复。",
    ),
    (
        "intro.contacts",
        "Up to three contacts may call the support desk.",
        "Bis zu drei Ansprechpersonen können den Supportdesk anrufen.",
        "Hasta tres contactos pueden llamar al centro de soporte.",
        "최대 세 명의 연락 담당자가 지원 데스크에 전화할 수 있습니다.",
        "最多三名联系人可致电支持服务台。",
    ),
    (
        "intro.minimum",
        "The term is at least 12 months and ends after two years.",
        "Die Laufzeit beträgt mindestens 12 Monate und endet nach zwei Jahren.",
        "La vigencia es de al menos 12 meses y termina después de dos años.",
        "계약 기간은 최소 12개월이며 두 해가 지난 후 종료됩니다.",
        "期限至少为 12 个月，并在两年之后结束。",
    ),
    (
        "intro.notice",
        "The customer should send a written notice at least 30 days before the term ends.",
        "Der Kunde sollte mindestens 30 Tage vor Ende der Laufzeit eine schriftliche Mitteilung senden.",
        "El cliente debería enviar un aviso por escrito al menos 30 días antes de que termine la vigencia.",
        "고객은 계약 기간이 끝나기 최소 30일 전에 서면 통지를 보내는 것이 좋습니다.",
        "客户应该在期限结束之前至少 30 天发出书面通知。",
    ),
    (
        "intro.nothosted",
        "{provider} does not host the software. The customer may not copy it.",
        "{provider} hostet die Software nicht. Der Kunde darf sie nicht kopieren.",
        "{provider} no aloja el software. El cliente no puede copiarlo.",
        "{provider}에서는 소프트웨어를 호스팅하지 않습니다. 고객은 이를 복사할 수 없습니다.",
        "{provider} 不托管软件。客户不得复制软件。",
    ),
    (
        "intro.weekly",
        "Reports are sent weekly, on Mondays, and reviewed quarterly.",
        "Berichte werden wöchentlich am Montag versandt und vierteljährlich geprüft.",
        "Los informes se envían semanalmente, los lunes, y se revisan trimestralmente.",
        "보고서는 매주 월요일에 발송되며 매 분기 검토됩니다.",
        "报告每周星期一发送，每季度评审一次。",
    ),
    (
        "intro.hours",
        "The desk is open from Monday to Friday, from 9:00 to 17:00.",
        "Der Desk ist von Montag bis Freitag von 9 bis 17 Uhr geöffnet.",
        "El centro abre de lunes a viernes, de 9:00 a 17:00.",
        "데스크는 월요일부터 금요일까지 9:00–17:00에 운영됩니다.",
        "服务台周一至周五 9:00 至 17:00 开放。",
    ),
    (
        "intro.unless",
        "Support is given in English unless the parties agree otherwise.",
        "Support wird auf Englisch geleistet, es sei denn, die Parteien vereinbaren etwas anderes.",
        "El soporte se presta en inglés, salvo que las partes acuerden otra cosa.",
        "당사자가 달리 합의하지 않는 한 지원은 영어로 제공됩니다.",
        "除非双方另有约定，否则支持以英语提供。",
    ),
    (
        "intro.only",
        "Remote access is only granted for the agreed period.",
        "Fernzugriff wird nur für den vereinbarten Zeitraum gewährt.",
        "El acceso remoto solo se concede durante el período acordado.",
        "원격 접근은 합의된 기간에만 허용됩니다.",
        "远程访问仅在约定期间内授予。",
    ),
    (
        "intro.normally",
        "A migration normally takes less than 3 weeks.",
        "Eine Migration dauert normalerweise weniger als 3 Wochen.",
        "Una migración normalmente tarda menos de 3 semanas.",
        "마이그레이션은 일반적으로 3주 미만이 걸립니다.",
        "迁移通常需要少于 3 周的时间。",
    ),
    (
        "intro.expected",
        "More than 10 cases are not expected in one month.",
        "Mehr als 10 Supportfälle werden in einem Monat nicht erwartet.",
        "No se prevén más de 10 casos en un mes.",
        "한 달에 10건을 초과하는 케이스는 예상되지 않습니다.",
        "预计一个月内不会出现超过 10 个工单。",
    ),
    (
        "intro.below",
        "The fees are listed in the table below.",
        "Die Gebühren sind in der Tabelle unten aufgeführt.",
        "Las tarifas se indican en la tabla siguiente, más abajo.",
        "요금은 아래 표에 나와 있습니다.",
        "费用列于下表。",
    ),
    (
        "intro.status",
        "A case stays in the status “on hold” until the customer answers.",
        "Ein Supportfall bleibt im Status „angehalten“, bis der Kunde antwortet.",
        "Un caso permanece en el estado «en espera» hasta que el cliente responde.",
        "케이스는 고객이 응답할 때까지 “보류” 상태로 유지됩니다.",
        "在客户答复之前，工单保持“暂停”状态。",
    ),
    (
        "intro.users",
        "The licence covers 1,500 users (see the [terms](terms)).",
        "Die Lizenz gilt für 1.500 Benutzer (siehe die [Bedingungen](terms)).",
        "La licencia cubre a 1.500 usuarios (véanse los [términos](terms)).",
        "라이선스는 1,500명의 사용자에게 적용됩니다([약관](terms) 참조).",
        "许可证涵盖 1,500 名用户（参见[条款](terms)）。",
    ),
    (
        "intro.strong",
        "**Escalation:** Acme names a second manager for Windmill customers.",
        "**Eskalation:** Acme benennt für Windmill-Kunden einen zweiten Manager.",
        "**Escalamiento:** Acme designa un segundo gestor para los clientes de Windmill.",
        "**에스컬레이션:** Acme는 Windmill 고객을 위해 두 번째 매니저를 지명합니다.",
        "**上报：**Acme 为 Windmill 客户指定第二名经理。",
    ),
    (
        "intro.question",
        "Do you need more time? Fill in the form.",
        "Benötigen Sie mehr Zeit? Füllen Sie das Formular aus.",
        "¿Necesita más tiempo? Complete el formulario.",
        "시간이 더 필요하십니까? 양식을 작성해 주십시오.",
        "需要更多时间？请填写表单。",
    ),
    (
        "intro.outage",
        "An outage of severity 0 is answered in 30 minutes, seven days a week.",
        "Ein Ausfall mit Schweregrad 0 wird in 30 Minuten beantwortet, an sieben Tagen pro Woche.",
        "Una interrupción de gravedad 0 se atiende en 30 minutos, siete días a la semana.",
        "심각도 0의 가동 중단에는 주 7일, 30분 안에 응답합니다.",
        "严重级别 0 的停机在 30 分钟内获得响应，每周七天。",
    ),
    (
        "intro.upgrade",
        "An upgrade is planned together with the customer. It never starts without approval.",
        "Ein Upgrade wird gemeinsam mit dem Kunden geplant. Es beginnt nie ohne Genehmigung.",
        "El cambio de versión se planifica junto con el cliente. Nunca comienza sin aprobación.",
        "업그레이드는 고객과 함께 계획됩니다. 승인 없이는 시작되지 않습니다.",
        "升级与客户共同规划。未经批准不会开始。",
    ),
    (
        "intro.subscription",
        "A subscription is renewed every year; a licence is not.",
        "Ein Abonnement wird jedes Jahr verlängert; eine Lizenz nicht.",
        "La suscripción se renueva cada año; la licencia, no.",
        "구독은 매년 갱신되지만 라이선스는 갱신되지 않습니다.",
        "订阅每年续订；许可证则不续订。",
    ),
    (
        "intro.example",
        "Other costs, for example for travel, are paid by the customer.",
        "Andere Kosten, z.\u202fB. für Reisen, trägt der Kunde.",
        "Los demás costos, por ejemplo de viaje, corren a cargo del cliente.",
        "기타 비용(예: 출장비)은 고객이 부담합니다.",
        "其他费用（例如差旅费）由客户承担。",
    ),
    (
        "intro.iso",
        "The quality of support is certified to ISO 9001.",
        "Die Qualität des Supports ist nach ISO 9001 zertifiziert.",
        "La calidad del soporte está certificada conforme a ISO 9001.",
        "지원 품질은 ISO 9001 인증을 받았습니다.",
        "支持的质量已通过 ISO 9001 认证。",
    ),
    (
        "intro.saas",
        "With SaaS, {provider} hosts the software for each customer.",
        "Bei SaaS hostet {provider} die Software für jeden Kunden.",
        "Con SaaS, {provider} aloja el software de cada cliente.",
        "SaaS의 경우 {provider}에서 각 고객을 위해 소프트웨어를 호스팅합니다.",
        "采用 SaaS 时，{provider} 为每位客户托管软件。",
    ),
    ("list.plan", "a plan for each upgrade;", "ein Plan für jedes Upgrade;", "un plan para cada cambio de versión;", "각 업그레이드의 계획;", "每次升级的计划；"),
    ("list.review", "a review of each outage;", "eine Prüfung jedes Ausfalls;", "una revisión de cada interrupción;", "각 가동 중단의 검토;", "每次停机的评审；"),
    ("list.report", "a report on each incident;", "ein Bericht über jede Störung;", "un informe sobre cada incidente;", "각 인시던트의 보고서;", "每起事件的报告；"),
    ("list.call", "a call each week.", "ein Anruf pro Woche.", "una llamada por semana.", "매주 1회의 통화.", "每周一次通话。"),
    ("cells.under", "under 2 business days", "weniger als 2 Arbeitstage", "menos de 2 días hábiles", "2영업일 미만", "少于 2 个工作日"),
    ("cells.within", "within 3 business days", "innerhalb von 3 Arbeitstagen", "en un plazo de 3 días hábiles", "3영업일 이내", "3 个工作日内"),
    ("cells.upto", "up to 4 business days", "bis zu 4 Arbeitstage", "hasta 4 días hábiles", "최대 4영업일", "最多 4 个工作日"),
    ("cells.exactly", "5 business days", "5 Arbeitstage", "5 días hábiles", "5영업일", "5 个工作日"),
    ("names.desk", "Support desk", "Supportdesk", "Centro de soporte", "지원 데스크", "支持服务台"),
    ("names.scan", "System scan on demand", "Systemscan auf Abruf", "Escaneo del sistema bajo demanda", "온디맨드 시스템 스캔", "按需系统扫描"),
    ("names.scanned", "**System scan on demand:** by the customer.", "**Systemscan auf Abruf:** durch den Kunden.", "**Escaneo del sistema bajo demanda:** por el cliente.", "**온디맨드 시스템 스캔:** 고객이 수행합니다.", "**按需系统扫描：**由客户执行。"),
    ("names.again", "System scan on demand", "Systemscan auf Abruf", "Escaneo del sistema bajo demanda", "온디맨드 시스템 스캔", "按需系统扫描"),
    (
        "end.date",
        "This edition holds from 1 July 2020 until 30 June 2022.",
        "Diese Ausgabe gilt vom 1. Juli 2020 bis zum 30. Juni 2022.",
        "Esta edición rige desde el 1 de julio de 2020 hasta el 30 de junio de 2022.",
        "이 판은 2020년 7월 1일부터 2022년 6월 30일까지 유효합니다.",
        "本版本自 2020 年 7 月 1 日起有效，至 2022 年 6 月 30 日止。",
    ),
    (
        "end.percent",
        "Availability is 99.5% and is measured monthly.",
        "Die Verfügbarkeit beträgt 99,5\u00a0% und wird monatlich gemessen.",
        "La disponibilidad es del 99,5\u00a0% y se mide mensualmente.",
        "가용성은 99.5%이며 매월 측정됩니다.",
        "可用性为 99.5%，每月测量。",
    ),
    (
        "end.both",
        "Both parties sign; neither party may assign the contract to a third party.",
        "Beide Parteien unterschreiben; keine Partei darf den Vertrag an Dritte abtreten.",
        "Ambas partes firman; ninguna de las partes puede ceder el contrato a terceros.",
        "양 당사자가 서명하며, 어느 당사자도 계약을 제3자에게 양도할 수 없습니다.",
        "双方签署；任何一方均不得将合同转让给第三方。",
    ),
    (
        "end.above",
        "The rules above remain in force after the contract ends.",
        "Die oben genannten Regeln bleiben nach dem Ende des Vertrags in Kraft.",
        "Las reglas indicadas arriba siguen vigentes después de que termine el contrato.",
        "위의 규칙은 계약이 종료된 후에도 유효합니다.",
        "上述规则在合同结束之后仍然有效。",
    ),
)  # fmt: skip

PLURALS: tuple[tuple[str, tuple[str, str], dict[str, tuple[str, ...]]], ...] = (
    (
        "plural.hours",
        ("{count} hour of training", "{count} hours of training"),
        {
            "de": ("{count} Stunde Schulung", "{count} Stunden Schulung"),
            "es": ("{count} hora de formación", "{count} horas de formación"),
            "ko": ("교육 {count}시간",),
            "zh-Hans": ("{count} 小时培训",),
        },
    ),
    (
        "plural.more",
        ("{count} more hour", "{count} more hours"),
        {
            "de": ("{count} weitere Stunde", "{count} weitere Stunden"),
            "es": ("{count} hora más", "{count} horas más"),
            "ko": ("추가 {count}시간",),
            "zh-Hans": ("另外 {count} 小时",),
        },
    ),
)

TERMS: tuple[tuple[str, tuple[str, ...], tuple[str, str, str, str], tuple[str, str, str, str]], ...] = (
    (
        "customer",
        ("customer", "customers"),
        ("Kunde", "cliente", "고객", "客户"),
        ("Auftraggeber", "comprador", "이용자", "顾客"),
    ),
    (
        "incident",
        ("incident", "incidents"),
        ("Störung", "incidente", "인시던트", "事件"),
        ("Vorfall", "incidencia", "사고", "事故"),
    ),
    (
        "outage",
        ("outage", "outages"),
        ("Ausfall", "interrupción", "가동 중단", "停机"),
        ("Unterbruch", "corte", "장애", "宕机"),
    ),
    (
        "upgrade",
        ("upgrade", "upgrades"),
        ("Upgrade", "cambio de versión", "업그레이드", "升级"),
        ("Aufrüstung", "ascenso", "승급", "更新换代"),
    ),
    (
        "escalation",
        ("escalation",),
        ("Eskalation", "escalamiento", "에스컬레이션", "上报"),
        ("Hochstufung", "escalada", "상향 이관", "升级上报"),
    ),
    ("case", ("case", "cases"), ("Supportfall", "caso", "케이스", "工单"), ("Ticket", "expediente", "사안", "个案")),
    (
        "business-day",
        ("business day",),
        ("Arbeitstag", "día hábil", "영업일", "工作日"),
        ("Werktag", "día laborable", "근무일", "营业日"),
    ),
    (
        "subscription",
        ("subscription",),
        ("Abonnement", "suscripción", "구독", "订阅"),
        ("Subskription", "abono", "정기 결제", "订购"),
    ),
    (
        "licence",
        ("licence", "licences"),
        ("Lizenz", "licencia", "라이선스", "许可证"),
        ("Nutzungsrecht", "permiso", "사용권", "授权"),
    ),
    ("support", ("support",), ("Support", "soporte", "지원", "支持"), ("Unterstützung", "apoyo", "서포트", "支援")),
    ("manager", ("manager",), ("Manager", "gestor", "매니저", "经理"), ("Betreuer", "gerente", "관리자", "主管")),
    ("contract", ("contract",), ("Vertrag", "contrato", "계약", "合同"), ("Kontrakt", "pacto", "협약", "合约")),
    (
        "migration",
        ("migration",),
        ("Migration", "migración", "마이그레이션", "迁移"),
        ("Umzug", "traslado", "이관", "搬迁"),
    ),
    (
        "severity",
        ("severity",),
        ("Schweregrad", "gravedad", "심각도", "严重级别"),
        ("Dringlichkeit", "severidad", "중요도", "严重程度"),
    ),
)
VARIANTS = {("case", "de"): ("Supportfälle",), ("business-day", "es"): ("días hábiles",)}


def publication() -> Publication:
    """The sample's messages, in English."""
    place = Place("content/sample.yaml")
    messages = [Message("sample", key, english, _kind(key), place=place) for key, english, *_ in ROWS]
    messages += [
        Message("sample", key, one, Kind.PHRASE, many, "count", place=place) for key, (one, many), _ in PLURALS
    ]
    return replace(_publication(tuple(messages), NAMES, LINKS), messages={"sample": tuple(messages)})


def catalog(tag: str) -> Catalog:
    """The sample's translations into one language."""
    locale = tag.replace("-", "_")
    column = LANGUAGES.index(tag)
    settings = LanguageSettings(
        Language(tag, tag, locale, tag, "ltr"), cldr=locale, folder=f"locales/{locale}", han_latin_space=True
    )
    entries = [Entry(row[0], row[1], forms=(row[2 + column],)) for row in ROWS]
    entries += [Entry(key, one, many, forms=forms[tag]) for key, (one, many), forms in PLURALS]
    file = new_file(settings, "sample")
    file = parse(render(replace(file, entries=tuple(entries))), file.file, locale)
    terms = tuple(
        Term(id, source, targets[column], VARIANTS.get((id, tag), ()), (forbidden[column],))
        for id, source, targets, forbidden in TERMS
    )
    known = {("sample", entry.key or ""): entry for entry in file.entries}
    return Catalog(settings, known, file.plural_forms, Glossary(terms))


def _kind(key: str) -> Kind:
    if key.endswith(".title"):
        return Kind.TITLE
    if key.startswith("names.") and key != "names.scanned":
        return Kind.NAME
    if key.startswith("cells."):
        return Kind.PHRASE
    return Kind.ITEM if key.startswith("list.") else Kind.PARAGRAPH
