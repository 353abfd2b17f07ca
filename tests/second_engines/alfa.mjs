// Judge pages by the rules of Alfa, but for those named as arguments, and print what fails as JSON.
// The pages come on standard input, as Alfa saw them in a browser: [{ name, url, document, device }].

import { readFileSync } from "node:fs";

import { Audit, Outcome } from "@siteimprove/alfa-act";
import { Rules } from "@siteimprove/alfa-rules";
import { Page } from "@siteimprove/alfa-web";

const leftOut = process.argv.slice(2);
const rules = new Map(Rules);
for (const name of leftOut) {
  if (!rules.delete(name)) throw new Error(`Alfa has no rule ${name}`);
}

function reason(outcome) {
  const found = [...outcome.expectations].map(([, expectation]) => expectation.toJSON());
  return found.map(({ value, error }) => (error ?? value?.error)?.message).find(Boolean) ?? "";
}

function place(target) {
  const nodes = typeof target.path === "function" ? [target] : [...target];
  return nodes.map((node) => node.path()).join(" ");
}

const failures = [];
for (const { name, url, document, device } of JSON.parse(readFileSync(0, "utf-8"))) {
  const request = { method: "GET", url, headers: [], body: "" };
  const response = { url, status: 200, headers: [], body: "" };
  const page = Page.from({ request, response, document, device }).getUnsafe();
  for (const outcome of await Audit.of(page, rules.values()).evaluate()) {
    if (!Outcome.isFailed(outcome)) continue;
    const rule = outcome.rule.uri.split("/").pop();
    failures.push({ name, rule, reason: reason(outcome), place: place(outcome.target) });
  }
}
console.log(JSON.stringify(failures));
