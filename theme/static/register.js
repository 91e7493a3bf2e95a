// Sorting by column headings and filtering of the register's table. Without this file the table is whole all the same.
(() => {
  const table = document.querySelector(".register .register-table");
  if (!table) return;
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const heads = [...table.tHead.rows[0].cells];

  // Days compare as text; a figure that is not known stands last in both directions.
  const value = (row, column) => {
    const cell = row.cells[column];
    if (column > 1) return cell.dataset.n === undefined ? null : +cell.dataset.n;
    return column ? cell.textContent.toLowerCase() : cell.querySelector("time").dateTime;
  };

  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const before = head.getAttribute("aria-sort");
      const down = before ? before === "ascending" : column !== 1;
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const keyed = rows.map((row) => [value(row, column), row]);
      keyed.sort(([a], [b]) =>
        a === b ? 0 : a === null ? 1 : b === null ? -1 : (a < b ? -1 : 1) * (down ? -1 : 1));
      body.append(...keyed.map(([, row]) => row));
    });
  });

  const form = document.querySelector(".register-filter");
  const shown = document.querySelector(".register-shown");
  const words = form.querySelector("input");
  const kind = form.querySelector("select");
  const texts = rows.map((row) => row.textContent.toLowerCase());
  const filter = () => {
    const wanted = words.value.toLowerCase().split(/\s+/);
    let left = 0;
    rows.forEach((row, n) => {
      row.hidden = !wanted.every((word) => texts[n].includes(word)) || !!(kind?.value && row.dataset.kind !== kind.value);
      left += !row.hidden;
    });
    shown.textContent = left === rows.length ? shown.dataset.all : shown.dataset.some.replace("{shown}", left);
  };
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.classList.add("is-ready");
  filter();
})();
