// Two minutes before an idle session ends, the page says so; going on with the work keeps the session.
(() => {
  "use strict";
  const WARNING = 120;
  const seconds = Number(document.body.dataset.idleSeconds);
  const dialog = document.getElementById("idle-warning");
  if (!seconds || !dialog) return;
  let timers = [];

  const start = () => {
    timers.forEach(clearTimeout);
    timers = [
      setTimeout(() => dialog.showModal(), Math.max(seconds - WARNING, 1) * 1000),
      setTimeout(() => location.reload(), (seconds + 1) * 1000),
    ];
  };
  dialog.addEventListener("close", async () => {
    const answer = await fetch(document.body.dataset.stayUrl, { headers: { accept: "application/json" } });
    if (answer.redirected) location.reload();
    else start();
  });
  document.addEventListener("htmx:afterRequest", start);
  start();
})();
