// The box one writes in: text, replies, files, typing; a slash hands over to `slash.js`.

import { $, icon, make, says } from "./dom.js";
import { ask, on, upload } from "./link.js";
import { editLast } from "./own.js";
import { slash } from "./slash.js";
import { toEnd } from "./log.js";

const box = $("#write");
const form = $("#box");
const answering = $("#answering");
let reply = null;
let files = [];
let typed = 0;

addEventListener("opened", ({ detail }) => {
  const mark = detail.kind === "channel" ? "#" : "";
  box.disabled = !detail.writable;
  form.classList.toggle("off", !detail.writable);
  box.placeholder = detail.writable
    ? `Message ${mark}${detail.name}${innerWidth > 600 ? ", or / for commands" : ""}`
    : "You may not write here.";
  stopAnswering();
  slash.leave();
});

export function answer(message) {
  const name = $(".author", message)?.textContent ?? message.querySelector("article").getAttribute("aria-label");
  reply = { id: message.dataset.id, ping: true };
  const ping = make("button", { class: "ping", type: "button", "aria-pressed": "true", title: "Whether they are notified" }, "@ on");
  ping.addEventListener("click", () => {
    reply.ping = !reply.ping;
    ping.setAttribute("aria-pressed", String(reply.ping));
    ping.textContent = reply.ping ? "@ on" : "@ off";
  });
  const close = make("button", { class: "tool", type: "button", "aria-label": "Do not reply" }, icon("close"));
  close.addEventListener("click", stopAnswering);
  answering.replaceChildren(make("span", {}, "Replying to ", make("b", {}, name)), ping, close);
  answering.hidden = false;
  box.focus();
}

function stopAnswering() {
  reply = null;
  answering.hidden = true;
}

function showFiles() {
  const list = $("#files");
  list.hidden = files.length === 0;
  list.replaceChildren(...files.map((file) => {
    const remove = make("button", { class: "tool", type: "button", "aria-label": `Remove ${file.name}` }, icon("close"));
    remove.addEventListener("click", () => {
      files = files.filter((one) => one !== file);
      showFiles();
    });
    return make("li", {}, file.name, remove);
  }));
}

function add(more) {
  files = [...files, ...more].slice(0, 10);
  showFiles();
}

$("#attach").addEventListener("change", ({ target }) => {
  add(target.files);
  target.value = "";
});
box.addEventListener("paste", (event) => {
  if (event.clipboardData.files.length) add(event.clipboardData.files);
});

async function send() {
  const text = box.value.trim();
  if (!text && !files.length) return;
  const waiting = { text, reply: reply?.id, ping: reply?.ping };
  try {
    waiting.files = await Promise.all(files.map(upload));
  } catch (error) {
    says(error.message, true);
    return;
  }
  const told = await ask("send", waiting);
  if (told.refused) return says(told.refused, true);
  box.value = "";
  count();
  files = [];
  showFiles();
  stopAnswering();
  toEnd();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (slash.active()) slash.run();
  else send();
});

box.addEventListener("keydown", (event) => {
  if (slash.key(event)) return;
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    send();
  } else if (event.key === "Escape") {
    stopAnswering();
  } else if (event.key === "ArrowUp" && !box.value) {
    event.preventDefault();
    if (!editLast()) $("#messages .message:last-of-type")?.focus();
  }
});

// How much room is left, once it becomes little.
function count() {
  const left = box.maxLength - box.value.length;
  const line = $("#left");
  line.hidden = left > 200;
  line.textContent = left > 200 ? "" : `${left} left`;
  line.classList.toggle("over", left <= 0);
}

box.addEventListener("input", () => {
  slash.typed(box.value);
  count();
  if (box.value && !box.value.startsWith("/") && Date.now() - typed > 4000) {
    typed = Date.now();
    ask("typing");
  }
});

// Who else is writing, for ten seconds each.
const writers = new Map();
function showWriters() {
  const names = [...writers.values()];
  const line = names.length > 3 ? "Several people are typing …" : `${names.join(", ")} ${names.length === 1 ? "is" : "are"} typing …`;
  $("#typing").textContent = names.length ? line : "";
}
addEventListener("opened", () => {
  writers.clear();
  showWriters();
});
on("typing", ({ id, name }) => {
  writers.set(id, name);
  showWriters();
  setTimeout(() => { writers.delete(id); showWriters(); }, 9000);
});
addEventListener("arrived", ({ detail }) => {
  const author = document.getElementById(`m${detail.id}`)?.dataset.author;
  if (writers.delete(author)) showWriters();
});
