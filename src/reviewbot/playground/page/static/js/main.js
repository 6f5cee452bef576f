// Starts the page: what is pressed, what is pushed, and how it looks.

import { $, fragment, says } from "./dom.js";
import { fault, showBehind, toggleBehind } from "./behind.js";
import { answer } from "./composer.js";
import { closeForm } from "./forms.js";
import { ask, connect, on } from "./link.js";
import { seek } from "./log.js";
import { be, memberMenu, messageMenu, reactionMenu, whoMenu } from "./menus.js";
import { pick, pickDone, press, unfold } from "./press.js";
import { slash } from "./slash.js";

const root = document.documentElement;
const side = $("#side");
const people = $("#people");
const narrow = matchMedia("(max-width: 62rem)");
const light = matchMedia("(prefers-color-scheme: light)");

function paint() {
  root.dataset.theme = localStorage.getItem("theme") ?? "auto";
  root.classList.toggle("daylight", light.matches);
}
light.addEventListener("change", paint);

function turn() {
  const isLight = root.dataset.theme === "light" || (root.dataset.theme === "auto" && light.matches);
  localStorage.setItem("theme", isLight ? "dark" : "light");
  paint();
}

function showPeople(shown) {
  people.hidden = !shown;
  $('#head [data-do="people"]').setAttribute("aria-expanded", String(shown));
}
function fold() {
  showPeople(!narrow.matches);
}
narrow.addEventListener("change", fold);

const message = (button) => button.closest(".message").dataset.id;

const deeds = {
  press,
  unfold,
  pick,
  "pick-done": pickDone,
  "message-menu": messageMenu,
  "member-menu": memberMenu,
  "react-pick": reactionMenu,
  who: whoMenu,
  fault,
  theme: turn,
  behind: toggleBehind,
  "behind-all": () => showBehind(),
  "close-form": closeForm,
  be: (button) => {
    be(button.dataset.user);
    if (narrow.matches) showPeople(false);
  },
  people: () => showPeople(people.hidden),
  "open-side": () => { side.classList.add("shown"); $("#channels .here")?.focus(); },
  "close-side": () => side.classList.remove("shown"),
  reply: (button) => answer(button.closest(".message")),
  react: (button) => ask("react", { message: message(button), emoji: button.dataset.emoji }),
  dismiss: (button) => ask("delete", { message: message(button) }),
  jump: (button) => seek(button.dataset.to),
};

// A link to a channel or message stays within the page, as it does in the client.
async function follow(event, link) {
  const [, , channel, message] = new URL(link.href).pathname.slice(1).split("/");
  event.preventDefault();
  const here = $("#channels .here")?.dataset.open;
  const answer = channel === here ? {} : await ask("open", { channel });
  if (answer.refused) says(answer.refused, true);
  else if (message) seek(message);
}

addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="https://discord.com/channels/"]');
  if (link) {
    follow(event, link);
    return;
  }
  const button = event.target.closest("[data-do], [data-open], [data-command]");
  if (!side.contains(event.target) && !event.target.closest('[data-do="open-side"]')) side.classList.remove("shown");
  if (narrow.matches && !people.hidden && !event.target.closest('#people, [data-do="people"]')) showPeople(false);
  if (!button || button.disabled) return;
  if (button.dataset.open) {
    ask("open", { channel: button.dataset.open });
    side.classList.remove("shown");
  } else if (button.dataset.command) {
    slash.beginByName(button.dataset.command);
  } else {
    deeds[button.dataset.do]?.(button);
  }
});

// Shortcuts: Alt and arrows change the channel; any letter goes to the box.
addEventListener("keydown", (event) => {
  if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    const all = [...document.querySelectorAll("#channels .channel")];
    const at = all.findIndex((one) => one.classList.contains("here"));
    all[at + (event.key === "ArrowUp" ? -1 : 1)]?.click();
    event.preventDefault();
  } else if (event.key === "Escape") {
    side.classList.remove("shown");
    if (narrow.matches) showPeople(false);
  }
});

on("side", ({ html, me, pings }) => {
  $("#channels").replaceChildren(fragment(html));
  $("#me").replaceChildren(fragment(me));
  const count = $("#pings");
  count.hidden = pings === 0;
  count.textContent = String(pings);
});
on("up", () => { $("#away").hidden = true; });
on("down", (shutOut) => {
  $("#away").hidden = false;
  $("#away span").textContent = shutOut
    ? "The playground was started anew. Open the address that it printed."
    : "The playground is not answering. Trying again …";
});

document.addEventListener("visibilitychange", () => ask("awake", { awake: !document.hidden }));

paint();
fold();
connect();
