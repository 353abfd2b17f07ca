"""What is written: pages with our layout and policy, and the files beside them."""
