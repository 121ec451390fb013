/* The frame of every page: a slim bar while a page or a file takes longer, and panels that fold away. */
(function () {
  "use strict";

  var PATIENCE = 350; // milliseconds before the bar shows
  var FORGET = 20000; // a file that came without a page leaves no sign
  var timer = null;
  var bar = null;

  function done() {
    clearTimeout(timer);
    timer = null;
    if (bar) {
      bar.remove();
      bar = null;
    }
  }

  function start() {
    done();
    timer = setTimeout(function () {
      bar = document.createElement("div");
      bar.className = "working";
      bar.setAttribute("aria-hidden", "true");
      document.body.append(bar);
      timer = setTimeout(done, FORGET);
    }, PATIENCE);
  }

  function leads(link) {
    return (
      link.origin === location.origin &&
      (!link.target || link.target === "_self") &&
      (link.pathname !== location.pathname || link.search !== location.search || !link.hash)
    );
  }

  // The name that the server gave the file, written as RFC 6266 has it.
  function named(answer) {
    var words = answer.headers.get("Content-Disposition") || "";
    var coded = /filename\*=utf-8''([^;]+)/i.exec(words);
    var plain = /filename="([^"]+)"/i.exec(words);
    return coded ? decodeURIComponent(coded[1]) : plain ? plain[1] : "";
  }

  function save(link) {
    start();
    fetch(link.href, { credentials: "same-origin" })
      .then(function (answer) {
        var name = named(answer);
        if (!answer.ok || !name) {
          throw new Error("no file");
        }
        return answer.blob().then(function (bytes) {
          var way = document.createElement("a");
          way.href = URL.createObjectURL(bytes);
          way.download = name;
          way.click();
          URL.revokeObjectURL(way.href);
        });
      })
      .catch(function () {
        // The server's own page says what is wrong.
        location.assign(link.href);
      })
      .then(done);
  }

  document.addEventListener("click", function (event) {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
      return;
    }
    var link = event.target.closest("a[href]");
    if (!link || !leads(link)) {
      return;
    }
    if ("export" in link.dataset) {
      event.preventDefault();
      save(link);
    } else if (!link.hasAttribute("download")) {
      start();
    }
  });

  document.addEventListener("submit", function (event) {
    if (!event.defaultPrevented) {
      start();
    }
  });

  // Back from the cache of pages, or the next page has begun.
  window.addEventListener("pageshow", done);
  window.addEventListener("pagehide", done);

  document.addEventListener("keydown", function (event) {
    var fold = document.querySelector(".fold[open]");
    if (event.key === "Escape" && fold) {
      fold.open = false;
      fold.querySelector("summary").focus();
    }
  });
})();
