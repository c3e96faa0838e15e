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
    ("anxiety", "不安で眠れなくなった。"),
    ("anxiety", "怖くて乗れなくなった。"),
    ("guilt", "罪悪感で食べられなくなった。"),
    ("anxiety", "こんなに不安なのは私だけでしょうか。"),
    ("regret", "後悔しない夜はない。"),
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
    ("anxiety", "点差が開いても、焦らなかった。"),
    ("regret", "後悔している暇はない。"),
    ("guilt", "罪悪感というより、怒りだった。"),
    ("anxiety", "不安というほどではない。"),
    ("frustration", "劣等感や焦りから抜け出せた。"),
    ("regret", "後悔したことは一度もありません。"),
    ("guilt", "罪悪感から、ようやく自由になれた。"),
]

RAISED = [
    ("regret", "後悔しないために、準備をした。"),
    ("regret", "後悔したらどうする。"),
    ("regret", "あとで後悔するかもしれない。"),
    ("regret", "後悔しないように話し合った。"),
    ("regret", "後悔しているか、とはよく訊かれる。"),
    ("regret", "辞めて後悔していますかと聞かれた。"),
    ("regret", "後悔してないのと聞かれた。"),
    ("frustration", "悔しくないのかと聞かれた。"),
    ("guilt", "申し訳なさはありませんでしたか。"),
    ("regret", "このままだと悔やみそうだ。"),
    ("regret", "後悔しない家の選び方"),
    ("guilt", "罪悪感を手放す五つのステップ"),
    ("guilt", "罪悪感を抱えている人に読んでほしい一冊。"),
    ("anxiety", "もしかして怖い？"),
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
    ("regret", "「もっと早く行けばよかった」と父は言った。", "other"),
    ("guilt", "「本当に申し訳ない」と母に言われた。", "other"),
    ("guilt", "「自分を責めないで」と夫に言われた。", "self"),
    ("anxiety", "保護者が不安を感じている。", "other"),
    ("anxiety", "子どもが心配だ。", "self"),
    ("anxiety", "利用者の不安が強まった。", "other"),
    ("frustration", "悔しそうな顔で帰った。", "other"),
    ("regret", "後悔しないように、写真を撮った。", "self"),
    ("regret", "後悔しないための準備", "general"),
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
    ("guilt", "お取引先にご迷惑がかかります。"),
    ("anxiety", "ご心配おかけしました。"),
    ("anxiety", "ご不安な点はお尋ねください。"),
    ("regret", "「後悔しない靴」という名前のスニーカーを買った。"),
    ("regret", "「もっと早く相談すればよかったのに」と母に言われた。"),
    ("regret", "異動を申し出たらよかったやん、と妹は言う。"),
    ("hope", "前を向いたまま動かない。"),
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
