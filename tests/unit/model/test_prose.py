"""A platform's longer texts have paragraphs, lists and links, and nothing else."""

from kit.model import Platform, Shaped, Words, blocks_of_prose, links_of_prose, plain_words, texts
from kit.model.roles import Role


def test_lists_stand_after_a_line_or_alone_and_an_entry_may_go_on_in_the_next_line() -> None:
    blocks = blocks_of_prose("We want:\n- one\n  more\n- two\n\n- three\n\nEnd\nof it.")
    said = [(block.is_list, [words[0].text for words in block.entries]) for block in blocks]
    assert said == [
        (False, ["We want:"]),
        (True, ["one more", "two"]),
        (True, ["three"]),
        (False, ["End of it."]),
    ]


def test_links_lead_to_the_web_to_a_mail_address_or_to_a_file_of_the_book() -> None:
    text = "See [KS](https://www.ks.no/a), [us](mailto:hr@town.no) and [it](book/plan.pdf)."
    [block] = blocks_of_prose(text)
    addresses = ["https://www.ks.no/a", "mailto:hr@town.no", "book/plan.pdf"]
    assert [words.address for words in block.entries[0] if words.address] == addresses
    assert block.entries[0][0] == Words("See ")
    assert [address for _, address in links_of_prose(text)] == addresses
    assert plain_words(text) == "See KS, us and it."


def test_what_is_no_link_stays_as_it_is_written() -> None:
    for text in ("[a](javascript:x)", "![a](b.png)", "[a] (b.pdf)", "a [1](2)", "- 3 grader"):
        assert not list(links_of_prose(text)), text
    assert plain_words("a [1](2)") == "a [1](2)"


def test_texts_of_blocks_are_shaped_and_statements_are_not() -> None:
    role = Role.model_validate(
        {
            "id": "employee", "name": "Ansatt", "text": "Du:\n- spør", "source": "kit",
            "expectations": [{"id": "ask", "text": "Spør.", "source": "kit"}],
        }
    )  # fmt: skip
    assert [key for key, _ in texts(role, mark=Shaped)] == ["text"]
    assert "summary" in Platform.model_fields
