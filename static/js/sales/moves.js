// What a card can be asked for, however it was asked: by drag or by keys. The menu of a card needs none of this.

const htmx = window.htmx;

const address = (card, what) => new URL(`../${what}/`, card.querySelector("a[data-move]").href).pathname;

/** Fill the sheet with the question that closing asks: `win` or `loss`. */
export function ask(card, what) {
  htmx.ajax("GET", address(card, what), { source: card, target: "#sheet", swap: "innerHTML" });
}

/** Move a card. `refused` is called when it was not moved; the server says why in a toast. */
export function move(card, stage, refused) {
  card.setAttribute("aria-busy", "true");
  const answered = ({ detail }) => {
    card.removeAttribute("aria-busy");
    if (!detail.successful) refused();
  };
  card.addEventListener("htmx:afterRequest", answered, { once: true });
  const values = { to: stage, version: card.dataset.version };
  htmx.ajax("POST", address(card, "stage"), { source: card, target: "#lanes", swap: "none", values });
}

/** Bring a card to a list of the board: moved, or asked what closing asks. `back` puts it where it was. */
export function bring(card, list, back) {
  if (list.dataset.asks) {
    back();
    ask(card, list.dataset.asks);
  } else {
    move(card, list.dataset.stage, back);
  }
}
