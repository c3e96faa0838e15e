"""Fixtures that several test modules use."""

import os
from pathlib import Path

import pytest

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
