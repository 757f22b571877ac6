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

for (const list of lists()) list.classList.add("by-hand");
document.addEventListener("htmx:afterSettle", () => {
  for (const list of lists()) list.classList.add("by-hand");
});
