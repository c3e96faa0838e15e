"""Put style, script and data into a page so that nothing else gets in."""

import json
from base64 import b64encode
from hashlib import sha256
from typing import Any


def embed_json(data: Any) -> str:
    """Return JSON that no text in it can end the script element of.

    >>> embed_json(["</script><!--"])
    '["\\\\u003c/script>\\\\u003c!--"]'
    """
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def write_policy(style: str, script: str) -> str:
    """Return a Content-Security-Policy that lets in this style and this script and nothing else."""
    style_hash, script_hash = (b64encode(sha256(part.encode()).digest()).decode() for part in (style, script))
    return (
        f"default-src 'none'; style-src 'sha256-{style_hash}'; script-src 'sha256-{script_hash}'; "
        "base-uri 'none'; form-action 'none'"
    )
