// Proposes the country from the clock of this device, and zone and currency from the country. Without it they are chosen by hand.

const form = document.querySelector("[data-place]");
const country = form.elements.country;
let touched = false;

async function propose(query) {
  const answer = await fetch(`${form.dataset.place}?${new URLSearchParams(query)}`);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  document.getElementById("place").replaceWith(page.getElementById("place"));
  if (query.zone && !touched) country.value = page.querySelector("[name=country]").value;
}

country.addEventListener("change", () => {
  touched = true;
  propose({ country: country.value });
});

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (form.hasAttribute("data-fresh") && zone) propose({ zone });
