/* 論点整理 by keys: moves are links and buttons with [data-key]; 1 to 9 choose the primary point by its place,
   M and D go to the ministry and the due date, Enter decides. Without this file all of it is there to click. */
const KEPT = "ronten.triage.keys";
const bar = document.querySelector("[data-keys]");
const box = bar.querySelector("input");
const FIELDS = { m: "[name=lead_ministry]", d: "[name=due]" };
/* Moves that lose nothing when they wait for the card under way; deciding never waits, for the next card has not been seen. */
const MAY_WAIT = /^[jksu]$/;
let busy = false;
let waiting = "";

const card = () => document.querySelector("#now");
const isTyping = (target) => target.closest("textarea, select, input:not([type=checkbox], [type=radio]), [contenteditable]");
const isOurs = (event) => event.detail.target?.id === "work";

const showCard = () => {
  const now = card();
  if (!now) return;
  now.focus({ preventScroll: true });
  if (now.getBoundingClientRect().top > innerHeight * 0.6) now.scrollIntoView({ block: "start" });
};

const choosePoint = (place) => {
  const choice = card()?.querySelectorAll("[name=primary]")[place - 1];
  if (choice) {
    choice.checked = true;
    choice.dispatchEvent(new Event("change", { bubbles: true }));
  }
  return Boolean(choice);
};

const goTo = (selector) => {
  const field = card()?.querySelector(selector);
  field?.focus();
  field?.select();
  return Boolean(field);
};

const press = (key) => {
  if (/^[1-9]$/.test(key)) return choosePoint(Number(key));
  if (FIELDS[key]) return goTo(FIELDS[key]);
  const control = document.querySelector(`#work [data-key="${CSS.escape(key === "enter" ? "a" : key)}"]`);
  const sends = !control?.matches("[data-fill], input");
  if (busy && sends) waiting = MAY_WAIT.test(key) ? key : waiting;
  else control?.click();
  return Boolean(control);
};

addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.closest("#now form")) card().focus();
  if (!box.checked || event.repeat || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (isTyping(event.target)) return;
  const key = event.key.toLowerCase();
  // On a link or a button Enter does what it always does there.
  if (key === "enter" && event.target.closest("a, button, summary")) return;
  if (/^([1-9cjkasumdp]|enter)$/.test(key) && press(key)) event.preventDefault();
});

/* The ministry of the request before, with one press. */
const offerFill = () => {
  for (const button of document.querySelectorAll("[data-fill]")) button.hidden = false;
};
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-fill]");
  if (!button) return;
  document.querySelector(`#${CSS.escape(button.dataset.fill)}`).value = button.dataset.value;
});

box.addEventListener("change", () => localStorage.setItem(KEPT, box.checked ? "on" : "off"));
/* Leaving the field first: else it would be in focus again in the next card, and the next key be typed into it. */
document.addEventListener("htmx:beforeRequest", (event) => {
  if (!isOurs(event)) return;
  busy = true;
  document.activeElement?.blur();
});
/* New links work once they are settled; after an answer that brings none, at once. */
document.addEventListener("htmx:afterRequest", (event) => {
  if (isOurs(event)) setTimeout(() => { busy = false; }, 100);
});
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target?.id !== "work" && event.target.id !== "work") return;
  busy = false;
  offerFill();
  showCard();
  const key = waiting;
  waiting = "";
  if (key) press(key);
});

box.checked = localStorage.getItem(KEPT) !== "off";
bar.hidden = false;
offerFill();
