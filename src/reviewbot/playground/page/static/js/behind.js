// The drawer "A look behind".

import { $, fragment, says } from "./dom.js";
import { dress } from "./dress.js";
import { ask } from "./link.js";

const drawer = $("#behind");
let about = null;
let opener = null;

export async function showBehind(message = null) {
  about = message;
  const answer = await ask("behind", { message });
  if (answer.refused) return says(answer.refused, true);
  const drawn = fragment(answer.html);
  dress(drawn);
  const at = $(".behind-body", drawer)?.scrollTop ?? 0;
  const held = drawer.contains(document.activeElement) ? document.activeElement.dataset.name ?? "" : null;
  drawer.replaceChildren(drawn);
  if (!drawer.hidden) {
    $(".behind-body", drawer).scrollTop = at;
    if (held !== null) ($(`[data-name="${held}"]`, drawer) ?? $('[data-do="behind"]', drawer)).focus();
    return;
  }
  opener = document.activeElement;
  show(true);
  $('[data-do="behind"]', drawer).focus();
}

function show(shown) {
  drawer.hidden = !shown;
  $('#head [data-do="behind"]').setAttribute("aria-expanded", String(shown));
}

export function toggleBehind() {
  if (drawer.hidden) return showBehind();
  show(false);
  const back = opener?.isConnected && opener !== document.body ? opener : $('#head [data-do="behind"]');
  back.focus();
}

drawer.addEventListener("keydown", (event) => {
  if (event.key === "Escape") toggleBehind();
});

export async function fault(button) {
  const answer = await ask("fault", { name: button.dataset.name });
  says(answer.says ?? answer.refused, Boolean(answer.refused));
  showBehind(about);
}

// While it is open it follows what happens.
addEventListener("arrived", () => {
  if (!drawer.hidden && !$("details[open]", drawer)) showBehind(about);
});
