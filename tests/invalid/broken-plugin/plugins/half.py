"""A kind that lacks most of what a kind has."""


class Half:
    api = 1
    name = "half"


kinds = [Half()]
