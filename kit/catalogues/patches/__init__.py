"""What is done to Babel; see CONTRIBUTING."""
