/* Says how many characters are left in a text with a limit ([data-limit]), and ticks a point made the primary one.
   The limit counts a line end and an emoji as one character, as the server does. */
const countDown = (area) => {
  const left = document.createElement("p");
  left.className = "left";
  const say = () => {
    const over = [...area.value].length - Number(area.dataset.limit);
    left.textContent = over > 0 ? `${over}字多すぎます` : `あと${-over}字`;
    left.classList.toggle("error", over > 0);
  };
  area.after(left);
  area.addEventListener("input", say);
  say();
};

for (const area of document.querySelectorAll("textarea[data-limit]")) countDown(area);

document.addEventListener("change", (event) => {
  const row = event.target.matches("[data-points] [name=primary]") && event.target.closest("li");
  if (row) row.querySelector("[name=points]").checked = true;
});
