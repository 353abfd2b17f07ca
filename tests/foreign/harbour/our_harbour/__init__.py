"""The platform of a harbour, with one exercise."""

from pathlib import Path
from typing import Final

from kit.plugins import Pack

pack: Final = Pack("harbour", Path(__file__).parent)

__all__ = ["pack"]
