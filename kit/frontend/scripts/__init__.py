"""The scripts of pages and notebooks: put together, made small, and what they say."""
