"""English."""

from generator.checks.languages.usage import Habit, Usage, worded

_TENS = worded("20 twenty, 30 thirty, 40 forty, 50 fifty, 60 sixty, 70 seventy, 80 eighty, 90 ninety")
_ONES = worded("1 one, 2 two, 3 three, 4 four, 5 five, 6 six, 7 seven, 8 eight, 9 nine")

_ENGLISH = Usage(
    tag="en",
    scripts=("LATIN",),
    numbers=worded(
        "2 two twice, 3 three, 4 four, 5 five, 6 six, 7 seven, 8 eight, 9 nine, 10 ten, "
        "11 eleven, 12 twelve, 13 thirteen, 14 fourteen, 15 fifteen, 16 sixteen, 17 seventeen, "
        "18 eighteen, 19 nineteen"
    )
    | _TENS
    | {f"{ten}{gap}{one}": _TENS[ten] + _ONES[one] for ten in _TENS for one in _ONES for gap in "- "},
    possible=worded(
        "0 zero midnight, 1 one once single a an each first daily same i, "
        "2 both double other pair second bi biweekly ii, 3 third thirds iii, 4 fourth quarter quarters iv, 5 fifth, "
        "6 sixth, 7 seventh, 8 eighth, 9 ninth, 10 tenth, 12 dozen noon, 14 fortnight, 24 24/7, "
        "100 hundred, 1000 thousand"
    ),
    powers=worded("1000 thousand, 1000000 million, 1000000000 billion"),
    clock=(
        r"(?P<h>\d{1,2})(?:[:.](?P<m>\d\d))?\s*(?:(?P<am>a\.?\s?m\.?)|(?P<pm>p\.?\s?m\.?))",
        r"(?P<h>\d{1,2})\s*o[’']clock",
    ),
    percent=r"%|per\s?cent",
    units={
        "business-day": r"(?:business|working)[\s-]days?|workdays?",
        "calendar-day": r"calendar days?",
        "second": r"seconds?|secs?",
        "minute": r"minutes?|mins?",
        "hour": r"hours?|hrs?",
        "day": r"days?",
        "week": r"weeks?",
        "month": r"months?",
        "quarter": r"quarters?",
        "year": r"years?",
    },
    bounds={
        "most": r"up to|at (?:the )?most|no(?:t)? (?:more|later|longer) than|maximum|not (?:\w+ ){0,4}exceed|does not exceed",
        "least": r"at least|no(?:t)? (?:fewer|less|earlier) than|a minimum of|minimum|or more",
        "under": r"under|less than|fewer than|below",
        "over": r"more than|over(?=\s[\d{\0])|above|exceed(?:s|ed|ing)?|longer than",
        "within": r"within",
    },
    modality={
        "must-not": r"(?:must|shall) (?:not|never|under no)|mustn[’']t|(?:is|are) (?:prohibited|forbidden|not (?:permitted|allowed))",
        "must": r"(?:must|shall)(?! (?:not|never|under no))|(?:is|are) (?:required|obliged|bound) to|ha(?:s|ve) to",
        "should": r"should|ought to|(?:is|are) advised to",
        "may": r"(?-i:may|can|cannot)|can’t|can't|(?:is|are) (?:able|entitled|allowed|permitted) to",
        "expected": r"expected|expects?|anticipate[sd]?",
        "normally": r"normally|usually|typically|generally|in general|as a rule",
        "only": r"only|solely|exclusively",
        "except": r"unless|except(?: for)?|excepted(?: are)?",
    },
    rhythm={
        "hourly": r"hourly|(?:every|each|per|an|a) hour",
        "daily": r"daily|(?:every|each|per|a) day",
        "weekly": r"weekly|(?:every|each|per|a) week",
        "monthly": r"monthly|(?:every|each|per|a) month",
        "quarterly": r"quarterly|(?:every|each|per|a) quarter",
        "yearly": r"yearly|annual(?:ly)?|(?:every|each|per|a) year",
    },
    direction={
        "above": r"above(?! (?:all|average))",
        "below": r"below",
        "before": r"before|prior to|previous(?:ly)?|preceding|earlier",
        "after": r"after|following|subsequent(?:ly)?|later(?! than)|afterwards",
    },
    negation=r"not|never|fail(?:s|ed|ing)? to|cannot|\w+n[’']t|no(?!\.)(?= \w)|none|neither|nobody|nothing|without|out of (?:the )?office",
    negating=(
        r"un(?!der|til|it|i[oqv]|less)\w{3,}|in(?:accura|active|adequa|admissib|appropria|capab|complet|consisten|correct|defini|"
        r"direct|effective|eligib|evitab|frequen|operative|secur|significan|sufficien|valid|visib)\w*|"
        r"im(?:mun|possib|proper)\w*|ir(?:regular|relevan|respective|revocab)\w*|"
        r"dis(?:able|agree|allow|claim|connect|continu|regard)\w*|non-?\w*|no-\w+|\w+less|bad|wrong\w*|mal\w{4,}|mis\w{4,}|ignor\w+|discourag\w*|illegal|too|beyond|free|lack\w*|fail\w*|hardly|avoid\w*|"
        r"prevent\w*|refus\w*|declin\w*|except\w*|exclu\w+|only|until|unless|otherwise|other than|rather|regardless|"
        r"instead|before|missing|stop(?:s|ped)?|withdraw\w*|exceed\w*|waive\w*|void|absen\w+|apart|different\w*|outside|"
        r"prohibit\w*|forbid\w*|stand-in|den(?:y|ied|ies)|reject\w*|down|away|nor|yet|but"
    ),
    idle=r"not only|not even|no later than|not later than|no more than|no fewer than|whether or not|no\.\s?\d",
    quotes=(("“", "”"), ("‘", "’")),
    stray=frozenset(
        "the of and to for with from by which that this these their they are is was were been will would should must may "
        "have has when where while because about into your our its it’s we you he she his her not only other than "
        "available customer customers support service services within under before after during per as at on".split()
    )
    - set("will support service services per as at on her he not to was an".split())
    | set(
        "since been has had does did being between through without against until unless whether some such more".split()
    )
    | set("most can cannot shall any every".split()),
    habits=(Habit(r"(?<=\d)[  ]?-[  ]?(?=\d+(?![\d-]))(?<!\d-\d-)", "a hyphen in a range", "–", safe=False),),
)

USAGES = {"en": _ENGLISH}
