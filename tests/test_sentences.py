"""Splitting text: where sentences end, what kind they are, which heading they stand under."""

import json
import time
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textlab.corpus import read_corpus
from textlab.sentences import KINDS, split_sentences, split_text

GOLD_F1 = 0.975  # measured 0.980: 12 line breaks inside a sentence are cut in the gold, and one quotation is not
TYPICAL = "復帰した日は、朝から雨でした。「おかえり！」と言われて、少し泣きました😢 でも、進めばいい。\n"

# Each case is one text; `⏎` is a line break, `‖` marks where one segment ends and the next begins.
SPLITS = [
    # full stops and what belongs to them
    "辞めた。‖後悔はない。",
    "なぜ！？‖どうして!?‖本当に？！‖もう。。。‖はい",
    "え？……‖そうか！！！‖よし",
    "そうなのかな……⏎‖でも進む・・・⏎‖終わり",
    "少しずつ生活のリズムも整ってきた…はずだったのに。",
    "転職を経験しました。 ‖マミートラックの現実に悩みました。",
    "行った．‖次に帰った．",
    # pictures, kaomoji, laughter
    "実感しています🥺‖でも進む。",
    "ありがとう！😊👍‖次の日。",
    "泣きました(´;ω;｀)‖でも笑った。",
    "辞めました♪ ‖次です。",
    "寝ました(笑)‖起きました（笑）⏎‖終わり。",
    "すごいです。(笑)‖本当です。ｗｗ⏎‖終わり。",
    "ごめんなさいm(_ _)m⏎‖次。",
    "ました！ 😊⏎‖次。",
    "復帰します‼️‖頑張ります💪",
    "りんご🍎とみかんを買った。",
    "行きました(笑)が、疲れた。",
    # no ends: addresses, names, numbers
    "https://example.com/a?b=c.html を見た。‖次。",
    "モーニング娘。が好き。‖今も。",
    "好きなのはモーニング娘。‖今も聴く。",
    "Yahoo!ニュースで見た。‖次。",
    "体温は38.5度。‖Ver.2を出した。",
    "9:30~18:00で働く。",
    # brackets
    "「もう無理。」と思った。‖次。",
    "「もう無理？」って聞かれた。",
    "「いま、する。」という一行。",
    "「辞めれば？」を三回聞いた。‖「逃げ。」ではなく、前進。",
    "「これでいいのかな…」 ‖時短だから手を抜いたわけじゃない。",
    "「うん。もういい。」‖そう言って帰った。",
    "「おかえり。」 ‖「ただいま。」 ‖母は笑った。",
    "それは「逃げ」 ではなく設計。",
    "夫に（無理だけど。でも）頼んだ。‖次。",
    "辞めんと？と妻は聞く。‖次。",
    "「転職したいけど怖い」…ママたちの本音です。",
    "「閉じない。‖でも進む。",
    "余った」閉じ。‖次。",
    # line breaks inside a sentence
    "結果、⏎昇進から外れてしまう。‖次。",
    "頭に浮かんだのは⏎「戦力外かな？」ということでした。",
    "以前は「お願いしたい」⏎とたくさん言ってもらえた。",
    "母に「いま無理。⏎あとで」と言った。",
    "これでいいのか？⏎という思いが消えない。",
    "疑問と、⏎「もういらない」という不安がある。",
    "私は一人目の出産のあと、産休前に⏎所属していた営業とマネジメントの⏎部署に復帰することになりまして、⏎とても忙しい日々を過ごしてきた。",
    # line breaks that end one
    "帰ってきた日⏎‖とても寒かった。",
    "身としては、⏎‖「頑張っていたのに…」⏎‖「何だったんだろう？」⏎‖という思いが、消えない。",
    "結果、⏎⏎‖外れた。",
    "悔しい日もあります⏎‖でも、変わる。",
    "例えば、⏎‖- 朝が早い⏎‖- 夜が遅い⏎‖と、続きます。",
    "終わり⏎‖　新しい段落。",
    # a line that answers is another turn
    "職場に迷惑をかけてしまって⏎‖そうなんですね。",
    "妻の手前、休めずに⏎‖うんうん、それはつらい。",
    "信用していないのですが、⏎‖なるほど。",
    "考えた末に、⏎はいと答えた。",
    "娘は、⏎うんと言わなかった。",
    "話を聞いて、⏎なるほど、と思った。",
    # items that hold sentences
    "- 面談をした。‖これで楽になった。⏎‖- 次",
    "気がかりでした。 ‖- 急な熱",
    "・制約、⏎あり。",
]

ITEMS = ["- 朝", "* 朝", "+ 朝", "• 朝", "・朝", "✅ 朝", "☑朝", "▶ 朝"]

