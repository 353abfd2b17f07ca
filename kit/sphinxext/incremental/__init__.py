"""What a change concerns: the pages that are read or written anew, and their numbers."""
