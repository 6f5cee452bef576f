// What the server cannot know: the reader's time zone, and colours (styles may not be inline).

import { $$ } from "./dom.js";

const formats = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
  s: { dateStyle: "short", timeStyle: "short" },
  S: { dateStyle: "short", timeStyle: "medium" },
};
const known = new Map(
  Object.entries(formats).map(([style, how]) => [style, new Intl.DateTimeFormat(undefined, how)]),
);
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
const steps = [["year", 31557600], ["month", 2629800], ["day", 86400], ["hour", 3600], ["minute", 60]];

function ago(moment) {
  const seconds = (moment - Date.now()) / 1000;
  const [unit, size] = steps.find(([, one]) => Math.abs(seconds) >= one) ?? ["second", 1];
  return relative.format(Math.round(seconds / size), unit);
}

export const day = (iso) => known.get("D").format(new Date(iso));

function when(moment) {
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(moment).setHours(0, 0, 0, 0)) / 864e5);
  const time = known.get("t").format(moment);
  if (days === 0) return time;
  return days === 1 ? `Yesterday, ${time}` : known.get("s").format(moment);
}

function write(element) {
  const moment = new Date(element.dateTime);
  if (Number.isNaN(moment.getTime())) return;
  const { style } = element.dataset;
  if (style === "when") element.textContent = when(moment);
  else if (style === "R") element.textContent = ago(moment);
  else element.textContent = (known.get(style) ?? known.get("f")).format(moment);
  element.title = known.get("F").format(moment);
}

// Colours of roles are chosen for one background; this keeps them readable on both.
function readable(colour) {
  return `color-mix(in oklab, ${colour} 62%, var(--text))`;
}

export function dress(within) {
  for (const one of $$("time", within)) write(one);
  for (const one of $$("[data-colour]", within)) {
    if (one.dataset.colour) one.style.color = readable(one.dataset.colour);
  }
  for (const one of $$("[data-accent]", within)) {
    if (!one.dataset.accent) continue;
    one.classList.add("accented");
    one.style.setProperty("--accent-bar", one.dataset.accent);
  }
}

setInterval(() => {
  for (const one of $$('time[data-style="R"]')) write(one);
}, 20_000);

// Spoilers open on a press or with Enter; nothing within them reacts before that.
function reveal(event) {
  const hidden = event.target.closest(".spoiler:not(.open), .veiled:not(.open)");
  if (!hidden) return;
  if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
  event.preventDefault();
  event.stopPropagation();
  hidden.classList.add("open");
  hidden.removeAttribute("aria-expanded");
  hidden.removeAttribute("aria-label");
  hidden.removeAttribute("role");
  if (event.type !== "keydown") hidden.removeAttribute("tabindex");
}
addEventListener("click", reveal, true);
addEventListener("keydown", reveal, true);
