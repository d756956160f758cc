// Which articles were read, kept in this browser only. Without storage (private windows, full disks) nothing is
// marked, and nothing else changes.

const KEY = "octavo.read";
// A few months of reading; older marks fall off the end.
const LIMIT = 4000;

function load() {
  try {
    const ids = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : [];
  } catch {
    return [];
  }
}

function save(ids) {
  try {
    localStorage.setItem(KEY, JSON.stringify(ids.slice(-LIMIT)));
  } catch {
    // Nothing to do: the marks last as long as the page.
  }
}

/** Marks an article as read, or as unread, here and for later. */
export function mark(element, isRead) {
  const id = element.dataset.article;
  const others = load().filter((known) => known !== id);
  save(isRead ? [...others, id] : others);
  element.classList.toggle("is-read", isRead);
}

function show() {
  const read = new Set(load());
  for (const element of document.querySelectorAll("[data-article]:not([data-read])")) {
    element.classList.toggle("is-read", read.has(element.dataset.article));
  }
}

/** Marks the article this page is about, and shows the marks of those it lists. */
export function keepReadMarks() {
  const own = document.querySelector("[data-read]");
  if (own) mark(own, true);
  show();
  // A page that comes back from the browser's memory, or another tab that read something.
  addEventListener("pageshow", (event) => event.persisted && show());
  addEventListener("storage", (event) => event.key === KEY && show());
}
