"""What a page, a style sheet or a script asks another host for, by itself."""
