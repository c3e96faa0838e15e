"""A draft's report: places, standings, courses, what is missing, repeated, or never felt."""

import math
from dataclasses import FrozenInstanceError
from random import Random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textlab import arc, check_draft, code, rate, read_corpus, read_reference, split_sentences, tokenize
from textlab.codebook import join_codebooks, load_codebook
from textlab.draft.reference import shipped_corpus
from textlab.errors import CorpusError, TableError

PLAIN = "六時に起きた。\n"
LONG = PLAIN * 12
OWN = """title = "x"
version = "1"
codes = [{ id = "way", kind = "theme", label = "通勤", colour = "#4477AA", definition = "", rules = ["満員電車"] }]
"""
EMOTION = OWN.replace('"theme"', '"emotion"').replace("満員電車", "罪悪感でいっぱい").replace("通勤", "うしろめたさ")
PIECES = [PLAIN, "罪悪感。", "後悔した。\r\n", "「", "😢", "- "]


@pytest.fixture(scope="module")
def reference():
    return read_reference(codebook=load_codebook())


@pytest.fixture
def small(tmp_path):
    """Four articles of ten sentences, with 0, 1, 2 and 3 sentences of guilt."""
    for n in range(4):
        (tmp_path / f"{n}.txt").write_text("罪悪感でいっぱいだった。\n" * n + PLAIN * (10 - n), encoding="utf-8")
    return tmp_path


def standing(report, name):
    return next(one for one in report.standings if one.code == name)


def said(report, check):
    return [message.text for message in report.messages if message.check == check]


def test_a_report_is_frozen(reference):
    report = check_draft(LONG, corpus=reference)
    with pytest.raises(FrozenInstanceError):
        report.text = ""


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_findings_stand_at_their_line_and_column(end, reference):
    report = check_draft(f"朝。{end}{end}今日も罪悪感でいっぱいだった。", corpus=reference)
    (found,) = report.findings
    assert (found.place.line, found.place.column, found.text) == (3, 4, "罪悪感")
    assert report.text[found.place.start : found.place.end] == "罪悪感"


def test_findings_are_those_of_the_tables(reference):
    articles = read_corpus("corpus/04-41sai-tenshoku.md")
    sentences = split_sentences(articles)
    codings = code(tokenize(sentences), sentences=sentences)
    report = check_draft(articles["text"][0], corpus=reference)
    told = [(found.place.start, found.place.end, found.code, found.status) for found in report.findings]
    status = codings["status"].astype(object).where(codings["status"].notna(), "")
    rows = zip(codings["start"], codings["end"], codings["code"], status, strict=True)
    assert sorted(told) == sorted(rows)


def test_rates_are_those_of_the_tables(reference):
    articles = read_corpus("corpus/04-41sai-tenshoku.md")
    sentences = split_sentences(articles)
    rates = rate(code(tokenize(sentences), sentences=sentences), sentences=sentences)
    report = check_draft(articles["text"][0], corpus=reference)
    ours = [(one.code, one.n, one.rate, one.low, one.high) for one in report.standings]
    assert ours == [
        (str(name), n, pytest.approx(own), pytest.approx(low, abs=1e-9), pytest.approx(high))
        for name, n, own, low, high in rates[["code", "n", "rate", "low", "high"]].itertuples(index=False)
    ]


def test_a_standing_counts_the_articles_on_either_side(small):
    report = check_draft(PLAIN * 8 + "罪悪感でいっぱいだった。\n" * 2, corpus=small)
    guilt = standing(report, "guilt")
    assert (guilt.rarer, guilt.commoner, guilt.articles) == (2, 1, 4)
    assert guilt.percentile == 62.5
    assert guilt.quartiles == pytest.approx((7.5, 15.0, 22.5))


def test_a_draft_is_not_held_against_itself(reference):
    text = (shipped_corpus() / "04-41sai-tenshoku.md").read_text(encoding="utf-8")
    pasted = text.split("---\n")[-1].replace("\n", "\r\n")
    assert check_draft(text, corpus=reference).articles == len(reference.articles) - 1
    assert check_draft(pasted, corpus=reference).articles == len(reference.articles) - 1


def test_an_emotion_counts_when_felt(reference):
    report = check_draft("後悔はしていない。\n" + LONG, corpus=reference)
    regret = standing(report, "regret")
    assert (regret.n, regret.found) == (0, 1)
    assert regret.message.startswith("打ち消すか話題にするだけで")


def test_feelings_only_denied_are_pointed_out(reference):
    report = check_draft(LONG + "後悔はしていない。", corpus=reference)
    (unfelt,) = report.unfelt
    assert (unfelt.code, unfelt.denied, unfelt.raised) == ("regret", 1, 0)
    assert said(report, "never-felt") == ["「後悔」は1か所に出てきて、打ち消されています。"]


