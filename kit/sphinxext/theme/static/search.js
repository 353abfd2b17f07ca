// Sphinx's search asks for this name, which its highlighter defines. The highlighter stays out,
// since it keeps what was searched for in the browser.
const SPHINX_HIGHLIGHT_ENABLED = false;