KIND_CASES = [
    ("heading", "# 復帰の日\n朝でした。"),
    ("heading", "■ 復帰の日\n朝でした。"),
    ("heading", "◆復帰の日\n朝でした。"),
    ("heading", "【復帰の日】\n朝でした。"),
    ("heading", "① 今の働き方を受け入れてみる\n朝でした。"),
    ("heading", "1. キャリアを明確に\n朝でした。"),
    ("heading", "まとめ|私らしい働き方\n朝でした。"),
    ("heading", "最後に：伝えたいこと\n朝でした。"),
    ("heading", "積み上げてきたキャリアが崩れていく感覚\n朝でした。"),
    ("heading", "転職を続けた理由\n\n朝でした。"),
    ("heading", "マミートラックとは?ワーママの壁\n朝でした。"),
    ("item", "1. 朝\n2. 夜\n"),
    ("item", "① 朝\n\n② 夜\n"),
    ("item", "1) 朝\n2) 夜\n"),
    ("quote", "「もう無理」\n朝でした。"),
    ("quote", "『もう無理。』\n朝でした。"),
    ("quote", "“もう無理”\n朝でした。"),
    ("quote", "「もう無理」「辞めたい」\n朝でした。"),
    ("quote", "わたし「もう無理です」\n朝でした。"),
    ("quote", "> もう無理です。\n朝でした。"),
    ("body", "「逃げ」ではなく設計です。\n朝でした。"),
    ("body", "悔しい日もあります\n朝でした。"),
    ("body", "当時は、\n- 朝\n"),
    ("body", "こんにちは、と言うだけで涙が出ました。"),
    ("body", "応援していますと言われて、罪悪感でいっぱいでした。"),
    ("body", "LINEで夫に送った。既読がつかない。"),
    ("body", "**罪悪感**が消えない。"),
    ("boilerplate", "---\ntitle: 復帰\n\nno: 1\n---\n朝でした。"),
    ("boilerplate", "さえママ\n\n「もう無理」\n"),
    ("boilerplate", "わたし：\nもう無理です。\n"),
    ("boilerplate", "目次\n朝でした。"),
    ("boilerplate", "• URLをコピーしました!\n朝でした。"),
    ("boilerplate", "あわせて読みたい記事\n朝でした。"),
    ("boilerplate", "▶︎ LINE登録特典がおすすめです!\n朝でした。"),
    ("boilerplate", "[…] 頑張らなくていい\n朝でした。"),
    ("boilerplate", "https://example.com/a\n朝でした。"),
    ("boilerplate", "![写真](a.png)\n朝でした。"),
    ("boilerplate", "|---|---|\n| 朝 | 夜 |\n"),
    ("boilerplate", "＊＊＊\n朝でした。"),
    ("boilerplate", "こんにちは、ワーママのゆるりです。\n朝でした。"),
    ("boilerplate", "少しでも参考になれば幸いです!\n"),
    ("boilerplate", "最後まで読んでくださりありがとうございました。"),
    ("boilerplate", "頑張る皆さんを応援しています!\n"),
]

HARD = {
    "one line without a full stop": "あ" * 300_000,
    "brackets that never close": "「" * 300_000,
    "brackets that close at the end": "（" * 150_000 + "）" * 150_000,
    "quotations on one line": "「あ。」" * 75_000,
    "a long quotation before soft breaks": "「あ」" * 30_000 + "、\n" + "あ、\n" * 60_000,
    "dashes before a letter": "-" * 300_000 + "x",
    "spaces": "あ" + " " * 300_000 + "い",
    "half kaomoji": "(^" * 150_000,
    "fences without end": "---\n" + "a:\n" * 10_000,
}


@pytest.mark.parametrize("case", SPLITS)
def test_sentences_end_where_a_reader_ends_them(case: str) -> None:
    want = [part.strip() for part in case.replace("⏎", "\n").split("‖")]
    text = case.replace("⏎", "\n").replace("‖", "")
    assert [text[s.start : s.end] for s in split_text(text)] == want


@pytest.mark.parametrize("line", ITEMS)
def test_a_bullet_makes_an_item_and_belongs_to_it(line: str) -> None:
    text = f"{line}、来た\n"
    assert [(text[s.start : s.end], s.kind) for s in split_text(text)] == [(text.strip(), "item")]


@pytest.mark.parametrize(("kind", "text"), KIND_CASES)
def test_the_first_segment_has_the_kind_it_looks_like(kind: str, text: str) -> None:
    assert split_text(text)[0].kind == kind


def test_a_segment_knows_the_heading_it_stands_under() -> None:
    text = "はじまりです。\n## 復帰はどう？選んだ理由\n朝でした。\n■ 夜のこと\n夜でした。"
    sections = [segment.section for segment in split_text(text)]
    assert sections == ["", *["復帰はどう？選んだ理由"] * 3, *["■ 夜のこと"] * 2]


