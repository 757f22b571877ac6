/* Words selected in the minutes can be logged: a small bar appears below them; Tab leads to it, Escape closes it.
   Positions count characters (code points) of the speech as stored; [data-at] holds a segment's first one.
   Without this file each paragraph has its own link to the same page. */
const minutes = document.querySelector("#minutes[data-log]");
const points = (text) => [...text].length;

/* The selected words of one speech as {speech, start, end}, or null. Chips, numbers and notes between do not count. */
const selectedSpan = (range) => {
  const speeches = [...minutes.querySelectorAll("[data-speech]")].filter((speech) => range.intersectsNode(speech));
  const spans = speeches.map((speech) => spanWithin(speech, range)).filter(Boolean);
  return spans.length === 1 ? spans[0] : null;
};

const spanWithin = (speech, range) => {
  let start = null;
  let end = null;
  for (const segment of speech.querySelectorAll("[data-at]")) {
    const words = segment.firstChild;
    if (!words || !range.intersectsNode(words)) continue;
    const from = words === range.startContainer ? range.startOffset : 0;
    const to = words === range.endContainer ? range.endOffset : words.length;
    if (from >= to) continue;
    const at = Number(segment.dataset.at);
    start ??= at + points(words.data.slice(0, from));
    end = at + points(words.data.slice(0, to));
  }
  return start === null ? null : { speech: speech.dataset.speech, start, end };
};

const watchSelection = () => {
  const bar = document.querySelector("#selection").content.firstElementChild.cloneNode(true);
  let span = null;
  let timer = 0;

  const place = (range) => {
    const node = range.endContainer.nodeType === Node.TEXT_NODE ? range.endContainer.parentElement : range.endContainer;
    const home = node.closest(".para > div") ?? minutes;
    if (bar.parentElement !== home) home.append(bar);
    const boxes = range.getClientRects();
    const box = boxes[boxes.length - 1] ?? range.getBoundingClientRect();
    const frame = (bar.offsetParent ?? document.body).getBoundingClientRect();
    const room = document.documentElement.clientWidth - bar.offsetWidth - 16;
    bar.style.left = `${Math.max(16, Math.min(box.left, room)) - frame.left}px`;
    bar.style.top = `${box.bottom - frame.top + 8}px`;
  };
  const show = () => {
    if (bar.contains(document.activeElement)) return;
    const selection = getSelection();
    const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    span = range && minutes.contains(range.commonAncestorContainer) ? selectedSpan(range) : null;
    if (span) place(range);
    else bar.remove();
  };

  document.addEventListener("selectionchange", () => {
    clearTimeout(timer);
    timer = setTimeout(show, 200);
  });
  bar.addEventListener("mousedown", (event) => event.preventDefault());
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.what) location.assign(`${minutes.dataset.log}?${new URLSearchParams({ ...span, what: button.dataset.what })}`);
    else if (button) copy(button, String(getSelection()));
  });
  addEventListener("keydown", (event) => {
    if (!bar.isConnected) return;
    if (event.key === "Escape") bar.remove();
    if (event.key === "Tab" && !event.shiftKey && !bar.contains(document.activeElement)) {
      event.preventDefault();
      bar.querySelector("button").focus();
    }
  });
};

const copy = async (button, words) => {
  try {
    await navigator.clipboard.writeText(words);
  } catch {
    document.execCommand("copy");
  }
  button.querySelector("span").textContent = "コピーしました";
};

if (minutes) watchSelection();
