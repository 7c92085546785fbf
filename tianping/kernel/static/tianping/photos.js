// Photos from a phone: made smaller before they are sent, shown before they are sent, and a frame to crop one by.
// Without this file the controls are the browser's own and the frame is four numbers.
(() => {
  "use strict";
  const LONGEST = 2400;
  const LONG_SHOT = 3;
  const SMALL_ENOUGH = 700 * 1024;
  const QUALITY = 0.88;

  // A smaller copy, upright; the file itself where the browser cannot read it or it would gain nothing.
  const smaller = async (file) => {
    if (!/^image\/(jpeg|png)$/.test(file.type) || file.size <= SMALL_ENOUGH) return file;
    let picture;
    try {
      picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    } catch {
      return file;
    }
    const { width, height } = picture;
    const factor = Math.min(1, LONGEST / Math.max(width, height));
    const isLong = Math.max(width, height) > LONG_SHOT * Math.min(width, height);
    if (isLong || (factor === 1 && file.type === "image/png")) return file;
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * factor);
    canvas.height = Math.round(height * factor);
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const made = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
    if (!made || made.size >= file.size) return file;
    return new File([made], file.name.replace(/\.[^.]+$/, "") + ".jpg", { type: "image/jpeg" });
  };

  const inMegabytes = (size) => `${(size / 1024 / 1024).toFixed(1)} MB`;

  const show = (place, files) => {
    place.querySelectorAll("img").forEach((each) => URL.revokeObjectURL(each.src));
    place.replaceChildren(
      ...files.map((file) => {
        const line = document.createElement("li");
        if (file.type.startsWith("image/")) {
          const picture = document.createElement("img");
          picture.alt = "";
          picture.addEventListener("error", () => picture.remove());
          picture.src = URL.createObjectURL(file);
          line.append(picture);
        }
        const words = document.createElement("span");
        words.textContent = `${file.name}（${inMegabytes(file.size)}）`;
        line.append(words);
        return line;
      }),
    );
    place.hidden = files.length === 0;
  };

  const watchPhotos = (area) => {
    const controls = [...area.querySelectorAll("input[type=file]")];
    const said = area.querySelector("[data-photos-said]");
    const place = area.querySelector("[data-photos-shown]");
    const form = controls[0].form;
    let working = 0;
    let wanted = null;

    const chosen = () => controls.flatMap((each) => [...each.files]);
    const shrink = async (control) => {
      const before = [...control.files];
      working += 1;
      said.textContent = "正在处理照片，请稍候…";
      const after = [];
      for (const file of before) after.push(await smaller(file));
      working -= 1;
      // Chosen anew meanwhile: that choice is on its way by itself.
      const isSame = control.files.length === before.length && before.every((file, place) => control.files[place] === file);
      if (isSame) {
        const list = new DataTransfer();
        after.forEach((file) => list.items.add(file));
        control.files = list.files;
      }
      if (working > 0) return;
      const files = chosen();
      show(place, files);
      said.textContent = files.length ? `已选${files.length}个，共${inMegabytes(files.reduce((sum, file) => sum + file.size, 0))}。` : "";
      if (wanted) form.requestSubmit(wanted.isConnected ? wanted : undefined);
      wanted = null;
    };
    controls.forEach((each) => each.addEventListener("change", () => shrink(each)));
    // Before the guard against sending twice: a form whose photos are not ready is sent once they are.
    form?.addEventListener("submit", (event) => {
      if (!working) return;
      event.preventDefault();
      wanted = event.submitter;
    });
  };

  const watchCrop = (picture) => {
    const form = document.querySelector("[data-crop-form]");
    const image = picture.querySelector("img");
    if (!form || !image) return;
    const field = (name) => form.querySelector(`[data-crop="${name}"]`);
    const cut = (name) => Math.min(95, Math.max(0, Number.parseInt(field(name).value, 10) || 0));
    const frame = document.createElement("div");
    frame.className = "tp-photo__frame";
    const corners = {};
    for (const vertical of ["top", "bottom"]) {
      for (const horizontal of ["left", "right"]) {
        const corner = document.createElement("div");
        corner.className = "tp-photo__corner";
        corners[`${vertical} ${horizontal}`] = corner;
        corner.addEventListener("pointerdown", (event) => {
          event.preventDefault();
          corner.setPointerCapture(event.pointerId);
        });
        corner.addEventListener("pointermove", (event) => {
          if (corner.hasPointerCapture(event.pointerId)) drag(event, vertical, horizontal);
        });
      }
    }
    const lay = () => {
      for (const side of ["left", "top", "right", "bottom"]) frame.style[side] = `${cut(side)}%`;
      for (const [name, corner] of Object.entries(corners)) {
        for (const side of name.split(" ")) corner.style[side] = `calc(${cut(side)}% - 22px)`;
      }
    };
    const drag = (event, vertical, horizontal) => {
      const area = image.getBoundingClientRect();
      const across = ((event.clientX - area.left) / area.width) * 100;
      const down = ((event.clientY - area.top) / area.height) * 100;
      set(horizontal, horizontal === "left" ? across : 100 - across, horizontal === "left" ? "right" : "left");
      set(vertical, vertical === "top" ? down : 100 - down, vertical === "top" ? "bottom" : "top");
      lay();
    };
    const set = (name, value, opposite) => {
      field(name).value = Math.round(Math.min(95 - cut(opposite), Math.max(0, value)));
    };
    picture.classList.add("tp-photo__picture--framed");
    picture.append(frame, ...Object.values(corners));
    form.addEventListener("input", lay);
    form.querySelectorAll("[data-crop-hint]").forEach((each) => (each.hidden = false));
    lay();
  };

  document.querySelectorAll("[data-photos]").forEach(watchPhotos);
  document.querySelectorAll("[data-crop-picture]").forEach(watchCrop);
})();
