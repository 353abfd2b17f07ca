"""QR codes: what is drawn can be read, and says nothing twice."""

import pytest

from kit.frontend import qr_picture
from tests.qr import read_qr

LINK = "https://book.example.org/nb/exercises/learn/where-we-stand.html#join=0123-4567-89AB"


@pytest.mark.parametrize("link", [LINK, "https://søk.example.org/å#join=AB"])
def test_what_is_drawn_is_the_link(link: str) -> None:
    assert read_qr(qr_picture(link)) == link


def test_a_title_is_said_and_cannot_break_out() -> None:
    assert 'role="img" aria-label="The &#34;code&#34; &lt;A&gt;"' in qr_picture(
        LINK, 'The "code" <A>'
    )


def test_without_a_title_it_is_decoration() -> None:
    assert 'aria-hidden="true"' in qr_picture(LINK)


def test_a_strict_policy_has_nothing_to_refuse() -> None:
    assert "style" not in qr_picture(LINK)
