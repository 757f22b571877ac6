/* The user menu, and the menu of moves, close with Escape or a click elsewhere; without this file its own button closes each. */
const openMenus = () => document.querySelectorAll("details.me[open], details.menu[open]");

addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

addEventListener("click", (event) => {
  for (const menu of openMenus()) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
