"""The law register (法律规则登记簿): every rule, its wording, texts, certainty and data, as Markdown pages."""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from tianping.law import case_numbers, causes, fee_schedule, interest, limitation, lpr, masking, tracks, wages
from tianping.law.answers import CERTAINTY_WORDS, Certainty
from tianping.law.calendars import holiday_table
from tianping.law.case_types import case_types
from tianping.law.courts import all_courts
from tianping.law.dated import Dated, Text
from tianping.law.exclusions import SIMPLE_EXCLUSIONS, SMALL_CLAIMS_EXCLUSIONS, SOLO_EXCLUSIONS, Exclusion
from tianping.law.identities import KINDS, STANDARDS
from tianping.law.laws import laws
from tianping.law.money import grouped
from tianping.law.period_rules import PeriodRule, period_rules
from tianping.law.question_rules import RULES
from tianping.law.resources import read_json
from tianping.law.spans import length_words
from tianping.law.wording import article

_GENERATED = "<!-- 本页由程序生成，请勿手改。 -->"
_DATA_FILES = {
    "fee_schedule.json": "fees.md",
    "periods.json": "periods.md",
    "laws.json": "laws.md",
    "holidays.json": "holidays.md",
    "lpr.json": "interest.md",
    "wages.json": "tracks.md",
    "case_types.json": "case-numbers.md",
    "causes_administrative.json": "causes.md",
}


def render_register() -> dict[str, str]:
    """Every page of docs/law by file name; the same data always gives the same pages."""
    return {
        "README.md": _index(),
        "fees.md": _fees(),
        "periods.md": _periods(),
        "holidays.md": _holidays(),
        "interest.md": _interest(),
        "tracks.md": _tracks(),
        "case-numbers.md": _case_numbers(),
        "causes.md": _causes(),
        "identities.md": _identities(),
        "staff-notes.md": _staff_notes(),
        "masking.md": _masking(),
        "laws.md": _laws(),
        "questions.md": _questions(),
    }


