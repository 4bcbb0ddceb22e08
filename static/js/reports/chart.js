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

  // option(data, tones, isNarrow): what ECharts is asked to draw. Given by each kind of picture.
  async open() {
    this.watch.disconnect();
    const { init } = await import("../../vendor/echarts.min.js");
    this.data = JSON.parse(document.getElementById(this.dataset.from).textContent);
    this.chart = init(this, null, { renderer: "svg" });
    this.draw();
    new ResizeObserver(() => this.resize()).observe(this);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
    new MutationObserver(() => this.draw()).observe(document.documentElement, { attributeFilter: ["data-theme"] });
    for (const time of ["beforeprint", "afterprint"]) addEventListener(time, () => this.resize());
  }

  resize() {
    this.chart.resize();
    this.draw();
  }

  draw() {
    const font = getComputedStyle(this);
    const isNarrow = this.clientWidth < 560;
    const shared = {
      animation: !isCalm.matches,
      textStyle: { fontFamily: font.fontFamily, fontSize: 13 },
      // As a picture: HTML of its own would need inline styles, which the policy refuses.
      tooltip: { renderMode: "richText", confine: true },
    };
    this.chart.setOption({ ...shared, ...this.option(this.data, tones(this), isNarrow, shared) }, { notMerge: true });
  }
}
