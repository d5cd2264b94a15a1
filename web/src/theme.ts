// Runs before the page is drawn: the theme that the reader chose, so that it does not flash in the other one.

const chosen = localStorage.getItem("theme");
if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
document.documentElement.classList.add("scripted");
