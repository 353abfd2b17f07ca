"""The site as one: what it consists of, where its pages lie, and how it is replaced."""
