"""Status: what denies a feeling, what only raises it, and what only looks so."""

import pytest

from textlab.codebook import load_codebook
from textlab.coding import find_codes
from textlab.tokens import cut_text

BOOK = load_codebook()

# What looks like a negation and is none: the feeling is felt.
FALSE_NEGATIONS = [
    ("guilt", "職場のみんなに申し訳ない気持ちでいっぱいだ。"),
    ("guilt", "罪悪感を感じずにはいられない。"),
    ("guilt", "自分を責めずにはいられなかった。"),
    ("guilt", "罪悪感しかない。"),
    ("guilt", "罪悪感だけじゃない。"),
    ("guilt", "罪悪感が消えない。"),
    ("guilt", "罪悪感がないわけではない。"),
    ("regret", "後悔しかない。"),
    ("regret", "後悔していないと言えば嘘になる。"),
    ("regret", "後悔せざるを得ない。"),
    ("regret", "後悔しない日はない。"),
    ("frustration", "悔しくて仕方ない。"),
    ("frustration", "情けないのかもしれない。"),
    ("anxiety", "不安でたまらない。"),
    ("regret", "後悔してるんだと思う。"),
    ("hope", "きっと変われるかもしれない。"),
    ("guilt", "子どもを傷つけるつもりはなかった。"),
    ("regret", "後悔するつもりはなかったのに。"),
    ("guilt", "罪悪感を手放すつもりはない。"),
]

DENIED = [
    ("guilt", "罪悪感を感じなくてもいい。"),
    ("guilt", "罪悪感を感じる必要はない。"),
    ("guilt", "罪悪感を手放そう。"),
    ("guilt", "いつのまにか罪悪感は消えた。"),
    ("guilt", "罪悪感も後悔もない。"),
    ("guilt", "自分を責めないで。"),
    ("regret", "後悔するわけではない。"),
    ("regret", "後悔はしていない。"),
    ("regret", "後悔したことはない。"),
    ("anxiety", "もう不安は感じなくなった。"),
    ("anxiety", "不安はありません。"),
    ("hope", "希望が持てない。"),
    ("hope", "もう望みはない。"),
    ("guilt", "自分を責めるつもりはない。"),
    ("guilt", "罪悪感を抱く気はありません。"),
    ("regret", "後悔するつもりはない。"),
    ("anxiety", "不安になるつもりなんてさらさらない。"),
]

RAISED = [
    ("regret", "後悔しないために、準備をした。"),
    ("regret", "後悔したらどうする。"),
    ("regret", "あとで後悔するかもしれない。"),
    ("regret", "後悔しないように話し合った。"),
    ("regret", "後悔しているか、とはよく訊かれる。"),
    ("regret", "辞めて後悔していますかと聞かれた。"),
    ("regret", "後悔したくないから話し合った。"),
    ("guilt", "罪悪感との付き合い方"),
    ("guilt", "罪悪感を抱いたことはありませんか？"),
    ("anxiety", "復職に不安がある人におすすめです。"),
    ("anxiety", "不安を感じている方へ"),
    ("hope", "仲間と店を立て直したいお気持ちなのですね。"),
    ("hope", "この店は立て直せるでしょうか。"),
]

TABLE = [
    ("hope", "店を立て直したいのですね。", "felt"),
    *((code, text, "felt") for code, text in FALSE_NEGATIONS),
    *((code, text, "denied") for code, text in DENIED),
    *((code, text, "raised") for code, text in RAISED),
]

HOLDERS = [
    ("guilt", "私は罪悪感でいっぱいだった。", "self"),
    ("guilt", "罪悪感でいっぱいだった。", "self"),
    ("regret", "夫は後悔していた。", "other"),
    ("guilt", "多くの母親が罪悪感を抱えている。", "general"),
    ("guilt", "夫は残業ばかりだったが、罪悪感を抱いたのは私だった。", "self"),
    ("guilt", "子どもが熱を出すたびに、罪悪感を覚える。", "self"),
]

# Polite phrases, requests, names and other senses: nothing is coded.
FORMULAS = [
    ("guilt", "お忙しいところ申し訳ありませんが、ご確認ください。"),
    ("guilt", "ご迷惑をおかけします。"),
    ("guilt", "迷惑メールが届いた。"),
    ("regret", "土曜に反省会がある。"),
    ("hope", "参考になれば幸いです。"),
    ("hope", "頑張る皆さんを応援しています。"),
    ("hope", "ご希望の方はご連絡ください。"),
    ("hope", "異動を希望した。"),
    ("hope", "来月の希望休を出した。"),
    ("hope", "前向きに検討します。"),
    ("hope", "期待値を計算した。"),
    ("regret", "転職してよかった。"),
    ("regret", "試合に負けて悔しい。"),
    ("regret", "早めに申し込めばいい。"),
    ("guilt", "お力になれず、申し訳ないです。"),
    ("guilt", "予定の時間をオーバーし、すみませんでした。"),
    ("guilt", "娘さんをまた叱ってしまうのですね。"),
    ("guilt", "どんなときに叩いてしまいますか。"),
    ("guilt", "古い機能の保守がおろそかになっている。"),
    ("guilt", "先方に冷たく言われた。"),
]


def found(code, text):
    findings = find_codes([cut_text(text)], kinds=["body"], codebook=BOOK)
    return [finding for finding in findings if finding.code == code]


@pytest.mark.parametrize(("code", "text", "status"), TABLE, ids=[text for _, text, _ in TABLE])
def test_status_is_read_from_the_words_around(code, text, status):
    assert status in {finding.status for finding in found(code, text)}
    assert status == "felt" or "felt" not in {finding.status for finding in found(code, text)}


@pytest.mark.parametrize(("code", "text", "holder"), HOLDERS, ids=[text for _, text, _ in HOLDERS])
def test_holder_is_the_nearest_subject(code, text, holder):
    assert {finding.holder for finding in found(code, text)} == {holder}


@pytest.mark.parametrize(("code", "text"), FORMULAS, ids=[text for _, text in FORMULAS])
def test_a_formula_is_no_feeling(code, text):
    assert found(code, text) == []
