"""The build: languages in processes of their own, and what is true of each when it is done."""
