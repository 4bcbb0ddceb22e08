// Where the keyboard goes when a row is done: to the row that took its place, else to the sentence above.

const waiting = document.getElementById("waiting");
const rows = () => [...waiting.querySelectorAll(".due li")];
let left = -1;

document.body.addEventListener("htmx:beforeRequest", ({ target }) => {
  const row = target.closest?.("#waiting .due li");
  if (row) left = rows().indexOf(row);
});

document.body.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.target !== waiting || left < 0) return;
  const isLost = document.activeElement === document.body || document.activeElement === null;
  const now = rows();
  const next = now[Math.min(left, now.length - 1)]?.querySelector(".acts :is(a, button)") ?? waiting.querySelector("h1");
  if (isLost) next.focus();
  left = -1;
});

// A form that answers with the whole list changed what the number in the navigation counts, too.
document.body.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.target === waiting && detail.requestConfig?.verb === "post") document.body.dispatchEvent(new Event("counted"));
});
