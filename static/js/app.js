// On every page. What one page needs alone, that page loads itself.
import "./single-keys.js";
import "./siblings.js";
import "./menu.js";
import "./palette.js";
import "./reminders.js";
import "./shortcuts.js";
import "./theme.js";
import "./toast.js";
