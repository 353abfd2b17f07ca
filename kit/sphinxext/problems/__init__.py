"""What is wrong, as authors read it: problems and Sphinx's warnings, and builds that broke off."""
