// Printing needs script: the button shows only where there is some, and the hint for everyone else goes.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    button.closest("[popover]")?.hidePopover();
    window.print();
  });
}
for (const hint of document.querySelectorAll("[data-print-hint]")) hint.hidden = true;
