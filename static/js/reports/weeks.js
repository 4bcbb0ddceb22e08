// Leads week by week, to zoom into: by the handles below, by pinching, or by turning the wheel with Ctrl held.
import { Chart } from "./chart.js";

class WeeksChart extends Chart {
  option({ weeks, marks, names }, tone, isNarrow, { tooltip }) {
    // Each week is a step as long as the days it was counted for.
    const drawn = (isWhole) =>
      weeks.flatMap((week, n) => {
        if (week.whole !== isWhole) return [];
        const ends = weeks[n + 1]?.whole !== isWhole ? [[week.to, null]] : [];
        return [[week.from, week.leads], [week.to, week.leads], ...ends];
      });
    const line = { type: "line", showSymbol: false, itemStyle: { color: tone.needle }, connectNulls: false };
    const day = new Intl.DateTimeFormat(document.documentElement.lang, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
    const short = new Intl.DateTimeFormat(document.documentElement.lang, { month: "short", year: "2-digit", timeZone: "UTC" });
    return {
      grid: { left: 4, right: 12, top: 24, bottom: 64, outerBoundsMode: "same" },
      tooltip: {
        ...tooltip,
        trigger: "axis",
        backgroundColor: tone.ink,
        borderWidth: 0,
        textStyle: { color: tone.panel },
        formatter: (points) => {
          const week = weeks.findLast(({ from }) => new Date(from) <= points[0].axisValue) ?? weeks[0];
          const said = `${names.week.replace("%(day)s", day.format(new Date(week.from)))}\n${names.leads}: ${week.leads}`;
          return week.whole ? said : `${said}\n${names.part}`;
        },
      },
      xAxis: {
        type: "time",
        axisLabel: { color: tone["ink-3"], formatter: (value) => short.format(new Date(value)), hideOverlap: true },
        axisLine: { lineStyle: { color: tone["line-strong"] } },
        axisTick: { show: false },
        splitLine: { show: false },
      },
      yAxis: { type: "value", minInterval: 1, axisLabel: { color: tone["ink-3"] }, splitLine: { lineStyle: { color: tone.line } } },
      dataZoom: [
        { type: "inside", zoomOnMouseWheel: "ctrl", moveOnMouseWheel: false, preventDefaultMouseMove: false },
        {
          type: "slider",
          bottom: 8,
          height: 28,
          borderColor: tone.line,
          fillerColor: "transparent",
          backgroundColor: tone.well,
          dataBackground: { lineStyle: { color: tone.tick }, areaStyle: { color: tone.tick } },
          selectedDataBackground: { lineStyle: { color: tone["ink-3"] }, areaStyle: { color: tone.tick } },
          handleStyle: { color: tone.panel, borderColor: tone["line-strong"] },
          moveHandleStyle: { color: tone["line-strong"] },
          textStyle: { color: tone["ink-3"] },
          labelFormatter: (value) => day.format(new Date(value)),
        },
      ],
      series: [
        {
          ...line,
          lineStyle: { color: tone["ink-2"], width: 2 },
          data: drawn(true),
          markLine: {
            silent: true,
            symbol: "none",
            lineStyle: { color: tone.needle, type: "solid", width: 1 },
            label: { color: tone["ink-2"], fontSize: isNarrow ? 11 : 12, formatter: ({ name }) => name },
            data: marks.map(({ day: on, number }) => ({ name: number, xAxis: on })),
          },
        },
        { ...line, lineStyle: { color: tone["ink-3"], width: 2, type: "dotted" }, data: drawn(false) },
      ],
    };
  }
}

customElements.define("weeks-chart", WeeksChart);
