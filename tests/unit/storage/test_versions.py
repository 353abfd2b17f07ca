"""Which versions of a database this kit knows."""

import pytest

from kit.storage.errors import StoreError
from kit.storage.owners import owners
from kit.storage.versions import check_versions, migrations


def test_the_newest_version_of_each_owner_is_known() -> None:
    check_versions(owner.head for owner in owners())
    check_versions(())


def test_a_version_of_a_newer_kit_is_refused_also_beside_known_ones() -> None:
    heads = [owner.head for owner in owners()]
    with pytest.raises(StoreError, match="made by a newer workshop-kit"):
        check_versions([*heads, "from the future"])


def test_every_owner_has_its_chain_of_versions() -> None:
    found = migrations().get_version_locations_list() or []
    assert len(set(found)) == len(owners())
