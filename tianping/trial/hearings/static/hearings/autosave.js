// Saves a section of the record a moment after the last key. What could not be saved stays in the browser and is sent
// again until the court has it, also after the page was closed.
(() => {
  "use strict";
  const PAUSE = 900;
  const AGAIN = 4000;
  const state = document.getElementById("save-state");
  const token = document.querySelector("#record-text input[name=csrfmiddlewaretoken]").value;
  const areas = Array.from(document.querySelectorAll("textarea[data-save]"));
  const keyOf = (area) => `tianping-hearing:${area.dataset.save}`;
  const waiting = new Map();

  const say = (text, wrong) => {
    state.textContent = text;
    state.dataset.state = wrong ? "wrong" : "";
  };
  const makeKey = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const text = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  };
  const later = (area, pause) => {
    clearTimeout(waiting.get(area));
    waiting.set(area, setTimeout(send, pause, area));
  };
  const keep = (area) => localStorage.setItem(keyOf(area), area.value);

  const took = (area, text, answer) => {
    area.dataset.version = answer.version;
    area.form.elements[area.name.replace("text-", "version-")].value = answer.version;
    if (area.value !== text) return later(area, PAUSE);
    localStorage.removeItem(keyOf(area));
    say(`已自动保存 ${new Date().toLocaleTimeString("zh-CN", { hour12: false })}`, false);
  };

  const send = async (area) => {
    if (area.dataset.sending) return later(area, PAUSE);
    area.dataset.sending = "1";
    const text = area.value;
    try {
      const answer = await fetch(area.dataset.save, {
        method: "POST",
        headers: { "X-CSRFToken": token, "Idempotency-Key": makeKey() },
        body: new URLSearchParams({ text, version: area.dataset.version }),
      });
      const said = (answer.headers.get("Content-Type") || "").includes("json") ? await answer.json() : {};
      if (answer.ok && said.version !== undefined) took(area, text, said);
      else say(said.sentence || "尚未保存，内容保留在本机，请重新登录后刷新页面。", true);
    } catch {
      say("网络中断，尚未保存；内容保留在本机，恢复后自动保存。", true);
      later(area, AGAIN);
    } finally {
      delete area.dataset.sending;
    }
  };

  for (const area of areas) {
    const left = localStorage.getItem(keyOf(area));
    if (left === area.value) localStorage.removeItem(keyOf(area));
    else if (left !== null) {
      area.value = left;
      say("已恢复上次没有保存的内容，正在保存。", false);
      later(area, PAUSE);
    }
    area.addEventListener("input", () => {
      keep(area);
      later(area, PAUSE);
    });
  }
  for (const button of document.querySelectorAll("[data-phrase]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const area = document.getElementById(button.dataset.for);
      area.value += (area.value && !area.value.endsWith("\n") ? "\n" : "") + button.dataset.phrase;
      area.dispatchEvent(new Event("input"));
      area.focus();
    });
  }
  // Other forms of the page leave it: what is typed is saved first, then they go.
  const unsaved = () => areas.filter((area) => localStorage.getItem(keyOf(area)) !== null);
  let isLeaving = false;
  document.addEventListener(
    "submit",
    async (event) => {
      const { target, submitter } = event;
      if (target.id === "record-text" || isLeaving || unsaved().length === 0) {
        isLeaving = true;
        return;
      }
      event.preventDefault();
      event.stopPropagation();
      for (let tries = 0; tries < 3 && unsaved().length > 0; tries += 1) {
        await Promise.all(unsaved().map(send));
        if (unsaved().length > 0) await new Promise((go) => setTimeout(go, 300));
      }
      isLeaving = unsaved().length === 0;
      if (isLeaving) target.requestSubmit(submitter);
    },
    true,
  );
  addEventListener("beforeunload", (event) => {
    if (!isLeaving && unsaved().length > 0) event.preventDefault();
  });
})();
