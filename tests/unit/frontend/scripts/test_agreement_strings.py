"""The page of an agreement says what the service says, in the same words."""

import re

import pytest

from kit.catalogues import strings
from kit.frontend import bundled
from kit.frontend.scripts.agreement_strings import AGREEMENT, agreement_strings
from kit.web.measures.measure_words import A_NAME, FAULTS, HELPED, STATUS, UNREADABLE


def test_status_faults_and_refusals_are_said_as_the_service_says_them() -> None:
    expected = {f"status-{each}": text for each, text in STATUS.items()}
    expected |= {f"helped-{each}": text for each, text in HELPED.items()}
    expected |= {f"unreadable-{each}": text for each, text in UNREADABLE.items()}
    expected |= {f"fault-{each}": text for each, text in FAULTS.items()}
    assert {**AGREEMENT, **expected, "a-name": A_NAME} == AGREEMENT


def test_the_script_says_only_what_has_a_string_and_every_string_is_said() -> None:
    source = bundled("frontend/modules/agreement-page.js")
    said = set(re.findall(r'say\(\s*"([\w-]+)"', source))
    assert said <= {*AGREEMENT, "month-ago", "months-ago"}
    made = ("status-", "helped-", "column-", "fault-", "unreadable-")
    alone = [key for key in AGREEMENT if not key.startswith(made)]
    assert [key for key in alone if f'"{key}"' not in source] == []


def test_nothing_is_stored_or_sent() -> None:
    source = bundled("frontend/modules/agreement-page.js")
    ways = ("localStorage", "sessionStorage", "indexedDB", "cookie", "caches", "serviceWorker")
    ways += ("fetch(", "XMLHttpRequest", "sendBeacon", "WebSocket", "replaceState", "innerHTML")
    assert [way for way in ways if way in source] == []


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [
        ("en", "1 month ago you agreed:", "3 months ago you agreed:"),
        ("nb", "For 1 måned siden ble dere enige om:", "For 3 måneder siden ble dere enige om:"),
    ],
)
def test_a_month_is_one_and_months_are_many(language: str, one: str, many: str) -> None:
    texts = strings(language)
    said = agreement_strings(texts.gettext, texts.ngettext)
    assert said["month-ago"].replace("{n}", "1") == one
    assert said["months-ago"].replace("{n}", "3") == many
