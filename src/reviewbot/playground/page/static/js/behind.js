// The drawer "A look behind".

import { $, fragment, says } from "./dom.js";
import { dress } from "./dress.js";
import { ask } from "./link.js";

const drawer = $("#behind");
let about = null;

export async function showBehind(message = null) {
  about = message;
  const answer = await ask("behind", { message });
  if (answer.refused) return says(answer.refused, true);
  const drawn = fragment(answer.html);
  dress(drawn);
  const at = $(".behind-body", drawer)?.scrollTop ?? 0;
  drawer.replaceChildren(drawn);
  if (!drawer.hidden) $(".behind-body", drawer).scrollTop = at;
  show(true);
}

function show(shown) {
  drawer.hidden = !shown;
  $('#head [data-do="behind"]').setAttribute("aria-expanded", String(shown));
}

export function toggleBehind() {
  if (!drawer.hidden) return show(false);
  return showBehind();
}

export async function fault(button) {
  const answer = await ask("fault", { name: button.dataset.name });
  says(answer.says ?? answer.refused, Boolean(answer.refused));
  showBehind(about);
}

// While it is open it follows what happens.
addEventListener("arrived", () => {
  const busy = drawer.contains(document.activeElement) || $("details[open]", drawer);
  if (!drawer.hidden && !busy) showBehind(about);
});
