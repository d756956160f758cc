// Tells times in the reader's own zone, and countries in words, as far as the browser can.

const language = document.documentElement.lang || undefined;

/** Rewrites what the page marks as tellable. */
export function tellLocally() {
  for (const element of document.querySelectorAll("time[data-local]")) {
    const at = new Date(element.dateTime);
    if (Number.isNaN(at.getTime())) continue;
    // The page's own wording stays at hand: it names the time where the newspaper is made.
    element.title = at.toLocaleString(language, { dateStyle: "full", timeStyle: "long" });
  }
  for (const element of document.querySelectorAll("data[data-country]")) {
    try {
      element.textContent = new Intl.DisplayNames([language], { type: "region" }).of(element.value) ?? element.value;
    } catch {
      // Not a country's code, or no names here: the code stays.
    }
  }
}
