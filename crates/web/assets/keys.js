// The keys of the river: j and k walk, o opens, m marks.

import { mark } from "./marks.js";

const linkOf = (item) => item.querySelector(".headline a");

/** Listens where there is a river, and says so in its head. */
export function followKeys() {
  const river = document.querySelector("[data-river]");
  if (!river) return;
  document.querySelector(".keys")?.removeAttribute("hidden");
  const items = [...river.querySelectorAll("[data-article]")];

  const here = () => items.findIndex((item) => item.contains(document.activeElement));
  const walk = (step) => {
    const from = here();
    const to = from < 0 ? (step > 0 ? firstInView(items) : -1) : from + step;
    const item = items[to];
    if (!item) return;
    linkOf(item).focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest" });
  };
  const keys = {
    j: () => walk(1),
    k: () => walk(-1),
    o: () => items[here()] && linkOf(items[here()]).click(),
    m: () => items[here()] && mark(items[here()], !items[here()].classList.contains("is-read")),
  };

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}

function firstInView(items) {
  const found = items.findIndex((item) => item.getBoundingClientRect().top >= 0);
  return found < 0 ? 0 : found;
}
