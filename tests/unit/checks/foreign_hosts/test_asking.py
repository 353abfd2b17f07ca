"""What a page, a style or a script asks other hosts for, as far as its text shows it."""

import re

import pytest

from kit.checks.foreign_hosts.asking import asked_by_html, asked_by_script, scripts_in
from kit.checks.foreign_hosts.style_addresses import asked_by_style
from kit.checks.settings.foreign import host_allows

ASKING = [
    '<img alt="a > b" src="https://x.example/a.png">',
    "<img src=//x.example/a.png>",
    '<img src="\\\\x.example\\a.png">',
    '<img src=" ht\ntps://x.example/a.png">',
    '<img src="&#104;ttps:&#47;&#47;x.example/a.png">',
    '<IMG SRCSET="a.png 1x, HTTPS://x.example/a.png 2x">',
    '<link rel="preload stylesheet" href="https://x.example/a.css">',
    '<link rel="dns-prefetch" href="//x.example">',
    '<link rel="apple-touch-icon-precomposed" href="//x.example/i.png">',
    '<link rel="preload" imagesrcset="https://x.example/a.png 2x">',
    '<a href="/" ping="https://x.example/p">x</a>',
    "<a href=\"javascript:fetch('https://x.example/a')\">x</a>",
    '<a href="/" onclick="fetch(\'https://x.example/a\')">x</a>',
    '<a href="/" style="background: url(//x.example/a.png)">x</a>',
    '<video poster="https://x.example/p.jpg"></video>',
    '<source src="https://x.example/v.mp4">',
    '<track src="https://x.example/t.vtt">',
    '<object data="https://x.example/o.svg"></object>',
    '<embed src="https://x.example/e.pdf">',
    '<iframe src="https://x.example/"></iframe>',
    '<iframe srcdoc="&lt;img src=https://x.example/a.png&gt;"></iframe>',
    '<form action="https://x.example/"></form>',
    '<button formaction="https://x.example/">x</button>',
    '<body background="https://x.example/b.png">',
    '<base href="https://x.example/">',
    '<meta http-equiv="Refresh" content="0; URL=https://x.example/">',
    '<svg><use href="https://x.example/u.svg#a"/></svg>',
    '<svg><image xlink:href="https://x.example/a.png"/></svg>',
    '<svg><rect fill="url(https://x.example/u.svg#a)"/></svg>',
    "<style>@import 'https://x.example/a.css';</style>",
    "<script>if (1 < 2) { fetch('https://x.example/a') }</script>",
    '<script type="module">import a from "https://x.example/a"</script>',
    '<noscript><img src="https://x.example/a.png"></noscript>',
    # No policy stops these, and browsers do not mind how they are written.
    '<meta http-equiv="refresh" content="0 https:x.example">',
    '<link rel="preconnect" href="https&colon;x.example">',
    "<link \" rel=preconnect href='/\t/x.example'>",
    '<!--><link rel="dns-prefetch" href="//x.example"><!-- -->',
    '<svg><style><link rel="preconnect" href="//x.example"></style></svg>',
    '<iframe src="data:text/html,%3Clink rel=preconnect href=%68ttps://x.example%3E"></iframe>',
    '<iframe src="data:text/html;base64,PGltZyBzcmM9aHR0cHM6Ly94LmV4YW1wbGUvMT4="></iframe>',
    '<img src="/&bsol;x.example/a.png">',
    '<img src="https:/x.example/a.png">',
    '<img src="//x.example/a.png" src="a.png">',
    '<img alt=a" src=//x.example/a.png>',
    '<img srcset="a.png 1x,https://x.example/a.png 2x">',
    '<img srcset=",https://x.example/a.png">',
    '<a href="/"ping="//x.example/p">x</a>',
    "<a href=\"java\nscript:fetch('https://x.example/a')\">x</a>",
    "<form action=\"javascript:fetch('https://x.example/a')\"></form>",
    '<svg><image><set attributeName="href" to="//x.example/a.png"/></image></svg>',
    '<style>@import "\\68 ttps:\\2f\\2fx.example/a.css"</style>',
    "<p style='background: \\75rl(\"https:x.example/a.png\")'>x</p>",
]
NOT_ASKING = [
    '<a href="https://x.example/">x</a>',
    '<link rel="canonical" href="https://x.example/">',
    '<link rel="alternate" href="https://x.example/en/">',
    '<meta property="og:image" content="https://x.example/a.png">',
    '<meta http-equiv="Content-Security-Policy" content="img-src https://x.example">',
    '<blockquote cite="https://x.example/">x</blockquote>',
    "<p>https://x.example/ and &lt;img src='https://x.example/a.png'&gt;</p>",
    '<!-- <img src="https://x.example/a.png"> -->',
    '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
    '<script type="application/json">{"src": "https://x.example/a.js"}</script>',
    '<img src="data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22/>">',
    '<img src="a.png" alt="https://x.example/a.png">',
]


