/* A link to a field with an address (a[data-copy]: the field) puts what stands in it on the clipboard, and says so in
   [data-copied]. Without this file, or where the clipboard is closed, the field is there to copy from. */
const said = document.querySelector("[data-copied]");

document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("a[data-copy]");
  if (!link || !navigator.clipboard) return;
  event.preventDefault();
  const field = document.querySelector(link.dataset.copy);
  try {
    await navigator.clipboard.writeText(field.value);
    said.textContent = "コピーしました。";
  } catch {
    field.focus();
    field.select();
    said.textContent = "下の「このページのアドレス」からコピーしてください。";
  }
});
