/* The review by keys, and what a swap of #work needs: the current candidate in view and in focus.
   Without this file every move is a button or a link of its own. */
const KEPT = "ronten.review.keys";
const keysAreOn = () => localStorage.getItem(KEPT) !== "off";
let busy = 0;
/* Between a swap and its settling the new buttons are not htmx's yet: a key waits that moment. */
let settling = false;
let waiting = "";

const showBar = () => {
  const bar = document.querySelector("[data-keys]");
  bar.hidden = false;
  bar.querySelector("input").checked = keysAreOn();
};

const isTyping = (target) => target.closest("textarea, select, input:not([type=checkbox], [type=radio]), [contenteditable]");
const isOurs = (event) => event.detail.target?.id === "work";

/* The words of the current candidate, in the middle of the text beside it. */
const showWords = () => {
  const source = document.querySelector(".source");
  const words = source?.querySelector(".now");
  if (!words || source.scrollHeight <= source.clientHeight) return;
  source.scrollTop += words.getBoundingClientRect().top - source.getBoundingClientRect().top - source.clientHeight / 3;
};

const showCard = () => {
  // When the last candidate is decided, what is left and where to go on comes first.
  const card = document.querySelector("#now:has(form:not([action$='/undo/']))") ?? document.querySelector("#end, #now");
  if (!card) return;
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
};

const press = (key) => {
  if (key === "e") {
    const text = document.querySelector("#now textarea");
    text?.focus();
    text?.setSelectionRange(text.value.length, text.value.length);
    return Boolean(text);
  }
  const control = document.querySelector(`#work [data-key="${CSS.escape(key)}"]`);
  if (control && settling) waiting = key;
  else if (control && !busy) control.click();
  // Going on and back waits for what is under way; a decision does not: it was about another card.
  else if (control && /^[jks]$/.test(key)) waiting = key;
  return Boolean(control);
};

addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.closest("#now form")) document.querySelector("#now").focus();
  if (!keysAreOn() || event.repeat || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (isTyping(event.target)) return;
  if (/^[jkaemxnus]$/i.test(event.key) && press(event.key.toLowerCase())) event.preventDefault();
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-keys] input")) localStorage.setItem(KEPT, event.target.checked ? "on" : "off");
});
document.addEventListener("htmx:beforeRequest", (event) => { busy += isOurs(event) ? 1 : 0; });
document.addEventListener("htmx:afterRequest", (event) => {
  busy -= isOurs(event) ? 1 : 0;
  if (busy || settling || !waiting) return;
  const key = waiting;
  waiting = "";
  press(key);
});
document.addEventListener("htmx:beforeSwap", (event) => { if (isOurs(event)) settling = event.detail.shouldSwap; });
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target?.id !== "work" && event.target.id !== "work") return;
  showBar();
  showWords();
  showCard();
  settling = false;
  const key = waiting;
  waiting = "";
  if (key) press(key);
});

/* While two texts stand against each other nothing is saved by itself: the person chooses. */
document.addEventListener("htmx:beforeRequest", (event) => {
  const saves = event.detail.elt.matches("#now form") && event.detail.requestConfig.triggeringEvent?.type !== "submit";
  if (saves && document.querySelector("#now .clash-note.warn")) event.preventDefault();
});

/* What was typed a moment ago is saved before the page is left: the link waits for the answer, so
   that whoever comes straight back finds the words. */
const saving = new Set();
let goingOn = "";
document.addEventListener("htmx:beforeSend", (event) => {
  const { elt, requestConfig, xhr } = event.detail;
  if (elt.matches("#now form") && requestConfig.triggeringEvent?.type !== "submit") saving.add(xhr);
});
document.addEventListener("htmx:afterRequest", (event) => {
  // By its request: the form may be gone from the page by now. What was refused stays in view.
  if (!saving.delete(event.detail.xhr) || saving.size || !goingOn) return;
  const address = goingOn;
  goingOn = "";
  if (event.detail.successful) document.querySelector(`#work a[hx-get="${CSS.escape(address)}"]`)?.click();
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("#work a[hx-get]");
  if (!link) return;
  document.activeElement?.blur();
  if (!saving.size) return;
  goingOn = link.getAttribute("hx-get");
  event.preventDefault();
  event.stopImmediatePropagation();
}, { capture: true });

showBar();
showWords();
