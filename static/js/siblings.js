// The report that is open stays in sight where its neighbours do not all fit.
document.querySelector(".siblings [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
