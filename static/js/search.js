/* "/" goes to the search box, Esc leaves it, arrows go through the hits; nothing needs it. */
(function () {
  "use strict";

  var boxes = document.querySelectorAll(".search-page input[type=search], form.search input[type=search]");
  var box = document.querySelector(".search-page input[type=search]");
  var visible = function (element) {
    return element.getClientRects().length > 0;
  };
  var home = function () {
    if (box) {
      return box;
    }
    return Array.prototype.filter.call(boxes, visible)[0];
  };
  var hits = function () {
    return Array.prototype.filter.call(document.querySelectorAll(".hits .hit"), visible);
  };
  var isTyping = function (element) {
    return element.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName);
  };
  var isBox = function (element) {
    return Array.prototype.indexOf.call(boxes, element) >= 0;
  };

  function step(event, from, by) {
    var all = hits();
    var next = from + by;
    if (!all.length || next >= all.length) {
      return;
    }
    event.preventDefault();
    if (next < 0) {
      home().focus();
    } else {
      all[next].focus();
    }
  }

  document.addEventListener("keydown", function (event) {
    var at = event.target;
    // While a Chinese input method is composing, its keys are its own.
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.key === "/" && !isTyping(at) && home()) {
      event.preventDefault();
      home().focus();
      home().select();
      return;
    }
    if (isBox(at) && event.key === "Escape") {
      at.blur();
      return;
    }
    if (isBox(at) && event.key === "ArrowDown") {
      step(event, -1, 1);
      return;
    }
    var place = hits().indexOf(at);
    if (place >= 0 && event.key === "Escape") {
      home().focus();
    } else if (place >= 0 && event.key === "ArrowDown") {
      step(event, place, 1);
    } else if (place >= 0 && event.key === "ArrowUp") {
      step(event, place, -1);
    }
  });
})();
