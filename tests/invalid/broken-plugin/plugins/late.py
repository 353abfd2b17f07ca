"""Fails only when it is used."""

from kit.plugins import discover

reflection = discover().of("kit.kinds")["reflection"]


class Schema(reflection.model):
    kind: str


class Late(type(reflection)):
    name = "late"
    model = Schema

    def check(self, exercise, context):
        return [context.exercises["not-there"]]


kinds = [Late()]
