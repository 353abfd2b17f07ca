"""Every problem code with one sentence that explains it; ``docs/errors.md`` describes each."""

from __future__ import annotations

from typing import Final

CODES: Final[dict[str, str]] = {
    # files
    "missing-file": "A file that the book needs is not there.",
    "missing-platform": "The book has parts of ours and no platform.",
    "file-exists": "A file that would be written is already there.",
    "not-utf8": "The file is not saved as UTF-8.",
    "tab": "A tab stands where YAML only allows spaces.",
    "yaml-syntax": "The file is not valid YAML.",
    "duplicate-key": "The same key stands twice in one place.",
    "too-many-aliases": "The file's aliases would grow into far too much text.",
    "not-a-mapping": "The file should consist of keys and values.",
    # schema
    "missing-schema": "The file does not say which schema version it follows.",
    "schema-too-new": "The file was written for a newer version of the kit.",
    "unknown-key": "The key is not one that the kit knows in this place.",
    "missing-key": "A required key is not there.",
    "wrong-type": "The value is of another type than the key asks for.",
    "wrong-value": "The value is not one of those that the key allows.",
    "invalid-id": "An id may have small letters a to z, digits and single hyphens.",
    "empty-text": "A text is empty.",
    "text-too-long": "A text is far longer than its place allows.",
    # references
    "unknown-kind": "No installed plugin offers this kind of exercise.",
    "unknown-focus-area": "The platform has no focus area with this id.",
    "unknown-role": "The platform has no role with this id.",
    "unknown-scale": "The platform has no scale with this id.",
    "unknown-dimension": "The exercise has no dimension with this id.",
    "unknown-exercise": "There is no exercise with this id.",
    "unknown-document": "The platform cites a document that it does not list.",
    "unknown-reference": "An id refers to something that the file does not have.",
    "duplicate-id": "Two things in the same place have the same id.",
    # content of exercises
    "empty-dimension": "A dimension has no items.",
    "short-scale": "A scale needs at least two categories.",
    "scale-order": "The numeric values of a scale's categories must rise or fall throughout.",
    "too-few-items": "A dimension that is collected needs at least three items.",
    "about-me-collected": "An exercise that collects has no dimension about 'we' to collect.",
    "identifiable-person": "A collected item may tell who is meant, or who answers.",
    "asks-the-same": "Two exercises that are collected ask nearly the same.",
    "minutes-do-not-add-up": "The minutes of the steps differ from the minutes that are promised.",
    "feedback-gap": "The feedback bands leave a part of the scale without a text.",
    # units of the organisation
    "unknown-unit": "The file has no unit with this id.",
    "not-one-tree": "The units do not form one tree with one unit at its top.",
    # the book
    "no-exercises": "The book has no exercise yet.",
    "exercise-not-shown": "No page shows this exercise.",
    "page-not-listed": "The contents do not list this page.",
    "missing-page": "The contents list a page that does not exist.",
    "broken-link": "A link inside the book leads nowhere.",
    "missing-image": "An image that a page shows does not exist.",
    "missing-alt-text": "An image has no alternative text.",
    "foreign-host": "A page would load something from another host.",
    "unknown-directive": "A page uses a kit directive that does not exist.",
    "unquoted-boolean": "An unquoted word in _config.yml is read as true or false.",
    "set-aside": "Files that the build did not write were moved out of the site.",
    "broken-formula": "A mathematical formula cannot be read.",
    "unsupported-setting": "A Jupyter Book setting in _config.yml is not supported here.",
    "unknown-setting": "A setting in _config.yml is not known.",
    # what editors look at
    "hard-to-read": "The LIX of a text is higher than the book should have.",
    "long-sentence": "A sentence has too many words.",
    "word-to-avoid": "A text has a word that the book's own list tells to avoid.",
    "missing-translation": "Texts of a file lack a translation.",
    "review-date-passed": "A text was to be read again before today.",
    "film-without-transcript": "A film has no transcript.",
    # plugins, translation, building
    "broken-plugin": "A plugin cannot be loaded or does not do what it promises.",
    "broken-extension": "A Sphinx extension cannot be loaded, or fails.",
    "broken-catalogue": "A translation file cannot be read.",
    "build": "Sphinx reported something while it built the book.",
    "not-written": "A part of the book was not written.",
    "build-broke-off": "The build ended before it was done.",
}
