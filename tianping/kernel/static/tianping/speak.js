// Reading a page aloud by the browser's own voice (朗读本页). The button is there only where a browser can; where the
// device has no Chinese voice it says so instead of staying silent.
(() => {
  "use strict";
  const button = document.querySelector("[data-speak]");
  const voice = window.speechSynthesis;
  if (!button || !voice) return;
  const READ = "h1, h2, h3, p, li, dt, dd, label, legend, summary, td, th, .tp-button";
  const words = button.querySelector("[data-speak-words]");
  const WAITS_FOR_VOICES = 1500;
  let isReading = false;

  // Each piece once: a paragraph inside a list line is read with its line.
  const pieces = () => {
    const all = [...document.querySelectorAll(`main :is(${READ})`)];
    return all
      .filter((each) => each.checkVisibility() && !all.some((other) => other !== each && other.contains(each)))
      .map((each) => each.innerText.replace(/\s+/g, " ").trim())
      .filter(Boolean);
  };
  const stop = () => {
    isReading = false;
    voice.cancel();
    words.textContent = "朗读本页";
  };
  const read = () => {
    isReading = true;
    words.textContent = "停止朗读";
    const waiting = pieces();
    const next = () => {
      const piece = waiting.shift();
      if (!isReading || !piece) return stop();
      const said = new SpeechSynthesisUtterance(piece);
      said.lang = "zh-CN";
      said.rate = 0.9;
      said.onend = next;
      said.onerror = stop;
      voice.speak(said);
    };
    voice.cancel();
    next();
  };
  // Browsers learn of their voices some time after the page is there.
  const judge = () => {
    const speaksChinese = voice.getVoices().some((each) => /^(zh|cmn|yue)/i.test(each.lang));
    button.disabled = !speaksChinese;
    if (!isReading) words.textContent = speaksChinese ? "朗读本页" : "这台设备没有中文语音，不能朗读";
    button.hidden = false;
  };
  if (voice.getVoices().length) judge();
  else setTimeout(judge, WAITS_FOR_VOICES);
  voice.addEventListener?.("voiceschanged", judge);
  button.addEventListener("click", () => (isReading ? stop() : read()));
  addEventListener("pagehide", () => voice.cancel());
})();
