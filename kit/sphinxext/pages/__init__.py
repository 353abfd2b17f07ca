"""What stands on a page: directives, the domain, links, and how each thing shown is made."""
