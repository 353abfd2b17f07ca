"""What is done to Starlette; see CONTRIBUTING."""
