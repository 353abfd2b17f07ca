"""The built-in kinds; found by entry point like everybody's, and imported by nobody."""
