/* A form with a file (form[data-upload], data-limit in MB): says the name and size chosen, and holds a file
   back that is too large before it is sent. Without this file the server says the same. */
const MEGABYTE = 1024 * 1024;

const words = (file, limit) => {
  const size = file.size < MEGABYTE ? `${Math.max(1, Math.round(file.size / 1024))}KB` : `${(file.size / MEGABYTE).toFixed(1)}MB`;
  if (file.size > limit * MEGABYTE) return `「${file.name}」は${size}あり、大きすぎます。受け取れるのは${limit}MBまでです。`;
  if (file.size === 0) return `「${file.name}」は空のファイルです。`;
  return `「${file.name}」（${size}）を選びました。`;
};

for (const form of document.querySelectorAll("form[data-upload]")) {
  const input = form.querySelector("input[type=file]");
  const said = form.querySelector("[data-chosen]");
  const limit = Number(form.dataset.limit);
  const tooLarge = () => [...input.files].some((file) => file.size > limit * MEGABYTE);

  input.addEventListener("change", () => {
    said.textContent = input.files.length ? words(input.files[0], limit) : "";
    input.setAttribute("aria-invalid", String(tooLarge()));
  });
  form.addEventListener("submit", (event) => {
    if (!tooLarge()) return;
    event.preventDefault();
    input.focus();
  });
}
