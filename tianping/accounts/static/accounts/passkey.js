// What a person reads when the browser gives no passkey: cancelled, timed out, none there, or not possible here.
(() => {
  "use strict";
  const SENTENCES = {
    NotAllowedError: "没有取得通行密钥：可能已取消、超时，或者本机没有可用的通行密钥。可以再试一次，或者改用密码。",
    InvalidStateError: "这个设备已经添加过，不需要重复添加。",
    SecurityError: "本页地址不支持通行密钥，请用本院公布的网址打开，或者改用密码。",
    NotSupportedError: "本机或浏览器不支持通行密钥，请改用密码和验证器。",
  };

  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    const exception = event.detail.exception || {};
    const box = document.getElementById("passkey-trouble") || document.createElement("div");
    box.id = "passkey-trouble";
    box.className = "tp-notice tp-notice--refusal";
    box.setAttribute("role", "alert");
    const text = document.createElement("p");
    text.textContent = SENTENCES[exception.name] || "通行密钥没有成功，请再试一次，或者改用密码。";
    box.replaceChildren(text);
    document.querySelector("main h1").after(box);
    box.scrollIntoView({ block: "nearest" });
  });
})();
