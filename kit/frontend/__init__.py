"""Exercises as HTML, and the scripts and styles that bring them to life; knows no Sphinx."""

from kit.frontend.english import English, english, mark_english
from kit.frontend.exports import file_size, link_exports
from kit.frontend.links import resolve_links
from kit.frontend.offered import sends
from kit.frontend.pages.agreement_page import agreement_page
from kit.frontend.pages.letters import Letter, letter_sheet, letter_variables
from kit.frontend.pages.light import Frame, light_page
from kit.frontend.pages.screen_page import screen_page
from kit.frontend.pages.slips import SlipText, slip_sheet, slip_variables, typed_address
from kit.frontend.pages.workshop_page import workshop_page
from kit.frontend.qr import qr_picture
from kit.frontend.render import (
    hue_of,
    render_countdown,
    render_exercise,
    render_form,
    render_part,
)
from kit.frontend.scripts.bundle import bundled
from kit.frontend.scripts.minifier import minify_script
from kit.frontend.scripts.modules import (
    AGREEMENT_NAME,
    COUNTDOWN_NAME,
    ENGLISH_NAME,
    WORKSHOP_NAME,
    agreement_script,
    asset_bytes,
    asset_files,
    countdown_css,
    countdown_script,
    countdown_source,
    countdown_strings,
    english_script,
    followed_script,
    form_css,
    host_script,
    is_run,
    module_files,
    module_name,
    module_source,
    module_strings,
    sending_module,
    widget_source,
    workshop_script,
)
from kit.frontend.signs import drawing_svg, sign_file, sign_name, sign_names, sign_svg
from kit.frontend.templates import SOURCE_LANGUAGE_CLASS, environment

__all__ = [
    "AGREEMENT_NAME",
    "COUNTDOWN_NAME",
    "ENGLISH_NAME",
    "SOURCE_LANGUAGE_CLASS",
    "WORKSHOP_NAME",
    "English",
    "Frame",
    "Letter",
    "SlipText",
    "agreement_page",
    "agreement_script",
    "asset_bytes",
    "asset_files",
    "bundled",
    "countdown_css",
    "countdown_script",
    "countdown_source",
    "countdown_strings",
    "drawing_svg",
    "english",
    "english_script",
    "environment",
    "file_size",
    "followed_script",
    "form_css",
    "host_script",
    "hue_of",
    "is_run",
    "letter_sheet",
    "letter_variables",
    "light_page",
    "link_exports",
    "mark_english",
    "minify_script",
    "module_files",
    "module_name",
    "module_source",
    "module_strings",
    "qr_picture",
    "render_countdown",
    "render_exercise",
    "render_form",
    "render_part",
    "resolve_links",
    "screen_page",
    "sending_module",
    "sends",
    "sign_file",
    "sign_name",
    "sign_names",
    "sign_svg",
    "slip_sheet",
    "slip_variables",
    "typed_address",
    "widget_source",
    "workshop_page",
    "workshop_script",
]
