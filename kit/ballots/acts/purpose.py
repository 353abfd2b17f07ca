"""What a round says its answers will be used for."""

from __future__ import annotations

import unicodedata
from typing import Final

PURPOSE_LENGTH: Final = 400


def is_purpose(text: str) -> bool:
    """Return whether a text can be a round's purpose; spaces around it do not count.

    A control character such as NUL, which PostgreSQL cannot keep, is no purpose.
    """
    return 1 <= len(text.strip()) <= PURPOSE_LENGTH and not any(map(_is_control, text))


def _is_control(letter: str) -> bool:
    return unicodedata.category(letter) in {"Cc", "Cs"} and letter not in "\t\r\n"