def test_a_chat_without_full_stops_has_no_headings() -> None:
    text = "\n\n".join(["したっけ母が入院して", "早番にしてほしいって言ったさ", "無理だった", "だから辞めた日"] * 3)
    assert {segment.kind for segment in split_text(text)} == {"body"}


@settings(max_examples=300, deadline=None)
@given(st.text() | st.text("あ、。！？…「」『』（）()笑😊\n\r \u3000-#・1.>|:：w♪と\u200b", max_size=60))
def test_every_character_but_space_is_in_exactly_one_segment(text: str) -> None:
    _check_cover(text)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\u2028"])
def test_line_ends_of_every_kind_separate_segments(ending: str) -> None:
    text = f"# 復帰{ending}朝でした{ending}{ending}夜でした。"
    assert [text[s.start : s.end] for s in split_text(text)] == ["# 復帰", "朝でした", "夜でした。"]


@pytest.mark.parametrize("name", HARD)
def test_hard_texts_take_linear_time(name: str) -> None:
    start = time.perf_counter()
    _check_cover(HARD[name])
    assert time.perf_counter() - start < 10


def test_typical_text_is_split_fast() -> None:
    text = TYPICAL * 5_000
    start = time.perf_counter()
    split_text(text)
    assert len(text.encode()) / (time.perf_counter() - start) > 500_000  # 4 MB a second on an idle machine


def test_the_table_has_a_row_for_each_segment() -> None:
    articles = pd.DataFrame({"article": ["b.md", "a.md"], "text": ["朝。夜。", "# 題\n本文。"]})
    sentences = split_sentences(articles)
    assert sentences.columns.tolist() == ["article", "sentence", "start", "end", "kind", "section", "text"]
    assert sentences["sentence"].tolist() == [0, 1, 0, 1]
    assert sentences["text"].tolist() == ["朝。", "夜。", "# 題", "本文。"]


def test_the_table_keeps_every_article_and_kind_as_a_category() -> None:
    sentences = split_sentences(pd.DataFrame({"article": ["b.md", "a.md"], "text": ["朝。", ""]}))
    assert sentences["article"].cat.categories.tolist() == ["b.md", "a.md"]
    assert sentences["kind"].cat.categories.tolist() == list(KINDS)


def test_articles_are_not_changed() -> None:
    articles = pd.DataFrame({"article": ["a.md"], "text": ["朝。夜。"]})
    before = articles.copy(deep=True)
    split_sentences(articles)
    pd.testing.assert_frame_equal(articles, before)


def test_a_table_without_articles_gives_no_sentences() -> None:
    empty = split_sentences(pd.DataFrame({"article": [], "text": []}))
    assert empty.empty
    assert empty["kind"].cat.categories.tolist() == list(KINDS)


def test_a_missing_column_is_named() -> None:
    with pytest.raises(ValueError, match="no column text among article, body"):
        split_sentences(pd.DataFrame({"article": ["a.md"], "body": ["朝。"]}))


def test_two_rows_with_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match=r"two rows are named 'a.md'"):
        split_sentences(pd.DataFrame({"article": ["a.md", "a.md"], "text": ["朝。", "夜。"]}))


def test_the_narratives_are_covered() -> None:
    for file in sorted((Path(__file__).parents[1] / "corpus").glob("*.md")):
        _check_cover(file.read_bytes().decode("utf-8"))


@pytest.mark.shared
def test_the_gold_articles_are_covered(shared: Path) -> None:
    for text in read_corpus(shared / "articles")["text"]:
        _check_cover(text)


@pytest.mark.shared
def test_segments_begin_where_the_gold_units_begin(shared: Path) -> None:
    lines = (shared / "gold" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    gold = {(unit["article"], unit["start"]) for unit in map(json.loads, lines)}
    sentences = split_sentences(read_corpus(shared / "articles"))
    found = set(zip(sentences["article"], sentences["start"], strict=True))
    assert 2 * len(gold & found) / (len(gold) + len(found)) >= GOLD_F1


def _check_cover(text: str) -> None:
    at = 0
    for start, end, _, _ in split_text(text):
        assert at <= start < end
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


def test_text_that_never_ends_a_sentence_is_cut_after_a_comma():
    text = "後悔して申し訳なくて、" * 200
    cut = [text[start:end] for start, end, *_ in split_text(text)]
    assert "".join(cut) == text and max(map(len, cut)) <= 400
    assert all(part.endswith("、") for part in cut)


def test_text_without_any_pause_is_cut_all_the_same():
    assert [end - start for start, end, *_ in split_text("あ" * 1000)] == [400, 400, 200]
