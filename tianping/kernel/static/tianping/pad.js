// The pad on which people sign; the picture goes along in the form. Without scripts another way is offered.
(() => {
  "use strict";
  const form = document.querySelector("form[data-pad]");
  if (!form || !window.SignaturePad) return;
  const box = form.querySelector(".tp-pad");
  const canvas = box.querySelector("canvas");
  box.hidden = false;
  const pad = new window.SignaturePad(canvas, { minWidth: 1, maxWidth: 3 });
  const fit = () => {
    const ratio = Math.max(window.devicePixelRatio || 1, 1);
    canvas.width = canvas.offsetWidth * ratio;
    canvas.height = canvas.offsetHeight * ratio;
    canvas.getContext("2d").scale(ratio, ratio);
    pad.clear();
  };
  fit();
  let width = innerWidth;
  // A phone that hides its address bar changes the height alone; what was drawn stays.
  addEventListener("resize", () => {
    if (innerWidth !== width) fit();
    width = innerWidth;
  });
  box.querySelector("[data-clear]").addEventListener("click", () => pad.clear());
  form.addEventListener("submit", () => {
    form.querySelector("[data-pad-picture]").value = pad.isEmpty() ? "" : pad.toDataURL("image/png");
  });
})();
