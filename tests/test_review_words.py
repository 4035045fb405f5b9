"""The words that changed: the fewest, in any script, as a person would mark them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.review.words import Op, diff, plain, segmenter, tokens

# As a person marks them with the fewest strokes: [-removed-]{+added+}. A word takes the blank before it along.
GOLD = (
    # Latin
    "within [-2-]{+3+} business days",
    "the{+ service+} manager responds",
    "[-The-]{+A+} manager responds",
    "Maintenance[- and upgrades-]",
    "[-Email-]{+Phone+} or video conference",
    "[-in person-]{+by phone+} or video conference",
    "The [-provider-]{+customer+} may ask the [-customer-]{+provider+}",
    "not expected to exceed [-10-]{+12+} hours[- in a given week-]",
    "Up to {named_contacts}[- named-] contacts",
    "{+Normally, +}the service is available",
    "costs [-10,000-]{+10,500+} USD",
    "from [-09:00-]{+08:30+} to 17:00",
    "See [-{delivery}-]{+{features}+}.",
    "**[-Fast-]{+Quick+}** answers",
    "the [-customer’s-]{+provider’s+} plans",
    "One sentence.{+ Another sentence.+} The last sentence.",
    "One sentence.[- Another sentence.-] The last sentence.",
    "see the[- the-] cat",
    "reports on trends[- and open issues-]",
    "ISO [-9001-]{+27001+}",
    "Tier [-Gold-]{+Silver+}: 24 × 7",
    "innerhalb von [-zwei-]{+drei+} Werktagen",
    "Der Kunde [-kann-]{+muss+} den Anbieter fragen",
    "bis zu [-3-]{+4+} Ansprechpersonen des Kunden",
    "[-Servicebeschreibung-]{+Leistungsbeschreibung+} für Kunden",
    "El cliente [-puede-]{+debe+} solicitar ayuda",
    "en un plazo de [-dos-]{+tres+} días laborables",
    "¿[-Cuándo-]{+Dónde+} está?",
    "según sea necesario{+, con aviso previo+}",
    "[-Correo electrónico-]{+Teléfono+}",
    # Han
    "服务经理在 [-2-]{+1+} 个工作日内响应",
    "服务经理在 2 个工作日内[-响应-]{+回复+}",
    "[-客-]{+用+}户可以购买",
    "每[-季度-]{+月+}一次",
    "按需[-提供-]",
    "{+通常+}按需提供",
    "标准级和[-尊享-]{+白金+}级",
    "最多 {named_contacts} 名[-指定-]联系人",
    "周一至周[-五-]{+六+}",
    "提供商[-不-]托管该技术",
    "提供商{+不+}托管该技术",
    "电子邮件[-或电话-]",
    "电子邮件、{+视频会议、+}电话",
    "由[-提供商-]{+客户+}自行决定",
    "[-必须-]{+可以+}提前通知",
    "软件[-更新-]{+升级+}和维护版本",
    "优先级为 [-0-]{+1+} 的严重故障",
    "支持[-：-]{+；+}全天候",
    "白银级[-、-]{+和+}黄金级",
    "黄金级 ([-24-]{+12+} 小时)",
    # Hangul
    "고객은 영업일 [-2-]{+1+}일 이내에 답변을 받습니다",
    "[-고객은-]{+제공업체는+} 요청할 수 있습니다",
    "매니저가 [-매주-]{+매월+} 연락합니다",
    "화상 회의[- 또는 전화-]",
    "{+최대 +}{named_contacts}명의 담당자",
    "요청할 수 [-있습니다-]{+없습니다+}",
    "[-프리미엄-]{+스탠더드+} 서비스 관리",
    "주 5일[-,-]{+ ×+} 하루 24시간",
    # both
    "PTC 的 SaaS [-客户-]{+服务+}",
    "TSAM[-은-]{+이+} 담당합니다",
    "Windchill{+ 和 Integrity+} 客户",
)


def sides(marked: str) -> tuple[str, str]:
    """The two texts of a marked one."""
    before = re.sub(r"\{\+.*?\+\}", "", marked)
    after = re.sub(r"\[-.*?-\]", "", marked)
    return re.sub(r"\[-(.*?)-\]", r"\1", before), re.sub(r"\{\+(.*?)\+\}", r"\1", after)


def test_there_are_sixty_cases_in_latin_han_and_hangul():
    """The share below is a share of enough."""
    assert len(set(GOLD)) >= 60


def test_a_person_would_mark_the_same_words():
    """At least 95 of 100 edits are the smallest that a person would make."""
    wrong = [(marked, found) for marked in GOLD if (found := plain(diff(*sides(marked)))) != marked]
    assert len(wrong) <= len(GOLD) * 0.05, "\n".join(f"wanted {a}\nfound  {b}" for a, b in wrong)


@given(
    st.lists(st.sampled_from(["a", "b", " ", "户", "客", "2", "가나", ".", "{x}"]), max_size=14).map("".join), st.data()
)
def test_the_pieces_are_both_texts(before, data):
    """What is kept and removed is the old text, what is kept and added the new one."""
    after = data.draw(
        st.lists(st.sampled_from(["a", "b", " ", "户", "客", "2", "가나", ".", "{x}"]), max_size=14).map("".join)
    )
    pieces = diff(before, after)
    assert "".join(piece.text for piece in pieces if piece.op is not Op.ADDED) == before
    assert "".join(piece.text for piece in pieces if piece.op is not Op.REMOVED) == after


def common(one: list[str], other: list[str]) -> int:
    """The length of the longest common subsequence, by the book."""
    row = [0] * (len(other) + 1)
    for token in one:
        last = row
        row = [0]
        for index, there in enumerate(other):
            row.append(last[index] + 1 if token == there else max(last[index + 1], row[index]))
    return row[-1]


@given(
    st.lists(st.sampled_from("abc户客"), max_size=12).map(" ".join),
    st.lists(st.sampled_from("abc户客"), max_size=12).map(" ".join),
)
def test_no_edit_is_smaller(before, after):
    """As many words are kept as can be, but for the blanks between replaced neighbours."""
    kept = [token for piece in diff(before, after) if piece.op is Op.KEPT for token in tokens(piece.text)]
    best = common(tokens(before), tokens(after))
    blanks = tokens(before).count(" ")
    assert best - blanks <= len(kept) <= best
    assert sum(token != " " for token in kept) >= best - blanks


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("响应时间", ["响", "应", "时", "间"]),
        ("응답 시간은", ["응답", " ", "시간은"]),
        ("10,000.50 USD", ["10,000.50", " ", "USD"]),
        ("{open_cases} Fälle", ["{open_cases}", " ", "Fälle"]),
        ("**PTC** 는", ["**", "PTC", "**", " ", "는"]),
        ("customer’s", ["customer’s"]),
    ],
)
def test_words_of_every_script_stay_whole(text, parts):
    """Han stands alone; a run of Hangul or of letters, a group of digits and a placeholder are never split."""
    assert tokens(text) == parts


def test_the_segmenter_of_icu_marks_whole_words():
    """Two characters of one word are marked together; a text in any other script reads as before."""
    words = pytest.importorskip("icu4py", reason="the extra 'words' is not installed") and segmenter()
    assert plain(diff("响应时间为两个工作日", "响应期限为两个工作日", words)) == "响应[-时间-]{+期限+}为两个工作日"
    assert plain(diff("订阅一并销售", "订阅一起销售", words)) == "订阅[-一并-]{+一起+}销售"
    for marked in GOLD:
        before, after = sides(marked)
        pieces = diff(before, after, words)
        assert "".join(piece.text for piece in pieces if piece.op is not Op.ADDED) == before
        if not re.search(r"[\u4e00-\u9fff]", before + after):
            assert pieces == diff(before, after)


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ("Gescha\u0308ftstag 2", "Gescha\u0308ftstage 2", "[-Gescha\u0308ftstag-]{+Gescha\u0308ftstage+} 2"),
        ("नमस्ते दुनिया।", "नमस्ते देश।", "नमस्ते [-दुनिया-]{+देश+}।"),
        ("ภายใน 2 ชั่วโมง", "ภายใน 3 ชั่วโมง", "ภายใน [-2-]{+3+} ชั่วโมง"),
        ("น้ำดี", "น้ำดื", "น้ำ[-ดี-]{+ดื+}"),
    ],
)
def test_a_letter_is_never_parted_from_its_marks(before, after, wanted):
    """Accents that stand by themselves, vowel signs and tones belong to the letter before them."""
    assert plain(diff(before, after)) == wanted


def test_a_segmenter_groups_han_to_words():
    """Where one is installed, whole Chinese words are marked."""
    words = {"响应时间": ["响应", "时间"], "响应期限": ["响应", "期限"]}
    assert plain(diff("响应时间", "响应期限", lambda run: words[run])) == "响应[-时间-]{+期限+}"
    assert plain(diff("有响应时间", "有响应期限", lambda run: [run[:1], *words[run[1:]]])) == "有响应[-时间-]{+期限+}"
