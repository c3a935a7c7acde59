// Draws every chart of a page from the figures in its data attribute; the table below it says the same.
(() => {
  if (!window.echarts) return;
  document.querySelectorAll("div[data-chart]").forEach((place) => {
    const told = JSON.parse(place.dataset.chart);
    if (!told.labels.length) { place.hidden = true; return; }
    const colours = ["#1a4f8b", "#b3400e", "#1d6b3a"];
    const axis = { axisLine: { lineStyle: { color: "#566270" } }, axisLabel: { color: "#1f2933" } };
    const format = (value) => (told.percent ? `${value}%` : value.toLocaleString("en-US"));
    const chart = echarts.init(place, null, { renderer: "svg" });
    chart.setOption({
      animation: false,
      tooltip: told.plain ? { trigger: "axis", renderMode: "richText" } : undefined,
      color: colours,
      legend: { top: 0, left: 0, textStyle: { color: "#1f2933" } },
      grid: { left: 12, right: 24, top: 34, bottom: 8, containLabel: true },
      xAxis: { type: "category", data: told.labels, ...axis },
      yAxis: { type: "value", max: told.percent ? 100 : null, ...axis, axisLabel: { formatter: format } },
      series: told.series.map((one) => ({
        name: one.name,
        type: told.percent ? "line" : "bar",
        data: one.values,
        label: { show: !told.plain, position: "top", formatter: (p) => (p.value == null ? "" : format(p.value)) },
      })),
    });
    window.addEventListener("resize", () => chart.resize());
    window.addEventListener("beforeprint", () => chart.resize());
  });
})();
