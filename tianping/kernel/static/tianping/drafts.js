// What is typed into a form with a field "draft" is kept on the server while one types: a log-in that ends, a browser
// that is closed, a machine that fails lose at most the last two seconds.
(() => {
  "use strict";
  const PAUSE = 2000;
  const LOGGED_OUT = "登录已过期。填写的内容还在：请提交一次，登录以后就会回到这一页。";
  const NOT_SAVED = "刚才填写的内容没有自动保存，请检查网络，不要关闭这一页。";

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
      fetch(address, { method: "POST", body: data, keepalive: true })
        .then((answer) => tell(answer.status === 401 || answer.redirected ? LOGGED_OUT : answer.ok ? "" : NOT_SAVED))
        .catch(() => tell(NOT_SAVED));
    };
    const said = document.createElement("p");
    said.className = "tp-field__error";
    said.setAttribute("role", "status");
    const tell = (words) => {
      said.textContent = words;
      if (words && !said.isConnected) form.append(said);
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
