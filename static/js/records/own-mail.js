// Opens the mail program right after the letter was written, and not again when the page is loaded once more. The link does the same.

const link = document.querySelector("[data-opens]");
if (link) {
  const address = new URL(location.href);
  address.searchParams.delete("open");
  history.replaceState(history.state, "", address);
  link.click();
}
