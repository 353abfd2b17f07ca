"""What a platform links to in the book's own folders is put where the link leads."""

from kit.sphinxext.output.files_beside import _links


def test_links_to_files_are_found_at_any_depth_and_those_to_the_web_are_not() -> None:
    platform = {
        "documents": ({"id": "decision", "link": "files/decision.pdf"},),
        "material": [{"title": "Film", "link": "https://films.example/1"}, {"link": None}],
        "contact": {"link": "mailto:hr@example.org", "more": {"link": "files/paper.pdf"}},
        "link": "",
    }
    assert sorted(filter(None, _links(platform))) == ["files/decision.pdf", "files/paper.pdf"]
