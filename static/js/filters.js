/* Filters stand open; on narrow screens they start closed so that the list is seen first. */
if (matchMedia("(max-width: 47.99em)").matches) {
  for (const filters of document.querySelectorAll("details.filters")) filters.open = false;
}