@pytest.mark.parametrize("html", ASKING)
def test_what_a_page_loads_from_another_host_is_found(html: str) -> None:
    (asked,) = asked_by_html(f"<p>x</p>{html}<p>x</p>")
    assert "x.example" in asked.address.lower()


@pytest.mark.parametrize("html", NOT_ASKING)
def test_a_link_a_text_and_data_ask_for_nothing(html: str) -> None:
    # The tag at the end makes sure that all tags are read.
    found = [asked.address for asked in asked_by_html(f'{html}<img src="//other.example/a.png">')]
    assert found == ["//other.example/a.png"]


@pytest.mark.parametrize(
    "style",
    [
        "@import 'https://x.example/a.css';",
        "@import url(//x.example/a.css);",
        'a { background: URL( "https://x.example/a.png" ) }',
        "a { background: url(\\68ttps://x.example/a.png) }",
        'a { background: image-set("a.png" 1x, "https://x.example/a.png" 2x) }',
        "@font-face { src: local(x), url(https://x.example/a.woff2) format('woff2') }",
        "@\\69mport \\75 rl(https://x.example/a.css)",
        "a { background: image\\-set('https://x.example/a.png' 1x) }",
        "a { background: image-set(c(d(1 + (2))) 2x, 'https://x.example/a.png' 1x) }",
        "a::after { content: '/*' } b { background: url(https://x.example/a.png) }",
        "a { background: url('https:\\\n//x.example/a.png') }",
        "a { background: url('https://x.example/a.png",
    ],
)
def test_what_a_style_loads_from_another_host_is_found_where_it_stands(style: str) -> None:
    text = f"/* url(https://comment.example/) */ {style}"
    (asked,) = asked_by_style(text)
    assert asked.address.endswith(("a.css", "a.png", "a.woff2"))
    assert re.match(r"https:|//|\\68", text[asked.offset :])


def test_a_name_in_a_style_is_no_request() -> None:
    assert [*asked_by_style("@namespace url(http://www.w3.org/1999/xhtml); a { b: url(#c) }")] == []


@pytest.mark.parametrize(
    "script",
    [
        "fetch('https://x.example/a')",
        "const a = await import(`https://x.example/a`)",
        'import * as a from "https://x.example/a"',
        "new WebSocket('wss://x.example/a')",
        "request.open('GET', 'https://x.example/a')",
        "new Image().src = '//x.example/a'",
        'requirejs.config({ paths: { plotly: ["https://cdn.x.example/plotly"] } })',
        'const js_urls = ["https://x.example/bokeh-3.6.0.min.js"]',
        r"embed({\"url\": \"https://x.example/cars.json\"})",
    ],
)
def test_what_a_script_fetches_is_found(script: str) -> None:
    (asked,) = asked_by_script(script)
    assert "x.example" in asked.address


@pytest.mark.parametrize(
    "script",
    [
        "// see https://x.example/a.js",
        'const home = "https://x.example/page"',
        '{"$schema": "https://vega.github.io/schema/vega-lite/v5.json"}',
        "document.createElementNS('http://www.w3.org/2000/svg', 'svg')",
        "fetch('data.json')",
    ],
)
def test_an_address_that_a_script_does_not_fetch_is_none(script: str) -> None:
    assert [*asked_by_script(script)] == []


def test_scripts_that_would_run_are_those_without_a_file_of_their_own() -> None:
    html = (
        '<script src="a.js"></script><script type="application/json">{}</script>'
        "<script>one()</script><b onclick='two()'>x</b><script type=module>three()</script>"
    )
    found = [(script.text, script.in_attribute) for script in scripts_in(html)]
    assert found == [("one()", False), ("two()", True), ("three()", False)]


@pytest.mark.parametrize(
    ("host", "address", "allows"),
    [
        ("https://x.example", "https://x.example/a.png", True),
        ("https://x.example", "//X.example", True),
        ("https://x.example", "https://x.example.evil.example/", False),
        ("https://x.example", "https://www.x.example/", False),
        ("https://*.x.example", "https://www.x.example/", True),
        ("https://*.x.example", "https://evilx.example/", False),
        ("https://x.example:8443", "https://x.example:8443/a", True),
        ("https://x.example", "https:/evil.example//x.example", False),
        ("https://x.example", "https:x.example", True),
    ],
)
def test_a_host_allows_its_own_addresses_only(host: str, address: str, allows: bool) -> None:  # noqa: FBT001
    assert host_allows(host, address) is allows
