"""The dictionary of Chinese words: read word by word, and yet jieba's own."""

import sys
from concurrent.futures import ThreadPoolExecutor

import jieba
import pytest

from fanxing.media.dictionary import Counts, _opened, dictionary, word_ends, word_tag


@pytest.fixture(scope="module")
def whole() -> jieba.Tokenizer:
    """Jieba as it reads its dictionary itself."""
    tokenizer = jieba.Tokenizer()
    with tokenizer.get_dict_file() as file:
        tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(file)
    tokenizer.initialized = True
    return tokenizer


@pytest.mark.slow
def test_counts_are_those_that_jieba_reads(whole: jieba.Tokenizer) -> None:
    ours = dictionary()
    assert ours.total == whole.total
    assert all(ours.FREQ.get(word) == count for word, count in whole.FREQ.items())
    assert len(ours.FREQ) == len(whole.FREQ)


@pytest.mark.parametrize(
    "text",
    ["这件青铜鼎出土于殷墟妇好墓，铸有“司母辛”三字铭文。", "AT&T 与𬭎、甗，公元前1300—前1046年", "", "\udc80坏字"],
)
def test_words_end_where_jieba_ends_them(whole: jieba.Tokenizer, text: str) -> None:
    assert word_ends(text) == {end for _, _, end in whole.tokenize(text)}


def test_only_what_is_asked_for_is_read() -> None:
    counts = Counts("鼎 3 n\n青铜器 5 n\n青铜 7 n\nB超 2 n\n".encode())
    assert counts.total == 17
    assert counts["青铜"] == 7
    assert counts["青"] == 0
    assert "鼎盛" not in counts
    assert counts.get("碗") is None
    assert dict.get(counts, "B超") is None
    assert "B超" in counts
    assert [counts.tag(word) for word in ("鼎", "青铜器", "碗")] == ["n", "n", ""]
    assert word_tag("出土") == "v"


def test_threads_that_ask_at_once_get_one_dictionary_and_the_same_words():
    text = "三百年前的文人怎样度过悠长的一天"
    expected = word_ends(text)
    _opened.cache_clear()
    with ThreadPoolExecutor(8) as threads:
        ends = list(threads.map(word_ends, [text] * 16))
    assert ends == [expected] * 16
    assert _opened.cache_info().misses == 1
    assert "pkg_resources" not in sys.modules or sys.modules["pkg_resources"] is not None
