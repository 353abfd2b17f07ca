"""The room of leaders: rounds are opened, followed, closed, and their results shown."""
