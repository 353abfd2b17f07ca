"""A plugin's own words come beside the kit's, in the same language."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from kit.plugins.texts import texts_of


def test_a_plugin_brings_words_and_the_kits_stay(tmp_path: Path) -> None:
    folder = tmp_path / "locale" / "nb" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    (folder / "kit.po").write_text(f'{catalogue}msgid "Agenda item"\nmsgstr "Sak på lista"\n')
    plugin: Any = SimpleNamespace(assets=tmp_path)
    without: Any = SimpleNamespace(assets=None)
    found = texts_of("nb", plugin, without)
    assert found.gettext("In pairs") == texts_of("nb").gettext("In pairs") != "In pairs"
    assert found.gettext("Agenda item") == "Sak på lista"
    assert texts_of("nb", without).gettext("Agenda item") == "Agenda item"
