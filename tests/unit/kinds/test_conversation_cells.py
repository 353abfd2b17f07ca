"""The notebook of a conversation leads through the meeting, and has nothing that one prepares."""

from pathlib import Path

import yaml

from kit.catalogues import strings
from kit.kinds.conversation_cells import conversation_cells
from kit.kinds.conversation_model import Conversation
from kit.kinds.examples import example_text
from kit.load import load_book
from kit.plugins import Context


def test_it_has_the_meeting_and_the_document_and_nothing_that_one_prepares(root: Path) -> None:
    platform = load_book(root).platform
    assert platform is not None
    context = Context("learn/a-talk", platform.value, "en", gettext=strings("en").gettext)
    exercise = Conversation.model_validate(yaml.safe_load(example_text("conversation", "en")))
    cells = {cell.id: cell.source for cell in conversation_cells(exercise, context)}
    whole = "\n".join(cells.values())

    assert list(cells) == ["title", "purpose", "step-look-back", "step-next", "document"]
    assert "What has gone well?" in cells["step-look-back"]
    assert "What the leader will do" in cells["document"]
    prepared = [each.text for side in exercise.sides for each in side.prepare]
    assert [text for text in prepared if text in whole] == []
