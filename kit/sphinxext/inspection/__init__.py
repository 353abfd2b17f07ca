"""What was built, looked through: what would ask another host, and who wrote it."""
