"""What is done to other people's code that not only Sphinx's build needs; see CONTRIBUTING."""
