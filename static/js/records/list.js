// The list follows its filters without a reload; the links that save it as a file must follow them too.

const sift = document.getElementById("sift");

function follow() {
  for (const link of document.querySelectorAll("[data-follows-filters]")) {
    link.search = location.search;
  }
}

document.body.addEventListener("htmx:pushedIntoHistory", follow);

// Only what was filled in goes into the address, so that a shared link stays short.
sift?.addEventListener("htmx:configRequest", (event) => {
  const { parameters } = event.detail;
  for (const [name, value] of Object.entries(parameters)) {
    if (value === "") delete parameters[name];
  }
});
