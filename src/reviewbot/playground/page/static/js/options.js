// The options of one command, each a labelled field in the box.

import { $, $$, icon, make } from "./dom.js";
import { ask } from "./link.js";
import { channels, people } from "./people.js";
import { hide, key as pickerKey, show } from "./picker.js";

const TEXT = 3, INTEGER = 4, BOOLEAN = 5, USER = 6, CHANNEL = 7, MENTIONABLE = 9, NUMBER = 10, FILE = 11;
const DEBOUNCE = 250;

export class Options {
  constructor(holder, command, { run, leave }) {
    Object.assign(this, { holder, command, run, leave });
    this.pills = new Map();
    this.asked = 0;
  }

  start() {
    this.holder.replaceChildren(make("span", { class: "slash-name" }, `/${this.command.name}`));
    for (const option of this.command.options) {
      if (option.required) this.add(option);
    }
    this.more();
    const first = $("input", this.holder);
    if (first) first.focus();
    else this.offerMore();
  }

  left() {
    return this.command.options.filter((one) => !this.pills.has(one.name));
  }

  more() {
    $(".more-options", this.holder)?.remove();
    const left = this.left();
    if (!left.length) return;
    this.extra = make("input", {
      class: "more-options", type: "text", placeholder: `+${left.length} optional`, spellcheck: "false",
      role: "combobox", "aria-expanded": "false", "aria-controls": "picker", "aria-autocomplete": "list",
      "aria-label": "Add an option, or press Enter to run the command",
    });
    this.extra.addEventListener("focus", () => this.offer());
    this.extra.addEventListener("input", () => this.offer());
    this.extra.addEventListener("keydown", (event) => this.key(event, null));
    this.holder.append(this.extra);
  }

  // Goes to where options are added, or stays in the last field where there are none.
  offerMore() {
    if (this.left().length) this.extra.focus();
    else $$(".pill input", this.holder).at(-1)?.focus();
    this.offer();
  }

  // What may be added; words that name no option are offered as the first that takes any words.
  offer() {
    const typed = this.extra?.isConnected ? this.extra.value.trim() : "";
    const found = this.left().filter((one) => one.name.includes(typed.toLowerCase()));
    const words = found.length ? null : this.left().find((one) => one.type === TEXT && !one.choices?.length);
    const items = found.map((one) => ({ label: one.name, note: one.description, pick: () => this.open(one) }));
    if (words) items.push({ label: `${words.name}: ${typed}`, note: words.description, pick: () => this.open(words, typed) });
    show({
      title: `/${this.command.name}`,
      about: this.left().length ? "add an option, or press Enter to run it" : "press Enter to run it",
      items,
      first: typed !== "",
      empty: typed ? "No option is called that." : "",
    });
  }

  open(option, words = "") {
    this.add(option);
    this.more();
    const { field } = this.pills.get(option.name);
    field.value = words;
    field.focus();
  }

  add(option) {
    const file = option.type === FILE;
    const field = make("input", {
      type: file ? "file" : "text",
      "aria-label": `${option.name}: ${option.description}`,
      "aria-required": String(Boolean(option.required)),
      role: file ? null : "combobox", "aria-expanded": "false", "aria-controls": "picker", "aria-autocomplete": "list",
      inputmode: option.type === INTEGER ? "numeric" : option.type === NUMBER ? "decimal" : null,
      spellcheck: "false",
    });
    const pill = make("div", { class: "pill" }, make("span", {}, option.name), field);
    if (!option.required) pill.append(this.remover(option));
    const one = { option, pill, field, value: null };
    this.pills.set(option.name, one);
    field.addEventListener("focus", () => this.look(one));
    field.addEventListener("input", () => { one.value = null; pill.classList.remove("wrong"); this.look(one, true); });
    field.addEventListener("change", () => { if (file) one.value = field.files[0] ?? null; });
    field.addEventListener("keydown", (event) => this.key(event, one));
    this.holder.append(pill);
  }

  remover(option) {
    const button = make("button", { type: "button", "aria-label": `Remove ${option.name}` }, icon("close"));
    button.addEventListener("click", () => {
      this.pills.get(option.name).pill.remove();
      this.pills.delete(option.name);
      this.more();
      this.offerMore();
    });
    return button;
  }

