// Small things every part needs: finding, making, saying, and placing next to something.

export const $ = (selector, within = document) => within.querySelector(selector);
export const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

// Makes an element; text is always set as text, so nothing given here can become markup.
export function make(tag, attributes = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name in made && typeof value !== "string") made[name] = value;
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...inside.filter((one) => one !== null && one !== undefined));
  return made;
}

export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `/page/icons.svg#${name}`);
  svg.append(use);
  return svg;
}

// Only for fragments that the server rendered; it escapes everything that people wrote.
export function fragment(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder.content;
}

export function says(text, bad = false) {
  const line = make("p", { class: bad ? "bad" : "" }, text);
  $("#says").append(line);
  setTimeout(() => line.remove(), Math.max(4000, text.length * 70));
}

// Asks before something is lost; resolves to whether to go on.
export function sure(question, yes, no = "Cancel") {
  const dialog = make("dialog", { class: "form sure", "aria-labelledby": "sure-title" });
  const stay = make("button", { type: "button", class: "button plain" }, no);
  const go = make("button", { type: "button", class: "button style-4" }, yes);
  dialog.append(make("h2", { id: "sure-title" }, question), make("footer", {}, stay, go));
  document.body.append(dialog);
  return new Promise((resolve) => {
    let answer = false;
    go.addEventListener("click", () => { answer = true; dialog.close(); });
    stay.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => { dialog.remove(); resolve(answer); });
    dialog.showModal();
    stay.focus();
  });
}

// Puts a popover beside what opened it, within the window.
export function place(popover, beside, { wide = false, end = false } = {}) {
  const box = beside.getBoundingClientRect();
  if (wide) popover.style.width = `${box.width}px`;
  const { offsetWidth: width, offsetHeight: height } = popover;
  const below = box.bottom + 6;
  const top = below + height > innerHeight - 8 ? Math.max(8, box.top - height - 6) : below;
  popover.style.top = `${top}px`;
  popover.style.left = `${Math.max(8, Math.min(end ? box.right - width : box.left, innerWidth - width - 8))}px`;
}

// Arrow keys within a list of buttons.
export function roam(event, buttons) {
  const at = buttons.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  let next = step ? (at + step + buttons.length) % buttons.length : null;
  if (event.key === "Home") next = 0;
  if (event.key === "End") next = buttons.length - 1;
  if (next === null) return;
  event.preventDefault();
  buttons[next]?.focus();
}
