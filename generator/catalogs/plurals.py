"""Plural forms: the header that a new catalog gets, and the rule in the header that it has."""

import gettext
import re
from collections.abc import Callable
from functools import cache

# How PO tools write the rules of the world. CLDR's own rules can't be written into a header as they are: since CLDR 38
# they speak of compact numbers ("2 M"), for which gettext has no operand.
EXPRESSIONS = (
    "0",
    "(n != 1)",
    "(n > 1)",
    "(n%10==1 && n%100!=11 ? 0 : 1)",
    "(n==1 ? 0 : n==2 ? 1 : 2)",
    "(n==1 ? 0 : n>=2 && n<=4 ? 1 : 2)",
    "(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2)",
    "(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2)",
    "(n%10==1 && (n%100<11 || n%100>19) ? 0 : n%10>=2 && n%10<=9 && (n%100<11 || n%100>19) ? 1 : 2)",
    "(n==1 ? 0 : n==0 || (n%100>0 && n%100<20) ? 1 : 2)",
    "(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3)",
    "(n==1 ? 0 : n==2 ? 1 : n>=3 && n<=6 ? 2 : n>=7 && n<=10 ? 3 : 4)",
    "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5)",
)

CATEGORIES = ("zero", "one", "two", "few", "many", "other")

HEADER = re.compile(r"\s*nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*([^;]+?)\s*;?\s*")


def plural_forms(locale: str) -> str:
    """The Plural-Forms header of a locale: a form for each category that CLDR gives to whole numbers below 1,000.

    >>> plural_forms("ko"), plural_forms("es")
    ('nplurals=1; plural=0;', 'nplurals=2; plural=(n != 1);')
    """
    from babel import Locale
    from babel.plural import to_gettext

    rule = Locale.parse(locale).plural_form
    categories = [rule(number) for number in range(1000)]
    occurring = [category for category in CATEGORIES if category in categories]
    wanted = [occurring.index(category) for category in categories]
    for expression in EXPRESSIONS:
        if list(map(compiled(expression), range(1000))) == wanted:
            return f"nplurals={len(occurring)}; plural={expression};"
    # no compact numbers: their exponent, the operand e, is 0
    return re.sub(r"\be\b", "0", to_gettext(rule))


@cache
def compiled(expression: str) -> Callable[[int], int]:
    """The rule of a plural expression. Raises ValueError where it is none; nothing in it is ever executed as Python."""
    return gettext.c2py(expression)


@cache
def parsed(header: str) -> tuple[int, str]:
    """The number of forms and the expression of a Plural-Forms header.

    Raises ValueError if the header can't be read or chooses a form that it doesn't have.
    """
    match = HEADER.fullmatch(header)
    if not match:
        raise ValueError("it must read nplurals=…; plural=…;")
    number, expression = int(match[1]), match[2]
    rule = compiled(expression)
    try:
        chosen = {rule(count) for count in (*range(1000), 10**6)}
    except ZeroDivisionError:
        raise ValueError("its rule divides by nothing") from None
    if not chosen <= set(range(number)):
        raise ValueError(f"its rule chooses a form beyond the {number} it declares")
    return number, expression
