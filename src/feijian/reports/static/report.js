"use strict";
(function () {
  var byId = function (id) { return document.getElementById(id); };
  var words = byId("words");

  // ---- open, close, print -------------------------------------------------------------------
  function all(open) {
    document.querySelectorAll("details").forEach(function (d) { d.open = open; });
  }
  document.addEventListener("click", function (event) {
    var button = event.target.closest ? event.target.closest("button") : null;
    if (!button) { return; }
    if (button.dataset.open) { all(button.dataset.open === "yes"); }
    if (button.dataset.print) { window.print(); }
    if (button.dataset.step) { turn(button.parentNode, Number(button.dataset.step)); }
    if (button.dataset.close) { byId(button.dataset.close).hidden = true; history.back(); }
  });
  var closed = [];
  window.addEventListener("beforeprint", function () {
    closed = Array.prototype.slice.call(document.querySelectorAll("details:not([open])"));
    closed.forEach(function (d) { d.open = true; });
  });
  window.addEventListener("afterprint", function () {
    closed.forEach(function (d) { d.open = false; });
    closed = [];
  });

  // ---- what lies packed in the file ---------------------------------------------------------
  var unpacked = {};
  function chunk(number) { return contents("chunk" + number); }
  function contents(number) {
    if (!unpacked[number]) {
      var text = atob(byId(number).textContent.trim());
      var bytes = Uint8Array.from(text, function (c) { return c.charCodeAt(0); });
      var stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
      unpacked[number] = new Response(stream).text().then(JSON.parse);
    }
    return unpacked[number];
  }
  function turn(pager, step) {
    var pages = Number(pager.dataset.pages), page = Number(pager.dataset.at || 1) + step;
    if (page < 1 || page > pages) { return Promise.resolve(); }
    return chunk(Number(pager.dataset.chunk)).then(function (parts) {
      pager.previousElementSibling.innerHTML = parts[pager.dataset.lead + "/" + page];
      pager.dataset.at = page;
      pager.querySelector("[data-step='-1']").disabled = page === 1;
      pager.querySelector("[data-step='1']").disabled = page === pages;
      pager.querySelector(".at").textContent = words.dataset.page
        .replace("{page}", page).replace("{pages}", pages).replace("{n}", pager.dataset.events);
      pager.closest("article").scrollIntoView();
    });
  }
  var packed = {};
  function showLead(id) {
    var view = byId("view");
    if (!view || !(id in packed)) { return Promise.resolve(); }
    return chunk(packed[id]).then(function (parts) {
      view.querySelector(".body").innerHTML = parts[id];
      view.hidden = false;
      view.scrollIntoView();
      view.focus({ preventScroll: true });
    });
  }
  // one event of a lead: its page is turned to, itself opened and brought before the reader
  function showEvent(id, page, place) {
    return (byId(id) ? Promise.resolve() : showLead(id)).then(function () {
      var article = byId(id), pager = article && article.querySelector(".pager");
      if (!article) { return; }
      var here = pager ? Number(pager.dataset.at || 1) : page;
      return Promise.resolve(here === page ? null : turn(pager, page - here)).then(function () {
        var event = article.querySelectorAll(".events > details.finding")[place];
        if (!event) { return; }
        event.open = true;
        event.scrollIntoView();
        event.querySelector("summary").focus({ preventScroll: true });
      });
    });
  }

  // ---- the index: search, filters, order ----------------------------------------------------
  var data = byId("index-data"), form = byId("narrow");
  if (!data || !form) { return; }
  data = JSON.parse(data.textContent);
  var at = {};
  data.columns.forEach(function (name, place) { at[name] = place; });
  var body = document.querySelector("#index tbody"), STEP = 200, limit = STEP, order = { by: "rank", down: false };
  var FILTERS = ["family", "certainty", "level", "county", "kind"];
  var rows = data.rows.map(function (values) {
    return { v: values, text: [values[at.title], values[at.words], values[at.family]].join(" ").toLowerCase(), el: null, hits: null };
  });
  Array.prototype.forEach.call(body.rows, function (el, n) { if (rows[n]) { rows[n].el = el; } });
  rows.forEach(function (row) {
    if (row.v[at.place] >= 0) { packed[row.v[at.lead_id]] = row.v[at.place]; }
  });
  FILTERS.forEach(function (name) {
    var seen = {};
    rows.forEach(function (row) { if (row.v[at[name]]) { seen[row.v[at[name]]] = true; } });
    Object.keys(seen).sort().forEach(function (value) { form.elements[name].add(new Option(value, value)); });
    form.elements[name].parentNode.hidden = Object.keys(seen).length < 2;
  });
  form.elements["new"].parentNode.hidden = !rows.some(function (row) { return row.v[at.is_new]; });

  function cell(row, text, kind) {
    var td = document.createElement("td");
    td.textContent = text;
    if (kind) { td.className = kind; }
    row.appendChild(td);
    return td;
  }
  function badge(td, text, kind) {
    var span = document.createElement("span");
    span.className = kind;
    span.textContent = text;
    td.appendChild(span);
  }
  function made(row) {
    if (row.el) { return row.el; }
    var v = row.v, el = document.createElement("tr");
    cell(el, v[at.rank], "n");
    var what = cell(el, ""), link = document.createElement("a");
    link.href = "#" + v[at.lead_id];
    link.textContent = v[at.title];
    what.appendChild(link);
    if (v[at.seat]) { badge(what, v[at.seat], "seat"); }
    if (v[at.is_new]) { badge(what, words.dataset["new"], "seat new"); }
    var from = v[at.period_from], to = v[at.period_to];
    cell(el, from === to || !to ? from : from + " – " + to, "w");
    cell(el, v[at.findings], "n");
    cell(el, v[at.amount], "n");
    cell(el, v[at.expected], "n");
    cell(el, v[at.probability], "n");
    row.el = el;
    return el;
  }
  function asked() {
    var wanted = {};
    ["q", "from", "to"].concat(FILTERS).forEach(function (name) {
      if (form.elements[name].value) { wanted[name] = form.elements[name].value; }
    });
    if (form.elements["new"].checked) { wanted["new"] = "1"; }
    return wanted;
  }
  // events by lead, each [page, place, message, words]; unpacked when somebody first searches
  var finds = null;
  function inText(text, parts) {
    return parts.every(function (part) { return text.indexOf(part) >= 0; });
  }
  function hits(row, parts) {
    var its = finds && finds[row.v[at.lead_id]];
    if (!its || !parts.length) { return []; }
    return its.filter(function (event) {
      if (event.length < 5) { event.push((event[2] + " " + event[3]).toLowerCase()); }
      // what the lead is called need not stand in the event too, but something of it must
      var own = parts.filter(function (part) { return row.text.indexOf(part) < 0; });
      return own.length > 0 && inText(event[4], own);
    });
  }
  function searched(row, parts) {
    row.hits = hits(row, parts);
    return row.hits.length > 0 || inText(row.text, parts);
  }
  function say(row) {
    var what = row.el.cells[1], told = what.querySelector("a.hit");
    if (told) { told.remove(); }
    if (!row.hits || !row.hits.length) { return; }
    var first = row.hits[0];
    told = document.createElement("a");
    told.className = "hit";
    told.href = "#" + row.v[at.lead_id] + "/" + first[0] + "." + first[1];
    told.textContent = words.dataset.hits.replace("{n}", row.hits.length) + first[2];
    what.appendChild(told);
  }
  function matches(row, wanted, parts) {
    var v = row.v;
    return searched(row, parts)
      && FILTERS.every(function (name) { return !wanted[name] || v[at[name]] === wanted[name]; })
      && (!wanted.from || !v[at.period_to] || v[at.period_to] >= wanted.from)
      && (!wanted.to || !v[at.period_from] || v[at.period_from] <= wanted.to)
      && (!wanted["new"] || v[at.is_new]);
  }
  function compare(a, b) {
    var x = a.v[at[order.by]], y = b.v[at[order.by]];
    if (x === y) { return a.v[at.rank] - b.v[at.rank]; }
    if (x === null || x === "") { return 1; }
    if (y === null || y === "") { return -1; }
    var less = typeof x === "string" ? x.localeCompare(y) : x - y;
    return order.down ? -less : less;
  }
  function draw() {
    var wanted = asked();
    var parts = (wanted.q || "").trim().toLowerCase().split(/\s+/).filter(Boolean);
    if (parts.length && !finds && byId("finds")) {
      contents("finds").then(function (all) { finds = all; draw(); });
    }
    var found = rows.filter(function (row) { return matches(row, wanted, parts); }).sort(compare);
    rows.forEach(function (row) { if (row.el) { row.el.hidden = true; } });
    var shown = found.slice(0, limit), piece = document.createDocumentFragment();
    shown.forEach(function (row) { made(row).hidden = false; say(row); piece.appendChild(row.el); });
    body.insertBefore(piece, body.firstChild);
    byId("more").hidden = found.length <= limit;
    var output = form.querySelector("output");
    output.textContent = output.dataset.text.replace("{n}", found.length).replace("{of}", rows.length);
    return wanted;
  }
  function remember(wanted) {
    var told = Object.keys(wanted).map(function (name) { return name + "=" + encodeURIComponent(wanted[name]); });
    if (order.by !== "rank" || order.down) { told.push("sort=" + (order.down ? "-" : "") + order.by); }
    history.replaceState(null, "", "#all" + (told.length ? "?" + told.join("&") : ""));
  }
  function mark() {
    document.querySelectorAll("#index th").forEach(function (th) {
      var by = th.querySelector("button").dataset.sort;
      if (by === order.by) { th.setAttribute("aria-sort", order.down ? "descending" : "ascending"); }
      else { th.removeAttribute("aria-sort"); }
    });
  }
  function redraw() { limit = STEP; remember(draw()); }
  form.addEventListener("input", redraw);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () { setTimeout(redraw, 0); });
  byId("more").addEventListener("click", function () { limit += STEP; draw(); });
  document.querySelectorAll("[data-sort]").forEach(function (button) {
    button.addEventListener("click", function () {
      var by = button.dataset.sort;
      order = { by: by, down: by === order.by ? !order.down : /value|findings/.test(by) };
      mark();
      redraw();
    });
  });
  document.addEventListener("keydown", function (event) {
    var typing = /INPUT|SELECT|TEXTAREA/.test(event.target.tagName);
    if (event.key === "/" && !typing) {
      event.preventDefault();
      form.elements.q.focus();
      form.scrollIntoView();
    }
    if (event.key === "Escape" && byId("view") && !byId("view").hidden) { byId("view").hidden = true; }
  });

  // ---- addresses: a lead, or the index as somebody narrowed it ------------------------------
  function go() {
    var hash = decodeURI(location.hash.slice(1));
    if (hash.indexOf("all?") === 0) {
      hash.slice(4).split("&").forEach(function (pair) {
        var name = pair.split("=")[0], value = decodeURIComponent(pair.split("=").slice(1).join("="));
        if (name === "sort") { order = { by: value.replace("-", ""), down: value[0] === "-" }; }
        else if (name === "new") { form.elements["new"].checked = true; }
        else if (form.elements[name]) { form.elements[name].value = value; }
      });
      if (!(order.by in at)) { order = { by: "rank", down: false }; }
      mark();
      draw();
      byId("all").scrollIntoView();
    } else if (/^[^\/]+\/\d+\.\d+$/.test(hash)) {
      var event = hash.split("/"), where = event[1].split(".").map(Number);
      showEvent(event[0], where[0], where[1]);
    } else if (hash && !byId(hash)) {
      showLead(hash);
    }
  }
  window.addEventListener("hashchange", go);
  draw();
  go();
})();
