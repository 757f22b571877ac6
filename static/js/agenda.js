/* The agenda by hand: rows ([data-row] in [data-sortable]) are dragged, or moved by Alt and an arrow key, and the new
   order is saved at once. The buttons beside each row do the same without this file. */
const lists = () => document.querySelectorAll("[data-sortable]");
const rowsOf = (list) => [...list.querySelectorAll(":scope > [data-row]")];
const formOf = (list) => (list.dataset.form ? document.getElementById(list.dataset.form) : list.closest("form"));
const nameOf = (row) => row.querySelector(".a-title input")?.value ?? row.querySelector(".atitle")?.textContent.trim() ?? "";

/* Fields are numbered by where they stand; what counts is the order written into them. */
const save = (list, row) => {
  rowsOf(list).forEach((each, at) => {
    const place = each.querySelector("[data-order]");
    if (place) place.value = at + 1;
  });
  const place = rowsOf(list).indexOf(row) + 1;
  list.closest("section").querySelector("[data-say]").textContent = `「${nameOf(row)}」を${place}番目にしました。`;
  formOf(list).requestSubmit();
};

/* A line takes those below it along. */
const below = (row) => {
  const rows = [];
  if (row.classList.contains("below")) return rows;
  for (let next = row.nextElementSibling; next?.matches("[data-row].below"); next = next.nextElementSibling) rows.push(next);
  return rows;
};

let held = null;
document.addEventListener("dragstart", (event) => {
  const row = event.target.closest?.("[data-sortable] > [data-row]");
  if (!row || event.target !== row) return;
  held = { row, before: rowsOf(row.parentElement) };
  row.classList.add("lifted");
  event.dataTransfer.effectAllowed = "move";
});
document.addEventListener("dragover", (event) => {
  const over = event.target.closest?.("[data-row]");
  if (!held || !over || over === held.row || over.parentElement !== held.row.parentElement) return;
  event.preventDefault();
  const along = below(held.row);
  if (along.includes(over)) return;
  const box = over.getBoundingClientRect();
  if (event.clientY < box.top + box.height / 2) over.before(held.row, ...along);
  else over.after(held.row, ...along);
});
document.addEventListener("dragend", () => {
  if (!held) return;
  const { row, before } = held;
  held = null;
  row.classList.remove("lifted");
  const list = row.parentElement;
  if (rowsOf(list).some((each, at) => each !== before[at])) save(list, row);
});

/* A text inside a row is marked with the mouse as anywhere else. */
document.addEventListener("pointerdown", (event) => {
  const row = event.target.closest?.("[data-row]");
  if (row) row.draggable = !event.target.closest("input, select, textarea");
});

document.addEventListener("keydown", (event) => {
  if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
  const row = event.target.closest("[data-sortable] > [data-row]");
  const button = row?.querySelector(`[name=do][value^="${event.key === "ArrowUp" ? "up" : "down"}:"]`);
  if (!button) return;
  event.preventDefault();
  button.focus();
  button.click();
});

/* What was typed in a part of the page and is not saved yet stays when another part is saved. */
const isTyped = (field) => {
  if (field.type === "hidden" || !field.name) return false;
  if (field.type === "checkbox") return field.checked !== field.defaultChecked;
  if (field.options) return field.selectedIndex !== Math.max([...field.options].findIndex((option) => option.defaultSelected), 0);
  return field.value !== field.defaultValue;
};
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const section = event.detail.target;
  if (section.id === "lines" && [...section.querySelectorAll("input, select")].some(isTyped)) event.preventDefault();
});
addEventListener("beforeunload", (event) => {
  const fields = document.querySelectorAll("#lines :is(input, select), #people :is(input, select), #documents input");
  if (!leaving && [...fields].some(isTyped)) event.preventDefault();
});

/* A form that loads the page anew saves what is in it: nothing to warn of. */
let leaving = false;
document.addEventListener("submit", () => { leaving = true; });
document.addEventListener("htmx:beforeRequest", () => { leaving = false; });

/* A candidate that was put on is gone from its list, a matter that was taken off from the agenda: the next one in its
   place has the focus. */
const buttonsOf = (place) => [...document.querySelectorAll(place === "pool" ? "#pool button[form=put-on]" : "#matters [data-off]")];
let pressed = null;
document.addEventListener("click", (event) => {
  const button = event.target.closest("#pool button[form=put-on], #matters [data-off]");
  const place = button?.closest("#pool") ? "pool" : "matters";
  pressed = button && { place, at: buttonsOf(place).indexOf(button) };
});
document.addEventListener("htmx:afterSettle", (event) => {
  if (!pressed || event.detail.target?.id !== pressed.place || document.activeElement !== document.body) return;
  const left = buttonsOf(pressed.place);
  (left[Math.min(pressed.at, left.length - 1)] ?? document.getElementById(pressed.place)).focus({ preventScroll: true });
  pressed = null;
});

for (const list of lists()) list.classList.add("by-hand");
document.addEventListener("htmx:afterSettle", () => {
  for (const list of lists()) list.classList.add("by-hand");
});