def _page(title: str, *parts: str) -> str:
    return "\n\n".join([_GENERATED, f"# {title}", *(part for part in parts if part)]) + "\n"


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(headings) + " |", "|" + "---|" * len(headings)]
    lines += ["| " + " | ".join(_cell(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _texts(texts: Dated, shown: str = "") -> str:
    if not shown:
        return _table(("自", "依据", "确定程度"), [(_day(text.since), text.cite, text.certainty) for text in texts])
    rows = [(_day(text.since), text.cite, _value(text.value), text.certainty) for text in texts]
    return _table(("自", "依据", shown, "确定程度"), rows)


def _value(value: object) -> str:
    return f"{float(value):.6f}".rstrip("0") if isinstance(value, Fraction) else str(value)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _index() -> str:
    certainties = _table(("标记", "含义"), [(mark, words) for mark, words in CERTAINTY_WORDS.items()])
    rows = []
    for name, page in _DATA_FILES.items():
        data = read_json(name)
        rows.append((f"[{data['title']}]({page})", data["reference"], data["last_checked_on"]))
    return _page(
        "法律规则登记簿",
        "每条规则一个名称，可以有各个时期的文本；适用哪一日的法律由 `on` 指明。单独变动的数值是带日期的数据。"
        "不是 T 的，页面上应当标明。",
        "## 确定程度",
        certainties,
        "## 数据及最近核对日",
        _table(("数据", "来源", "最近核对日"), rows),
    )


def _fees() -> str:
    parts = []
    for text in fee_schedule.fee_scales():
        parts.append(f"## 自{_day(text.since)}起：{text.cite}（{text.certainty}）")
        parts.append(f"来源：{text.reference}。最近核对日：{_day(text.last_checked_on)}。")
        for kind, scale in text.value.items():
            rows = [(f"不超过{grouped(scale.flat_upper_fen)}元", f"{grouped(scale.flat_fee_fen)}元")]
            rows += [(bracket.label, fee_schedule.percent(bracket.rate)) for bracket in scale.brackets]
            facts = []
            if scale.base_range_fen:
                low, high = scale.base_range_fen
                facts.append(f"每件幅度{grouped(low)}元至{grouped(high)}元，由省级规定（L）")
            if scale.fixed_fen:
                facts.append(f"每件{grouped(scale.fixed_fen)}元")
            if scale.divisor > 1:
                facts.append(f"财产案件受理费除以{scale.divisor}")
            if scale.cap_fen is not None:
                facts.append(f"最高{grouped(scale.cap_fen)}元")
            parts.append(f"### {RULES['fees.' + kind].title}")
            parts.append("；".join(facts))
            if scale.brackets:
                parts.append(_table(("部分", "标准"), rows))
    parts.append(
        "减半：第十五条（调解、撤诉）、第十六条（简易程序）、第十八条（反诉等合并审理）；"
        "只能减半一次（民诉法解释第二百零六条）。"
    )
    parts.append("取整：办法没有规定，由法院配置（L）：到分、到元，或者先取整到元再减半；半数进位。")
    return _page("诉讼费用", *parts)


def _periods() -> str:
    data = read_json("periods.json")
    parts = [
        f"来源：{data['reference']}。最近核对日：{data['last_checked_on']}。",
        "起算：事件当日不计入；月、年止于对应日，没有对应日的止于月末日；末日是法定休假日的顺延；调休上班日不是休假日；"
        "以时起算的从次时起算；倒算的不向后顺延；刑事案件月末起算的至下月末（刑诉法解释第二百零二条）。",
    ]
    domains = dict.fromkeys(rule.domain for rule in period_rules().values())
    for domain in domains:
        parts.append(f"## {domain}")
        parts += [_period(rule) for rule in period_rules().values() if rule.domain == domain]
    return _page("法定期限", *parts)


def _period(rule: PeriodRule) -> str:
    lines = [f"### {rule.id} {rule.name}", ""]
    lines.append(f"> {rule.quote}")
    lines.append("")
    if rule.texts is None:
        lines.append(f"计算或者适用规则，不是期限。依据：{laws()[rule.law].title}{article(rule.article)}。")
    else:
        lines += [
            f"- 自{_day(text.since)}：{_length(rule, text.value.length, text)}，{text.cite}（{text.certainty}）"
            for text in rule.texts
        ]
    named = (
        ("起算", rule.trigger),
        ("主体", rule.actor),
        ("延长", rule.extension),
        ("扣除", rule.exclusion),
        ("末日", rule.rest_day_doubt),
        ("备注", rule.note),
    )
    lines += [f"- {name}：{text}" for name, text in named if text]
    return "\n".join(lines)


def _length(rule: PeriodRule, length: int, text: Text) -> str:
    if length == 0:
        return "当时没有这一期限"
    bound = f"（{rule.bound}）" if rule.bound else ""
    return f"{length_words(length, text.value.unit)}{'前' if rule.backwards else ''}{bound}"


def _holidays() -> str:
    table = holiday_table()
    parts = [f"来源：{table.reference}。最近核对日：{_day(table.last_checked_on)}。"]
    for year in sorted(table.years):
        rest = "、".join(f"{day:%m-%d}{name}" for day, name in sorted(table.rest_days.items()) if day.year == year)
        work = "、".join(f"{day:%m-%d}" for day in sorted(table.makeup_workdays) if day.year == year)
        parts.append(f"## {year}年\n\n- 休：{rest}\n- 调休上班：{work or '无'}")
    parts.append("没有收录的年份是单独的状态：给出名义届满日，顺延后的届满日待定。")
    return _page("法定节假日和调休上班日", *parts)


def _interest() -> str:
    table = lpr.rate_table()
    rows = [(_day(r.published_on), f"{r.one_year}", f"{r.five_years}", r.certainty) for r in table.rates]
    return _page(
        "利息",
        "## 迟延履行期间加倍部分债务利息",
        "加倍部分债务利息＝除一般债务利息之外的金钱债务×日万分之一点七五×迟延履行期间（清偿日减履行期间届满之日）。",
        _texts(interest.DAILY_RATE, "日利率"),
        "## 民间借贷利率上限",
        "合同成立时一年期贷款市场报价利率的四倍；合同成立于2020年8月20日以前的，自该日起的利息按起诉时的四倍。"
        f"金融机构和七类地方金融组织不适用：{lpr.LICENSED_LENDERS_OUTSIDE}。",
        _texts(lpr.CAP, "倍数"),
        "## 贷款市场报价利率",
        f"来源：{table.reference}。最近核对日：{_day(table.last_checked_on)}；适用至{_day(table.covered_before)}前。",
        _table(("公布日", "一年期（%）", "五年期以上（%）", "确定程度"), rows),
    )


def _tracks() -> str:
    rows = [
        (wage.province, str(wage.year), grouped(wage.amount_fen), _day(wage.published_on), wage.source, wage.certainty)
        for wage in wages.recorded_wages()
    ]
    measures = [
        (
            _day(text.since),
            text.cite,
            f"{text.value.percent}%",
            f"{text.value.agreement_percent}%" if text.value.agreement_percent else "无",
            text.certainty,
        )
        for text in tracks.MEASURES
    ]
    return _page(
        "审理程序",
        "## 小额诉讼标的额",
        _table(("自", "依据", "应当适用", "可以约定", "确定程度"), measures),
        "## 不适用小额诉讼的程序（民事诉讼法第一百六十六条）",
        _items(SMALL_CLAIMS_EXCLUSIONS),
        "## 不适用简易程序（民诉法解释第二百五十七条）",
        _items(SIMPLE_EXCLUSIONS),
        "## 不得由审判员一人独任审理（民事诉讼法第四十二条）",
        _items(SOLO_EXCLUSIONS),
        "## 就业人员年平均工资",
        "取已经公布的最近年度（民诉法解释第二百七十二条）。没有收录的由法院在本院数据中录入（L）。",
        _table(("省份", "年度", "元", "公布日", "来源", "确定程度"), rows),
    )


def _items(listed: Sequence[Exclusion]) -> str:
    return "\n".join(f"{exclusion.item}. {exclusion.words}" for exclusion in listed)


def _case_numbers() -> str:
    statuses: dict[tuple[str, Certainty], int] = {}
    for court in all_courts():
        statuses[court.status, court.certainty] = statuses.get((court.status, court.certainty), 0) + 1
    types = [(one.code, one.category, "、".join(one.names), one.certainty) for one in case_types().values()]
    return _page(
        "案号",
        "（收案年度）法院代字＋专门审判代字＋类型代字＋案件编号＋号。编号不补零；之一、之二属于文书，不属于案号。",
        _texts(case_numbers.FORMAT),
        "## 法院代字",
        "没有取得官方全表。有裁判文书印证的为 S，由行政区划代码推定的为 R。",
        _table(("状态", "法院数", "确定程度"), [(s, str(n), c) for (s, c), n in sorted(statuses.items())]),
        "## 类型代字",
        _table(("代字", "大类", "案件类型", "确定程度"), types),
    )


def _causes() -> str:
    text, count = causes.administrative_text(), len(causes.administrative_causes())
    counts: dict[int, int] = {}
    for cause in causes.civil_causes():
        counts[cause.level] = counts.get(cause.level, 0) + 1
    return _page(
        "案由",
        "## 民事案由",
        _texts(causes.CIVIL_VERSIONS, "版本"),
        "收录2025年版：" + "，".join(f"第{level}级{count}个" for level, count in sorted(counts.items())) + "。",
        "## 罪名",
        f"收录{len(causes.criminal_causes())}个，截至补充规定（八）（2024年3月1日施行），各附条款号和名称来源（S）。",
        "## 行政案由",
        f"{text.cite}，自{_day(text.since)}起，收录{count}个（{text.certainty}）。{text.reference}。",
    )


def _identities() -> str:
    rows = [(kind, KINDS[kind], standard) for kind, standard in STANDARDS.items()]
    return _page(
        "证照号码",
        _table(("种类", "名称", "规则"), rows),
        "号码规则未见标准原文（S）。行政区划代码只核对省级；出生日期须存在且不晚于核对之日；15位号码已停止使用。",
    )


def _staff_notes() -> str:
    return _page(
        "诉讼时效、保证期间、未成年人提示",
        "仅供审判人员参考，不进入当事人的页面和文书。",
        _texts(limitation.LIMITATION, "年"),
        _texts(limitation.GUARANTEE, "月"),
        _texts(limitation.MINORS, "无民事行为能力的年龄界限"),
    )


def _masking() -> str:
    return _page(
        "裁判文书公布前的技术处理",
        "依据《最高人民法院关于人民法院在互联网公布裁判文书的规定》（法释〔2016〕19号）第八条至第十一条，凭记忆整理（R）。",
        "- 自然人姓名：保留姓氏，名字以“某”替代；少数民族姓名和外国人姓名中文译文保留第一个字；外文姓名保留首字母；"
        "重复的以阿拉伯数字区分。\n"
        f"- 删除（标为“{masking.HIDDEN}”）：证件号码、银行账号、通讯方式、车牌号码、权属证书编号；住址保留到县、区。\n"
        "- 保留：法人和其他组织的名称、住所地，审判人员、书记员，案号。",
        "健康状况、商业秘密、家事隐私须由人审读处理。",
    )


def _laws() -> str:
    data = read_json("laws.json")
    rows = []
    for law in laws().values():
        for text in law.versions:
            checked = _day(law.last_checked_on)
            moved = "、".join(
                f"{number}→{then[text.value.position] or '无'}"
                for number, then in sorted(law.moved.items())
                if then[text.value.position] != number
            )
            rows.append((law.title, _day(text.since), text.value.label or "现行", moved, text.certainty, checked))
    return _page(
        "引用的法律文本",
        f"来源：{data['reference']}。最近核对日：{data['last_checked_on']}。条号变动一栏写“现行条号→当时条号”。",
        _table(("法律", "自", "文本", "条号变动", "确定程度", "最近核对日"), rows),
    )


def _questions() -> str:
    parts = []
    for rule in RULES.values():
        facts = "\n".join(f"- `{name}`：{words}" for name, words in rule.facts.items())
        parts.append(f"## {rule.name} {rule.title}\n\n{facts}")
    return _page("法律问答接口", "每行一个 JSON 问题，每行一个 JSON 答复；`--list` 列出全部规则。", *parts)
