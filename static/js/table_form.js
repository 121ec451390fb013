/* A choice shows at once what it leaves; the address holds only what was chosen. */
(function () {
  "use strict";

  var form = document.querySelector("[data-table-form]");
  if (!form) {
    return;
  }
  var columns = Array.prototype.slice.call(form.querySelectorAll("[name=columns]"));

  // Empty fields and the usual columns would only make the address long.
  form.addEventListener("submit", function () {
    var areUsual = columns.every(function (box) {
      return box.checked === box.hasAttribute("data-usual");
    });
    var idle = Array.prototype.filter.call(form.elements, function (field) {
      return field.name && (field.value === "" || (areUsual && columns.indexOf(field) >= 0));
    });
    idle.forEach(function (field) {
      field.disabled = true;
    });
    // The page may come back from the browser's memory as it was left.
    window.setTimeout(function () {
      idle.forEach(function (field) {
        field.disabled = false;
      });
    }, 0);
  });

  // Columns are chosen one after another and shown together.
  form.addEventListener("change", function (event) {
    if (event.target.matches("select, [name=key]")) {
      form.requestSubmit();
    }
  });
})();
