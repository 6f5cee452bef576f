// Members and channels, as far as somebody may have to be picked from them.

import { $, fragment, make } from "./dom.js";
import { dress } from "./dress.js";
import { on } from "./link.js";

let picks = [];

on("people", ({ html, picks: now }) => {
  picks = now;
  const drawn = fragment(html);
  dress(drawn);
  $("#members").replaceChildren(drawn);
});

export const channels = () =>
  [...document.querySelectorAll("#channels .channel")].map((one) => ({
    id: one.dataset.open,
    name: one.querySelector("span").textContent,
  }));

// Kinds of select menus: 5 users, 6 roles, 7 either, 8 channels. Roles are not offered.
export function people(kind) {
  if (kind === "8") return channels();
  return kind === "6" ? [] : picks;
}

export const face = (one) => make("span", { class: `face shade-${one.shade}`, "aria-hidden": "true" }, one.is ?? "");