def test_a_feeling_held_once_is_not_pointed_out(reference):
    report = check_draft(LONG + "後悔はしていない。でも、あのとき断ればよかった。", corpus=reference)
    assert report.unfelt == ()


def test_hope_in_the_last_line_only_is_pointed_out(small):
    for file in small.glob("*.txt"):
        file.write_text("希望が見えてきた。\n" + PLAIN * 9, encoding="utf-8")
    report = check_draft(PLAIN * 19 + "希望が見えてきた。", corpus=small)
    (message,) = [message for message in report.messages if message.check == "only-at-end"]
    assert message.place.line == 20
    assert message.text.endswith("くらべた体験談（4本）では、はじめのほうで出てくるものが多いようです。")


def test_where_the_corpus_hopes_late_too_the_message_says_so(small):
    for file in small.glob("*.txt"):
        file.write_text(PLAIN * 9 + "希望が見えてきた。\n", encoding="utf-8")
    (text,) = said(check_draft(PLAIN * 19 + "希望が見えてきた。", corpus=small), "only-at-end")
    assert "くらべた体験談でも" in text


def test_of_a_feeling_that_hardly_an_article_tells_no_place_is_named(small):
    (text,) = said(check_draft(PLAIN * 19 + "希望が見えてきた。", corpus=small), "only-at-end")
    assert text == "「希望」が出てくるのは、終わり近くの1文（20行目から）だけです。"


@pytest.mark.parametrize(
    ("places", "told"),
    [
        ([0, 1, 2, 3], "前のほうに多く語られています"),
        ([0, 5, 12, 15, 22, 28], "まんべんなく語られています"),
        ([0, 1, 10, 11], "前のほうと中ほどに語られています"),
        ([0, 1, 2, 26, 27], "前のほうと後ろのほうに語られています"),
        ([29], "1文で、後ろのほうにあります"),
        ([], "はっきりとは見つかりませんでした"),
    ],
)
def test_a_course_is_told_by_where_it_runs(places, told, reference):
    lines = ["罪悪感でいっぱいだった。" if place in places else "六時に起きた。" for place in range(30)]
    assert told in check_draft("\n".join(lines), corpus=reference).courses[0].message


def test_missing_themes_come_with_a_sentence_to_read(reference):
    report = check_draft(LONG, corpus=reference)
    missing = {one.code: one for one in report.missing}
    assert set(missing) == set(load_codebook().ids("theme"))
    example = report.missing[0].example
    text = (shipped_corpus() / example.article).read_text(encoding="utf-8")
    assert text[example.place.start : example.place.end] == example.text
    assert example.text[example.first : example.last]


def test_a_sentence_that_an_article_repeats_is_one_example(small):
    (small / "0.txt").write_text("保育園のお迎えに走った。\n" * 4, encoding="utf-8")
    examples = read_reference(small, codebook=load_codebook()).examples("childcare")
    assert [example.text for example in examples] == ["保育園のお迎えに走った。"]


def test_missing_themes_begin_with_those_of_most_articles(reference):
    touched = [one.touched for one in check_draft(LONG, corpus=reference).missing]
    assert touched == sorted(touched, reverse=True)


def test_a_phrase_said_three_times_is_pointed_out_in_any_inflection(reference):
    text = "胸がぎゅっと痛む。\n" + PLAIN + "また胸がぎゅっと痛んだ。\n" + "夜も胸がぎゅっと痛みます。\n"
    (repeat,) = [one for one in check_draft(text, corpus=reference).repeats if "胸" in one.label]
    assert (repeat.kind, [place.line for place in repeat.places]) == ("phrase", [1, 3, 4])


def test_a_paragraph_that_stands_twice_is_pointed_out_once(reference):
    twice = "断ればよかったのにと言われた。でも断れなかった、あのときは。\n"
    report = check_draft(twice + PLAIN + twice + "おわり。", corpus=reference)
    (repeat,) = [one for one in report.repeats if one.kind == "sentence"]
    places = [(place.line, report.text[place.start : place.end] + "\n") for place in repeat.places]
    assert places == [(1, twice), (3, twice)]


def test_short_sentences_may_stand_twice(reference):
    assert not check_draft("はい。\nそうです。\n" * 4, corpus=reference).repeats


def test_a_part_of_a_repeated_phrase_is_not_repeated_again(reference):
    text = "".join(f"時間だけが静かに過ぎていく{when}だった。\n" for when in "朝昼夜春")
    phrases = [one.label for one in check_draft(text, corpus=reference).repeats if one.kind == "phrase"]
    assert len(phrases) == 1


