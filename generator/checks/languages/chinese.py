"""Chinese, simplified and traditional."""

from dataclasses import replace

from generator.checks.languages.usage import Habit, Usage, worded

_MEASURES = r"个|名|位|家|项|次|条|天|日|小时|分钟|秒|周|星期|年|月|工作日|季度|倍|份|台|套|种|级|页|表|人|件|张|处|期|轮|点|时|岁|所|款|類|类|者"

_SIMPLIFIED = Usage(
    tag="zh",
    scripts=("CJK", "IDEOGRAPHIC"),
    spaced=False,
    numbers=worded("2 二 两 双 俩, 3 三, 4 四, 5 五, 6 六, 7 七, 8 八, 9 九, 10 十"),
    digits=worded("0 零 〇, 1 一, 2 二 两, 3 三, 4 四, 5 五, 6 六, 7 七, 8 八, 9 九"),
    places=worded("10 十, 100 百, 1000 千, 10000 万 萬, 100000000 亿 億"),
    possible=worded("0 零 〇 午夜, 1 一 首 每 单 同, 2 半 两者 双方, 4 季, 12 中午, 24 全天候, 100 百, 1000 千"),
    powers=worded("1000 千, 10000 万, 1000000 百万, 10000000 千万, 100000000 亿"),
    # a numeral counts before a measure word only, and not as an ordinal: 三个, but 第三方, 十分
    counted=rf"(?:\s?(?:{_MEASURES}))(?!分(?!钟))",
    clock=(
        r"(?:(?P<am>上午|早上|凌晨)|(?P<pm>下午|晚上|傍晚))\s*(?P<h>\d{1,2})(?:[:：](?P<m>\d\d)|\s*[点點时時](?:\s*(?P<n>\d{1,2})分|(?P<half>半))?)",
        r"(?<![\d小])(?P<h>\d{1,2})\s*(?:[点點](?!\d)(?:\s*(?P<m>\d{1,2})分|(?P<half>半))?|[时時](?!间|间|候|段))",
    ),
    percent=r"[%％]|百分之",
    units={
        "business-day": r"个?工作[日天]|个?营业日|个?办公日",
        "calendar-day": r"个?自然日|个?日历日",
        "second": r"秒",
        "minute": r"分钟|分(?=[，。、；])",
        "hour": r"个?小时|个?钟头",
        "day": r"[天日](?!期|程|常|志|历)",
        "week": r"个?(?:周|星期|礼拜)(?!末|期|边|到|全)",
        "month": r"个?月",
        "quarter": r"个?季度",
        "year": r"年(?!度)",
    },
    bounds={
        "most": r"最多|至多|不超过|不会超过|不多于|最长|最高|不晚于|不得超过|上限|为限|不逾",
        "least": r"至少|不少于|不低于|最少|最低|以上|起码",
        "under": r"少于|不到|低于|不足|小于|短于",
        "over": r"超过|多于|高于|大于|长于|超出",
        "within": r"以内|之内|内(?!部|容|在|外|存|置|核|涵|审|训)",
    },
    modality={
        "must": r"必须|必需|须|应当|务必|需要|需(?!求)|不得|应(?!用|急|对|答|付|收|变|商)|有义务|要求",
        "must-not": r"不得|不可|不能|不应|不准|不许|禁止|严禁|切勿|请勿|勿|必须",
        "should": r"应该|应当|建议|宜|最好|应(?!用|急|对|答|付|收|变|商)",
        "may": r"(?<![许认])可(?!靠|见|是|选|支持|用性|用时间|用的)|能(?!力|源|耗|量|够源)|得以|无法|有权|允许|或许|不得",
        "expected": r"预计|预期|预料|预估|期望|预定",
        "normally": r"通常|一般|正常情况下|往往|原则上|惯常",
        "only": r"仅|只|唯|专|单独|自行",
        "except": r"除非|除|例外|之外|以外|另有",
    },
    rhythm={
        "hourly": r"每小时|每个小时",
        "daily": r"每天|每日|日常|逐日|一天",
        "weekly": r"每周|每星期|周度|一周|给定周|每个?礼拜",
        "monthly": r"每月|每个月|月度|一个月",
        "quarterly": r"每季|每个季度|季度|一个季度",
        "yearly": r"每年|年度|全年|一年|按年",
    },
    direction={
        "above": r"上述|上文|上面|以上|上方|前述|上列|上表",
        "below": r"下述|下文|下面|以下|下方|如下|下列|下表",
        # "do this, only then that" is that way round in Chinese
        "before": r"之前|以前|前(?!提|端|景|往|瞻|沿|者)|事先|提前|此前|先前|预先|然后|方[可能]|才[可能]",
        "after": r"之后|以后|后(?!果|台|端|方)|随后|此后|事后|如下|以下|下列",
    },
    negation=(
        r"不(?!同|仅|但|断|过|管|论|久|少|便|足|限|妨|错|良|符|动|时|必|止|只|光|单|等|同的|间|免|禁|当|利|超过|会超过|多于|少于|低于|晚于|"
        r"得不|再|可避|可抗|停|懈|易|定期|在)|未(?!来|决|必|结)|没有?|勿|别(?=[把让在去])|切勿|并非|不会(?!超过)|不在"
    ),
    negating=r"不|无|非|未|没|免|禁|除|否|拒|避|防|勿|例外|最多|至多|莫|毋|停止|逾期|拖欠|失败",
    idle=r"除非|非常|无论|不仅|不但|不断|不超过|不会超过|不少于|不低于|不得不|是否|能否|可否|与否",
    quotes=(("“", "”"), ("‘", "’"), ("《", "》"), ("「", "」")),
    formal=r"您",
    informal=r"你们?|咱们?",
    manners={"您": r"您", "你": r"你"},
    habits=(
        Habit(r"(?<=[一-鿿])\.{3,6}", "an ellipsis that is not ……", "……", safe=True),
        Habit(r"(?<=[一-鿿])--?-?(?=[一-鿿])|(?<=[一-鿿])—(?!—)(?=[一-鿿])", "a dash that is not ——", "——", safe=False),
        Habit(r"[「『](?=[^」』]*[」』])", "a quotation mark of traditional Chinese", None),
    ),
)

_TRADITIONAL = replace(_SIMPLIFIED, tag="zh-Hant", quotes=(("「", "」"), ("『", "』"), ("《", "》")), habits=())

USAGES = {"zh": _SIMPLIFIED, "zh-Hant": _TRADITIONAL}
