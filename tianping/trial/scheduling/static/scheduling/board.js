// Drawing hearings about: on the plan a row changes places with another; in the week a card goes to another day.
"use strict";

(() => {
  let drawn = null;

  const swap = (one, other) => {
    for (const kind of ["starts-", "place-"]) {
      const [first, second] = [one, other].map((row) => row.querySelector(`[name^="${kind}"]`));
      [first.value, second.value] = [second.value, first.value];
    }
    // The rows themselves change places, too, so that a day still shows what is heard on it.
    const mark = document.createElement("li");
    one.replaceWith(mark);
    other.replaceWith(one);
    mark.replaceWith(other);
    for (const row of [one, other]) row.classList.add("is-moved");
  };

  const target = (event) => event.target.closest(drawn?.matches(".scheduling-card") ? ".scheduling-column" : ".scheduling-row");

  document.addEventListener("dragstart", (event) => {
    drawn = event.target.closest?.(".scheduling-row, .scheduling-card[draggable]") ?? null;
    if (drawn) event.dataTransfer.effectAllowed = "move";
  });
  document.addEventListener("dragover", (event) => {
    if (!drawn) return;
    document.querySelectorAll(".is-over").forEach((each) => each.classList.remove("is-over"));
    const over = target(event);
    if (!over || over === drawn) return;
    event.preventDefault();
    over.classList.add("is-over");
  });
  document.addEventListener("dragend", () => {
    document.querySelectorAll(".is-over").forEach((each) => each.classList.remove("is-over"));
    drawn = null;
  });
  document.addEventListener("drop", (event) => {
    const over = drawn && target(event);
    if (!over || over === drawn) return;
    event.preventDefault();
    if (drawn.matches(".scheduling-card")) window.location.href = `${drawn.dataset.move}?day=${over.dataset.day}`;
    else swap(drawn, over);
  });
})();
