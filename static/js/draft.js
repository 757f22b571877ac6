/* Keeps a form (form[data-draft]: where to) on the server while it is typed, a moment after the last key and when
   the page is left; [data-kept] says so. Sending the form ends it. Without this file nothing is kept before sending. */
const PAUSE = 1500;
const SIGNED_OUT = "ログインの期限が切れました。文章はこの画面に残っています。送信すると、ログインしたあとで続きから書けます。";
const OFFLINE = "つながらないため、書きかけを保存できませんでした。文章はこの画面に残っています。";
const LARGEST = 60_000; // bytes that a browser still sends from a page that is being left

const watchForm = (form) => {
  const said = form.querySelector("[data-kept]");
  let timer = 0;
  let dirty = false;
  let sent = false;
  let underWay = null;

  const clock = () => new Date().toLocaleTimeString("ja-JP", { hour: "numeric", minute: "2-digit" });
  const keep = async (leaving = false) => {
    clearTimeout(timer);
    if (!dirty || sent) return;
    dirty = false;
    const body = new URLSearchParams(new FormData(form));
    const keepalive = leaving && String(body).length < LARGEST;
    underWay?.abort();
    underWay = new AbortController();
    try {
      const answer = await fetch(form.dataset.draft, { method: "POST", body, headers: { "X-Autosave": "1" }, keepalive, signal: leaving ? undefined : underWay.signal });
      if (answer.status === 401 || answer.status === 403) {
        dirty = true;
        said.textContent = SIGNED_OUT;
        return;
      }
      if (!answer.ok) throw new Error(String(answer.status));
      said.textContent = `書きかけを保存しました（${clock()}）。`;
    } catch (error) {
      if (error.name === "AbortError") return;
      dirty = true;
      said.textContent = error instanceof TypeError ? OFFLINE : "書きかけを保存できませんでした。文章はこの画面に残っています。";
    }
  };

  form.addEventListener("input", () => {
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  });
  form.addEventListener("submit", () => {
    sent = true;
    clearTimeout(timer);
    underWay?.abort();
  });
  addEventListener("pageshow", () => { sent = false; });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keep(true);
  });
  addEventListener("pagehide", () => keep(true));
};

for (const form of document.querySelectorAll("form[data-draft]")) watchForm(form);
