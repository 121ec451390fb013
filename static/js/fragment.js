/* Panels that are fetched when they come near; until then, and on failure, they hold a link. */
(function () {
  "use strict";

  var NEAR = "600px";
  var EMPTY = 204;
  var panels = Array.prototype.slice.call(document.querySelectorAll("[data-fragment]"));

  function isIt(answer, address) {
    // Who is no longer signed in is led elsewhere.
    return answer.status === 200 && answer.responseURL === new URL(address, location.href).href;
  }

  function fetchIt(panel, waiting) {
    var address = panel.dataset.fragment;
    var request = new XMLHttpRequest();
    request.open("GET", address, !waiting);
    request.onload = function () {
      if (!panel.isConnected) {
        return;
      }
      if (request.status === EMPTY) {
        panel.remove();
      } else if (isIt(request, address)) {
        panel.insertAdjacentHTML("afterend", request.responseText);
        panel.remove();
      }
    };
    try {
      request.send();
    } catch (failure) {
      // The link stays.
    }
  }

  if (!panels.length) {
    return;
  }
  var watch = new IntersectionObserver(
    function (seen) {
      seen.forEach(function (one) {
        if (one.isIntersecting) {
          watch.unobserve(one.target);
          fetchIt(one.target, false);
        }
      });
    },
    { rootMargin: NEAR },
  );
  panels.forEach(function (panel) {
    watch.observe(panel);
  });

  // Paper does not wait for an answer, so this does.
  window.addEventListener("beforeprint", function () {
    panels.forEach(function (panel) {
      if (panel.isConnected) {
        fetchIt(panel, true);
      }
    });
  });
})();
