"""Turn an employer platform into an interactive workshop book."""
