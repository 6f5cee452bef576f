// Buttons and select menus of messages: working, done, or failed after three seconds.

import { $, $$, make, place, roam, says } from "./dom.js";
import { ask } from "./link.js";
import { openForm } from "./forms.js";
import { people } from "./people.js";

export function told(answer, where = null) {
  if (answer.refused) says(answer.refused, true);
  if (answer.failed && where) failed(where);
  if (answer.form) openForm(answer.form);
}

function failed(control) {
  const body = control.closest(".body");
  if (!body) return says("This interaction failed", true);
  $(".failure", body)?.remove();
  body.append(make("p", { class: "failure", role: "alert" }, "This interaction failed"));
}

export async function press(button) {
  const message = button.closest(".message").dataset.id;
  $(".failure", button.closest(".body"))?.remove();
  button.classList.add("working");
  button.setAttribute("aria-busy", "true");
  const answer = await ask("press", { message, id: button.dataset.control });
  button.classList.remove("working");
  button.removeAttribute("aria-busy");
  told(answer, document.getElementById(`m${message}`)?.querySelector(`[data-control="${CSS.escape(button.dataset.control)}"]`) ?? button);
}

function offer(box, kind) {
  const list = $('[role="listbox"]', box);
  if (list.childElementCount || kind === "3") return;
  const chosen = (box.closest(".select").dataset.chosen ?? "").split(" ");
  for (const one of people(kind)) {
    list.append(make("button", { role: "option", "data-do": "pick", "data-value": one.id, "aria-selected": String(chosen.includes(one.id)) },
      make("span", {}, make("b", {}, one.name))));
  }
}

export function unfold(head) {
  const select = head.closest(".select");
  const box = $(".options", select);
  offer(box, select.dataset.kind);
  const many = Number(select.dataset.max) > 1;
  if (many && !$(".button", box)) {
    box.append(make("button", { class: "button style-1", "data-do": "pick-done", type: "button" }, "Done"));
  }
  box.showPopover();
  place(box, head, { wide: true });
  head.setAttribute("aria-expanded", "true");
  box.addEventListener("toggle", (event) => {
    if (event.newState === "closed") head.setAttribute("aria-expanded", "false");
  }, { once: true });
  ($('[aria-selected="true"]', box) ?? $("button", box))?.focus();
  box.onkeydown = (event) => roam(event, $$("button", box));
}

export async function pick(option) {
  const select = option.closest(".select");
  const most = Number(select.dataset.max);
  if (most > 1) {
    const chosen = $$('[aria-selected="true"]', select).length;
    const is = option.getAttribute("aria-selected") === "true";
    if (!is && chosen >= most) return;
    option.setAttribute("aria-selected", String(!is));
    return;
  }
  await choose(select, [option.dataset.value], option.textContent);
}

export async function pickDone(button) {
  const select = button.closest(".select");
  const chosen = $$('[aria-selected="true"]', select);
  if (chosen.length < Number(select.dataset.min)) return says(`Choose at least ${select.dataset.min}.`, true);
  await choose(select, chosen.map((one) => one.dataset.value), chosen.map((one) => one.textContent).join(", "));
}

async function choose(select, values, label) {
  $(".options", select).hidePopover();
  const head = $(".select-head", select);
  head.focus();
  $("span", head).textContent = label.trim();
  select.classList.add("working");
  const message = select.closest(".message").dataset.id;
  const answer = await ask("choose", { message, id: select.dataset.control, values });
  select.classList.remove("working");
  told(answer, select);
}
