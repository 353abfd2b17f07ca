"""For the tests of plugin authors, and for ours: one test of all that a plugin promises."""

from kit.testing.book import PLATFORM
from kit.testing.contract import ContractError, contract
from kit.testing.exporter import exporter_contract
from kit.testing.pack import pack_contract

__all__ = ["PLATFORM", "ContractError", "contract", "exporter_contract", "pack_contract"]
