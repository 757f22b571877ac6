/* A speech is divided at the cursor: [data-cut] shows its words in a field that nobody can write into, and
   says from where the second speech would begin. Without this file each sentence has a button. */
const SHOWN = 20;

for (const box of document.querySelectorAll("[data-cut]")) {
  const words = box.querySelector("[data-cut-words]");
  const at = box.querySelector("[data-cut-at]");
  const told = box.querySelector("[data-cut-told]");
  const text = words.value;

  const tell = () => {
    const before = text.slice(0, words.selectionStart);
    const after = text.slice(words.selectionStart).trimStart();
    // The server counts characters, this language counts halves of rare ones.
    at.value = String([...before].length);
    const shown = [...after].slice(0, SHOWN).join("");
    told.textContent = before.trim() && after ? `「${shown}${after.length > shown.length ? "…" : ""}」から分けます。` : "";
  };

  // Words are never changed here; the cursor is to be seen all the same.
  words.addEventListener("beforeinput", (event) => event.preventDefault());
  words.addEventListener("drop", (event) => event.preventDefault());
  for (const moved of ["click", "keyup", "select", "focus"]) words.addEventListener(moved, tell);
  box.hidden = false;
}
