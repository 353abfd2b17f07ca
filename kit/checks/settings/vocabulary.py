"""The directives and roles that every Jupyter Book knows, as data; nothing of Sphinx is imported.

Those of docutils, Sphinx, MyST and of the extensions that Jupyter Book loads by itself. A test
holds them to what is installed; :mod:`kit.checks.settings.extensions` asks for those of other
extensions.
"""

from __future__ import annotations

from typing import Final

DIRECTIVE_NAMES: Final = frozenset(
    """
    accordion acks admonition article-info aside attention attribute bibliography button-link
    button-ref c:alias c:enum c:enumerator c:function c:macro c:member c:namespace c:namespace-pop
    c:namespace-push c:struct c:type c:union c:var card card-carousel card-footer card-header
    caution centered class classmethod cmdoption code code-block code-cell codeauthor compound
    confval container contents cpp:alias cpp:class cpp:concept cpp:enum cpp:enum-class
    cpp:enum-struct cpp:enumerator cpp:function cpp:member cpp:namespace cpp:namespace-pop
    cpp:namespace-push cpp:struct cpp:type cpp:union cpp:var cssclass csv-table currentmodule
    danger data date decorator decoratormethod default-domain default-role deprecated describe div
    dropdown envvar epigraph error eval eval-rst eval:figure exception figure figure-md
    footbibliography footer full-width function glossary glue glue: glue:any glue:figure glue:math
    glue:md grid grid-item grid-item-card header highlight highlights hint hlist image important
    include index js:attribute js:class js:data js:function js:method js:module line-block
    list-table literalinclude margin math meta method module moduleauthor nb-exec-table note
    object only option parsed-literal productionlist program property pull-quote py:attribute
    py:class py:classmethod py:currentmodule py:data py:decorator py:decoratormethod py:exception
    py:function py:method py:module py:property py:staticmethod py:type raw raw-cell replace role
    rst-class rst:directive rst:directive:option rst:role rubric section-numbering sectionauthor
    sectnum seealso sidebar sourcecode staticmethod step steps tab-item tab-set tab-set-code table
    tableofcontents tabularcolumns target-notes tip title toctree toggle topic type unicode
    versionadded versionchanged versionremoved warning
    """.split()  # noqa: SIM905 - one line a word would be hundreds
)

ROLE_NAMES: Final = frozenset(
    """
    ab abbr abbreviation ac acronym anonymous-reference any attr bdg c:data c:enum c:enumerator
    c:expr c:func c:macro c:member c:struct c:texpr c:type c:union c:var citation-reference cite
    cite:alp cite:alps cite:author cite:authorpar cite:authorpars cite:authors cite:cauthor
    cite:cauthors cite:ct cite:cts cite:empty cite:label cite:labelpar cite:p cite:ps cite:t
    cite:ts cite:year cite:yearpar class code command confval const cpp:any cpp:class cpp:concept
    cpp:enum cpp:enumerator cpp:expr cpp:func cpp:member cpp:struct cpp:texpr cpp:type cpp:union
    cpp:var data dfn doc download emphasis envvar eq eval exc fa fa-brands fa-regular fa-solid fab
    far fas file footcite footcite:ct footcite:cts footcite:p footcite:ps footcite:t footcite:ts
    footnote-reference func glue glue: glue:any glue:md glue:text guilabel i index js:attr
    js:class js:data js:func js:meth js:mod kbd keyword literal mailheader makevar manpage
    material-outlined material-regular material-round material-sharp material-twotone math
    math:numref menuselection meth mimetype mod named-reference nb-download newsgroup numref obj
    octicon option pep pep-reference program py:attr py:class py:const py:data py:exc py:func
    py:meth py:mod py:obj py:type raw ref regexp rfc rfc-reference rst:dir rst:role samp strong
    sub sub-ref subscript substitution-reference sup superscript t target term title
    title-reference token type uri uri-reference url
    """.split()  # noqa: SIM905 - one line a word would be hundreds
)

BADGES: Final = "bdg-"
"""How further roles of sphinx-design begin: one for each colour."""

LEXERS: Final = frozenset(
    """
    bash bat c c++ console cpp cs csharp css default diff docker dockerfile f90 fortran
    go guess html ini ipython ipython3 ipythonconsole ipythontb java javascript jinja js
    json julia kotlin latex lua make makefile markdown matlab md myst-ansi mysql none octave
    output perl php postgresql powershell ps1 py py3 pycon pycon3 python python3 pytb r
    rb rest rst ruby rust scala sh shell shell-session splus sql swift tex text toml ts
    typescript xml yaml yml zsh
    """.split()  # noqa: SIM905 - one line a word would be hundreds
)
"""The commonest languages of code; to load the names of all takes longer than to check a book."""
