"""How articles are cited: one title for what follows of the same text."""

from tianping.law.wording import cited_together

MEASURE = "《诉讼费用交纳办法》"
INTERPRETATION = "《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》"


def test_the_title_stands_once_for_what_follows_of_the_same_text() -> None:
    cited = [f"{MEASURE}第十三条第一款", f"{MEASURE}第十六条", f"{MEASURE}第十三条第一款", f"{INTERPRETATION}第一条"]
    assert cited_together(cited) == [f"{MEASURE}第十三条第一款", "第十六条", f"{INTERPRETATION}第一条"]
    apart = [f"{MEASURE}第十三条", f"{INTERPRETATION}第二条", f"{MEASURE}第十六条"]
    assert cited_together(apart) == apart
