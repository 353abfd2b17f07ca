"""The room of representatives: what they read, and the one thing that they may say."""
