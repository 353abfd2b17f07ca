"""Who owns the tables of the collector's database."""

import subprocess
import sys
from pathlib import Path

import kit
from kit.storage.owners import DATABASES, owners
from tests.unit.ballots.conftest import Organisation


def test_whoever_opens_a_store_gets_all_its_tables_whatever_was_imported(
    sqlite: Organisation,
) -> None:
    settings = sqlite.settings
    code = (
        "from pathlib import Path\n"
        "from kit.storage import CollectorSettings, metadata, open_store\n"
        f"key = Path({str(settings.code_key)!r})\n"
        f"open_store(CollectorSettings({settings.database!r}, key, None)).close()\n"
        "print({'ballot', 'link', 'audit'} <= {*metadata.tables})\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "True\n"


def test_every_part_with_migrations_is_in_the_list_of_owners() -> None:
    """Who forgets one makes a table that no database gets."""
    root = Path(kit.__file__).parent
    found = {
        ".".join(("kit", *folder.relative_to(root).parts))
        for folder in root.rglob("migrations/versions")
        if folder.is_dir()
    }
    assert found == {owner.migrations for each in DATABASES for owner in owners(each)}
