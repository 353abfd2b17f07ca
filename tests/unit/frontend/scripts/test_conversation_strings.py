"""The page of a conversation says only what has a string, and every string is said."""

import re

from kit.frontend import bundled
from kit.frontend.scripts.conversation_strings import CONVERSATION
from kit.frontend.scripts.strings import STRINGS


def test_the_script_says_only_what_has_a_string_and_every_string_is_said() -> None:
    source = bundled("frontend/modules/conversation-page.js")
    said = set(re.findall(r'say\(\s*"([\w-]+)"', source))
    assert said
    assert said <= set(CONVERSATION)
    assert [key for key in CONVERSATION if f'"{key}"' not in source] == []
    assert STRINGS["conversation"] is CONVERSATION
