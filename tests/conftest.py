"""Fixtures that several test modules use."""

import os
import shutil
from pathlib import Path

import pytest

# Chromium asks for nothing in the background, and no name is known but this machine's address.
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # fmt: skip
SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the labelled articles beside the project; without it a test skips, in CI it fails."""
    if not SHARED.is_dir():
        missing = f"{SHARED} is missing: it holds the labelled articles."
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    return SHARED


@pytest.fixture(scope="module")
def browser():
    """Headless Chromium; without it a test skips, in CI it fails."""
    chromium = shutil.which("chromium")
    if chromium is None:
        if os.environ.get("CI") == "true":
            pytest.fail("chromium is missing: apt-get install chromium")
        pytest.skip("chromium is missing")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def visit_page(browser):
    """A function that opens an address, and at the end none of the pages has complained.

    ``close`` closes them all; ``asked`` then holds everything that they asked for.
    """
    contexts, said = [], []

    def visit(address, *, width=1280, hash="", **options):
        context = browser.new_context(viewport={"width": width, "height": 844}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: visit.asked.append(request.url))
        page.goto(address + hash)
        return page

    def close():
        while contexts:
            contexts.pop().close()

    visit.asked, visit.close = [], close
    yield visit
    close()
    assert said == []
