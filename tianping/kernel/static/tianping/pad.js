// The pad on which people sign; the picture goes along in the form. Without scripts another way is offered.
// What was drawn comes back in the same field with a page that has something else to mend, and is drawn again.
(() => {
  "use strict";
  const form = document.querySelector("form[data-pad]");
  if (!form || !window.SignaturePad) return;
  const box = form.querySelector(".tp-pad");
  const canvas = box.querySelector("canvas");
  box.hidden = false;
  const field = form.querySelector("[data-pad-picture]");
  const pad = new window.SignaturePad(canvas, { minWidth: 1, maxWidth: 3 });
  let ratio = 1;
  const fit = () => {
    ratio = Math.max(window.devicePixelRatio || 1, 1);
    canvas.width = canvas.offsetWidth * ratio;
    canvas.height = canvas.offsetHeight * ratio;
    canvas.getContext("2d").scale(ratio, ratio);
    pad.clear();
  };
  // In its own proportions, should the pad have another size by now; a picture that is none leaves the pad empty.
  const drawAgain = async (drawn) => {
    const picture = new Image();
    picture.src = drawn;
    await picture.decode();
    const factor = Math.min(canvas.offsetWidth / picture.width, canvas.offsetHeight / picture.height);
    await pad.fromDataURL(drawn, { ratio, width: picture.width * factor, height: picture.height * factor });
  };
  fit();
  if (field.value.startsWith("data:image/png;base64,")) drawAgain(field.value).catch(() => pad.clear());
  let width = innerWidth;
  // A phone that hides its address bar changes the height alone; what was drawn stays.
  addEventListener("resize", () => {
    if (innerWidth !== width) fit();
    width = innerWidth;
  });
  box.querySelector("[data-clear]").addEventListener("click", () => pad.clear());
  form.addEventListener("submit", () => {
    field.value = pad.isEmpty() ? "" : pad.toDataURL("image/png");
  });
})();
