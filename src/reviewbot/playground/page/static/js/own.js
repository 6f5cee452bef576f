// One's own messages: changed in place, or deleted; and the keys of a message one has reached.

import { $, $$, make, says, sure } from "./dom.js";
import { ask } from "./link.js";

const MOST = 2000;
const box = $("#write");

function leave(editor) {
  const message = editor.closest(".message");
  editor.remove();
  message?.classList.remove("editing");
  box.focus();
}

async function save(editor, text) {
  if (!text.trim()) {
    await remove(editor.closest(".message"));
    return;
  }
  const told = await ask("edit", { message: editor.closest(".message").dataset.id, text });
  if (told.refused) says(told.refused, true);
  else leave(editor);
}

export async function edit(message) {
  if ($(".editor", message)) return;
  const told = await ask("source", { message: message.dataset.id });
  if (told.refused) return says(told.refused, true);
  const area = make("textarea", { "aria-label": "Change your message", rows: "1", maxlength: String(MOST), dir: "auto" });
  const stop = make("button", { type: "button", class: "linkish" }, "cancel");
  const keep = make("button", { type: "button", class: "linkish" }, "save");
  const editor = make("div", { class: "editor" }, area,
    make("p", {}, "Escape to ", stop, " · Enter to ", keep));
  area.value = told.text;
  stop.addEventListener("click", () => leave(editor));
  keep.addEventListener("click", () => save(editor, area.value));
  area.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") leave(editor);
    else if (event.key === "Enter" && !event.shiftKey) save(editor, area.value);
    else return event.stopPropagation();
    event.preventDefault();
    event.stopPropagation();
  });
  message.classList.add("editing");
  $(".body", message).prepend(editor);
  area.focus();
  area.scrollIntoView({ block: "nearest" });
}

export async function remove(message) {
  const { id } = message.dataset;
  if ("private" in message.dataset || await sure("Delete this message?", "Delete")) {
    const told = await ask("delete", { message: id });
    if (told.refused) says(told.refused, true);
  }
  box.focus();
}

export function editLast() {
  const last = $$("#messages .message[data-mine]").at(-1);
  if (last) edit(last);
  return Boolean(last);
}

const keys = {
  e: (message) => "mine" in message.dataset && edit(message),
  r: (message) => $('[data-do="reply"]', message)?.click(),
  "+": (message) => $('[data-do="react-pick"]', message)?.click(),
  Enter: (message) => $('[data-do="message-menu"]', message).click(),
  Delete: (message) => ("mine" in message.dataset || "private" in message.dataset) && remove(message),
};
keys.Backspace = keys.Delete;

$("#log").addEventListener("keydown", (event) => {
  const { target } = event;
  if (!target.matches(".message") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!keys[event.key]) return;
  event.preventDefault();
  keys[event.key](target);
});
