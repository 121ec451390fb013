// Decisions in the reviewer's queue: no return without a reason, none twice, none past a question.
// Without this script the server says the same.
(() => {
  "use strict";

  const form = document.querySelector("form[data-review]");
  if (!form) {
    return;
  }

  function missing(input) {
    let words = input.parentElement.querySelector(".reason-missing");
    if (!words) {
      words = document.createElement("small");
      words.className = "reason-missing";
      words.id = input.id.replace("reason-", "missing-");
      words.setAttribute("role", "alert");
      input.after(words);
      input.setAttribute("aria-invalid", "true");
      input.setAttribute("aria-describedby", words.id);
    }
    words.textContent = form.dataset.reasonMissing;
    input.focus();
  }

  form.addEventListener("input", (event) => {
    const words = event.target.matches("[aria-invalid]") && event.target.nextElementSibling;
    if (words && event.target.value.trim()) {
      words.remove();
      event.target.removeAttribute("aria-invalid");
      event.target.removeAttribute("aria-describedby");
    }
  });

  // Before the queue's own listeners hear of it: what is not sent is not remembered as sent.
  form.addEventListener(
    "submit",
    (event) => {
      const pressed = event.submitter;
      const box = pressed && pressed.closest(".sending-box, .review-chosen");
      const reason = pressed && pressed.name === "return" && box.querySelector("input");
      if (form.dataset.sent || (reason && !reason.value.trim())) {
        event.preventDefault();
        event.stopImmediatePropagation();
        if (!form.dataset.sent) {
          missing(reason);
        }
        return;
      }
      form.dataset.sent = "yes";
      // Once the browser has taken down which button was pressed.
      setTimeout(() => buttons(true));
    },
    true,
  );

  function buttons(disabled) {
    for (const button of form.querySelectorAll("button[name=approve], button[name=return]")) {
      button.disabled = disabled;
    }
  }

  // The page as it was left, when the reader comes back to it.
  addEventListener("pageshow", (event) => {
    if (event.persisted) {
      delete form.dataset.sent;
      buttons(false);
    }
  });

  form.addEventListener(
    "toggle",
    (event) => {
      if (event.target.open && event.target.matches("details.asking")) {
        for (const other of form.querySelectorAll("details.asking[open], details.sending[open]")) {
          other.open = other === event.target;
        }
        event.target.querySelector("button").focus();
      }
    },
    true,
  );

  addEventListener("keydown", (event) => {
    const asking = event.key === "Escape" && event.target.closest("details.asking[open]");
    if (asking) {
      asking.open = false;
      asking.querySelector("summary").focus();
    }
  });
})();
