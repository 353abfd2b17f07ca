"""Danish, as a stranger's package brings it: some of the kit's words, and one page."""

from importlib.resources import files

from kit.plugins import LanguagePack

language = LanguagePack("da", files(__name__))
