// Keys for the queue and for judging; every act is a form or a link that works without this file.
(() => {
  let rows = [];
  let at = -1;
  const judge = () => document.querySelector("form[data-judge]");
  const bulk = () => document.querySelector("form[data-queue]");
  const show = (to) => {
    if (!rows.length) return;
    if (rows[at]) rows[at].classList.remove("here");
    at = Math.max(0, Math.min(rows.length - 1, to));
    rows[at].classList.add("here");
    rows[at].scrollIntoView({ block: "nearest" });
  };
  const pick = (row, on) => {
    const box = row.querySelector("input[type=checkbox]");
    if (!box) return;
    box.checked = on === undefined ? !box.checked : on;
    row.classList.toggle("picked", box.checked);
  };
  // the list may be another one since: a filter brings it in without a new page
  const begin = () => {
    rows = [...document.querySelectorAll("tr[data-row]")];
    at = -1;
    if (rows.length) show(0);
  };
  const peek = (link) => {
    const below = link.closest("tr").nextElementSibling;
    below.hidden = !below.hidden;
    link.setAttribute("aria-expanded", String(!below.hidden));
  };
  begin();
  document.addEventListener("htmx:after:swap", (event) => {
    if (event.target.matches("form.filter, form.filter *")) begin();
  });
  document.addEventListener("change", (event) => {
    const row = event.target.matches("tr[data-row] input[type=checkbox]") && event.target.closest("tr");
    if (row) row.classList.toggle("picked", event.target.checked);
  });
  document.addEventListener("click", (event) => {
    // going back keeps what was filled in; the link alone would bring the form empty
    if (event.target.closest("a[data-back]") && history.length > 1) {
      event.preventDefault();
      history.back();
      return;
    }
    const link = event.target.closest("a[data-peek]");
    if (link && window.htmx && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      peek(link);
    }
  });
  const total = document.querySelector("input[data-total]");
  const lines = [...document.querySelectorAll("input[data-line]")];
  lines.forEach((line) => line.addEventListener("input", () => {
    const cents = lines.reduce((sum, l) => sum + Math.round(Number(l.value || 0) * 100), 0);
    if (total && Number.isFinite(cents)) total.value = (cents / 100).toFixed(2);
  }));
  // quantity × price approved leaves the rest of what was charged upheld
  document.querySelectorAll("tr:has(input[data-quantity])").forEach((row) => {
    const [quantity, price, line] = ["quantity", "price", "line"].map((n) => row.querySelector(`input[data-${n}]`));
    [quantity, price].forEach((field) => field.addEventListener("input", () => {
      const left = Number(line.dataset.charged) - Math.round(Number(quantity.value) * Number(price.value) * 100) / 100;
      if (!Number.isFinite(left)) return;
      line.value = left.toFixed(2);
      line.dispatchEvent(new Event("input"));
    }));
  });
  const typing = (target) => target.matches("input:not([type=checkbox]):not([type=radio]), textarea, select");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (typing(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const key = event.key;
    const form = judge();
    if (form && "1234".includes(key)) {
      const choice = form.querySelectorAll("input[name=outcome]")[Number(key) - 1];
      choice.checked = true;
      if (key === "2" || key === "3") {
        const details = form.querySelector("details");
        if (details && key === "2") details.open = true;
        form.querySelector("textarea").focus();
        event.preventDefault();
      } else choice.focus();
    } else if (form && key === "Enter" && form.querySelector("input[name=outcome]:checked")) {
      event.preventDefault();
      form.requestSubmit();
    } else if (key === "j") show(at + 1);
    else if (key === "k") show(at - 1);
    else if (key === "x" && rows[at]) pick(rows[at]);
    else if (key === "a" && bulk() && rows[at]) {
      if (!rows.some((r) => r.classList.contains("picked"))) pick(rows[at], true);
      const button = bulk().querySelector("button[data-assign]");
      if (button) bulk().requestSubmit(button);
    } else if ((key === "e" || key === "v") && rows[at]) {
      const link = rows[at].querySelector(key === "e" ? "a[data-open]" : "a[data-peek]");
      if (link) link.click();
    } else if (key === "q") location.assign("/queue");
    else if (key === "?") location.assign("/keys");
  });
})();
