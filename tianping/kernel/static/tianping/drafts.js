// What is typed into a form with a field "draft" is kept on the server while one types: a log-in that ends, a browser
// that is closed, a machine that fails lose at most the last two seconds.
(() => {
  "use strict";
  const PAUSE = 2000;

  const watch = (form) => {
    const address = form.dataset.draftUrl;
    let waiting = 0;
    let sending = false;
    const save = () => {
      clearTimeout(waiting);
      waiting = 0;
      if (sending) return;
      const data = new FormData(form);
      for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
      // "keepalive" lets the last one go out while the page is being left.
      fetch(address, { method: "POST", body: data, keepalive: true }).catch(() => {});
    };
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(save, PAUSE);
    });
    form.addEventListener("submit", () => {
      sending = true;
      clearTimeout(waiting);
      waiting = 0;
    });
    addEventListener("pagehide", () => {
      if (waiting) save();
    });
  };

  document.querySelectorAll("form[data-draft-url]").forEach(watch);
})();
