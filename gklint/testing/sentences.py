"""The sentences that a valid report is made of: the first of each is the plain one.

Places in braces are filled in by `wording`. "own" is what the body calls itself: 我区, 本街道, …
"""

from __future__ import annotations

from collections.abc import Mapping

TITLES = (
    "{agency}\n{year}年政府信息公开工作年度报告",
    "{agency}{year}年政府信息公开工作年度报告",
    "{year}年{agency}政府信息公开工作年度报告",
)

#: Accepted titles besides the standard one, by key of the section.
SECTION_TITLES: Mapping[str, tuple[str, ...]] = {
    "overview": ("政府信息公开工作总体情况",),
    "disclosure": ("行政机关主动公开政府信息情况",),
    "applications": ("行政机关收到和处理政府信息公开申请情况",),
    "review": ("因政府信息公开工作被申请行政复议、提起行政诉讼情况",),
    "problems": ("政府信息公开工作存在的主要问题及改进情况",),
    "other": ("需要报告的其他事项",),
}

BASIS = (
    "本报告根据《{law}》（{law_number}，以下简称《{law_short}》）和《{notice}》（{notice_number}）的要求编制。",
    "按照《{law}》（{law_number}，以下简称《{law_short}》）规定，依照《{notice}》（{notice_number}），"
    "{agency}编制了本年度报告。",
)
PARTS = (
    "全文由{titles}六个部分组成。",
    "",
    "报告共六个部分，分别为：{titles}。",
)
PERIOD = (
    "本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。",
    "报告中的数据统计期限为{year}年1月1日至{year}年12月31日。",
    "所列数据的统计期限从{year}年1月1日起，到12月31日止。",
)
CONTACT = (
    "对本报告如有疑问，请与{agency}联系（地址：政务中心1号楼，电话：0000-8000000）。",
    "",
    "读者如对内容有不明之处，可拨打0000-8000001咨询。",
)

OPENING = (
    "{year}年，{own}认真执行《条例》，坚持以公开为常态、不公开为例外，把群众想看的内容放在看得见的地方。",
    "{year}年，{own}围绕中心工作推进公开，讲清政策，回应关切，信息公开工作平稳有序。",
    "这一年里，{own}按照《条例》的要求，把公开贯穿于决策、执行和服务的各个环节。",
)

#: The five topics of 总体情况, each in its wordings.
TOPICS = (
    ("主动公开情况", "主动公开", "主动公开政府信息情况"),
    ("依申请公开情况", "依申请公开", "依申请公开办理情况"),
    ("政府信息管理情况", "政府信息管理"),
    ("政府信息公开平台建设情况", "平台建设情况"),
    ("监督保障情况", "监督保障"),
)

DISCLOSURE = (
    "全年通过门户网站、公告栏和便民服务点及时更新各栏目内容，办事指南随改随换。",
    "重点公开了民生保障、工程建设和财政资金等方面的信息，并配上图解，方便老人阅读。",
    "围绕群众关心的就学、就医和出行，整理常见问答，放在网站首页集中展示。",
)
DOCUMENTS = (
    "全年制发行政规范性文件{count}件，均已公开。",
    "新制发行政规范性文件{count}件，文件与解读同步发布。",
)
DECISIONS = (
    ("行政许可", "art20_5", "licensing"),
    ("行政处罚", "art20_6", "penalties"),
    ("行政强制", "art20_6", "coercion"),
)
DECIDED = ("依法公开处理决定：{decisions}。", "各类处理决定按时上网公示，其中{decisions}。")
LICENSING_ITEMS = ("对外公布行政许可事项{count}项。", "年末在网上公布的行政许可事项为{count}项。")

