"""A word that repeats a value stands for it."""

from kit.source.nodes import AliasNode, ScalarNode, Span, resolve

SPAN = Span(0, 1, 1, 1)


def test_what_repeats_a_value_is_resolved_to_it_and_a_value_to_itself() -> None:
    value = ScalarNode(SPAN, "text", "")
    assert resolve(AliasNode(SPAN, value)) is value
    assert resolve(value) is value
