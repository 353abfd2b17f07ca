"""Who has an old address is led on, and told so in the language of the book."""

from kit.sphinxext.output.redirects import redirect_page


def test_a_redirect_without_a_title_says_in_its_language_what_it_is() -> None:
    page = redirect_page("nb", "a.html", "b.html", static="_static").decode()
    assert '<html lang="nb">' in page
    assert "<h1>Denne siden har en annen adresse</h1>" in page
    assert '<p><a href="b.html">Gå til siden</a></p>' in page
