"""The platforms that come with the kit; found by entry point like everybody's."""
