// Commands: found by typing, filled in one option after the other, and run.

import { $, make, says } from "./dom.js";
import { ask, on, upload } from "./link.js";
import { note } from "./log.js";
import { Options } from "./options.js";
import { show, hide, key as pickerKey, isShown } from "./picker.js";
import { told } from "./press.js";

const CHAT = 1;
const NESTED = new Set([1, 2]);
const box = $("#write");
const holder = $("#slash");
let all = [];
let filling = null;

on("commands", ({ list }) => {
  all = list;
});

export const commands = (type) => all.filter((one) => one.type === type);

// Every command that can be run, with its words, such as `review post`.
function leaves(list = commands(CHAT), before = []) {
  return list.flatMap((one) => {
    const words = [...before, one.name];
    const nested = (one.options ?? []).filter((option) => NESTED.has(option.type));
    if (nested.length) return leaves(nested, words);
    return [{ name: words.join(" "), description: one.description, options: one.options ?? [] }];
  });
}

function offer(text) {
  const wanted = text.slice(1).toLowerCase();
  const found = leaves()
    .filter((one) => one.name.includes(wanted) || one.name.replaceAll(" ", "").includes(wanted))
    .sort((one, other) => Number(other.name.startsWith(wanted)) - Number(one.name.startsWith(wanted)));
  show({
    title: "Commands",
    items: found.map((one) => ({
      label: `/${one.name}`,
      note: one.description,
      pick: () => slash.begin(one),
    })),
    empty: all.length ? "No command is called that." : "The bot has not told its commands yet.",
    first: true,
  });
}

async function run(command, options) {
  const given = {};
  try {
    for (const [name, value] of Object.entries(options)) {
      given[name] = value instanceof File ? await upload(value) : value;
    }
  } catch (error) {
    says(error.message, true);
    return;
  }
  slash.leave();
  box.focus();
  const answer = await ask("command", { command: command.name, options: given });
  if (answer.failed) note(`/${answer.command ?? command.name}: ${answer.failed}`);
  told(answer);
}

export const slash = {
  active: () => filling !== null,

  typed(text) {
    if (filling) return;
    if (text.startsWith("/")) offer(text);
    else hide();
  },

  begin(command) {
    hide();
    box.value = "";
    if (command.options.length === 0) {
      run(command, {});
      return;
    }
    filling = new Options(holder, command, {
      run: (options) => run(command, options),
      leave: () => slash.leave(),
    });
    box.hidden = true;
    holder.hidden = false;
    filling.start();
  },

  beginByName(name) {
    const found = leaves().find((one) => one.name === name);
    if (found) slash.begin(found);
    else says("That command is not there.", true);
  },

  leave() {
    const had = filling !== null;
    filling = null;
    hide();
    holder.replaceChildren();
    holder.hidden = true;
    box.hidden = false;
    if (had) box.focus();
  },

  run() {
    filling?.submit();
  },

  // Returns whether the key was for the picker.
  key(event) {
    if (isShown() && pickerKey(event)) return true;
    if (event.key === "Escape" && isShown()) {
      hide();
      return true;
    }
    return false;
  },
};

$("#box").addEventListener("focusout", () => {
  setTimeout(() => {
    const inside = $("#compose").contains(document.activeElement);
    if (!inside && !filling) hide();
  }, 150);
});

export const hint = (text) => make("p", { class: "note" }, text);
