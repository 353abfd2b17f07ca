"""For the tests of plugin authors, and for ours: one test of all that a kind promises."""

from kit.testing.book import PLATFORM
from kit.testing.contract import ContractError, contract

__all__ = ["PLATFORM", "ContractError", "contract"]
