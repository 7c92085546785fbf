"""Order of Chinese names: by pronunciation, surnames as surnames are read (曾 is Zēng, 单 Shàn, 仇 Qiú, 查 Zhā)."""

import functools

from tianping.law.masked_names import compound_surnames

SURNAME_READINGS = {
    "曾": "zeng1", "单": "shan4", "仇": "qiu2", "查": "zha1", "解": "xie4", "朴": "piao2", "区": "ou1", "盖": "ge3",
    "任": "ren2", "华": "hua4", "宁": "ning4", "覃": "qin2", "乐": "yue4", "翟": "zhai2", "葛": "ge3", "洗": "xian3",
    "繁": "po2", "员": "yun4", "种": "chong2", "秘": "bi4", "折": "she2", "黑": "he4", "尉": "wei4",
}  # fmt: skip


def masked(name: str) -> str:
    """A natural person's name with all but the surname hidden (黄**); always two stars, whatever the length."""
    for length in (4, 2):
        if len(name) > length and name[:length] in compound_surnames():
            return f"{name[:length]}**"
    return f"{name[:1]}**"


@functools.lru_cache(maxsize=20_000)
def sort_key(name: str) -> str:
    """Key under which a name is sorted: its reading, then the name itself."""
    from pypinyin import Style, lazy_pinyin

    reading = lazy_pinyin(name[:60], style=Style.TONE3, neutral_tone_with_five=True)
    if name[:1] in SURNAME_READINGS and not name.startswith("尉迟"):
        reading[0] = SURNAME_READINGS[name[0]]
    return f"{' '.join(reading)} {name[:60]}"[:400]
