// Printing needs script: the button shows only where there is some, and the hint for everyone else goes.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    button.closest("[popover]")?.hidePopover();
    await Promise.all(Array.from(document.querySelectorAll(".chart"), (chart) => chart.open()));
    window.print();
  });
}
for (const hint of document.querySelectorAll("[data-print-hint]")) hint.hidden = true;
