"""Papers made fit for publication: what is hidden, what stays, and who is told apart."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tianping.law.identities import check_character
from tianping.law.masked_names import NamedParty, looks_like_organisation, masks, named_party
from tianping.law.masking import mask_identity, mask_judgment, mask_name, mask_phone

JUDGMENT = """安徽省霍邱县人民法院
民事判决书
（2023）皖1522民初123号
原告：张三，男，1980年1月2日出生，汉族，住安徽省霍邱县城关镇光明大道88号，公民身份号码341522198001021234，联系电话13800138000。
原告：张三丰，女，1990年5月6日出生，汉族，住北京市海淀区中关村大街1号院2单元，身份证号：11010819900506002X。
被告：欧阳锋，男，户籍地广东省东莞市南城街道阳光小区3栋。
被告：阿卜杜拉·买买提，男，维吾尔族。
被告：霍邱县张三商贸有限公司，住所地安徽省霍邱县城关镇人民路1号，统一社会信用代码913415221234567890。
原告张三与被告欧阳锋民间借贷纠纷一案，本院于2023年1月5日立案，案件受理费48440.00元。
本院（2015）霍民一初字第00123号判决已经生效。张　三住院治疗30天。
张三通过银行账号6222021234567890123转账1234567890123456元给欧阳锋（卡号6210 1234 5678 9012 345），
车牌号皖N12345，电话0564-6021234，微信号zhangsan_88，邮箱a.b@qq.com，房权证霍字第20150123号。
审　判　长　　张三
人民陪审员　　李建国、张三丰
书　记　员　　王　五"""
PARTIES = ["张三", "张三丰", "欧阳锋", "阿卜杜拉·买买提", "霍邱县张三商贸有限公司"]
MASKED = mask_judgment(JUDGMENT, PARTIES).value


@pytest.mark.parametrize(
    "secret",
    [
        "341522198001021234",
        "11010819900506002X",
        "13800138000",
        "6222021234567890123",
        "6210 1234",
        "皖N12345",
        "0564-6021234",
        "zhangsan_88",
        "a.b@qq.com",
        "20150123",
        "光明大道",
        "中关村大街",
        "南城街道",
        "欧阳锋",
        "阿卜杜拉",
        "张　三",
    ],
)
def test_a_secret_does_not_appear(secret: str) -> None:
    assert secret in JUDGMENT
    assert secret not in MASKED


@pytest.mark.parametrize(
    "kept",
    [
        "（2023）皖1522民初123号",
        "（2015）霍民一初字第00123号",
        "霍邱县张三商贸有限公司",
        "人民路1号",
        "913415221234567890",
        "1980年1月2日出生",
        "住安徽省霍邱县，",
        "住北京市海淀区，",
        "户籍地广东省东莞市。",
        "48440.00元",
        "1234567890123456元",
        "住院治疗30天",
        "2023年1月5日",
        "审　判　长　　张三\n",
        "李建国、张三丰\n",
        "书　记　员　　王　五",
    ],
)
def test_what_must_stay_stays(kept: str) -> None:
    assert kept in MASKED


def test_two_persons_whose_masks_would_be_the_same_are_told_apart() -> None:
    assert "原告：张某1，男" in MASKED
    assert "原告：张某2，女" in MASKED
    assert "被告：欧阳某，男" in MASKED
    assert "被告：阿某，男" in MASKED


def test_particulars_of_a_party_that_the_text_repeats_are_hidden_too() -> None:
    party = NamedParty("张三", secrets=("安徽省霍邱县城关镇光明大道88号", "存折A0017"))
    text = "张三在安徽省霍邱县城关镇光明大道88号收到存折A0017。"
    assert mask_judgment(text, [party]).value == "张某在安徽省霍邱县收到×××。"


def test_a_persons_seat_is_cut_down_and_an_organisations_kept_in_the_same_sentence() -> None:
    text = "原告霍邱县甲商贸有限公司，住所地霍邱县人民路1号，被告李四，住所地霍邱县光明路2号。"
    masked = mask_judgment(text, ["霍邱县甲商贸有限公司", "李四"]).value
    assert masked == "原告霍邱县甲商贸有限公司，住所地霍邱县人民路1号，被告李某，住所地霍邱县。"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("犯非法侵入住宅罪被安阳县人民法院判处刑罚。", "犯非法侵入住宅罪被安阳县人民法院判处刑罚。"),
        ("上诉人居住地30名村民签字。", "上诉人居住地30名村民签字。"),
        ("家住城关镇光明路1号。", "家住×××。"),
        ("住址：城关镇光明路1号。", "住址：×××。"),
        ("常住人口基本信息、拉萨市公安局出具的说明。", "常住人口基本信息、拉萨市公安局出具的说明。"),
        ("住内蒙古自治区鄂尔多斯市乌审旗乌兰陶勒盖镇。", "住内蒙古自治区鄂尔多斯市乌审旗。"),
        ("在其住处太仓市浏河镇紫薇苑13幢201室。", "在其住处太仓市。"),
        ("住甘肃省庆阳市镇原县孟坝镇镇街一组。", "住甘肃省庆阳市镇原县。"),
        ("住河南省新乡市红旗区和平路1号。", "住河南省新乡市红旗区。"),
        ("住湖北省荆州市沙市区北京路2号。", "住湖北省荆州市沙市区。"),
        ("住湖南省道县道江街道1号。", "住湖南省道县。"),
        ("住四川省乐山市市中区嘉定路3号。", "住四川省乐山市市中区。"),
        ("住浙江省桐乡市梧桐街道4号。", "住浙江省桐乡市。"),
        ("住兰州新区中川镇5号。", "住兰州新区。"),
    ],
)
def test_only_what_is_an_address_is_cut_down_to_the_county(text: str, masked: str) -> None:
    assert mask_judgment(text, []).value == masked


def test_an_amount_after_the_word_account_is_no_account_number() -> None:
    text = "向其账户100000元，编号No.6222021234567890123。"
    assert mask_judgment(text, []).value == "向其账户100000元，编号No.×××。"


def test_a_paper_without_secrets_is_left_as_it_is() -> None:
    text = "本院认为，合同自2020年1月1日起履行，利率为年12%，编号为（2021）甘1027执恢3号之一。"
    answer = mask_judgment(text, [])
    assert answer.value == text
    assert answer.steps == ("没有发现需要处理的信息",)


@given(st.dates().map(lambda day: f"{day:%Y%m%d}"), st.integers(0, 999), st.text("，。的号 \n字", max_size=5))
def test_no_resident_id_survives_whatever_stands_around_it(birthday: str, sequence: int, around: str) -> None:
    first = f"341522{birthday.zfill(8)}{sequence:03d}"
    number = first + check_character(first)
    assert number not in mask_judgment(f"{around}{number}{around}", []).value


@given(st.lists(st.text("张王李赵欧阳司马一二三四", min_size=2, max_size=4), unique=True, max_size=8))
def test_different_persons_never_share_a_mask(names: list[str]) -> None:
    given_masks = masks([NamedParty(name, True) for name in names])
    assert len(set(given_masks.values())) == len(names)


@pytest.mark.parametrize(
    ("name", "mask"),
    [
        ("张三", "张某"),
        ("张三丰", "张某"),
        ("欧阳修", "欧阳某"),
        ("欧阳", "欧某"),
        ("爱新觉罗溥仪", "爱新觉罗某"),
        ("阿卜杜拉·买买提", "阿某"),
        ("John Smith", "J"),
        ("李 四", "李某"),
        ("", ""),
    ],
)
def test_a_name_is_hidden_as_the_rules_say(name: str, mask: str) -> None:
    assert mask_name(name) == mask


@pytest.mark.parametrize(
    "name", ["中国农业银行股份有限公司镇原县支行", "镇原县农村信用合作联社", "老王面馆", "孟坝镇人民政府"]
)
def test_an_organisation_is_recognised_by_its_name(name: str) -> None:
    assert looks_like_organisation(name)
    assert mask_judgment(f"原告{name}", [name]).value == f"原告{name}"


@pytest.mark.parametrize("name", ["张三", "欧阳文社", "李园", "阿依古丽·买买提厂"])
def test_a_person_is_not_taken_for_an_organisation(name: str) -> None:
    assert named_party(name).is_natural
    assert named_party(name, "自然人").is_natural
    assert not named_party(name, "法人").is_natural


def test_screens_show_the_ends_of_a_number_only() -> None:
    assert mask_identity("621012345678901234") == "6210**********1234"
    assert mask_identity("E1234567") == "********"
    assert mask_phone("13800138000") == "138****8000"
    assert mask_phone("123") == "***"


def test_the_answer_says_that_the_rules_are_recalled() -> None:
    answer = mask_judgment(JUDGMENT, PARTIES)
    assert answer.certainty == "R"
    assert json.dumps(answer.steps, ensure_ascii=False).count("处理") == len(answer.steps)
