// The desk bar, in the preview alone: it stands over the page, in a tree of its own, and changes nothing of it.
(() => {
  'use strict';
  const DESK = '/.standfirst/';
  const mine = document.currentScript.dataset.build;
  const TITLE_CUT = 60;
  const TEXT_CUT = 160;
  const VERDICTS = {
    none: 'There is no summary: cards show the first sentences of the text.',
    exact: 'The summary is a passage of the text, word for word. Readers meet it once.',
    truncated: 'The summary is the beginning of a passage of the text, cut off. Readers meet it once.',
    near: 'The summary says in nearly the same words what the text says.',
    distinct: 'The summary says something that the text does not.',
  };
  const STANDING = {
    draft: () => 'Draft: readers cannot see this page.',
    waiting: (when) => `Under embargo: readers cannot see this page before ${when}.`,
    expired: (when) => `Expired on ${when}: readers cannot see this page any more.`,
  };

  // What is kept in the browser may be forbidden or broken; the bar works without it.
  const keep = (store, key, value) => { try { window[store].setItem(key, JSON.stringify(value)); } catch { /* not kept */ } };
  const kept = (store, key) => { try { return JSON.parse(window[store].getItem(key)); } catch { return null; } };
  const place = `standfirst-scroll ${location.pathname}`;
  const memory = { folded: false, panel: '', ...kept('localStorage', 'standfirst-desk') };
  const remember = (changes) => keep('localStorage', 'standfirst-desk', Object.assign(memory, changes));

  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
      else if (value !== false && value !== null) element.setAttribute(key, value === true ? '' : value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined && child !== ''));
    return element;
  };
  const list = (items, row) => make('ul', {}, ...items.map((item) => make('li', {}, ...row(item))));
  const marked = (parts) => parts.map(([text, is]) => (is ? make('mark', {}, text) : text));
  const cut = (text, most) => {
    if (text.length <= most) return text;
    const short = text.slice(0, most - 1);
    return `${short.slice(0, short.lastIndexOf(' ') > most / 2 ? short.lastIndexOf(' ') : short.length).replace(/[\s,;:–-]+$/, '')}…`;
  };

  // Keep the place that the writer looks at.
  const y = kept('sessionStorage', place);
  if (y !== null) {
    try { sessionStorage.removeItem(place); } catch { /* nothing kept */ }
    const back = () => window.scrollTo({ left: 0, top: y, behavior: 'instant' });
    back();
    window.addEventListener('load', back, { once: true });
  }
  const reload = () => { keep('sessionStorage', place, window.scrollY); location.reload(); };

  const host = make('div', { id: 'standfirst-desk' });
  const root = host.attachShadow({ mode: 'open' });
  const status = make('p', { class: 'told', role: 'status' });
  const panel = make('div', { class: 'panel', id: 'panel', hidden: true, tabindex: '0', role: 'region', 'aria-labelledby': 'title' });
  const failed = make('section', { class: 'failed', hidden: true, tabindex: '0', 'aria-labelledby': 'failed' });
  const row = make('div', { class: 'row' }, status);
  const desk = make('aside', { class: 'desk', 'aria-label': 'Desk bar, in the preview alone' }, failed, panel, row);
  let view = null;
  let dismissed = '';

  // --- the panels -----------------------------------------------------------------------------------------------------

  const finding = (item) => {
    const at = `${item.path}:${item.line}:${item.column}`;
    const bare = item.file.split('\\').join('/');
    const file = `vscode://file/${encodeURI(bare).replace(/^\//, '').replace(/[?#]/g, encodeURIComponent)}:${item.line}:${item.column}`;
    return [
      item.path ? make('a', { href: file }, make('code', {}, at)) : '', ' ',
      make('code', {}, item.code), ' ',
      make('span', { class: item.severity === 'error' ? 'bad' : 'soft' }, `[${item.severity}]`),
      make('p', { class: 'what' }, item.message),
      item.hint ? make('p', { class: 'soft' }, `What to do: ${item.hint}.`) : '',
    ];
  };
  const linked = (item) => [item.url ? make('a', { href: `/${item.url}` }, item.title) : item.title];
  const meta = (selector) => document.querySelector(selector)?.getAttribute('content') ?? '';

  const problems = () => {
    const here = view.findings.filter((item) => item.here);
    const rest = view.findings.filter((item) => !item.here);
    return [
      make('h3', {}, 'This page'), here.length ? list(here, finding) : make('p', {}, 'Nothing is wrong with it.'),
      make('h3', {}, 'The rest of the site'), rest.length ? list(rest, finding) : make('p', {}, 'Nothing is wrong with it.'),
      view.more ? make('p', { class: 'soft' }, `And ${view.more} more: standfirst check shows them all.`) : '',
    ];
  };
  const unpublished = () => {
    const words = { draft: 'draft', waiting: 'under embargo until', expired: 'expired on' };
    return view.unpublished.length
      ? [list(view.unpublished, (item) => [...linked(item), make('div', { class: 'soft' }, `${words[item.standing]} ${item.when}`.trim(), ' · ', make('code', {}, item.where))])]
      : [make('p', {}, 'Everything is published.')];
  };
  const changes = () => {
    const found = view.changes;
    if (!found) return [make('p', {}, 'No release is on record: the site has not been published from this folder yet.')];
    const parts = [['new', 'New'], ['edited', 'Edited'], ['moved', 'At another address'], ['gone', 'No longer there']].filter(([key]) => found[key].length);
    return [
      ...parts.flatMap(([key, words]) => [make('h3', {}, `${words} (${found[key].length})`), list(found[key], linked)]),
      parts.length ? '' : make('p', {}, 'Nothing has changed.'),
      found.edits_known ? '' : make('p', { class: 'soft' }, 'Edits are told by the commit of the release. It had none, or files that were not committed, so some may not stand here.'),
    ];
  };
  const text = () => {
    const page = view.page;
    if (!page) return [make('p', {}, 'This page is made by the build, and has no file of its own.')];
    const quote = (parts) => make('blockquote', {}, ...marked(parts));
    return [
      make('dl', {},
        make('dt', {}, 'File'), make('dd', {}, make('code', {}, page.where)),
        make('dt', {}, 'Words'), make('dd', {}, `${page.words.toLocaleString('en')}, ${page.minutes} min to read`),
        make('dt', {}, 'Teaser'), make('dd', {}, `${page.verdict}. ${VERDICTS[page.verdict]}`)),
      page.summary.length ? make('h3', {}, 'The summary') : '', page.summary.length ? quote(page.summary) : '',
      page.passages.length ? make('h3', {}, 'What the text says already') : '', ...page.passages.map(quote),
      make('h3', {}, 'On cards, in feeds and previews'), make('p', {}, page.card || 'nothing'),
      make('h3', {}, 'Under the headline'), make('p', {}, page.standfirst ?? 'nothing: the text says it'),
    ];
  };
  const elsewhere = () => {
    const title = document.title;
    const description = meta('meta[name="description"]');
    const address = document.querySelector('link[rel="canonical"]')?.href ?? location.pathname;
    const image = meta('meta[property="og:image"]');
    const local = view.site_url && image.startsWith(`${view.site_url}/`) ? image.slice(view.site_url.length) : image;
    const noindex = /noindex/.test(meta('meta[name="robots"]'));
    return [
      make('h3', {}, 'Found in a search'),
      noindex ? make('p', {}, 'Search engines are asked to leave this page out.') : make('div', { class: 'found' },
        make('div', { class: 'soft' }, cut(address.replace(/^https?:\/\//, '').replaceAll('/', ' › '), 90)),
        make('div', { class: 'name' }, cut(title, TITLE_CUT)),
        make('div', {}, description ? cut(description, TEXT_CUT) : 'There is no description: the search engine takes what it likes.')),
      title.length > TITLE_CUT ? make('p', { class: 'soft' }, `The title has ${title.length} characters; about ${TITLE_CUT} are shown.`) : '',
      description.length > TEXT_CUT ? make('p', { class: 'soft' }, `The description has ${description.length} characters; about ${TEXT_CUT} are shown.`) : '',
      make('h3', {}, 'Shared on a network'),
      make('div', { class: 'card' },
        local ? make('img', { src: local, alt: meta('meta[property="og:image:alt"]') }) : '',
        make('div', {}, make('strong', {}, meta('meta[property="og:title"]') || title), make('div', { class: 'soft' }, cut(meta('meta[property="og:description"]') || description, 120)))),
      local ? '' : make('p', {}, 'There is no picture.'),
    ];
  };
  const PANELS = {
    problems: ['Problems', problems, () => view.findings.filter((item) => item.severity !== 'settled').length + view.more],
    text: ['Text', text, () => null],
    elsewhere: ['Elsewhere', elsewhere, () => null],
    unpublished: ['Not published', unpublished, () => view.unpublished.length],
    changes: ['Changed', changes, () => (view.changes ? ['new', 'edited', 'moved', 'gone'].reduce((sum, key) => sum + view.changes[key].length, 0) : null)],
  };

  // --- the bar --------------------------------------------------------------------------------------------------------

  const tabs = Object.entries(PANELS).map(([key, [name]]) => make('button', {
    class: 'tab', type: 'button', id: `tab-${key}`, 'aria-controls': 'panel', 'aria-expanded': 'false',
    onclick: () => { remember({ panel: memory.panel === key ? '' : key }); draw(); },
  }, name));
  const fold = make('button', {
    class: 'fold', type: 'button', onclick: () => { remember({ folded: !memory.folded }); draw(); },
  });
  row.prepend(...tabs);
  row.append(fold);
  desk.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    if (!failed.hidden && failed.contains(root.activeElement)) { hideFailed(); return; }
    if (!memory.panel) return;
    root.getElementById(`tab-${memory.panel}`).focus();
    remember({ panel: '' });
    draw();
  });
  const hideFailed = () => { dismissed = JSON.stringify(view.findings); failed.hidden = true; fold.focus(); };

  const draw = () => {
    if (!view) return;
    desk.classList.toggle('folded', memory.folded);
    fold.setAttribute('aria-expanded', String(!memory.folded));
    fold.textContent = memory.folded ? `Desk${view.errors ? ` (${view.errors} errors)` : ''}` : 'Fold';
    Object.entries(PANELS).forEach(([key, [name, , count]], number) => {
      const many = count();
      tabs[number].setAttribute('aria-expanded', String(memory.panel === key));
      tabs[number].replaceChildren(name, ...(many === null ? [] : [' ', make('span', { class: key === 'problems' && view.errors ? 'count bad' : 'count' }, String(many))]));
    });
    const open = PANELS[memory.panel];
    panel.hidden = !open || memory.folded;
    if (open) panel.replaceChildren(make('h2', { id: 'title' }, open[0]), ...open[1]().filter((child) => child !== ''));
    const page = view.page;
    const standing = page ? (STANDING[page.standing]?.(page.when) ?? (page.hidden ? 'Hidden: in no listing, and not to be indexed.' : '')) : '';
    status.textContent = view.building ? 'Building…' : standing;
    const errors = view.findings.filter((item) => item.severity === 'error');
    const again = JSON.stringify(view.findings) === dismissed;
    failed.hidden = view.building ? failed.hidden : !errors.length || again;
    if (!failed.hidden && !view.building) {
      failed.replaceChildren(
        make('button', { type: 'button', class: 'close', onclick: hideFailed }, 'Close'),
        make('h2', { id: 'failed' }, errors.length === 1 ? 'A mistake keeps the site from being published' : `${view.errors} mistakes keep the site from being published`),
        make('p', { class: 'soft', role: 'alert' }, view.stale ? 'The page below is the last good one. It is built again when a file is saved.' : 'What has them is left out below.'),
        list(errors, finding));
    }
  };

  let last = '';
  const look = async () => {
    const answer = await fetch(`${DESK}desk.json?page=${encodeURIComponent(location.pathname)}`);
    if (!answer.ok) return;
    const told = await answer.text();
    if (told === last) return; // nothing moves under the hand of who reads it
    last = told;
    view = JSON.parse(told);
    draw();
  };

  // A connection is kept only by a page that is looked at: a browser has few of them for one server.
  let events = null;
  const listen = () => {
    if (document.visibilityState === 'hidden') { events?.close(); events = null; return; }
    if (events) return;
    events = new EventSource(`${DESK}events`);
    events.onmessage = (event) => {
      const stage = JSON.parse(event.data);
      if (stage.build !== mine) reload();
      else look().catch(() => {});
    };
  };

  const begin = async () => {
    const css = await (await fetch(`${DESK}bar.css`)).text();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
    root.append(desk);
    // Behind the body: no rule of the page that counts its children is changed by one more.
    document.documentElement.append(host);
    document.addEventListener('visibilitychange', listen);
    window.addEventListener('pageshow', listen);
    window.addEventListener('pagehide', () => { events?.close(); events = null; });
    listen();
  };
  begin().catch(() => {});
})();
