// The kiosk: keys on the screen, printing, and a minute without a touch after which everything begins anew.
(() => {
  "use strict";
  const WARNING = 15;
  const seconds = Number(document.body.dataset.idleSeconds);
  const start = document.body.dataset.start;
  const said = document.querySelector("[data-idle-said]");
  let touched = Date.now();

  const again = () => location.replace(start);
  // What is typed counts as use, and so does scrolling; nothing that the page does by itself.
  for (const kind of ["pointerdown", "keydown", "scroll", "wheel"]) {
    addEventListener(kind, () => {
      touched = Date.now();
      said.hidden = true;
    }, { passive: true });
  }
  const isBlank = () => !document.querySelector("[data-print]") && !isTypedInto();
  const isTypedInto = () => [...document.querySelectorAll("[data-keys]")].some((field) => field.value !== field.defaultValue);
  setInterval(() => {
    if (isBlank() && !document.querySelector("[role=alert]")) return;
    const left = seconds - Math.floor((Date.now() - touched) / 1000);
    if (left <= 0) return again();
    if (left > WARNING) return;
    const words = `${left}秒后屏幕自动清空，要继续请触摸屏幕。`;
    // Read out once, not every second.
    said.setAttribute("aria-live", said.hidden ? "polite" : "off");
    said.textContent = words;
    said.hidden = false;
  }, 1000);
  // A page that the browser kept is asked for again, so that "back" shows nothing.
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });

  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => print());
  });

  const DIGITS = "1234567890";
  const SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
  const keys = document.querySelector("[data-kiosk-keys]");
  if (!keys) return;
  const fields = [...document.querySelectorAll("[data-keys]")];
  let current = null;
  const key = (words, press, isWide) => {
    const button = document.createElement("button");
    button.type = "button";
    // For fingers: whoever has a keyboard types, and need not go through all of them.
    button.tabIndex = -1;
    button.textContent = words;
    if (isWide) button.className = "kiosk-keys__wide";
    // The field keeps the focus.
    button.addEventListener("pointerdown", (event) => event.preventDefault());
    button.addEventListener("click", () => press());
    return button;
  };
  const put = (sign) => {
    if (current.value.length < current.maxLength) current.value += sign;
  };
  const choose = (field) => {
    if (current === field) return;
    current = field;
    fields.forEach((each) => each.classList.toggle("is-typed-into", each === field));
    const signs = field.dataset.keys === "digits" ? DIGITS : SIGNS;
    keys.replaceChildren(
      ...[...signs].map((sign) => key(sign, () => put(sign))),
      key("删除", () => (current.value = current.value.slice(0, -1)), true),
      key("清空", () => (current.value = ""), true),
    );
    field.closest(".tp-field").after(keys);
    if (field.closest(".kiosk-number")) field.closest(".kiosk-number").after(keys);
    keys.hidden = false;
  };
  fields.forEach((field) => {
    // The keys on the screen are enough; a real keyboard works, too.
    field.inputMode = "none";
    field.addEventListener("focus", () => choose(field));
  });
})();
