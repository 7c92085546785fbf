// Keys against sending twice. The server writes one into every form; the browser puts its own in its place and keeps
// it with the page's entry in the history, so that reload and "back" send the same key and a new visit a new one.
(() => {
  "use strict";
  const FIELD = "input[data-once]";

  const makeKey = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const text = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  };

  const remembered = () => (history.state && history.state.onceKeys) || {};
  const remember = (name, key) => {
    const state = Object.assign({}, history.state, { onceKeys: Object.assign({}, remembered(), { [name]: key }) });
    history.replaceState(state, "");
  };

  const settle = (root, mayReuse) => {
    const seen = {};
    for (const field of root.querySelectorAll(FIELD)) {
      const form = field.form;
      if (!form || field.dataset.once === "echoed") continue;
      const base = form.id || form.getAttribute("action") || location.pathname;
      seen[base] = (seen[base] || 0) + 1;
      const name = `${base}#${seen[base]}`;
      field.value = (mayReuse && remembered()[name]) || makeKey();
      remember(name, field.value);
    }
  };

  // A form that was sent waits for its answer: a second click does nothing, and the button says so. The wait ends by
  // itself, so that a broken connection leaves no dead form; the key sees to it that sending again does no harm.
  const WAIT = 8000;
  const release = (form) => {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-busy]")) {
      button.removeAttribute("aria-busy");
      if (button.dataset.label) button.textContent = button.dataset.label;
    }
  };
  const hold = (form, button) => {
    form.dataset.sent = "1";
    setTimeout(release, WAIT, form);
    if (!button) return;
    button.setAttribute("aria-busy", "true");
    if (!button.dataset.busy) return;
    button.dataset.label = button.textContent;
    button.textContent = button.dataset.busy;
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !form.querySelector(FIELD)) return;
    if (form.dataset.sent) event.preventDefault();
    else hold(form, event.submitter);
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(release);
  });

  // The Enter that ends a word in a Chinese input method does not send the form.
  document.addEventListener("keydown", (event) => {
    const composing = event.isComposing || event.keyCode === 229;
    if (composing && event.key === "Enter" && event.target.matches("input")) event.preventDefault();
  });

  settle(document, true);
  document.addEventListener("htmx:load", (event) => {
    if (event.target !== document.body) settle(event.target, false);
  });
})();
