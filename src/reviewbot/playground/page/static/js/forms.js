// Forms that the bot opens: filled in, checked, counted, sent.

import { $, $$, fragment, make, sure } from "./dom.js";
import { ask, upload } from "./link.js";
import { people } from "./people.js";

export function openForm(html) {
  $("#forms").replaceChildren(fragment(html));
  const dialog = $("#forms dialog");
  for (const field of $$(".field", dialog)) prepare(field);
  dialog.addEventListener("cancel", (event) => {
    if (!written(dialog)) return;
    event.preventDefault();
    leave(dialog);
  });
  dialog.addEventListener("close", () => $("#write").focus());
  $("form", dialog).addEventListener("submit", (event) => {
    event.preventDefault();
    submit(dialog);
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit(dialog);
    if (event.key === "Escape" && written(dialog) && !event.isComposing) {
      event.preventDefault();
      leave(dialog);
    }
  });
  dialog.showModal();
  $(".field :is(input, textarea, select)", dialog)?.focus();
}

const written = (dialog) =>
  $$('textarea, input[type="text"]', dialog).some((one) => one.value !== one.defaultValue)
  || $$(".field", dialog).some((field) => field.files?.length);

// What was written is not thrown away by a stray Escape or click.
async function leave(dialog) {
  const before = document.activeElement;
  const lost = !written(dialog) || await sure("Close the form and lose what you wrote?", "Close it", "Keep writing");
  if (lost) dialog.close();
  else before?.focus();
}

export function closeForm(button) {
  leave(button.closest("dialog"));
}

function prepare(field) {
  const text = $('textarea, input[type="text"]', field);
  if (text) {
    text.addEventListener("input", () => count(field, text));
    count(field, text);
  }
  const holder = $(".entities", field);
  if (holder) fill(holder);
  const file = $('input[type="file"]', field);
  if (file) {
    field.files = [];
    file.addEventListener("change", () => take(field, file.files));
    const drop = $(".drop", field);
    drop.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
    drop.addEventListener("dragleave", () => drop.classList.remove("over"));
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      take(field, event.dataTransfer.files);
    });
  }
  field.addEventListener("input", () => complain(field, ""));
}

// Discord counts characters, not the halves of which JavaScript makes some of them.
const length = (text) => [...text].length;

function count(field, text) {
  const counter = $(".counter", field);
  const left = Number(text.dataset.most) - length(text.value);
  counter.textContent = `${length(text.value).toLocaleString()} of ${Number(text.dataset.most).toLocaleString()}`;
  counter.classList.toggle("over", left < 0);
}

function fill(holder) {
  const many = holder.dataset.many === "yes";
  const options = people(holder.dataset.kind);
  if (many) {
    for (const one of options) {
      holder.append(make("label", { class: "choice" },
        make("input", { type: "checkbox", value: one.id }), make("span", {}, one.name)));
    }
    return;
  }
  const select = make("select", { id: holder.dataset.id }, make("option", { value: "" }, "Choose"));
  for (const one of options) select.append(make("option", { value: one.id }, one.name));
  holder.append(select);
}

function take(field, files) {
  const most = Number(field.dataset.max);
  field.files = [...(most > 1 ? field.files : []), ...files].slice(-most);
  const list = $(".chosen", field);
  list.replaceChildren(...field.files.map((file) => {
    const remove = make("button", { type: "button", class: "tool", "aria-label": `Remove ${file.name}` }, "×");
    remove.addEventListener("click", () => {
      field.files = field.files.filter((one) => one !== file);
      take(field, []);
    });
    return make("li", {}, file.name, remove);
  }));
  complain(field, "");
}

function complain(field, text) {
  const error = $(".field-error", field);
  error.textContent = text;
  error.hidden = !text;
  field.classList.toggle("wrong", Boolean(text));
  $("input, textarea, select", field)?.setAttribute("aria-invalid", String(Boolean(text)));
}

function value(field) {
  const type = field.dataset.type;
  if (type === "4") return $("textarea, input", field).value;
  if (type === "23") return $("input", field).checked;
  if (type === "21") return $("input:checked", field)?.value ?? null;
  const boxes = $$('input[type="checkbox"]', field);
  if (boxes.length || type === "22") return boxes.filter((one) => one.checked).map((one) => one.value);
  const select = $("select", field);
  return select?.value ? [select.value] : [];
}

// Returns what is wrong with a field, in words, or "".
function wrong(field, given) {
  const needed = "needed" in field.dataset;
  const text = field.dataset.type === "4" ? $("textarea, input", field) : null;
  if (text) {
    if (needed && !given.trim()) return "This is needed.";
    if (length(given) > Number(text.dataset.most)) return `That is ${length(given) - Number(text.dataset.most)} characters too long.`;
    if (given && length(given) < Number(text.dataset.least)) return `At least ${text.dataset.least} characters.`;
    return "";
  }
  if (field.dataset.type === "23") return "";
  const chosen = field.dataset.type === "19" ? field.files.length : given === null ? 0 : [given].flat().length;
  if (needed && chosen === 0) return "Please choose.";
  if (chosen && field.dataset.type !== "21" && chosen < Number(field.dataset.min)) return `Choose at least ${field.dataset.min}.`;
  if (field.dataset.type !== "21" && chosen > Number(field.dataset.max)) return `Choose at most ${field.dataset.max}.`;
  return "";
}

async function submit(dialog) {
  const fields = {};
  let first = null;
  for (const field of $$(".field", dialog)) {
    const given = value(field);
    const problem = wrong(field, given);
    complain(field, problem);
    if (problem) first ??= field;
    fields[field.dataset.field] = given;
  }
  if (first) {
    first.scrollIntoView({ block: "nearest" });
    $("input, textarea, select", first)?.focus();
    return;
  }
  const button = $(".submit", dialog);
  button.classList.add("working");
  button.disabled = true;
  const answer = await send(dialog, fields);
  button.classList.remove("working");
  button.disabled = false;
  after(dialog, answer);
}

async function send(dialog, fields) {
  try {
    for (const field of $$('.field[data-type="19"]', dialog)) {
      fields[field.dataset.field] = await Promise.all(field.files.map(upload));
    }
  } catch (error) {
    return { refused: error.message };
  }
  return ask("submit", { form: dialog.dataset.form, fields });
}

function after(dialog, answer) {
  const problem = answer.refused ?? (answer.failed && "Something went wrong. Try again.");
  const error = $(".form-error", dialog);
  error.hidden = !problem;
  error.textContent = problem || "";
  if (problem) {
    error.scrollIntoView({ block: "nearest" });
    return;
  }
  dialog.close();
  if (answer.form) openForm(answer.form);
}
