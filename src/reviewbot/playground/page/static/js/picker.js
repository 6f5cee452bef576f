// The list above the box: commands, choices, completions. The keyboard stays in the field.

import { $, $$, make } from "./dom.js";
import { face } from "./people.js";

const picker = $("#picker");
let items = [];
let at = -1;

export const isShown = () => !picker.hidden;

export function hide() {
  picker.hidden = true;
  items = [];
  at = -1;
  aim(null);
}

function aim(id) {
  for (const field of [$("#write"), ...$$("#slash input")]) {
    if (id && field === document.activeElement) field.setAttribute("aria-activedescendant", id);
    else field.removeAttribute("aria-activedescendant");
    if (field.role === "combobox") field.setAttribute("aria-expanded", String(Boolean(id) && field === document.activeElement));
  }
}

function row(item, index) {
  const made = make("div", { role: "option", id: `pick-${index}`, "aria-selected": "false" },
    item.face ? face(item.face) : null, make("b", {}, item.label), make("small", {}, item.note ?? ""),
    item.tail ? make("code", {}, item.tail) : null);
  made.addEventListener("pointerdown", (event) => event.preventDefault());
  made.addEventListener("click", () => item.pick());
  return made;
}

// Shows a title and items {label, note, pick}; `first` marks the first one for Enter.
export function show({ title, about = "", items: given = [], empty = "", first = false, wrong = "" }) {
  items = given;
  const head = make("h3", {}, make("b", {}, title), about);
  const parts = [head];
  if (wrong) parts.push(make("p", { class: "note wrong" }, wrong));
  if (items.length) {
    parts.push(make("div", { role: "listbox", "aria-label": title }, ...items.map(row)));
  } else if (empty) {
    parts.push(make("p", { class: "note" }, empty));
  }
  picker.replaceChildren(...parts);
  picker.hidden = false;
  select(first && items.length ? 0 : -1);
}

function select(index) {
  at = index;
  $$('[role="option"]', picker).forEach((one, number) => {
    one.setAttribute("aria-selected", String(number === at));
    if (number === at) one.scrollIntoView({ block: "nearest" });
  });
  aim(at >= 0 ? `pick-${at}` : null);
}

// Returns whether the key moved or took something.
export function key(event) {
  if (!items.length || event.isComposing) return false;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    select(at < 0 && step < 0 ? items.length - 1 : (at + step + items.length) % items.length);
    return true;
  }
  if ((event.key === "Enter" || event.key === "Tab") && at >= 0 && !event.shiftKey) {
    event.preventDefault();
    items[at].pick();
    return true;
  }
  return false;
}
