"""The second sheet of the workbook: how it is filled in."""

from xlsxwriter.worksheet import Worksheet

from indicators.workbook.look import ACCENT, HEAD_FILL, TITLE_FONT, Look
from indicators.workbook.text import lines

LINE_POINTS = 17
NAME_WIDTH, WORDS_WIDTH = 16, 92
PAPER_A4 = 9
WORDS = (
    ("填哪里", "只填“填报”表中浅黄色的单元格；其余单元格由系统生成，已锁定，没有密码。"),
    (
        "月末累计",
        "当年累计类指标填1月1日至本月末的数，期末数、历年累计类指标填本月末的数。"
        "“当月新增”由“月末累计”减“上月”得出，不用填。",
    ),
    (
        "零和空",
        "本月没有新增，填与上月相同的累计数；年初以来没有发生，填 0；"
        "尚未掌握的留空，上传时不处理，也不会删除已填的数。",
    ),
    ("单位", "按“单位”列填数字，不带单位；百分比直接填百分号前的数，96% 填 96。"),
    ("分子、分母", "按分子、分母计算的比率只填这两列，比率自动得出。"),
    ("修饰", "数值不精确时选“约”“余”，尚未最后核定的选“预报”；精确的留空。"),
    (
        "核对总数",
        "由镇（街道）填报、逐级相加的指标，可填从别处得到的全县总数，与各镇合计核对；不填也可以。",
    ),
    ("存疑说明", "系统认为可疑的数（累计下降、变化过大、比率超过100等）须写一句说明后才能提交。"),
    ("更正原因", "更正已审核的数须写明原因；更正在审核通过之前，原数继续有效。"),
    ("斜体的“上月”", "上月的数还在填报或审核中，可能变动。"),
    ("可以做的", "调整行序、列宽，筛选，加批注，用公式计算，多填一个工作表，都不影响上传。"),
    (
        "会被拒绝的",
        "不是数字的内容（如“十四”“约70”）、小数位数过多、错误值（如 #REF!）、日期、"
        "没有算出结果的公式、同一指标和区划填了两行、其他科室或其他月份的工作簿、不认识的指标或区划。上传时逐行说明位置和原因。",
    ),
    ("冲突", "下载之后别人改过的数，上传时并列显示两个数，由您决定以哪个为准，不会悄悄覆盖。"),
    ("文件格式", "请存为 .xlsx；.xls、.csv、带宏（.xlsm）、加密或链接到其他文件的工作簿不能上传。"),
    ("重复上传", "同一个文件再次上传不会产生变化。"),
)


def write(sheet: Worksheet, look: Look) -> None:
    """The words, in two columns."""
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, NAME_WIDTH)
    sheet.set_column(1, 1, WORDS_WIDTH)
    title = look.of(font_name=TITLE_FONT, font_size=16, font_color=ACCENT)
    sheet.write_string(0, 0, "填写说明", title)
    sheet.set_row(0, 34)
    name = look.cell(bold=True, bg_color=HEAD_FILL, text_wrap=True)
    words = look.cell(text_wrap=True)
    for line, (about, said) in enumerate(WORDS, start=1):
        sheet.write_string(line, 0, about, name)
        sheet.write_string(line, 1, said, words)
        sheet.set_row(line, LINE_POINTS * lines(said, WORDS_WIDTH) + 8)
    sheet.protect("")
    sheet.set_landscape()
    sheet.set_paper(PAPER_A4)
    sheet.fit_to_pages(1, 0)
