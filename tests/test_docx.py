"""Reading Word files: what is kept, how it is laid out, what is left out and told."""

import time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textlab.draft.docx import read_docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:m="urn:m" xmlns:a="urn:a" xmlns:mc="urn:mc" xmlns:v="urn:v" xmlns:wps="urn:wps" '
    'xmlns:x="urn:unknown" xmlns:c="urn:c"'
)


def build_docx(body="", *, parts=None, kind=R, **stories):
    """Build a Word file in memory: the XML of its body, and that of its styles, numbering, notes, headers…"""
    kinds = dict.fromkeys(stories)
    files = {
        "_rels/.rels": relate({"officeDocument": "word/document.xml"}, kind),
        "word/document.xml": wrap("document", f"<w:body>{body}<w:sectPr/></w:body>"),
        "word/_rels/document.xml.rels": relate({story: f"{story}.xml" for story in kinds}, kind),
        **{f"word/{story}.xml": wrap(story, content) for story, content in stories.items()},
        **(parts or {}),
    }
    return zip_up({name: content for name, content in files.items() if content is not None})


def wrap(root, content):
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {SPACES}>{content}</w:{root}>'


def relate(targets, kind):
    links = "".join(
        f'<Relationship Id="r{at}" Type="{kind}/{name}" Target="{target}"/>'
        for at, (name, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{RELATIONS}">{links}</Relationships>'


def zip_up(files, method=ZIP_DEFLATED):
    packed = BytesIO()
    with ZipFile(packed, "w", method) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return packed.getvalue()


def p(*runs, style="", props=""):
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{style}{props}</w:pPr>{''.join(runs)}</w:p>"


def r(text="", *, props="", inside=""):
    words = f'<w:t xml:space="preserve">{text}</w:t>' if text else ""
    return f"<w:r><w:rPr>{props}</w:rPr>{words}{inside}</w:r>"


def field(kind):
    return r(inside=f'<w:fldChar w:fldCharType="{kind}"/>')


def instruction(text):
    return r(inside=f"<w:instrText>{text}</w:instrText>")


def item(text, num=1, level=0):
    return p(r(text), props=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def table(*rows):
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(map(cell, one))}</w:tr>" for one in rows) + "</w:tbl>"


def cell(content, props=""):
    return content if content.startswith("<w:tc>") else f"<w:tc><w:tcPr>{props}</w:tcPr>{content}</w:tc>"


def ruby(base, reading):
    return f"<w:r><w:ruby><w:rubyPr/><w:rt>{reading}</w:rt><w:rubyBase>{base}</w:rubyBase></w:ruby></w:r>"


def read(body="", **more):
    return read_docx(build_docx(body, **more), name="原稿.docx")


EQ = instruction(r'EQ \* jc2 \* "Font:ＭＳ 明朝" \* hps10 \o\ad(\s\up 9(ざいあく') + instruction("かん),罪悪感)")
UP_FIRST, UP = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
PSTYLE = '<w:pStyle w:val="m"/>'
CALL = '<w:footnoteReference w:id="1"/>'
GONE = "<w:tr><w:trPr><w:del/></w:trPr>" + cell(p(r("消"))) + "</w:tr>"
DEAD = "<w:del><w:r><w:delText>消した</w:delText></w:r></w:del>"
MATH = "<m:r><m:rPr/><m:t>π</m:t></m:r>"
BOX = f"<w:txbxContent>{p(r('箱の中。'))}</w:txbxContent>"
OLD_BOX = f"<w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict>"
NEW_BOX = f"<w:drawing><a:graphic><wps:wsp><wps:txbx>{BOX}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphic></w:drawing>"
BOTH_BOXES = f"<mc:Choice>{NEW_BOX}</mc:Choice><mc:Fallback>{OLD_BOX}</mc:Fallback>"
BOTH_BOXES = f"<mc:AlternateContent>{BOTH_BOXES}</mc:AlternateContent>"

# Each case is what one paragraph holds and what is read of it.
KEPT = [
    (r("罪悪感で") + r("いっぱい", props='<w:b/><w:em w:val="dot"/>') + r("。"), "罪悪感でいっぱい。"),
    (r("で、") + ruby(r("罪悪感"), r("ざいあくかん")) + r("。"), "で、罪悪感。"),
    (r("朝") + f"<w:ins>{r('から')}</w:ins>{DEAD}" + r("。"), "朝から。"),
    (f"<w:ins>{r('足した')}{DEAD}</w:ins><w:del><w:ins>{DEAD}</w:ins>{r('消した')}</w:del>", "足した"),
    (f"<w:moveTo>{r('移した')}</w:moveTo><w:moveFrom>{r('移した')}</w:moveFrom>", "移した"),
    (f"<w:smartTag><w:smartTagPr/><w:smartTag>{r('東京')}</w:smartTag></w:smartTag>{r('で')}", "東京で"),
    (f"<w:hyperlink>{r('園の')}{r('ページ')}</w:hyperlink>", "園のページ"),
    (f'<w:sdt><w:sdtPr><w:alias w:val="名"/></w:sdtPr><w:sdtContent>{r("名前")}</w:sdtContent></w:sdt>', "名前"),
    (f'<w:fldSimple w:instr="PAGE">{r("12")}</w:fldSimple>{r("頁")}', "12頁"),
    (field("begin") + instruction("PAGEREF _Toc1") + field("separate") + r("7") + field("end") + r("頁"), "7頁"),
    (field("begin") + r("秘") + field("begin") + field("end") + field("separate") + r("表") + field("end"), "表"),
    (field("begin") + instruction("XE") + r("消えない"), "消えない"),
    (r("私は") + field("begin") + EQ + field("end") + r("。"), "私は罪悪感。"),
    (r("一", inside="<w:tab/>") + r("二", inside="<w:ptab/>") + r("三"), "一\t二\t三"),
    (r("一", inside="<w:br/>") + r("二", inside="<w:cr/>") + r("三"), "一\n二\n三"),
    (r("一。", inside='<w:br w:type="page"/>') + r("二。"), "一。\n\n二。"),
    (r("一。", inside='<w:br w:type="column"/>') + r("二。"), "一。\n\n二。"),
    (r("A", inside="<w:noBreakHyphen/>") + r("B", inside="<w:softHyphen/>") + r("C"), "A-BC"),
    (r("笑", inside='<w:sym w:font="Wingdings" w:char="F04A"/>'), "笑☺"),
    (r(inside='<w:sym w:font="Symbol" w:char="F061"/><w:sym w:font="Yu Mincho" w:char="3042"/>'), "αあ"),
    (r(inside='<w:sym w:font="Webdings" w:char="F0FF"/><w:sym w:char="x"/>'), "��"),
    (f"<m:oMath><m:f><m:num>{MATH}</m:num><m:den>{MATH}</m:den></m:f></m:oMath>", "π/π"),
    (r("前") + f"<x:new><x:deep>{r('中')}</x:deep></x:new>" + r("後"), "前中後"),
    ("<w:r><w:t> 朝\n </w:t><w:t xml:space='preserve'> 昼\n夜 </w:t></w:r>", "朝 昼 夜 "),
    ("<w:r><w:t>泣いた&#x1F622;&amp;か\u3099</w:t></w:r>", "泣いた😢&か\u3099"),
    (r(inside='<w:pict><v:shape><v:textpath string="飾り文字"/></v:shape></w:pict>'), "飾り文字"),
    (r("前", inside="<wp:posOffset xmlns:wp='urn:wp'>635</wp:posOffset>"), "前"),
    (r("前") + r(inside=OLD_BOX) + r("後"), "前後\n箱の中。"),
    (r("前", inside=BOTH_BOXES), "前\n箱の中。"),
    (r(inside=f"<mc:AlternateContent><mc:Fallback>{r('旧')}</mc:Fallback></mc:AlternateContent>"), "旧"),
]  # fmt: skip

STYLES = """
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="a"><w:name w:val="章"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="paragraph" w:styleId="b"><w:name w:val="目次の題"/><w:basedOn w:val="1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="c"><w:name w:val="見出し 3"/></w:style>
<w:style w:type="paragraph" w:styleId="d"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="e"><w:name w:val="輪"/><w:basedOn w:val="e"/></w:style>
<w:style w:type="paragraph" w:styleId="l"><w:name w:val="箇条書き"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="n"><w:name w:val="番号の章"/><w:basedOn w:val="1"/>
  <w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="m"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="h"><w:name w:val="控え"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="k"><w:name w:val="隠し"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="numbering" w:styleId="s"><w:name w:val="表"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
"""  # noqa: E501


def level(at, text, *, form="decimal", more=""):
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def num(at, pattern, more=""):
    return f'<w:num w:numId="{at}"><w:abstractNumId w:val="{pattern}"/>{more}</w:num>'


NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{level(0, "%1.")}{level(1, "%2)", form="lowerLetter")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1">{level(0, "", form="bullet")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="2">{level(0, "第%1章")}{level(1, "%1.%2", more=PSTYLE)}</w:abstractNum>'
    '<w:abstractNum w:abstractNumId="3"><w:numStyleLink w:val="s"/></w:abstractNum>'
    + num(1, 0) + num(2, 1) + num(3, 2) + num(5, 3)
    + num(4, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>')
)  # fmt: skip

# Each case is the paragraphs of a body and the lines that are read of them.
LAID_OUT = [
    ([p(r("題"), style="1"), p(r("文。"))], "# 題\n文。"),
    ([p(r("題"), style="a"), p(r("題"), style="c"), p(r("題"), style="d")], "# 題\n### 題\n# 題"),
    ([p(r("目次"), style="b"), p(r("輪"), style="e"), p(r("題"), style="見出し2")], "目次\n輪\n## 題"),
    ([p(r("題"), props='<w:outlineLvl w:val="8"/>')], "###### 題"),
    ([p(r("第一章", inside="<w:br/>") + r("朝"), style="1")], "# 第一章 朝"),
    ([p(style="1"), p(r("文。"))], "文。"),
    ([item("一"), item("二"), item("い", level=1), item("ろ", level=1), item("三"), item("い", level=1)],
     "1. 一\n2. 二\n  1. い\n  2. ろ\n3. 三\n  1. い"),
    ([item("一"), p(r("間")), item("二"), item("五", num=4), item("六", num=4)], "1. 一\n間\n2. 二\n5. 五\n6. 六"),
    ([item("丸", num=2), item("丸", num=2, level=1), item("零", num=0), item("無", num=99)], "・丸\n  1. 丸\n零\n無"),
    ([p(r("丸"), style="l"), p(r("素"), style="l", props='<w:numPr><w:numId w:val="0"/></w:numPr>')], "・丸\n素"),
    ([p(r("朝"), style="n"), p(r("支度"), style="m"), p(r("昼"), style="n")], "# 第1章 朝\n  1. 支度\n# 第2章 昼"),
    ([item("一", num=5), item("二", num=1)], "1. 一\n2. 二"),
    ([p(r("一", inside="<w:br/>") + r("続き"), style="l")], "・一\n  続き"),
    ([p(r("前の"), props="<w:rPr><w:del/></w:rPr>"), p(r("段落"), style="1")], "# 前の段落"),
    ([p(r("前の"), props="<w:rPr><w:del/></w:rPr>"), table([p(r("表"))])], "前の\n\n表"),
    ([p(r("む"), props='<w:framePr w:dropCap="drop"/>'), p(r("かし。"))], "むかし。"),
    ([p(r("前。")), p(), p(r("後。"))], "前。\n\n後。"),
    ([p(r("前。")), table([p(r("一")), p(r("二")) + p(r("三"))], [p(r("四")), p()]), p(r("後。"))],
     "前。\n\n一\n二\n三\n\n四\n\n後。"),
    ([table([cell(p(r("縦")), UP_FIRST), p(r("一"))], [cell(p(r("縦")), UP), p(r("二"))])],
     "縦\n一\n\n二"),
    ([table([table([p(r("中"))]) + p(r("外"))])], "中\n\n外"),
    (["<w:tbl>" + GONE + table([p(r("残")), cell(p(r("消")), "<w:cellDel/>")]) + "</w:tbl>"], "残"),
    ([field("begin") + instruction("TOC") + field("separate"), p(r("一\t1")), p(r("二\t2") + field("end") + r("本文"))],
     "一\t1\n二\t2本文"),
    (["<w:r><w:t>段落の外</w:t></w:r>", p(r("中"))], "段落の外\n中"),
]  # fmt: skip

VANISH = "<w:vanish/>"
CONTROL = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + r("ここに入力") + "</w:sdtContent></w:sdt>"

# Each case is what one paragraph holds, what is read of it, and what the writer is told.
TOLD = [
    (DEAD + DEAD + r("朝") + DEAD + "<w:del><w:r/></w:del>", "朝", "変更履歴で消された部分は読んでいません（2か所）。"),
    (r("隠", props=VANISH) + r("朝"), "朝", "隠し文字は読んでいません（1か所）。"),
    (r("隠", props='<w:rStyle w:val="k"/>') + r("朝"), "朝", "隠し文字は読んでいません（1か所）。"),
    (CONTROL + r("朝"), "朝", "入力欄に残った案内の文字は、本文に入れていません（1か所）。"),
    (r("朝", inside="<w:drawing><c:chart/></w:drawing>"), "朝",
     "グラフ・図・埋め込まれた文書の中の文字は読んでいません（1か所）。"),
    (r("朝", inside='<w:sym w:char="F0FF"/>'), "朝�", "文字に直せない記号を「�」にしました（1個）。"),
    (r("朝", inside='<w:footnoteReference w:id="9"/>'), "朝", "中身の見つからない注があります（1件）。"),
    (r("朝", props='<w:vanish w:val="0"/>'), "朝", None),
]  # fmt: skip

SEPARATOR = f'<w:footnote w:type="separator" w:id="0">{p(r("――"))}</w:footnote>'
NOTE = f'<w:footnote w:id="1">{p(r("調べた。"))}{p(r("二段。"))}</w:footnote>'
LOOP = f'<w:footnote w:id="1">{p(r("輪。", inside=CALL))}</w:footnote>'


@pytest.mark.parametrize(("inside", "text"), KEPT)
def test_a_paragraph_keeps_the_words_that_word_shows(inside, text):
    assert read(p(inside))[0] == text


@pytest.mark.parametrize(("paragraphs", "text"), LAID_OUT)
def test_paragraphs_headings_lists_and_tables_become_lines(paragraphs, text):
    assert read("".join(paragraphs), styles=STYLES, numbering=NUMBERING)[0] == text


@pytest.mark.parametrize(("inside", "text", "remark"), TOLD)
def test_what_is_left_out_is_told(inside, text, remark):
    assert read(p(inside), styles=STYLES) == (text, (remark,) if remark else ())


def test_a_style_hides_its_paragraphs_and_two_such_styles_show_the_text():
    body = p(r("隠"), style="h") + p(r("朝", props='<w:rStyle w:val="k"/>'), style="h") + p(r("昼"))
    assert read(body, styles=STYLES)[0] == "朝\n昼"


def test_a_note_follows_its_paragraph_once():
    body = p(r("前", inside=CALL) + r("。", inside=CALL)) + p(r("後。"))
    text, remarks = read(body, footnotes=SEPARATOR + NOTE)
    assert text == "前。\n・注1：調べた。\n  二段。\n後。"
    assert remarks == ("脚注1件は、その段落のすぐあとに「・注1：…」のように入れました。",)


def test_footnotes_and_endnotes_are_counted_apart():
    body = p(r("前", inside='<w:endnoteReference w:id="1"/>') + r("。", inside=CALL))
    text, _ = read(body, footnotes=NOTE, endnotes=NOTE.replace("footnote", "endnote"))
    assert text == "前。\n・文末注1：調べた。\n  二段。\n・注1：調べた。\n  二段。"


def test_a_note_of_a_deleted_reference_is_left_out():
    assert read(p(r("朝") + f"<w:del>{r(inside=CALL)}</w:del>"), footnotes=NOTE) == ("朝", ())


def test_a_note_with_a_mark_of_its_own_loses_the_mark():
    own = '<w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t>'
    assert read(p(r("朝", inside=own) + r("から")), footnotes=NOTE)[0].startswith("朝から\n・注1：調べた。")


def test_a_note_that_names_itself_is_read_once():
    text, remarks = read(p(r("朝", inside=CALL)), footnotes=LOOP)
    assert (text, len(remarks)) == ("朝\n・注1：輪。", 2)


@pytest.mark.parametrize("story", ["header", "footer"])
def test_headers_and_footers_are_told_unless_they_hold_but_a_number(story):
    assert read(p(r("朝")), **{story: p(r("題字"))}) == ("朝", ("ヘッダーとフッターは本文に入れていません。",))
    assert read(p(r("朝")), **{story: p(r("- 12 -"))}) == ("朝", ())


def test_comments_are_counted():
    comments = f"<w:comment>{p(r('直す'))}</w:comment><w:comment/>"
    assert read(p(r("朝")), comments=comments) == ("朝", ("コメント2件は本文に入れていません。",))


def test_a_broken_header_stops_nothing():
    assert read(p(r("朝")), header="<w:p>", comments="<w:comment/>")[0] == "朝"


@pytest.mark.parametrize("kind", [R, STRICT])
def test_strict_files_are_read_like_transitional_ones(kind):
    main = wrap("document", f"<w:body>{p(r('題'), style='1')}</w:body>")
    strict = main.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main") if kind == STRICT else main
    assert read(parts={"word/document.xml": strict}, kind=kind, styles=STYLES)[0] == "# 題"


@pytest.mark.parametrize(
    "target", ["doc/本文.xml", "/doc/本文.xml", "doc/%E6%9C%AC%E6%96%87.xml", "DOC\\..\\doc/本文.xml"]
)
def test_the_document_is_found_by_its_relationship(target):
    parts = {
        "_rels/.rels": relate({"officeDocument": target.replace("\\", "/")}, R),
        "word/document.xml": None,
        "doc/本文.xml": wrap("document", f"<w:body>{p(r('朝'))}</w:body>"),
    }
    assert read(parts=parts)[0] == "朝"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_parts_come_in_utf_8_or_utf_16(encoding):
    main = wrap("document", f"<w:body>{p(r('朝😢'))}</w:body>").replace("UTF-8", encoding[:6].upper().strip("-"))
    assert read(parts={"word/document.xml": main.encode(encoding)})[0] == "朝😢"


def test_space_that_the_whole_document_preserves_is_kept():
    main = wrap("document", "<w:body><w:p><w:r><w:t> 朝</w:t></w:r></w:p></w:body>")
    main = main.replace("<w:document ", '<w:document xml:space="preserve" ')
    assert read(parts={"word/document.xml": main})[0] == " 朝"


def test_a_book_of_three_hundred_pages_is_read_in_about_a_second():
    many = "".join(
        r(f"{at:06d}罪悪感でいっぱい", props='<w:rFonts w:hint="eastAsia"/><w:sz w:val="21"/>') for at in range(10)
    )
    data = build_docx("".join(p(many, style="1") + p(r(str(at))) for at in range(2400)), styles=STYLES)
    start = time.perf_counter()
    text, _ = read_docx(data, name="本.docx")
    assert len(text) > 350_000 and time.perf_counter() - start < 5  # measured 0.5 s


words = st.text("朝昼夜罪悪感12", min_size=1, max_size=3)
trees = st.recursive(
    words,
    lambda inner: st.tuples(st.sampled_from(["ins", "del", "ruby", "sdt", "x"]), st.lists(inner, max_size=4)),
    max_leaves=20,
)


def build_tree(tree):
    """Return a tree's XML and the words of it that stand outside deletions and readings."""
    if isinstance(tree, str):
        return r(tree), tree
    name, inner = tree
    built = [build_tree(one) for one in inner]
    xml, kept = "".join(one for one, _ in built), "".join(text for _, text in built)
    if name == "ruby":
        return ruby(xml, r("よみ")), kept
    if name == "x":
        return f"<x:x><x:y>{xml}</x:y></x:x>", kept
    return f"<w:{name}>{xml}</w:{name}>", "" if name == "del" else kept


@given(st.lists(trees, max_size=5))
@settings(max_examples=150, deadline=None)
def test_exactly_the_words_outside_deletions_and_readings_are_kept(forest):
    built = [build_tree(tree) for tree in forest]
    assert read(p(*(xml for xml, _ in built)))[0] == "".join(kept for _, kept in built)
