/* A menu (the user's, and that of other moves) closes with Escape or a click elsewhere; without this file its own button closes it. */
const openMenus = () => document.querySelectorAll("details:is(.me, .others, .menu)[open]");

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
