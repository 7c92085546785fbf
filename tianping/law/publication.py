"""Which decisions are not published on the internet (裁判文书不公布), by what the case is about.

《最高人民法院关于人民法院在互联网公布裁判文书的规定》（法释〔2016〕19号）第四条第四项, as recalled [R].
"""

RULES = "《最高人民法院关于人民法院在互联网公布裁判文书的规定》"
_FAMILY = frozenset(
    {
        "离婚纠纷",
        "同居关系子女抚养纠纷",
        "抚养纠纷",
        "抚养费纠纷",
        "变更抚养关系纠纷",
        "监护权纠纷",
        "探望权纠纷",
        "申请确定监护人",
        "申请指定监护人",
        "申请变更监护人",
        "申请撤销监护人资格",
        "申请恢复监护人资格",
    }
)


def why_not_published(cause_name: str) -> str:
    """Why decisions on this cause are not published, as a clause of a sentence; empty where they are."""
    if cause_name not in _FAMILY:
        return ""
    return f"离婚诉讼或者涉及未成年子女抚养、监护的裁判文书，不在互联网公布（{RULES}第四条第四项）"
