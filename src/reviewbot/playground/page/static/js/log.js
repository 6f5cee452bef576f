// The list of messages: what comes in, where it goes, and where the reader is.

import { $, $$, fragment, make, says } from "./dom.js";
import { day, dress } from "./dress.js";
import { ask, on } from "./link.js";

const log = $("#log");
const list = $("#messages");
const jump = $("#jump");
let more = false;
let loading = false;

const later = (one, other) => one.length - other.length || (one < other ? -1 : one > other ? 1 : 0);
const nearEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < 120;

let atEnd = true;
let lastTop = 0;

export function toEnd() {
  atEnd = true;
  log.scrollTop = log.scrollHeight;
  jump.hidden = true;
}

// Messages get their true height only when they come into view, and pictures when they load.
new ResizeObserver(() => { if (atEnd) toEnd(); }).observe(list);

// A line with the date above the first message of each day.
function days() {
  for (const one of $$(".divider.day", list)) one.remove();
  let last = "";
  for (const one of $$(".message", list)) {
    const its = new Date(one.dataset.day).toDateString();
    if (last && its !== last) {
      const line = make("li", { class: "divider day" }, day(one.dataset.day));
      one.before(line);
    }
    last = its;
  }
}

function welcome({ name, kind }) {
  const above = $("#above");
  above.replaceChildren();
  if (more) return;
  const mark = kind === "channel" ? "#" : "";
  above.append(make("h2", {}, `${mark}${name}`));
  above.append(make("p", {}, kind === "direct" ? `Only you and ${name} read this.` : "This is where it begins."));
}

on("log", (message) => {
  more = message.more;
  const fresh = fragment(message.html);
  dress(fresh);
  list.replaceChildren(fresh);
  $("#local").replaceChildren();
  $("#title").replaceChildren(fragment(message.head));
  document.title = `${message.kind === "channel" ? "#" : ""}${message.name} · Playground`;
  welcome(message);
  days();
  toEnd();
  const first = message.unread && document.getElementById(`m${message.unread}`);
  if (first) {
    first.before(make("li", { class: "divider fresh" }, "New"));
    atEnd = false;
    first.scrollIntoView({ block: "center" });
  }
  dispatchEvent(new CustomEvent("opened", { detail: message }));
});

on("put", ({ id, html, fresh, mine }) => {
  const stick = atEnd;
  const drawn = fragment(html);
  dress(drawn);
  const old = document.getElementById(`m${id}`);
  if (old) {
    keepOpen(old, drawn);
    const focused = old.contains(document.activeElement) ? document.activeElement.dataset.control : null;
    const editor = $(".editor", old);
    if (editor) {
      $(".message", drawn).classList.add("editing");
      $(".body", drawn).prepend(editor);
    }
    old.replaceWith(drawn);
    if (editor) $("textarea", editor).focus();
    if (focused) $(`#m${id} [data-control="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  } else {
    const below = $$(".message", list).find((one) => later(one.dataset.id, id) > 0);
    if (below) below.before(drawn);
    else list.append(drawn);
    days();
  }
  if (stick || (fresh && mine)) toEnd();
  else if (fresh) jump.hidden = false;
  dispatchEvent(new CustomEvent("arrived", { detail: { id } }));
});

// What the reader opened stays open when a message is drawn anew and that part is unchanged.
function keepOpen(old, drawn) {
  const opened = $$(".spoiler", old).map((one) => one.classList.contains("open") && one.textContent);
  $$(".spoiler", drawn).forEach((one, index) => {
    if (opened[index] && opened[index] === one.textContent) one.classList.add("open");
  });
}

on("drop", ({ id }) => {
  document.getElementById(`m${id}`)?.remove();
  days();
});

on("empty", () => {
  list.replaceChildren();
  $("#title").replaceChildren(make("h1", {}, "No channel"));
  $("#above").replaceChildren(make("p", {}, "This member sees no channel here."));
});

async function older() {
  const first = $(".message", list);
  if (!more || loading || !first) return;
  loading = true;
  const answer = await ask("older", { before: first.dataset.id });
  loading = false;
  if (answer.html === undefined) return;
  more = answer.more;
  const drawn = fragment(answer.html);
  dress(drawn);
  const height = log.scrollHeight;
  list.prepend(drawn);
  days();
  log.scrollTop += log.scrollHeight - height;
}

log.addEventListener("scroll", () => {
  if (log.scrollTop < 400) older();
  // Only going up leaves the end: a message that grows below the reader does not.
  if (log.scrollTop < lastTop) atEnd = nearEnd();
  else atEnd ||= nearEnd();
  lastTop = log.scrollTop;
  if (atEnd) jump.hidden = true;
}, { passive: true });
jump.addEventListener("click", toEnd);

// Arrow keys walk through the messages.
log.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
  if (event.target.closest("[popover], .text pre")) return;
  const all = $$(".message", list);
  const at = all.indexOf(event.target.closest(".message"));
  const next = at < 0 ? all.at(-1) : all[at + (event.key === "ArrowUp" ? -1 : 1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: "nearest" });
});

export function aim(id) {
  const found = document.getElementById(`m${id}`);
  if (!found) return false;
  found.scrollIntoView({ block: "center" });
  found.classList.remove("aimed");
  requestAnimationFrame(() => found.classList.add("aimed"));
  found.focus({ preventScroll: true });
  return true;
}

// Goes to a message, fetching older ones until it is there.
export async function seek(id) {
  let last = null;
  while (!aim(id)) {
    const first = $(".message", list)?.dataset.id;
    if (!more || first === last || later(first, id) < 0) {
      says("That message is not here any more.");
      return;
    }
    last = first;
    await older();
  }
}

// Something only this page knows, such as a command that nobody answered.
export function note(text) {
  const line = make("div", { class: "local" }, make("p", {}, text));
  const close = make("button", { type: "button" }, "Dismiss");
  close.addEventListener("click", () => line.remove());
  line.append(close);
  $("#local").append(line);
  toEnd();
}
