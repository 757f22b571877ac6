/* A month to pick a day from, beside a date's line (input[data-calendar]): eras in the head, holidays with their
   names (data-holidays), days on which offices are closed marked by a word and not by colour alone. Arrow keys move,
   PageUp and PageDown turn the month, Escape closes. Without this file the date is typed. */
const WEEKDAYS = ["月", "火", "水", "木", "金", "土", "日"];
const month = new Intl.DateTimeFormat("ja-JP-u-ca-japanese", { era: "long", year: "numeric", month: "long", timeZone: "UTC" });
const full = new Intl.DateTimeFormat("ja-JP-u-ca-japanese", { era: "long", year: "numeric", month: "long", day: "numeric", timeZone: "UTC" });
const DAY = 86_400_000;

const iso = (day) => day.toISOString().slice(0, 10);
const make = (tag, content = "", given = {}) => {
  const made = Object.assign(document.createElement(tag), given);
  made.append(content);
  return made;
};

/* Why offices are closed on this day; "" where they are open. */
const closed = (day, holidays) => {
  const name = holidays[iso(day)];
  if (name) return name;
  const [m, d] = [day.getUTCMonth() + 1, day.getUTCDate()];
  if ((m === 12 && d >= 29) || (m === 1 && d <= 3)) return "年末年始の休日";
  return { 0: "日曜日", 6: "土曜日" }[day.getUTCDay()] ?? "";
};

const offer = (input) => {
  if (input.dataset.offered !== undefined) return;
  input.dataset.offered = "";
  const holidays = JSON.parse(input.dataset.holidays || "{}");
  const today = new Date(`${input.dataset.today}T00:00:00Z`);
  const opener = make("button", "カレンダーから選ぶ", { type: "button", className: "btn quiet small" });
  const dialog = make("dialog", "", { className: "calendar" });
  dialog.setAttribute("aria-label", "日付を選ぶ");
  opener.setAttribute("aria-haspopup", "dialog");
  input.after(opener, dialog);
  let at = today;

  const pick = (day) => {
    input.value = full.format(day).replace(/\s/g, "");
    dialog.close();
    input.focus();
    for (const kind of ["input", "change"]) input.dispatchEvent(new Event(kind, { bubbles: true }));
  };
  const cell = (day) => {
    const why = closed(day, holidays);
    const button = make("button", String(day.getUTCDate()), { type: "button", tabIndex: iso(day) === iso(at) ? 0 : -1 });
    button.dataset.day = iso(day);
    button.setAttribute("aria-label", `${full.format(day)}（${WEEKDAYS[(day.getUTCDay() + 6) % 7]}）${why ? ` ${why}` : ""}`);
    if (iso(day) === iso(today)) button.setAttribute("aria-current", "date");
    if (why) {
      button.className = "closed";
      button.append(make("small", holidays[iso(day)] ? "祝" : "休"));
      button.title = why;
    }
    button.addEventListener("click", () => pick(day));
    const place = make("td");
    place.append(button);
    return place;
  };
  const rows = () => {
    const first = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1));
    const empty = (first.getUTCDay() + 6) % 7;
    const length = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate();
    const cells = [...Array(empty).fill(null), ...Array.from({ length }, (_, n) => new Date(first.getTime() + n * DAY))];
    const made = [];
    for (let start = 0; start < cells.length; start += 7) {
      const row = make("tr");
      for (const day of cells.slice(start, start + 7)) row.append(day ? cell(day) : make("td"));
      made.push(row);
    }
    return made;
  };
  const turn = (months) => {
    const length = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months + 1, 0)).getUTCDate();
    at = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, Math.min(at.getUTCDate(), length)));
    draw();
  };
  const draw = (focus = false) => {
    const head = make("div", "", { className: "calendar-head" });
    const title = make("b", month.format(at).replace(/\s/g, ""));
    title.setAttribute("aria-live", "polite");
    const back = make("button", "前の月", { type: "button", className: "btn quiet small" });
    const on = make("button", "次の月", { type: "button", className: "btn quiet small" });
    back.addEventListener("click", () => turn(-1));
    on.addEventListener("click", () => turn(1));
    head.append(back, title, on);
    const names = make("tr");
    for (const name of WEEKDAYS) names.append(make("th", name, { scope: "col" }));
    const table = make("table");
    const top = make("thead");
    const body = make("tbody");
    top.append(names);
    body.append(...rows());
    table.append(top, body);
    const close = make("button", "閉じる", { type: "button", className: "btn link small" });
    close.addEventListener("click", () => dialog.close());
    dialog.replaceChildren(head, table, make("p", "「休」「祝」は、役所が休みの日です。", { className: "sub" }), close);
    if (focus) dialog.querySelector(`[data-day="${iso(at)}"]`).focus();
  };

  opener.addEventListener("click", () => {
    at = today;
    draw();
    dialog.showModal();
    dialog.querySelector(`[data-day="${iso(at)}"]`).focus();
  });
  dialog.addEventListener("keydown", (event) => {
    event.stopPropagation();
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
    if (!event.target.dataset.day || (!step && !/^Page(Up|Down)$/.test(event.key))) return;
    event.preventDefault();
    if (step) {
      at = new Date(new Date(`${event.target.dataset.day}T00:00:00Z`).getTime() + step * DAY);
      draw(true);
    } else {
      turn(event.key === "PageUp" ? -1 : 1);
      draw(true);
    }
  });
  dialog.addEventListener("close", () => { if (document.activeElement !== input) opener.focus(); });
};

const offerAll = () => {
  for (const input of document.querySelectorAll("input[data-calendar]")) offer(input);
};
document.addEventListener("htmx:afterSettle", offerAll);
offerAll();
