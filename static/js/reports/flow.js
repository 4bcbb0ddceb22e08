// Leads from their source, through marketing or sales, to what became of them. As wide as there are leads.
import { Chart } from "./chart.js";

class FlowChart extends Chart {
  option({ nodes, links }, tone, isNarrow, { tooltip }) {
    const named = Object.fromEntries(nodes.map((node) => [node.key, node]));
    const said = (key, between = "  ") => `${named[key].label}${between}${named[key].shown}`;
    return {
      tooltip: {
        ...tooltip,
        backgroundColor: tone.ink,
        borderWidth: 0,
        textStyle: { color: tone.panel },
        formatter: ({ dataType, data }) =>
          dataType === "edge" ? `${named[data.source].label} → ${named[data.target].label}  ${data.shown}` : said(data.name),
      },
      series: {
        type: "sankey",
        left: 0, right: 4, top: 4, bottom: 14,
        nodeWidth: isNarrow ? 6 : 10,
        nodeGap: isNarrow ? 20 : 12,
        nodeAlign: "justify",
        layoutIterations: 0,
        draggable: false,
        emphasis: { focus: "adjacency" },
        data: nodes.map(({ key, kind, depth }) => ({
          name: key,
          depth,
          itemStyle: { color: kind === "client" ? tone.needle : tone["ink-2"], borderWidth: 0 },
          label: {
            position: depth === 2 ? "left" : "right",
            color: tone.ink,
            fontSize: isNarrow ? 11 : 13,
            lineHeight: isNarrow ? 14 : 18,
            width: isNarrow ? 112 : 200,
            overflow: "truncate",
            textBorderColor: tone.panel,
            textBorderWidth: 3,
            formatter: () => said(key, isNarrow ? "\n" : "  "),
          },
        })),
        links: links.map(({ from, to, count, shown, kind }) => ({
          source: from,
          target: to,
          value: count,
          shown,
          lineStyle: { color: kind === "client" ? tone.needle : tone["line-strong"], opacity: kind === "client" ? 0.5 : 0.25, curveness: 0.5 },
        })),
      },
    };
  }
}

customElements.define("flow-chart", FlowChart);
