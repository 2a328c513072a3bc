/* Updates the progress of a running build, and reports when there are more images; stops when the build has ended. */
Behaviour.specify(".flux-progress", "flux-progress", 0, function (box) {
  if (box.dataset.fluxReady) {
    return;
  }
  box.dataset.fluxReady = "true";
  const interval = 2000;
  const intervalAfterFailure = 15000;
  const text = box.querySelector(".flux-progress__text");
  const bar = box.querySelector(".flux-progress__bar");
  const list = box.querySelector(".flux-progress__images");
  const rows = new Map(Array.from(list.children).map((row) => [Number(row.dataset.number), row]));
  let cursor = box.dataset.cursor;

  function newRow() {
    const row = document.createElement("li");
    row.className = "flux-progress__image";
    for (const part of ["path", "phase"]) {
      const span = document.createElement("span");
      span.className = "flux-progress__" + part;
      row.append(span);
    }
    return row;
  }

  /* The answer has the numbers of all rows, but only the content of those that have changed since the cursor. */
  function showEach(progress) {
    for (const image of progress.listed) {
      const row = rows.get(image.number) || newRow();
      row.dataset.phase = image.phase;
      row.querySelector(".flux-progress__path").textContent = image.path;
      row.querySelector(".flux-progress__phase").textContent = image.text;
      rows.set(image.number, row);
    }
    const numbers = new Set(progress.numbers);
    for (const [number, row] of rows) {
      if (!numbers.has(number)) {
        row.remove();
        rows.delete(number);
      }
    }
    progress.numbers
      .filter((number) => rows.has(number))
      .forEach(function (number, index) {
        if (list.children[index] !== rows.get(number)) {
          list.insertBefore(rows.get(number), list.children[index] || null);
        }
      });
    cursor = rows.size === numbers.size ? progress.cursor : "0";
  }

  function showProgress(progress) {
    // Screen readers would read a rewritten text again.
    if (text.textContent !== progress.text) {
      text.textContent = progress.text;
    }
    bar.max = Math.max(progress.total, 1);
    bar.value = progress.ended;
    showEach(progress);
    box.hidden = progress.over || progress.total === 0;
  }

  async function refresh() {
    if (document.hidden) {
      document.addEventListener("visibilitychange", refresh, { once: true });
      return;
    }
    let wait = interval;
    try {
      const answer = await fetch(box.dataset.url + "?since=" + cursor, { cache: "no-store" });
      if (answer.status === 403 || answer.status === 404) {
        box.hidden = true;
        return;
      }
      const progress = await answer.json();
      showProgress(progress);
      document.dispatchEvent(
        new CustomEvent("flux-progress", { detail: { images: progress.images, over: progress.over } }),
      );
      if (progress.over) {
        return;
      }
    } catch (unreachable) {
      wait = intervalAfterFailure;
    }
    setTimeout(refresh, wait);
  }

  setTimeout(refresh, interval);
});
