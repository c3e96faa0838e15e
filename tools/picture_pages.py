"""Draw the pictures of docs/writers.md anew, in headless Chromium: python tools/picture_pages.py."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Locator, Page, sync_playwright

IMAGES = Path("docs/images")
DRAFT = Path("corpus/08-kangoshi-gairai.md")
THEME = ("夜勤", "夜勤\n申し送り\n(母|母親|義母)に預ける")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def main() -> None:
    """Open the page, read a narrative in it, and keep what a writer sees."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    command = [str(Path(sys.executable).with_name("textlab")), "app", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server, sync_playwright() as playwright:
        try:
            address = next(filter(None, (re.search(r"http://\S+", line) for line in server.stdout or ())))
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
            draw(browser.new_page(viewport={"width": 1000, "height": 900}, locale="ja-JP"), address.group())
        finally:
            server.terminate()


def draw(page: Page, address: str) -> None:
    """Take the four pictures."""
    page.goto(address)
    page.locator("textarea").first.wait_for(timeout=60_000)
    page.screenshot(path=IMAGES / "page.png")
    page.locator("textarea").first.fill(DRAFT.read_text(encoding="utf-8").split("---\n", 2)[2].strip())
    page.get_by_role("button", name="読んでみる").click()
    page.get_by_role("heading", name="つりあい").wait_for(timeout=60_000)
    page.wait_for_timeout(500)
    keep(page, page.get_by_role("heading", name="原稿", exact=True), "result")
    keep(page, page.get_by_role("heading", name="つりあい"), "balance")
    page.get_by_role("tab", name="自分のテーマ").click()
    name, phrases = THEME
    page.get_by_label("テーマの名前").fill(name)
    page.get_by_label("さがす言葉").fill(phrases)
    page.wait_for_timeout(1500)
    keep(page, page.get_by_label("テーマの名前"), "themes")


def keep(page: Page, top: Locator, name: str) -> None:
    """Keep the window from an element on down."""
    top.evaluate("element => window.scrollTo(0, element.getBoundingClientRect().top + window.scrollY - 40)")
    page.wait_for_timeout(300)
    page.screenshot(path=IMAGES / f"{name}.png", full_page=False)


if __name__ == "__main__":
    main()
