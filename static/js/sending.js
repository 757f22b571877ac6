/* A form that is being sent says so and is not sent a second time; the server takes it once in any case.
   A form that stays on the page after its answer (a part that was swapped, saving while typing) is a new sending. */
const PATIENCE = 15_000;
const LONG = "時間がかかっています。もう一度押しても、二重にはなりません。";

const say = (words) => {
  const line = document.querySelector("#sending");
  if (line.textContent !== words) line.textContent = words;
};
const buttonsOf = (form) => [...form.elements].filter((each) => each.matches("button:not([type=button]), input[type=submit]"));

const done = (form) => {
  clearTimeout(Number(form.dataset.sending));
  delete form.dataset.sending;
  for (const button of buttonsOf(form)) {
    button.classList.remove("sending");
    button.removeAttribute("aria-busy");
  }
  if (!document.querySelector("form[data-sending]")) say("");
};

/* Whoever goes back finds what was typed, in a page that was fetched anew: the form is still the one that was sent. */
const placeOf = (form) => `${form.getAttribute("action") ?? ""} ${[...document.forms].indexOf(form)}`;
const remember = (form) => {
  const sent = { ...history.state?.sent, [placeOf(form)]: form.elements.once?.value };
  history.replaceState({ ...history.state, sent }, "");
};
const recall = () => {
  if (performance.getEntriesByType("navigation")[0]?.type !== "back_forward") return;
  for (const form of document.forms) {
    const number = history.state?.sent?.[placeOf(form)];
    if (number && form.elements.once) form.elements.once.value = number;
  }
};

const begin = (form, button) => {
  button?.classList.add("sending");
  button?.setAttribute("aria-busy", "true");
  say("送信しています。");
  const slow = setTimeout(() => {
    done(form);
    say(LONG);
  }, PATIENCE);
  form.dataset.sending = slow;
  remember(form);
};

/* Another number for the next sending; what stands after it says whose form it is. */
const renew = (form) => {
  const field = form.elements.once;
  if (!field?.value) return;
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const number = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  field.value = number + field.value.slice(field.value.indexOf("."));
};

/* In the first phase: a second sending must not reach what else listens. */
addEventListener("submit", (event) => {
  if (event.target.dataset.sending === undefined) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, { capture: true });

/* Last of all: whoever takes the sending into its own hands has prevented it by now. */
addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  begin(form, event.submitter);
});

/* Coming back by the browser's button finds the page as it was left. */
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sending]")) done(form);
});

const formOf = (event) => event.detail.elt.closest?.("form") ?? event.detail.elt.form;
document.addEventListener("htmx:beforeSend", (event) => {
  if (event.detail.requestConfig.verb === "post") {
    const button = event.detail.requestConfig.triggeringEvent?.submitter ?? event.detail.elt.closest("button");
    button?.classList.add("sending");
    button?.setAttribute("aria-busy", "true");
  }
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.requestConfig.verb !== "post") return;
  const form = formOf(event);
  // A part of it that was fetched (似た要望) ends no sending of the whole.
  if (!form || form.dataset.sending !== undefined) return;
  done(form);
  if (event.detail.xhr.status) renew(form);
});
document.addEventListener("ronten:answered", (event) => renew(event.target));

recall();
