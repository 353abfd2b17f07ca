"""The room for what teams agreed on: kept, answered from above, and looked at again."""
