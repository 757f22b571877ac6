/* Filters stand open; on narrow screens they start closed so that the list is seen first.
   Turning the device opens them again, for on wide screens nothing is there to open them with. */
const narrow = matchMedia("(max-width: 47.99em)");
const follow = () => {
  for (const filters of document.querySelectorAll("details.filters")) filters.open = !narrow.matches;
};

follow();
narrow.addEventListener("change", follow);