#: Groups of rows of 表三 → how the prose calls what came of the applications.
RESULTS: Mapping[str, str] = {
    "full_disclosure": "予以公开",
    "partial_disclosure": "部分公开",
    "denied": "不予公开",
    "unavailable": "无法提供",
    "rejected": "不予处理",
    "other": "其他处理",
}
NO_APPLICATIONS = (
    "全年未收到政府信息公开申请，也没有上年结转的申请。",
    "{own}未收到政府信息公开申请。",
)
APPLICATIONS = (
    "全年收到政府信息公开申请{new}件，上年结转{carried_in}件，办结{processed}件，"
    "结转下年度继续办理{carried_out}件。",
    "{own}共收到政府信息公开申请{new}件，另有上年结转{carried_in}件；全年答复{processed}件，"
    "结转下年度{carried_out}件。",
)
ONLY_CARRIED_IN = (
    "全年未收到新的政府信息公开申请，上年结转{carried_in}件，办结{processed}件，"
    "结转下年度继续办理{carried_out}件。",
)
PROCESSED = ("已办结的申请中，{results}。", "从办理结果看，{results}。")
SHARE = ("予以公开{count}件，占办结总数的{share}。",)
IN_TIME = ("每件申请都在《条例》规定的20个工作日内答复。", "答复均未超过法定期限。", "")
NO_REVIEW = (
    "全年未发生因政府信息公开引起的行政复议和行政诉讼。",
    "没有发生涉及政府信息公开的行政复议、行政诉讼。",
)
ONLY_REVIEWS = ("因政府信息公开被申请行政复议{reviews}件，未发生行政诉讼。",)
ONLY_SUITS = ("因政府信息公开被提起行政诉讼{suits}件，未发生行政复议。",)
REVIEWS_AND_SUITS = ("因政府信息公开被申请行政复议{reviews}件，被提起行政诉讼{suits}件。",)

MANAGEMENT = (
    "公文起草时同步标明公开属性，发布前逐条进行保密审查，已公开的内容定期清理。",
    "明确专人登记、归档和更新信息，过期内容及时撤下，公开目录每季度核对一次。",
)
PLATFORM = (
    "门户网站设有信息公开专栏，服务大厅设有查阅点，配备自助查询设备和打印设备。",
    "改版后的网站检索更快，手机页面同步上线，线下公告栏保持每月更新。",
)
SUPERVISION = (
    "把信息公开列入内部督查，组织两次业务培训，发现的问题当场交办、限期整改。",
    "建立月自查、季抽查的做法，定期通报情况，并邀请居民代表参加座谈。",
)
ACCOUNTABILITY = (
    "政府信息公开工作考核结果已在年终会议上通报，社会评议结果为满意，全年未发生需要责任追究的情形。",
    "工作考核结果均为合格以上，社会评议总体评价良好，责任追究结果：未发生。",
)

PROBLEMS_AND_MEASURES = (
    "存在的主要问题：一是部分栏目更新不够及时；二是政策解读的形式还比较单一。\n"
    "改进措施：一是列出栏目更新清单，到期提醒；二是增加图解和短视频，把政策讲得更明白。",
    "（一）存在的主要问题\n1.有的科室对公开时限掌握不准。\n2.依申请公开的答复说理不够充分。\n"
    "（二）改进情况\n1.组织专题培训，逐条讲解时限要求。\n2.制定答复文书范本，并由专人复核。",
    "{year}年工作仍有不足：公开内容与群众期待还有差距，工作人员调动频繁、业务不熟。"
    "针对这些问题，{next_year}年将重点做好两项工作：一是开门听取意见，按需调整公开目录；二是建立交接和带教办法。",
)
NOTHING_ELSE = ("无其他需要报告的事项。", "{own}没有其他需要报告的事项。")
NO_FEE = (
    "{year}年，{own}未收取政府信息公开信息处理费。无其他需要报告的事项。",
    "按照《政府信息公开信息处理费管理办法》，全年未发出收费通知，收取信息处理费0元。",
)
FEE = (
    "按照《政府信息公开信息处理费管理办法》，{year}年发出收费通知{notices}件，总金额{amount}元，"
    "实际收取{received}元。",
)
