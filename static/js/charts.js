/* Draws each chart when it comes into view, from the JSON that lies beside it. */
(function () {
  "use strict";

  var NARROW = 340;
  var config = {
    // Nothing leaves the server: no upload, no foreign address, no advertisement.
    showSendToCloud: false,
    plotlyServerURL: "",
    displaylogo: false,
    modeBarButtons: [["toImage"]],
    responsive: true,
    scrollZoom: false,
    locale: document.documentElement.lang === "en" ? "en" : "zh-CN"
  };

  Plotly.register({
    moduleType: "locale",
    name: "zh-CN",
    dictionary: {
      "Download plot": "保存为图片",
      "Download plot as a PNG": "保存为图片",
      "Taking snapshot - this may take a few seconds": "正在生成图片",
      "Snapshot succeeded": "图片已生成",
      "Sorry, there was a problem downloading your snapshot!": "图片没有生成，请再试一次。"
    },
    format: {
      days: ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"],
      shortDays: ["周日", "周一", "周二", "周三", "周四", "周五", "周六"],
      months: ["一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月", "十二月"],
      shortMonths: ["1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"],
      date: "%Y-%m-%d"
    }
  });

  // On a phone: every second month is named, and of the bars only the last is labelled.
  function thin(drawing) {
    var axis = drawing.layout.xaxis;
    var isEven = function (value, index) {
      return index % 2 === 1;
    };
    axis.tickvals = axis.tickvals.filter(isEven);
    axis.ticktext = axis.ticktext.filter(isEven);
    drawing.data.forEach(function (trace) {
      if (Array.isArray(trace.text)) {
        trace.text = trace.text.map(function (text, index) {
          return index === trace.text.length - 1 ? text : "";
        });
      }
    });
  }

  function draw(place) {
    if (place.dataset.drawn) {
      return;
    }
    place.dataset.drawn = "yes";
    var drawing = JSON.parse(document.getElementById(place.dataset.chart).textContent);
    if (place.clientWidth < NARROW) {
      thin(drawing);
    }
    Plotly.newPlot(place, drawing.data, drawing.layout, config);
  }

  var places = Array.prototype.slice.call(document.querySelectorAll("[data-chart]"));
  var watcher = new IntersectionObserver(
    function (entries) {
      entries.forEach(function (entry) {
        if (entry.isIntersecting) {
          watcher.unobserve(entry.target);
          draw(entry.target);
        }
      });
    },
    { rootMargin: "200px" }
  );
  places.forEach(function (place) {
    watcher.observe(place);
  });
  // What is printed was perhaps never scrolled to.
  window.addEventListener("beforeprint", function () {
    places.forEach(draw);
  });
})();
