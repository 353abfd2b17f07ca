"""Every address of a book that the kit has ever put into a QR code, on paper or into a link.

A published address never dies: what is added here is never taken out. Addresses are seen from the
top of the site; ``{language}`` is the folder of a language, ``{id}`` an exercise, ``{former}`` an
id that it had before, and ``{code}`` a code to join with.
"""

from typing import Final

EXERCISE: Final = "learn/looking-back"
FORMER: Final = "learn/back-then"
CODE: Final = "ABCD-EFGH"

IN_CODES: Final = {
    "QR code and link of a room, on the page of an open round": (
        "{language}/exercises/{id}.html#join={code}"
    ),
    "QR code on a slip, from 'kit round slips' and from the page where HR draws": (
        "{language}/exercises/{id}.html#join={code}"
    ),
    "the same, of a book whose only language lies at the top": "exercises/{id}.html#join={code}",
    "printed before the exercise got its present id": (
        "{language}/exercises/{former}.html#join={code}"
    ),
    "printed before that, of a book at the top": "exercises/{former}.html#join={code}",
    "written by hand, with a mark": "exercises/{id}.html?from=poster#join={code}",
}
"""All of them lead to the light page of the exercise, with the code."""

PAGES: Final = {
    "{language}/book/index.html#{anchor}": "book/index.html",
    "book/index.html#{anchor}": "book/index.html",
    "{language}/book/focus-areas/learn.html#{anchor}": "book/focus-areas/learn.html",
    "book/focus-areas/learn.html#{anchor}": "book/focus-areas/learn.html",
    "#{anchor}": "book/index.html",
    "index.html#{anchor}": "book/index.html",
    "{language}/#{anchor}": "book/index.html",
    "{language}/index.html#{anchor}": "book/index.html",
    "search.html?q=lære#{anchor}": "search.html",
}
"""Where links, bookmarks and slides lead, and the page that answers."""

GROUP: Final = "learn/together"
FILES: Final = ("exercises/{group}.ipynb", "{language}/exercises/{group}.ipynb")
"""Files at fixed addresses: the notebook of a group exercise."""

OF_THE_COLLECTOR: Final = {
    "link of a leader or of HR, from 'kit links issue'": "collect/#{secret}",
}
