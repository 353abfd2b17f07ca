import json

import pytest
from playwright.sync_api import Page

from kit.frontend.scripts.shortening import shortened

SAME = {
    "destructuring": """
        const source = { first: 1, second: { third: 2 }, list: [3, 4, 5] };
        const { first, second: { third: renamed }, list: [head, ...tail], missing = first } =
          source;
        const again = { first, renamed, head, tail, missing };
        result = again;""",
    "parameters": """
        const take = ({ value, other = value + 1 }, [left, right = other] = [2], ...rest) =>
          ({ value, other, left, right, rest });
        result = take({ value: 1 }, undefined, 8, 9);""",
    "shadows": """
        const word = "outer";
        const inside = () => { const word = "inner"; return { word }; };
        { const word = "block"; result = [word, inside()]; }
        result.push(word, ((word) => word)("given"));""",
    "the browser's": """
        const lengths = () => { const length = 3; return length + document.title.length; };
        { const location = "mine"; result = [lengths(), location, typeof window.location]; }
        result.push(location.protocol.length > 0);""",
    "classes": """
        class Counter {
          #count = 0;
          static made = [];
          step = (count) => (this.#count += count);
          get count() { return this.#count; }
          constructor(step) { this.start = step; Counter.made.push(this.start); }
        }
        const counter = new Counter(4);
        counter.step(2);
        result = [counter.count, counter.start, Counter.made, Counter.name.length > 0];""",
    "loops and errors": """
        const found = [];
        for (const [key, value] of Object.entries({ one: 1, two: 2 })) found.push({ key, value });
        for (let number = 0; number < 2; number += 1) found.push(() => number);
        try { throw new Error("message"); } catch (error) { found.push(error.message); }
        try { throw { message: "m" }; } catch ({ message }) { found.push({ message }); }
        for (const name in { a: 1 }) found.push(name);
        result = found.map((each) => (typeof each === "function" ? each() : each));""",
    "names of functions": """
        const product = function factorial(number) {
          return number < 2 ? 1 : number * factorial(number - 1);
        };
        function* numbers(most) { for (let number = 1; number <= most; number += 1) yield number; }
        result = [...numbers(4)].map(product).concat(later(1));
        function later(value) { return value + hoisted; }
        var hoisted = 41;""",
    "texts": """
        const name = "x", a = "`", b = /name/.source;
        result = [`name ${name} ${`inner ${name}`} // name`, 'name', b,
          { name: a, "name2": name }];""",
    "keys": """
        const key = "computed", value = 1;
        const object = { [key]: value, value: 2, key() { return value; },
          get made() { return key; } };
        result = [object, object.value, object["key"](), object.made, object?.value];""",
}


@pytest.mark.parametrize("name", SAME)
def test_a_browser_makes_the_same_of_short_names(page: Page, name: str) -> None:
    source = f"{{\n{SAME[name]}\n}}"
    short = shortened(source)
    assert len(short) < len(source)
    page.set_content("<title>Four</title>")
    made = [
        page.evaluate(f"() => {{ let result; {text} return result; }}") for text in (source, short)
    ]
    assert made[0]
    assert json.dumps(made[0]) == json.dumps(made[1])


def test_what_other_scripts_see_keeps_its_name() -> None:
    source = "const seen = (given) => given + unknown;\nwindow.kitSeen = seen;\n"
    assert shortened(source) == "const seen = (a) => a + unknown;\nwindow.kitSeen = seen;\n"
    assert shortened(source, alone=True) == ("const a = (b) => b + unknown;\nwindow.kitSeen = a;\n")


def test_a_short_name_is_nobody_elses() -> None:
    source = "{ const first = a; const second = (third) => third + b + first; }"
    assert shortened(source) == "{ const c = a; const e = (d) => d + b + c; }"


def test_names_that_never_meet_share_the_shortest() -> None:
    source = "{ const one = (first) => first; const two = (second) => second; }"
    assert shortened(source) == "{ const b = (a) => a; const c = (a) => a; }"


def test_what_is_no_javascript_is_refused() -> None:
    with pytest.raises(ValueError, match="no JavaScript"):
        shortened("const a = ;")
