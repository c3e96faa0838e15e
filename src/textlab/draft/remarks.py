"""Point out themes never touched, feelings never felt, and the sentences that carry most."""

from textlab.codebook import Code
from textlab.data import load_data
from textlab.draft.coded import Coded
from textlab.draft.reference import Reference
from textlab.draft.report import Carrier, Missing, Unfelt

# As many sentences as a writer will look through.
_MOST = 5


def find_missing(draft: Coded, *, reference: Reference) -> tuple[Missing, ...]:
    """Return the themes that the corpus touches and the draft does not, those of most articles first."""
    absent = [code for code in reference.codebook.codes if code.kind == "theme" and code.id not in draft.found]
    missing = []
    for code in absent:
        examples = reference.examples(code.id, most=1)
        if examples:
            touched = sum(code.id in coded.found for coded in reference.coded)
            missing.append(Missing(code.id, code.label, touched, len(reference.coded), examples[0]))
    return tuple(sorted(missing, key=lambda one: -one.touched))


def find_unfelt(draft: Coded, *, reference: Reference) -> tuple[Unfelt, ...]:
    """Return the emotions that the draft denies or raises and that nobody in it holds."""
    emotions = [code for code in reference.codebook.codes if code.kind == "emotion"]
    return tuple(one for code in emotions if (one := _unfelt(code, draft)))


def _unfelt(code: Code, draft: Coded) -> Unfelt | None:
    own = [(number, hit.status) for number, hit in enumerate(draft.hits) if hit.code == code.id]
    statuses = [status for _, status in own]
    if not own or "felt" in statuses:
        return None
    texts = load_data("draft/messages.toml")["unfelt"]
    counts = {status: statuses.count(status) for status in ("denied", "raised")}
    said = "mixed" if all(counts.values()) else "only-denied" if counts["denied"] else "only-raised"
    message = texts[said].format(label=code.label, n=len(own), **counts)
    numbers = tuple(number for number, _ in own)
    return Unfelt(code.id, code.label, counts["denied"], counts["raised"], numbers, message)


def find_carriers(draft: Coded, *, reference: Reference) -> tuple[Carrier, ...]:
    """Return the sentences that carry two codes or more, those with most first, emotions before themes."""
    codes = {code.id: code for code in reference.codebook.codes}
    order = list(codes)
    carried: dict[int, set[str]] = {}
    for hit in draft.hits:
        if hit.status in ("", "felt"):
            carried.setdefault(hit.sentence, set()).add(hit.code)
    several = [(number, sorted(own, key=order.index)) for number, own in carried.items() if len(own) > 1]

    def weight(item: tuple[int, list[str]]) -> tuple[int, int, int]:
        number, own = item
        return -len(own), -sum(codes[code].kind == "emotion" for code in own), number

    return tuple(
        Carrier(number, tuple(own), tuple(codes[code].label for code in own))
        for number, own in sorted(several, key=weight)[:_MOST]
    )