def test_a_theme_taken_up_in_three_passages_comes_back(reference):
    text = ("保育園のお迎えに走った。\n" + PLAIN * 4) * 3
    (repeat,) = [one for one in check_draft(text, corpus=reference).repeats if one.code == "childcare"]
    assert [place.line for place in repeat.places] == [1, 6, 11]


def test_the_sentence_that_carries_most_comes_first(reference):
    text = LONG + "お迎えに遅れてばかりで、上司に迷惑をかけて、罪悪感でいっぱいだった。\n" + "後悔した。"
    carrier = check_draft(text, corpus=reference).carriers[0]
    assert carrier.sentence == 12
    assert "guilt" in carrier.codes and len(carrier.codes) >= 2


def test_courses_follow_the_draft_beside_the_corpus(reference):
    report = check_draft(PLAIN * 20 + "罪悪感でいっぱいだった。\n" * 5, corpus=reference)
    guilt = report.courses[0]
    assert guilt.draft[0] == pytest.approx(0, abs=1) and guilt.draft[-1] > 80
    assert all(low <= high for low, high in zip(guilt.low, guilt.high, strict=True))
    assert guilt.message == "「罪悪感」は、後ろのほうに多く語られています。"


def test_courses_are_those_of_the_tables(reference):
    articles = read_corpus("corpus/01-eigyo-fukki.md")
    sentences = split_sentences(articles)
    drawn = arc(code(tokenize(sentences), sentences=sentences), sentences=sentences)
    for course in check_draft(articles["text"][0], corpus=reference).courses:
        assert course.draft == pytest.approx(drawn[drawn["code"] == course.code]["rate"].tolist(), abs=1e-9)
        assert course.positions == pytest.approx(sorted(set(drawn["position"])))


@pytest.mark.parametrize("path", ["nowhere", "nowhere.txt"])
def test_a_corpus_that_is_not_there_is_named(path):
    with pytest.raises(CorpusError, match=f"{path}: no such file or folder"):
        check_draft(LONG, corpus=path)


def test_a_codebook_may_be_a_path(tmp_path, small):
    file = tmp_path / "own.toml"
    file.write_text(OWN, encoding="utf-8")
    report = check_draft("満員電車に揺られた。", corpus=small, codebook=file)
    assert [found.label for found in report.findings] == ["通勤"]


def test_phrases_are_named_with_their_endings(reference):
    text = "".join(f"{when}は胸が苦しくなった。\n" for when in "朝昼夜") + "胸が苦しくなる。\n"
    (repeat,) = check_draft(text, corpus=reference).repeats
    assert (repeat.label, len(repeat.places)) == ("胸が苦しくなった", 4)


def test_nine_sentences_are_too_few_to_compare(reference):
    report = check_draft("罪悪感でいっぱいだった。\n" + PLAIN * 8, corpus=reference)
    assert report.short and {one.verdict for one in report.standings} == {"unsure"}
    assert {message.check for message in report.messages} <= {"short", "never-felt", "repeated-phrase"}
    assert "まだ言えません" in said(report, "short")[0]


def test_ten_sentences_are_enough(reference):
    assert not check_draft(PLAIN * 10, corpus=reference).short


@pytest.mark.parametrize("text", ["", "\n \u3000\n", "😢🥺", "---\ntitle: 復帰\n---\n", "!!!", "\x00"])
def test_texts_without_words_make_a_report(text, reference):
    report = check_draft(text, corpus=reference)
    assert report.short and not report.findings and said(report, "short")
    assert report.sentences or all(math.isnan(one.rate) for one in report.standings)


def test_front_matter_is_not_counted(reference):
    report = check_draft("---\ntitle: 罪悪感\n---\n" + LONG, corpus=reference)
    assert standing(report, "guilt").found == 0
    assert standing(report, "guilt").high == pytest.approx(standing(check_draft(LONG, corpus=reference), "guilt").high)


def test_a_table_of_articles_serves_as_corpus(small):
    by_table, by_folder = (check_draft(LONG, corpus=source) for source in (read_corpus(small), small))
    assert by_table.standings == by_folder.standings


def test_a_corpus_without_articles_is_refused(tmp_path):
    with pytest.raises(ValueError, match="holds no article"):
        check_draft(LONG, corpus=tmp_path)


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ({"article": ["a"], "text": [None]}, "the text of 'a' is missing"),
        ({"article": ["a"]}, "no column 'text'"),
        ({"article": ["a", "a"], "text": ["朝。", "昼。"]}, "two rows are named 'a'"),
    ],
)
def test_a_table_that_cannot_serve_is_refused(table, told):
    with pytest.raises(TableError, match=told):
        check_draft(LONG, corpus=pd.DataFrame(table))