  // What may be picked for an option, besides what only the bot knows.
  known({ type, choices }) {
    if (choices?.length) return choices.map((one) => ({ label: one.name, value: one.value }));
    if (type === BOOLEAN) return [{ label: "True", value: "true" }, { label: "False", value: "false" }];
    if (type === USER || type === MENTIONABLE) return people("5").map((one) => ({ label: one.name, value: one.id, face: one }));
    if (type === CHANNEL) return channels().map((one) => ({ label: `#${one.name}`, value: one.id }));
    return null;
  }

  look(one, typed = false) {
    const { option, field } = one;
    clearTimeout(this.timer);
    const list = this.known(option);
    if (list) {
      const wanted = one.value === null ? field.value.toLowerCase() : "";
      this.list(one, list.filter((each) => each.label.toLowerCase().includes(wanted)), "Nothing here is called that.");
    } else if (option.autocomplete) {
      if (!typed) this.list(one, [], "");
      this.timer = setTimeout(() => this.complete(one), typed ? DEBOUNCE : 0);
    } else {
      this.list(one, [], "");
    }
  }

  list(one, choices, empty) {
    show({
      title: one.option.name,
      about: one.option.description,
      items: choices.map((each) => ({ ...each, pick: () => this.take(one, each) })),
      first: choices.length > 0 && !one.option.autocomplete,
      empty,
    });
  }

  async complete(one) {
    this.asked += 1;
    const asked = this.asked;
    const { options } = this.values();
    const answer = await ask("complete", {
      command: this.command.name, option: one.option.name, typed: one.field.value, options,
    });
    const stale = asked !== this.asked || document.activeElement !== one.field;
    if (stale) return;
    if (!answer.choices) {
      show({ title: one.option.name, about: one.option.description, wrong: "Loading options failed" });
      return;
    }
    const found = answer.choices.map((each) => ({ label: each.name, value: each.value }));
    this.list(one, found, one.field.value ? "Nothing known by that name; what you type is taken as it is." : "");
  }

  take(one, choice) {
    one.field.value = choice.label;
    one.value = String(choice.value);
    one.pill.classList.remove("wrong");
    hide();
    this.next(one);
  }

  next(one) {
    clearTimeout(this.timer);
    const fields = $$(".pill input", this.holder);
    const empty = fields.slice(fields.indexOf(one.field) + 1).find((field) => !field.value);
    if (empty) empty.focus();
    else this.offerMore();
  }

  key(event, one) {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      event.preventDefault();
      this.leave();
    } else if (event.key === "Backspace" && one && !one.field.value) {
      event.preventDefault();
      if (one.option.required) this.leave();
      else $("button", one.pill).click();
    } else if (event.key === "Backspace" && !one && !this.extra.value) {
      event.preventDefault();
      $$(".pill input", this.holder).at(-1)?.focus();
    } else if (!pickerKey(event) && event.key === "Enter") {
      event.preventDefault();
      this.submit();
    }
  }

  values() {
    const options = {};
    const wrong = [];
    for (const [name, one] of this.pills) {
      let value = one.value ?? (one.option.type === FILE ? null : one.field.value.trim());
      const list = this.known(one.option);
      if (list && one.value === null) {
        const named = list.find((each) => each.label.toLowerCase() === value.toLowerCase());
        if (value && !named) wrong.push(one);
        value = named ? String(named.value) : "";
      }
      if (value) options[name] = value;
      else if (one.option.required) wrong.push(one);
    }
    return { options, wrong };
  }

  submit() {
    const { options, wrong } = this.values();
    for (const one of wrong) one.pill.classList.add("wrong");
    if (!wrong.length) {
      this.run(options);
      return;
    }
    const [{ field, option }] = wrong;
    field.focus();
    clearTimeout(this.timer);
    this.asked += 1;
    show({ title: option.name, about: option.description, wrong: field.value ? "Choose one of these." : "This option is required.",
      items: (this.known(option) ?? []).map((each) => ({ ...each, pick: () => this.take(wrong[0], each) })) });
  }
}
