// Search over the index of the build: asks Pagefind's program, shows what it finds, keeps the state in the address.
(() => {
  const root = document.querySelector(".search");
  if (!root) return;
  const find = (name) => root.querySelector(`.search-${name}`);
  const [form, status, none, list, more, clear, result] =
    ["form", "status", "none", "results", "more", "clear", "result"].map(find);
  const fields = [...form.elements].filter((field) => field.name);
  const filters = fields.filter((field) => !["q", "sort"].includes(field.name));
  const lang = document.documentElement.lang || "en";
  const days = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { dateStyle: "long", timeZone: "UTC" });
  const plural = new Intl.PluralRules(lang);
  const STEP = 10;
  const PAUSE = 250;

  // Pagefind knows no word forms of Ukrainian, but finds words by their beginning: so endings are taken off what is sought.
  const NOMINAL = /^(.{3,}?)(?:ами|ями|ові|еві|єві|ого|ому|ими|іми|ість|істю|ості|ою|ею|єю|ої|ій|ий|их|им|ім|ом|ем|єм|ам|ям|ах|ях|ів|їв|[аяуюіїиеєоьй])$/u;
  const VERBAL = /^(.{5,}?)(?:ти|л[аои]|в|[аеєиуюя]*ть)(?:ся|сь)?$/u;
  const stemmed = ["ru", "sr"].includes(root.dataset.rules);
  const beginning = (word) => (VERBAL.test(word) ? word.replace(VERBAL, "$1") : word.replace(NOMINAL, "$1"));
  const sought = (words) => {
    if (stemmed || /^\s*".*"\s*$/.test(words)) return words;
    const bare = words.toLowerCase().split(/\s+/);
    return bare.map((word) => (/^[\u0400-\u04ff'’ʼ-]+$/u.test(word) ? beginning(word) : word)).join(" ");
  };

  let program;
  const load = () =>
    (program ??= (async () => {
      const pagefind = await import(new URL("pagefind/pagefind.js", document.baseURI).href);
      await pagefind.init();
      return pagefind;
    })().catch((error) => {
      program = undefined;
      throw error;
    }));

  const read = () => Object.fromEntries(fields.map((field) => [field.name, field.value.trim()]));
  const say = (text) => { status.textContent = text; };
  const amount = (n) => (root.dataset[n ? plural.select(n) : "zero"] ?? root.dataset.other).replace("{n}", n.toLocaleString(lang));

  // An excerpt is text with marks: Pagefind escapes < and > and nothing else, so it is taken apart, never set as HTML.
  const fill = (element, excerpt, whole) => {
    excerpt.split(/<mark>|<\/mark>/).forEach((part, n) => {
      const text = part.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
      if (n % 2) element.append(Object.assign(document.createElement("mark"), { textContent: text }));
      else element.append(text);
    });
    const shown = element.textContent.trim();
    if (!whole.startsWith(shown.slice(0, 40))) element.prepend("… ");
    if (!whole.trimEnd().endsWith(shown.slice(-40))) element.append(" …");
  };

  const card = ({ raw_url, meta, content, excerpt, locations }) => {
    const item = result.content.firstElementChild.cloneNode(true);
    const part = (selector) => item.querySelector(selector);
    const link = part("a");
    link.href = new URL(`./${raw_url}`.replace(/^\.\/+/, "./"), document.baseURI).href;
    link.textContent = meta.title;
    link.lang = meta.lang;
    const teaser = part(".card-teaser");
    teaser.lang = meta.lang;
    if (locations.length) fill(teaser, excerpt, content);
    else teaser.textContent = meta.teaser ?? "";
    part(".kicker").textContent = meta.topic ?? "";
    part(".search-byline").textContent = meta.byline ?? "";
    const time = part("time");
    time.dateTime = meta.date ?? "";
    time.textContent = meta.date ? days.format(new Date(meta.date)) : "";
    item.querySelectorAll("p, span").forEach((each) => each.textContent || each.remove());
    return item;
  };

  let round = 0;
  let found = [];
  const show = async (mine) => {
    const from = list.children.length;
    const stories = await Promise.all(found.slice(from, from + STEP).map((one) => one.data()));
    if (mine !== round) return;
    list.append(...stories.map(card));
    const shown = list.children.length;
    more.hidden = shown === found.length;
    const text = amount(found.length);
    say(more.hidden ? text : root.dataset.shown.replace("{found}", text).replace("{shown}", shown));
    return list.children[from];
  };

  const search = async () => {
    const mine = ++round;
    const state = read();
    const given = Object.entries(state).filter(([, value]) => value);
    const address = new URL(location.href);
    address.search = new URLSearchParams(given);
    history.replaceState(null, "", address);
    const chosen = filters.filter((field) => field.value).map((field) => `${field.name}:${field.value}`);
    const words = sought(state.q);
    try {
      found = [];
      if (words || chosen.length) {
        if (!program) say(root.dataset.busy);
        const pagefind = await load();
        // The beginning of a word may be in one part of the index, and words with that beginning in the next.
        if (words) await pagefind.preload(words.split(" ").map((word) => `${word}яя`).join(" "));
        const sort = state.sort || !words ? { date: "desc" } : {};
        const answer = await pagefind.search(words || null, { filters: { of: { all: chosen } }, sort });
        if (mine !== round) return;
        found = answer.results;
      }
      list.replaceChildren();
      more.hidden = true;
      none.hidden = !(words || chosen.length) || found.length > 0;
      clear.hidden = !chosen.length;
      if (found.length) await show(mine);
      else say(none.hidden ? "" : amount(0));
    } catch (error) {
      if (mine !== round) return;
      list.replaceChildren();
      say(root.dataset.failed);
      console.warn(error);
    }
  };

  if (location.protocol === "file:") {
    form.hidden = true;
    say(root.dataset.local);
    return;
  }
  const given = new URLSearchParams(location.search);
  fields.forEach((field) => {
    const value = given.get(field.name) ?? "";
    if (field.tagName !== "SELECT" || [...field.options].some((option) => option.value === value)) field.value = value;
  });
  let waiting;
  form.q.addEventListener("focus", () => load().catch(() => {}), { once: true });
  form.addEventListener("input", (event) => {
    clearTimeout(waiting);
    waiting = setTimeout(search, event.target === form.q ? PAUSE : 0);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    search();
  });
  more.addEventListener("click", async () => (await show(round))?.querySelector("a").focus());
  clear.addEventListener("click", () => {
    filters.forEach((field) => { field.value = ""; });
    form.q.focus();
    search();
  });
  search();
})();
