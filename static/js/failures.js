/* A fragment that never came, or came broken, is said so in #refusal; what was typed stays on the page.
   Refusals with a reason of their own (401, 403, 409, 413, 422) are put there by htmx itself. */
const EXPLAINED = [401, 403, 409, 413, 422];

const say = () => {
  const notice = document.querySelector("#failure").content.cloneNode(true);
  document.querySelector("#refusal").replaceChildren(notice);
};

document.addEventListener("htmx:sendError", say);
document.addEventListener("htmx:timeout", say);
document.addEventListener("htmx:responseError", (event) => {
  if (!EXPLAINED.includes(event.detail.xhr.status)) say();
});

/* What was refused no longer holds once something has been done. */
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status < 400) document.querySelector("#refusal").replaceChildren();
});
