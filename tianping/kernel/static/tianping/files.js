// The words on a file control are the browser's own; in a browser that does not speak Chinese they are put in Chinese.
// The control itself stays where it is, over the words: it takes the focus, the click and what is dropped on it.
(() => {
  "use strict";
  if (navigator.language.toLowerCase().startsWith("zh")) return;

  const span = (name, words) => {
    const made = document.createElement("span");
    made.className = name;
    made.textContent = words;
    return made;
  };

  const said = (files) => {
    if (files.length === 0) return "未选择文件";
    return files.length === 1 ? files[0].name : `已选择${files.length}个文件`;
  };

  const translate = (control) => {
    if (control.closest(".tp-file")) return;
    const area = span("tp-file", "");
    const words = span("tp-file__words", "");
    const name = span("tp-file__name", said(control.files));
    words.setAttribute("aria-hidden", "true");
    words.append(span("tp-file__button", "选择文件"), name);
    control.replaceWith(area);
    area.append(control, words);
    control.addEventListener("change", () => {
      name.textContent = said(control.files);
    });
    if (control.form) control.form.addEventListener("reset", () => {
      name.textContent = said([]);
    });
  };

  const settle = (root) => root.querySelectorAll("input[type=file]").forEach(translate);
  settle(document);
  document.addEventListener("htmx:load", (event) => settle(event.target));
})();
