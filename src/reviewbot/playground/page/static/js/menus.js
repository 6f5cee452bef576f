// Menus: of a message, of a member, reactions, and whom to be.

import { $, $$, icon, make, place, roam, says } from "./dom.js";
import { ask } from "./link.js";
import { commands } from "./slash.js";
import { answer as answerTo } from "./composer.js";
import { showBehind } from "./behind.js";
import { edit, remove } from "./own.js";
import { told } from "./press.js";
import { note } from "./log.js";

const menu = $("#menu");
const emoji = ["👍", "❤️", "😂", "😮", "😢", "🎬", "📚", "🍿", "⭐", "🔥", "👏", "🤔"];
const USER_MENU = 2;
const MESSAGE_MENU = 3;

function entry(label, action, { mark = null, look = "" } = {}) {
  const button = make("button", { role: "menuitem", class: look, type: "button" }, mark, label);
  button.addEventListener("click", () => {
    menu.hidePopover();
    action();
  });
  return button;
}

const title = (text) => make("p", { class: "menu-title", role: "none" }, text);

function open(beside, ...inside) {
  menu.replaceChildren(...inside);
  menu.showPopover();
  place(menu, beside, { end: beside.closest(".tools") !== null });
  menu.onkeydown = (event) => roam(event, $$("button", menu));
  menu.ontoggle = (event) => {
    if (event.newState === "closed" && menu.contains(document.activeElement)) beside.focus();
  };
  $("button", menu)?.focus();
}

async function run(name, target) {
  const answer = await ask("menu", { name, ...target });
  told(answer);
  if (answer.failed) note(`${name}: ${answer.failed}`);
}

const entries = (kind, target) =>
  commands(kind).map((one) => entry(one.name, () => run(one.name, target), { mark: icon("bot") }));

export function messageMenu(button) {
  const message = button.closest(".message");
  const { id } = message.dataset;
  const isPrivate = "private" in message.dataset;
  const inside = [];
  if (!isPrivate) inside.push(entry("Reply", () => answerTo(message), { mark: icon("reply") }));
  const apps = entries(MESSAGE_MENU, { message: id });
  if (apps.length) inside.push(title("Apps"), ...apps);
  inside.push(title("Message"));
  inside.push(entry("A look behind", () => showBehind(id), { mark: icon("behind") }));
  inside.push(entry("Copy text", () => copy(message), { mark: icon("file") }));
  if ("mine" in message.dataset || isPrivate) {
    if (!isPrivate) inside.push(entry("Edit", () => edit(message), { mark: icon("pen") }));
    const label = isPrivate ? "Dismiss" : "Delete";
    inside.push(entry(label, () => remove(message), { mark: icon(isPrivate ? "close" : "bin"), look: "danger" }));
  }
  open(button, ...inside);
}

async function copy(message) {
  const text = $$(".body .text", message).map((one) => one.innerText).join("\n");
  try {
    await navigator.clipboard.writeText(text);
    says("Copied.");
  } catch {
    says("The browser did not let this page copy.", true);
  }
}

export function memberMenu(button) {
  const { user } = button.dataset;
  const own = $(`#people [data-do="be"][data-user="${user}"]`);
  const inside = own ? [entry("Be this member", () => be(user), { mark: icon("swap") })] : [];
  const apps = entries(USER_MENU, { user });
  if (apps.length) inside.push(title("Apps"), ...apps);
  inside.push(entry("Mention", () => {
    const box = $("#write");
    box.setRangeText(`<@${user}> `, box.selectionStart, box.selectionEnd, "end");
    box.focus();
  }, { mark: icon("plus") }));
  open(button, ...inside);
}

export async function be(user) {
  const answer = await ask("be", { user });
  if (!answer.refused) sessionStorage.setItem("as", user);
}

export function whoMenu(button) {
  const people = $$('#people [data-do="be"]').map((one) => {
    const name = $("b", one).textContent;
    return entry(name, () => be(one.dataset.user), { mark: $(".face", one).cloneNode(true) });
  });
  open(button, title("Be …"), ...people);
}

export function reactionMenu(button) {
  const message = button.closest(".message").dataset.id;
  const row = make("div", { class: "emoji-row" });
  for (const one of emoji) row.append(entry(one, () => ask("react", { message, emoji: one })));
  open(button, row);
}
