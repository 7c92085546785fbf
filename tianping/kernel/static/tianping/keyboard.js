// Keys for people who work all day in lists: / search, j and k down and up the rows (Enter opens: the link has the
// focus). Nothing happens while a Chinese input method is composing or while something is being typed.
(() => {
  "use strict";
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;
  const composing = (event) => event.isComposing || event.keyCode === 229;

  const walk = (step) => {
    const links = Array.from(document.querySelectorAll("a.tp-table__row"));
    if (!links.length) return;
    const here = links.findIndex((link) => link.closest("tr").contains(document.activeElement));
    const next = here < 0 ? (step > 0 ? 0 : links.length - 1) : here + step;
    if (links[next]) links[next].focus();
  };

  document.addEventListener("keydown", (event) => {
    if (composing(event) || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "j") walk(1);
    else if (event.key === "k") walk(-1);
    else if (event.key === "/") {
      const search = document.querySelector("[data-search]");
      if (!search) return;
      event.preventDefault();
      search.focus();
      search.select();
    }
  });

  // A click anywhere on a row opens it, unless text is being marked or another control was meant.
  document.addEventListener("click", (event) => {
    const row = event.target.closest("tr[data-row]");
    if (!row || event.target.closest("a, button, input, label, summary, select")) return;
    if (String(getSelection())) return;
    const link = row.querySelector("a.tp-table__row");
    if (link) link.click();
  });

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener) document.getElementById(opener.dataset.opens).showModal();
    if (event.target.closest("[data-print]")) print();
  });
})();
