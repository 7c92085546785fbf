// Printing from a button; without scripts the browser's own menu prints.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
});
for (const button of document.querySelectorAll("[data-print][hidden]")) button.hidden = false;