def test_beside_three_articles_nothing_is_called_frequent(tmp_path):
    for n in range(3):
        (tmp_path / f"{n}.txt").write_text(PLAIN * 10, encoding="utf-8")
    report = check_draft("罪悪感でいっぱいだった。\n" * 10, corpus=tmp_path)
    assert standing(report, "guilt").verdict == "unsure"


def test_articles_of_under_ten_sentences_are_left_out(small):
    (small / "4.txt").write_text("罪悪感でいっぱいだった。\n" * 9, encoding="utf-8")
    assert check_draft(LONG, corpus=small).articles == 4


def test_drafts_like_the_corpus_are_seldom_called_frequent(reference):
    """Drafts drawn from the corpus's own sentences differ from it in nothing but chance."""
    chance = Random(1)
    texts = [coded.text[span.start : span.end] for coded in reference.coded for span in coded.segments]
    drafts = ["\n".join(chance.sample(texts, 80)) for _ in range(40)]
    told = [said(check_draft(draft, corpus=reference), "frequent") for draft in drafts]
    assert sum(map(bool, told)) <= 4


def test_an_empty_table_leaves_nothing_to_compare_with():
    report = check_draft(LONG, corpus=pd.DataFrame({"article": [], "text": []}))
    assert {one.message for one in report.standings} == {"くらべられる長さ（10文より）の体験談がありません。"}
    assert report.missing == ()


def test_messages_stand_in_the_order_of_the_checks(reference):
    from textlab.draft import list_checks

    report = check_draft((shipped_corpus() / "01-eigyo-fukki.md").read_text(encoding="utf-8"), corpus=reference)
    order = [list(list_checks()).index(message.check) for message in report.messages]
    assert order == sorted(order) and len(set(order)) > 2


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300) | st.lists(st.sampled_from(PIECES)).map("".join))
def test_every_place_slices_back(reference, text):
    report = check_draft(text, corpus=reference)
    for found in report.findings:
        assert text[found.place.start : found.place.end] == found.text
        assert report.sentences[found.sentence].place.start <= found.place.start
    for repeat in report.repeats:
        assert all(place.start < place.end <= len(text) for place in repeat.places)


@pytest.mark.parametrize("own", ["# 起床\n六時に起きる\n", "# 気分\n罪悪感\n", EMOTION])
def test_a_codebook_joins_a_corpus_as_if_it_had_been_there(own, small, tmp_path):
    file = tmp_path / ("own.toml" if own == EMOTION else "own.list.txt")
    file.write_text(own, encoding="utf-8")
    book, added = load_codebook(), load_codebook(file)
    joined = read_reference(small, codebook=book).join(added)
    assert joined.coded == read_reference(small, codebook=join_codebooks(book, added)).coded


class TestKeptCodings:
    """A corpus is coded once; what is kept holds no word of it."""

    @pytest.fixture(autouse=True)
    def cache(self, tmp_path, monkeypatch):
        monkeypatch.setattr("textlab.tokens.cache.cache_folders", lambda: iter([tmp_path / "cache"]))
        return tmp_path / "cache"

    def kept(self, small, announced):
        return read_reference(small, codebook=load_codebook(), announce=announced.append)

    def test_a_second_reading_codes_nothing_and_says_the_same(self, small):
        announced = []
        first, second = self.kept(small, announced), self.kept(small, announced)
        assert announced == [4] and first == second

    def test_only_a_changed_article_is_coded_again(self, small):
        announced = []
        self.kept(small, announced)
        (small / "0.txt").write_text("後悔した。\n" * 3, encoding="utf-8")
        assert self.kept(small, announced).coded[0].found["regret"] == [0, 1, 2]
        assert announced == [4, 1]

    def test_no_word_of_the_corpus_is_kept(self, small, cache):
        (small / "0.txt").write_text("ひみつの日記。罪悪感でいっぱいだった。", encoding="utf-8")
        self.kept(small, [])
        (file,) = cache.glob("corpus-*.json")
        assert "ひみつ" not in file.read_text(encoding="utf-8")

    def test_no_word_of_a_draft_is_kept(self, small, cache):
        check_draft("ひみつの原稿。罪悪感でいっぱいだった。", corpus=small)
        assert not any("ひみつ".encode() in file.read_bytes() for file in cache.rglob("*") if file.is_file())

    @pytest.mark.parametrize("content", ["", "[]", "{", '{"x": 1}'])
    def test_a_broken_file_is_coded_anew(self, content, small, cache):
        first = self.kept(small, [])
        (file,) = cache.glob("corpus-*.json")
        file.write_text(content, encoding="utf-8")
        assert self.kept(small, []) == first
