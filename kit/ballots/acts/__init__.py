"""What the key holder can be asked to do, why it refuses, and what came of it."""
