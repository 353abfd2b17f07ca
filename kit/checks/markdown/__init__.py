"""Pages of Markdown as text with places: blocks, links, directives, tables, cells of notebooks."""
