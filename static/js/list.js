/* A list with tick boxes (form[data-list]): counts the ticked rows, ticks all, ticks a range with Shift.
   [data-all] is the box in the head, [data-count] says the number. Without this file each box is ticked alone. */
const watchList = (list) => {
  const boxes = [...list.querySelectorAll("tbody input[type=checkbox]")];
  const all = list.querySelector("[data-all]");
  const count = list.querySelector("[data-count]");
  let last = null;

  const sync = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    if (count) count.textContent = ticked;
    all.checked = ticked > 0 && ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
  };
  const tickRange = (from, to, checked) => {
    for (const box of boxes.slice(Math.min(from, to), Math.max(from, to) + 1)) box.checked = checked;
  };

  boxes.forEach((box, index) => {
    box.addEventListener("click", (event) => {
      if (event.shiftKey && last !== null) tickRange(last, index, box.checked);
      last = index;
      sync();
    });
  });
  all.hidden = false;
  all.addEventListener("change", () => {
    tickRange(0, boxes.length - 1, all.checked);
    sync();
  });
  list.addEventListener("reset", () => setTimeout(sync));
  sync();
};

for (const list of document.querySelectorAll("form[data-list]")) {
  if (list.querySelector("[data-all]")) watchList(list);
}
