// Asks the browser for leave to notify, and only when somebody presses the button for it.

const box = document.querySelector("[data-notify]");
const button = box?.querySelector("button");

function show() {
  button.hidden = Notification.permission !== "default";
  box.querySelector("[data-granted]").hidden = Notification.permission !== "granted";
  box.querySelector("[data-denied]").hidden = Notification.permission !== "denied";
}

if (box && "Notification" in window && window.isSecureContext) {
  box.hidden = false;
  button.addEventListener("click", async () => {
    await Notification.requestPermission();
    show();
  });
  show();
}
