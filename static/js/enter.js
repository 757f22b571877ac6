/* Enter in a one-line field of a form that changes something goes on to the next field, and from the last one to
   the button, which is then pressed knowingly. While Japanese is being converted Enter belongs to the conversion.
   Without this file Enter does nothing there: the form's first button is off (`{% csrf_token %}` writes it). */
const FIELDS = "input, select, textarea, button, a.btn, summary";
const NOT_A_LINE = "[type=submit], [type=button], [type=reset], [type=file], [type=image]";

const isThere = (each) => !each.disabled && each.type !== "hidden" && each.checkVisibility();
const isGuarded = (form) => form?.method === "post" && form.querySelector("input[type=submit][disabled][hidden]");

/* All that stands in the form or is named by it, in the order of the page; of a group of choices only one. */
const stops = (form) => [...document.querySelectorAll(FIELDS)].filter((each) => (each.form ?? each.closest("form")) === form && isThere(each));

addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const field = event.target;
  if (!(field instanceof HTMLInputElement) || field.matches(NOT_A_LINE) || !isGuarded(field.form)) return;
  event.preventDefault();
  const all = stops(field.form);
  const next = all.slice(all.indexOf(field) + 1).find((each) => each.type !== "radio" || each.name !== field.name);
  next?.focus();
});
