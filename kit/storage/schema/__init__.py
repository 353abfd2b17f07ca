"""What a database may hold besides rows: compared at every opening."""
