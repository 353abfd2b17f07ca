"""What the page of a conversation says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kit.catalogues import msgid

CONVERSATION: Final[Mapping[str, str]] = {
    "choose": msgid("Where are you?"),
    "prepare": msgid("I prepare: {side}"),
    "together": msgid("We are in the meeting"),
    "open": msgid("Open a file that you saved here"),
    "save": msgid("Save as a file"),
    "saved": msgid("Saved among your downloads."),
    "opened": msgid("This was read from the file. Save it again when you have changed something."),
    "drops": msgid(
        "A phone may drop a page that you leave for a while. Save before you go on to something"
        " else; you can open the file here again."
    ),
    "hidden": msgid(
        "What one of you prepared does not show here, but it is still on this page. Save it and"
        " clear the page before somebody else gets the device."
    ),
    "print": msgid("Print"),
    "copy": msgid("Copy the text"),
    "copied": msgid("Copied."),
    "not-copied": msgid("Not copied: the browser refuses. Copy the marked text yourself."),
    "next-person": msgid("Clear the page for the next person"),
    "sure-all": msgid("Everything you wrote here will be gone."),
    "sure-side": msgid(
        "What was prepared here ({side}) must go before another prepares on this device. Save"
        " it first if you want to keep it."
    ),
    "sure-open": msgid(
        "What stands on this page is not in the file. If you open the file, it takes its place."
    ),
    "yes-forget": msgid("Yes, go on"),
    "keep": msgid("Keep it"),
    "forgotten": msgid("Everything is forgotten."),
    "too-large": msgid("This file is too large to be from here. Nothing was changed."),
    "not-ours": msgid("This file is not from a conversation here. Nothing was changed."),
    "newer": msgid(
        "This file was saved by a newer version, which this one cannot read. Nothing was changed."
    ),
    "damaged": msgid(
        "This file is not as it was saved: something in it is missing or changed. Nothing was"
        " changed here."
    ),
    "other": msgid("This file belongs to another conversation: {title}. Nothing was changed."),
}
