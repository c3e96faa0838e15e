"""Phrases: what a rule's plain Japanese finds, and what it leaves alone."""

import pytest

from textlab.errors import PhraseError
from textlab.matching import build_matchers
from textlab.tokens import cut_text

LISTS = {"子": ("子ども", "娘", "息子", "我が子")}

# phrase, sentence, the words found (None: nothing).
CASES = [
    ("迷惑をかける", "周りに迷惑ばかりかけちゃってる。", "迷惑ばかりかけ"),
    ("迷惑をかける", "迷惑、ずっとかけてたと思う。", "迷惑、ずっとかけ"),
    ("迷惑をかける", "めいわくを掛けました", "めいわくを掛け"),
    ("迷惑をかける", "迷惑を掛けました", "迷惑を掛け"),
    ("迷惑をかける", "迷惑な電話をかける人", None),
    ("後悔する", "後悔はしてる", "後悔はし"),
    ("申し訳ない", "申し訳ございませんでした", "申し訳ございません"),
    ("申し訳ない", "本当に申し訳なくて", "申し訳なく"),
    ("良い母親じゃない", "いい母親でもないし", "いい母親でもない"),
    ("良い母親じゃない", "いい母親ではありません", "いい母親ではありません"),
    ("〜すればよかった", "行きゃよかった。", "行きゃよかった"),
    ("〜すればよかった", "休ませておけばよかったのに", "おけばよかった"),
    ("〜すればよかった", "休めばいい", None),
    ("〜しなければよかった", "言わなきゃよかった", "言わなきゃよかった"),
    ("もっと …　早く", "もっとずっと早く", "もっとずっと早く"),
    ("片道〜時間", "片道で二時間かかる", "片道で二時間"),
    ("(片道|往復)〜時間", "往復、三時間", "往復、三時間"),
    ("朝は〜して家を出る", "朝は急いで家を出る", "朝は急いで家を出る"),
    ("〜したらよかった", "聞いたらよかったなあ", "聞いたらよかった"),
    ("〜したらよかった", "聞いてよかったなあ", None),
    ("もっと…〜すればよかった", "もっと早く病院へ行けばよかった", "もっと早く病院へ行けばよかった"),
    ("〜していいのか。", "このままでていいのかなあ…", "でていいのか"),
    ("〜していいのか。", "休んでいいのか聞いてみた", None),
    ("(罪悪感|負い目)を(感じる|抱く)", "負い目を感じていた", "負い目を感じ"),
    ("[つい]怒鳴ってしまう", "つい怒鳴っちゃった", "つい怒鳴っちゃっ"),
    ("<子>を泣かせる", "娘も泣かせてしまった", "娘も泣かせ"),
    ("仕事を辞める", "仕事やめたい", "仕事やめ"),
    ("仕事を辞める", "仕事を止めるな", None),
    ("変われる", "人はいつでも変わる", None),
    ("優しくできなかった", "優しくできませんでした", "優しくできませんでした"),
    ("変われる", "わたしも変われるかも", "変われる"),
    ("頑張ろう", "一緒に頑張りましょう！", "頑張りましょう"),
    ("頑張ろう", "よく頑張った", None),
    ("私なら……できる", "私なら、きっとどこでもできる", "私なら、きっとどこでもできる"),
    ("^という気持ち", "という気持ちでいっぱいだ", "という気持ち"),
    ("^という気持ち", "楽しいという気持ち", None),
    ("夢(が叶う|を追う)", "夢だけは追っている", "夢だけは追っ"),
    ("夢(が叶う|を追う)", "夢、叶ったよ", "夢、叶っ"),
    ("原稿が…進まない", "原稿はちっとも進まない", "原稿はちっとも進まない"),
    ("原稿が…進まない", "原稿ぜんぜん進まない", "原稿ぜんぜん進まない"),
    ("原稿が…進まない", "原稿に向かっても進まない", None),
    ("私ばかり…働く", "私が一人で働く", None),
    ("聞くのだった", "もっと早く聞くんでした", "聞くんでした"),
    ("うまくいくだろう", "うまくいくっしょ", "うまくいくっしょ"),
    ("うまくいくだろう", "うまいこといくやろな", None),
    ("うまくいくだろう", "うまくいくやろな", "うまくいくやろ"),
    ("よかったのかもしれない", "やめてよかったのかも。", "よかったのかも"),
    ("もっと早く", "もう少し早く", "もう少し早く"),
    ("頑張っていこう。", "みんなで頑張ってこう！", "頑張ってこう"),
    ("続けます。", "来年も続けます笑", "続け"),
    ("頑張りたい。", "頑張りたい、、、", "頑張りたい"),
    ("マミートラック", "この“マミートラック”という言葉", "マミートラック"),
]

FAULTS = [
    ("(罪悪感|後悔", "bracket"),
    ("罪悪感|後悔", "bracket"),
    ("(罪悪感]を感じる", "bracket"),
    ("<子を泣かせる", "bracket"),
    ("〜だろう", "する after 〜"),
    ("片道〜", "する after 〜"),
    ("子^ども", "cut into words"),
    ("…", "names no word"),
    ("", "names no word"),
    ("<親>が", "the lists here are: 子"),
]


def find(phrase, sentence):
    matcher = build_matchers({"one": [[phrase]]}, lists=LISTS)["one"]
    cut = cut_text(sentence)
    line = matcher.alphabet.spell(cut)
    found = [(cut.starts[line.tokens[m.start]], cut.ends[line.tokens[m.end - 1]]) for m in matcher.find([line])]
    return [sentence[start:end] for start, end in found]


@pytest.mark.parametrize(("phrase", "sentence", "words"), CASES)
def test_a_phrase_finds_its_forms(phrase, sentence, words):
    assert find(phrase, sentence) == ([] if words is None else [words])


@pytest.mark.parametrize(("phrase", "message"), FAULTS)
def test_a_phrase_that_cannot_be_read_says_why(phrase, message):
    with pytest.raises(PhraseError, match=message):
        build_matchers({"one": [[phrase]]}, lists=LISTS)


def test_full_width_marks_are_marks_too():
    assert find("（罪悪感｜負い目）を感じる", "罪悪感を感じる") == ["罪悪感を感じる"]


def test_matching_stays_linear_on_a_long_sentence():
    import time

    started = time.perf_counter()
    find("もっと……〜すればよかった", "もっと" * 5000 + "した。")
    assert time.perf_counter() - started < 5
