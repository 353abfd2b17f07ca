"""A style sheet cannot ask another host unseen, however it is written."""

import pytest

from kit.checks.foreign_hosts.style_addresses import asked_by_style


@pytest.mark.parametrize(
    "style",
    [
        "a{b:url(//evil.example/a)}",
        "a{b:URL( 'https://evil.example/a' )}",
        '@import "//evil.example/a"',
        "@import url(https://evil.example/a)",
        'a{b:image-set("https://evil.example/a" 1x)}',
        r"a{b:u\72l(//evil.example/a)}",
        r"a{b:\75 rl(//evil.example/a)}",
        r"a{b:url(\2f\2f evil.example/a)}",
        'a{b:url("//evil.example/a',
        "/* x */ a{b:url(/**/)} b{c:url(//evil.example/a)}",
    ],
)
def test_every_way_to_name_an_address_is_seen(style: str) -> None:
    asked = [each.address for each in asked_by_style(style)]
    assert asked
    assert all("evil.example/a" in address for address in asked)


@pytest.mark.parametrize(
    "style",
    [
        "a{b:url(a.png)}",
        "/* url(//evil.example) */",
        "@namespace svg url(http://www.w3.org/2000/svg);",
        "a::before{content:'see //evil.example'}",
        "a{b:url(data:image/png;base64,AA//BB)}",
    ],
)
def test_what_asks_nobody_is_not_reported(style: str) -> None:
    assert list(asked_by_style(style)) == []


def test_the_place_is_that_of_the_file_also_behind_escapes() -> None:
    style = r"\61{b:c} d{e:u\72l(//evil.example/a)}"
    (asked,) = asked_by_style(style)
    assert style[asked.offset :].startswith("//evil")
