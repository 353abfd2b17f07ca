"""The QR codes that a page draws in the browser, read as a phone would."""

import json
import shutil
import subprocess
from pathlib import Path

import numpy as np
import zxingcpp

from tests.e2e.building import REPOSITORY

ASK = """
import { readFileSync } from "node:fs";
import { qrCode } from "./qr.js";
const texts = JSON.parse(readFileSync(0, "utf-8"));
process.stdout.write(JSON.stringify(texts.map(qrCode)));
"""
ADDRESS = "https://bok.sarpsborg.example/nb/workshops/læring.html#view=room&start=09:00&variant="
MOST = (14, 26, 42, 62, 84, 106, 122, 152, 180, 213)
"""Bytes that versions 1 to 10 hold at level M, by the standard's table."""


def codes(texts: list[str], folder: Path) -> list[list[list[int]] | None]:
    (folder / "package.json").write_text('{"type": "module"}')
    shutil.copy(REPOSITORY / "kit" / "frontend" / "modules" / "qr.js", folder)
    (folder / "ask.js").write_text(ASK, encoding="utf-8")
    done = subprocess.run(
        ["node", "ask.js"],
        cwd=folder,
        capture_output=True,
        check=True,
        input=json.dumps(texts).encode(),
    )
    found: list[list[list[int]] | None] = json.loads(done.stdout)
    return found


def read(code: list[list[int]]) -> str:
    field = np.pad(1 - np.array(code, np.uint8), 4, constant_values=1) * np.uint8(255)
    found = zxingcpp.read_barcodes(np.kron(field, np.ones((4, 4), np.uint8)))
    return found[0].text if found else ""


def test_every_length_up_to_the_longest_is_read_back_and_no_longer_one_is_drawn(
    tmp_path: Path,
) -> None:
    lengths = sorted({1, 2, *(most + more for most in MOST for more in (-1, 0, 1))})[:-1]
    texts = [("0123456789abcdef" * 14)[:length] for length in lengths]
    texts += [ADDRESS, ADDRESS * 2]
    found = codes([*texts, "x" * (MOST[-1] + 1)], tmp_path)
    assert found.pop() is None
    sizes = set()
    for text, code in zip(texts, found, strict=True):
        assert code is not None
        assert read(code) == text
        sizes.add(len(code))
        if text not in {ADDRESS, ADDRESS * 2}:
            version = 1 + sum(most < len(text) for most in MOST)
            assert len(code) == 4 * version + 17
    assert len(sizes) == len(MOST)
