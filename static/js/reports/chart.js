// Pictures one can zoom or follow with the pointer, drawn by ECharts when they come into sight. The figures stand in a table beside
// each, so a picture is never the only place that says them. What to draw is JSON in the page: <script type="application/json">.

const TONES = ["ink", "ink-2", "ink-3", "line", "line-strong", "tick", "needle", "panel", "well"];
const isCalm = matchMedia("(prefers-reduced-motion: reduce)");

// Tokens are light-dark() pairs, which only the colour of an element resolves.
function tones(element) {
  const probe = element.appendChild(document.createElement("i"));
  const found = TONES.map((name) => {
    probe.style.color = `var(--${name})`;
    return [name, getComputedStyle(probe).color];
  });
  probe.remove();
  return Object.fromEntries(found);
}

// What is left of an A4 page between its margins, in CSS pixels. A picture is not laid out again for paper by itself.
const PAPER = 680;

export class Chart extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.watch = new IntersectionObserver((seen) => seen.some((each) => each.isIntersecting) && this.open(), { rootMargin: "200px" });
    this.watch.observe(this);
  }

  disconnectedCallback() {
    this.watch.disconnect();
    this.chart?.dispose();
  }

  // Also for printing, wherever it stands on the page.
  open() {
    this.opened ??= this.begin();
    return this.opened;
  }

  // option(data, tones, isNarrow): what ECharts is asked to draw. Given by each kind of picture.
  async begin() {
    this.watch.disconnect();
    const { init } = await import("../../vendor/echarts.min.js");
    this.data = JSON.parse(document.getElementById(this.dataset.from).textContent);
    this.chart = init(this, null, { renderer: "svg" });
    this.draw();
    new ResizeObserver(() => this.isOnPaper || this.resize()).observe(this);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
    new MutationObserver(() => this.draw()).observe(document.documentElement, { attributeFilter: ["data-theme"] });
    addEventListener("beforeprint", () => this.resize({ width: PAPER, height: this.clientHeight }));
    addEventListener("afterprint", () => this.resize());
  }

  // On paper it is drawn in ink, also for whoever reads in the dark.
  resize(paper) {
    this.isOnPaper = Boolean(paper);
    this.classList.toggle("chart-on-paper", this.isOnPaper);
    if (this.isOnPaper) this.chart.clear(); // also of an entrance that is not over
    this.chart.resize(paper ?? { width: "auto", height: "auto" });
    this.draw();
  }

  draw() {
    const font = getComputedStyle(this);
    const isNarrow = (this.isOnPaper ? PAPER : this.clientWidth) < 560;
    const shared = {
      animation: !isCalm.matches && !this.isOnPaper,
      textStyle: { fontFamily: font.fontFamily, fontSize: 13 },
      // As a picture: HTML of its own would need inline styles, which the policy refuses.
      tooltip: { renderMode: "richText", confine: true },
    };
    this.chart.setOption({ ...shared, ...this.option(this.data, tones(this), isNarrow, shared) }, { notMerge: true });
  }
}
