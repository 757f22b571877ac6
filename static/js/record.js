/* Texts of a session's record (form[data-autosave]) are saved while they are typed; [data-said] says so. Without a
   connection the text stays, and saving is tried again. Where somebody was faster nothing is written over by itself.
   Without this file each form has its button. */
const PAUSE = 1200;
const AGAIN = 5000;
const OFFLINE = "つながりません。書いた内容はこの画面に残っています。つながりしだい、自動で保存します。";
const SIGNED_OUT = "ログインの期限が切れました。書いた内容はこの画面に残っています。別の画面でログインし直すと、保存できます。";
const BROKEN = "保存できませんでした。書いた内容はこの画面に残っています。少し待って、もう一度保存します。";

const watched = new Map();

const textOf = (form) => {
  const data = new FormData(form);
  data.delete("version");
  data.delete("csrfmiddlewaretoken");
  data.delete("once");
  return new URLSearchParams(data).toString();
};

/* Signing in again makes the page's forms too old to be taken; they get what a fresh page would have. */
const renew = async () => {
  try {
    const answer = await fetch(location.pathname);
    if (answer.redirected || !answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const token = page.querySelector("[name=csrfmiddlewaretoken]")?.value;
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) if (token) field.value = token;
  } catch {
    // Without a connection the attempt to save says so.
  }
};

/* What is left to do stands on top of the page, which htmx asks for anew. */
const tellRecorded = () => document.body.dispatchEvent(new Event("ronten:recorded"));
const outcomeIn = (text) => new URLSearchParams(text).get("outcome");

const count = () => {
  const done = document.querySelectorAll(".outcome-form input[name=outcome]:checked:not([value=planned])");
  document.querySelector("[data-recorded]").textContent = done.length;
};

const watch = (form) => {
  const said = form.querySelector("[data-said]");
  const version = form.querySelector("[name=version]");
  const state = { saved: textOf(form), timer: 0, busy: false, signedOut: false, held: Boolean(form.querySelector("[data-conflict]")), offline: false };

  const say = (words) => {
    const line = document.createElement("p");
    line.className = "lost";
    line.textContent = words;
    if (said.textContent !== words) said.replaceChildren(line);
  };
  const later = (pause) => {
    clearTimeout(state.timer);
    state.timer = setTimeout(save, pause);
  };
  const show = (html) => {
    const answer = document.createElement("template");
    answer.innerHTML = html;
    said.replaceChildren(answer.content);
    return said.querySelector("[data-version]")?.dataset.version;
  };

  async function save(button = null) {
    clearTimeout(state.timer);
    const text = textOf(form);
    if (state.busy) return later(PAUSE);
    if (state.held && !button?.name) return undefined;
    if (text === state.saved && !button) return undefined;
    state.busy = true;
    if (state.signedOut) await renew();
    const body = new FormData(form);
    if (button?.name === "version") body.set("version", button.value);
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Autosave": "1" } });
      form.dispatchEvent(new Event("ronten:answered", { bubbles: true }));
      if (answer.status === 401 || answer.status === 403) {
        say(SIGNED_OUT);
        state.signedOut = true;
        later(AGAIN);
      } else if (answer.ok) {
        version.value = show(await answer.text()) ?? version.value;
        if (outcomeIn(state.saved) !== outcomeIn(text)) tellRecorded();
        state.saved = text;
        state.held = false;
        state.signedOut = false;
        if (textOf(form) !== text) later(PAUSE);
      } else if (answer.status === 409 || answer.status === 422) {
        show(await answer.text());
        state.held = Boolean(form.querySelector("[data-conflict]"));
      } else {
        say(BROKEN);
        later(AGAIN);
      }
      state.offline = false;
    } catch {
      say(OFFLINE);
      state.offline = true;
      later(AGAIN);
    } finally {
      state.busy = false;
    }
    return undefined;
  }

  form.addEventListener("input", (event) => {
    if (event.target.type === "radio") count();
    later(event.target.type === "radio" ? 0 : PAUSE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save(event.submitter ?? form);
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.ctrlKey || event.isComposing) return;
    event.preventDefault();
    save(form);
    const cards = [...document.querySelectorAll(".matter")];
    const next = cards[cards.indexOf(form.closest(".matter")) + 1];
    (next?.querySelector("[name=outcome]:checked") ?? next?.querySelector("[name=outcome]"))?.focus();
  });
  /* An act beside the form decided the outcome and saved it; a note that is being typed stays. */
  const takeOver = (outcome) => {
    const saved = new URLSearchParams(state.saved);
    if (saved.get("outcome") === outcome) return;
    saved.set("outcome", outcome);
    state.saved = saved.toString();
    form.querySelector(`[name=outcome][value="${CSS.escape(outcome)}"]`).checked = true;
    count();
    tellRecorded();
  };
  watched.set(form, { save, version, takeOver, isDirty: () => textOf(form) !== state.saved, isWaiting: () => state.offline || state.signedOut });
};

for (const form of document.querySelectorAll("form[data-autosave]")) watch(form);
document.querySelector(".record-cards")?.classList.add("by-script");

/* Connected again, or back from signing in elsewhere: no need to wait for the next try. */
for (const moment of ["online", "focus"]) {
  addEventListener(moment, () => {
    for (const each of watched.values()) if (each.isWaiting()) each.save();
  });
}
addEventListener("beforeunload", (event) => {
  if ([...watched.values()].some((each) => each.isDirty())) event.preventDefault();
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-theirs]")) {
    event.preventDefault();
    watched.clear();
    location.reload();
  }
});

/* A move made from the card raised its version: the note may go on from there, unless somebody else was in between. */
document.addEventListener("htmx:afterSwap", (event) => {
  const more = event.target.matches?.(".more-parts") ? event.target : document.getElementById(event.detail.target?.id);
  const form = more?.closest(".matter")?.querySelector(".outcome-form");
  const mine = form && watched.get(form);
  if (!mine || mine.version.value !== more.dataset.before) return;
  mine.version.value = more.dataset.version;
  mine.takeOver(more.dataset.outcome);
});
